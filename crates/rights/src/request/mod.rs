//! What people ask for, from receipt to answer.
//!
//! Whoever it is, with an account or without, for himself or for somebody else: a request is [opened](open), it is found out who
//! asks, somebody works on it, and it is [answered](answer), [refused](refuse) for a [`Ground`] or [taken back](revoke). Each
//! step is one unit of work with its entry for the ledger; by when each is due is computed from the charter and never typed.
//!
//! A request, its steps and proofs lie in the workspace that was addressed, or in the [house](crate::HOUSE), under keys of their
//! own: an erasure that destroys its asker's key leaves what must be answered. Whom it is about reads it, a data protection
//! officer works on it, the program moves it; an administrator can do neither.

mod asking;
mod cap;
mod clarify;
mod close;
mod deadline;
mod extend;
mod ground;
mod identify;
mod look;
mod mail;
mod open;
mod prove;
mod queue;
mod remind;
mod route;
pub(crate) mod said;
mod state;
mod step;
mod turn;
mod work;

pub(crate) use self::remind::is_ours;
pub use self::{
    asking::{Asker, Asking, Door},
    cap::{Cap, cap},
    clarify::{clarify, estimate, reply},
    close::{Answer, answer, refuse, revoke},
    deadline::WARNING,
    extend::extend,
    ground::{Cited, Ground},
    identify::{Checked, Followed, attest, check, follow, identify},
    look::{Case, Noted, look},
    mail::{Mailed, receive},
    open::{Opened, open},
    prove::{CODE_HOLDS, LINK_HOLDS, LINKS, TRIES},
    queue::{Queued, Summary, queue, summary},
    remind::{Reminder, remind},
    route::{Mail, REQUEST, WITHDRAWAL, route},
    state::{State, Stray},
    step::What,
    work::assign,
};
