//! The charter: every privacy promise of a studio, as data.
//!
//! A charter is a folder of TOML files that people read first, and one file of sentences for each language. [`read`]
//! parses and checks it whole: what is incomplete or contradicts itself is refused with file, line, cause and what to
//! write instead. [`text`](policy::text) renders the policy; every number, date, country and recipient in it comes from the
//! data, so that text and program cannot disagree.
//!
//! Nothing here reads files, asks the clock, or draws at random.

mod charter;
mod classes;
mod clock;
mod cookies;
mod country;
mod diff;
mod duration;
mod evidence;
mod fault;
mod holidays;
mod notices;
mod people;
mod places;
mod policy;
mod processors;
mod prohibitions;
mod promise;
mod purposes;
mod read;
mod register;
mod reviews;
mod rights;
mod roles;
mod rules;
mod schedule;
mod sentences;
pub mod shipped;
mod source;
mod version;
mod vocabulary;

pub use self::{
    charter::{Charter, Operator},
    classes::{Ccpa, Class, End, Retention, Start, Whom},
    clock::{Deadlines, Due, NoRight},
    cookies::{Cookie, CookieKind, Serves},
    country::UNKNOWN,
    diff::{Change, Weight, changes, diff, earliest_effective, reconsent},
    duration::{Clock, ClockUnit, Keep, LengthUnit},
    evidence::{Evidence, Query},
    fault::{Cause, Fault},
    holidays::{Calendar, Holiday},
    notices::{Breach, Notice},
    people::{Ages, Licence, Training},
    places::{Mechanism, Region, Transfer},
    policy::{noted, text},
    processors::{Assessment, Business, Processor},
    prohibitions::Never,
    promise::{Kind, Promise},
    purposes::{Balancing, Basis, Purpose},
    read::read,
    register::{Document, csv},
    reviews::Review,
    rights::{Answer, Regime, Right},
    roles::{Act, Role, Within},
    rules::{Rules, Theorem},
    schedule::{Schedule, Task},
    sentences::Sentences,
    source::{Place, Source},
    version::{Comment, Draft, NoComment, Outcome, Proofs, Published, Refused, Unreadable, publish},
};
