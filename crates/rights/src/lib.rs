//! Rights: what people may ask, and what is due to them because of a promise.
//!
//! A [`Kernel`] holds gate, rows, keys and ledger together; a [`Desk`] is somebody at work before its gate. Everything here is a
//! verb at one of them. What must happen later is an obligation in the rows; what happened is an entry of the ledger, written
//! in the transaction of what it tells of.

mod access;
mod adopt;
pub mod assessment;
pub mod authority;
mod backup;
mod clock;
mod consent;
mod data_map;
pub mod deliver;
mod desk;
mod docket;
mod duty;
pub mod elevate;
pub mod erase;
mod error;
mod evidence;
mod export;
mod hold;
pub mod incident;
mod journal;
mod kernel;
mod keys;
pub mod letter;
mod name;
mod one_of;
mod open;
mod owe;
mod parcel;
mod plan;
mod post;
mod reach;
mod replay;
pub mod report;
pub mod request;
mod restrict;
mod retain;
mod seat;
pub mod subject;
pub mod supplier;
mod sweep;
mod tenure;
pub mod training;
pub mod webhook;
mod words;

pub use self::{
    backup::{Reading, Restored, restore},
    clock::{Clock, Random},
    consent::{Ends, Given, Stops, Yes},
    data_map::{DataMap, Lot, Mapped, MappedColumn, Stored},
    desk::Desk,
    docket::Line,
    erase::{Erasure, Plan, Progress},
    error::RightsError,
    export::{Ccpa, Export, Exported, Reason, Share, Withheld},
    hold::{Hold, Over},
    journal::Journal,
    kernel::{HOUSE, Kernel, MACHINE},
    keys::RootAt,
    open::Layout,
    owe::owe,
    parcel::{Packed, Shut, Unverified, Verified, verify},
    post::Waiting,
    reach::Reach,
    replay::Replayed,
    retain::{Purged, Retained},
    subject::{Found, Index, Kept, Whom},
    sweep::{Gap, Postponed, Swept, Task},
    tenure::Agreed,
};
