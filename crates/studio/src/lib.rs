//! The studio: what a person can do here, one file a verb. Each verb begins at somebody's [`Desk`](incamera_rights::Desk), that is, at the gate.

mod bytes;
pub mod cuts;
mod enrol;
mod error;
mod found;
mod machine;
mod message;
mod note;
mod orphans;
mod piece;
mod project;
mod receive;
pub mod renders;
pub mod rushes;
mod sentence;
mod shelf;
mod sink;
mod upload;
pub mod work;

pub use self::{
    bytes::Bytes,
    cuts::{Cut, cut},
    enrol::{Account, enrol},
    error::StudioError,
    found::{Seat, admit, found, seated},
    message::message,
    note::{note, review},
    project::project,
    receive::{Rush, receive},
    sentence::sentence,
    upload::{Appending, Coming, Upload},
    work::Work,
};

/// A word that is none, said as what to do about it.
pub(crate) fn said(error: incamera_model::TermError) -> incamera_rights::RightsError {
    incamera_rights::RightsError::Said(error.to_string())
}
