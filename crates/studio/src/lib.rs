//! The studio: what a person can do here, one file a verb. Each verb begins at somebody's [`Desk`](incamera_rights::Desk), that is, at the gate.

mod account;
mod bytes;
pub mod cuts;
mod demo;
mod error;
mod machine;
mod member;
mod orphans;
mod piece;
mod project;
mod receive;
pub mod renders;
mod review;
pub mod rushes;
mod sentence;
mod shelf;
mod sink;
mod upload;
mod words;
pub mod work;

use std::collections::BTreeSet;

use incamera_gate::Actor;
use incamera_rights::{Desk, Kernel, MACHINE, RightsError};

pub use self::{
    account::*,
    bytes::Bytes,
    cuts::{Cut, cut},
    demo::{Demo, Script},
    error::StudioError,
    member::*,
    project::*,
    receive::{Rush, receive},
    review::*,
    sentence::sentence,
    upload::{Appending, Coming, Upload},
    work::Work,
};

/// A word that is none, said as what to do about it.
pub(crate) fn said(error: incamera_model::TermError) -> RightsError {
    RightsError::Said(error.to_string())
}

/// The program itself at work, for a purpose that people came for: who knocks, and what he is called.
pub(crate) fn program<'k>(kernel: &'k Kernel, purpose: &str, place: &str) -> Result<Desk<'k>, RightsError> {
    let actor = Actor {
        person: MACHINE,
        role: "machine".to_owned(),
        workspace: None,
        projects: BTreeSet::new(),
        elevated: false,
    };
    kernel.desk(actor, purpose, place)
}
