//! A cut is shown, and people say what they think of its frames.

mod decide;
mod list;
mod note;
mod open;

pub use self::{
    decide::{Approval, Decision, approvals, decide},
    list::{Review, one_review, reviews},
    note::{Note, Stroke, Written, change_note, draw, erase_note, note, notes, write_note},
    open::{review, review_by},
};
