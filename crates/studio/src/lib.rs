//! The studio: what a person can do here, one file a verb. Each verb begins at somebody's [`Desk`](incamera_rights::Desk), that is, at the gate.

mod cut;
mod enrol;
mod found;
mod message;
mod note;
mod project;
mod receive;

pub use self::{
    cut::{Cut, cut},
    enrol::{Account, enrol},
    found::{Seat, admit, found, seated},
    message::message,
    note::{note, review},
    project::project,
    receive::{Rush, receive},
};

/// A word that is none, said as what to do about it.
pub(crate) fn said(error: incamera_model::TermError) -> incamera_rights::RightsError {
    incamera_rights::RightsError::Said(error.to_string())
}
