//! Rights: what people may ask, and what is due to them because of a promise.
//!
//! A [`Kernel`] holds gate, rows, keys and ledger together; a [`Desk`] is somebody at work before its gate. Everything here is a
//! verb at one of them. What must happen later is an obligation in the rows; what happened is an entry of the ledger, written
//! in the transaction of what it tells of.

mod backup;
mod clock;
mod consent;
mod desk;
mod erase;
mod error;
mod hold;
mod journal;
mod kernel;
mod keys;
pub mod letter;
mod name;
mod open;
mod owe;
mod plan;
mod reach;
mod replay;
pub mod request;
mod restrict;
mod retain;
mod sweep;
mod tenure;

pub use self::{
    backup::{Restored, restore},
    clock::{Clock, Random},
    consent::{Ends, Given, Stops, Yes},
    desk::Desk,
    erase::{Erasure, Goes, Plan, Progress, Reason, Stays, Target},
    error::RightsError,
    hold::{Hold, Over},
    journal::Journal,
    kernel::{HOUSE, Kernel, MACHINE},
    keys::RootAt,
    open::Layout,
    owe::owe,
    reach::Reach,
    replay::Replayed,
    retain::{Purged, Retained},
    sweep::{Gap, Postponed, Swept, Task},
    tenure::Agreed,
};
