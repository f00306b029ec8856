//! Cuts: begun from rushes, edited step by step, undone and done again, told to other programs.

mod derush;
mod document;
mod edit;
mod export;
mod leave_out;
mod list;
mod look;
mod save;
mod settings;
mod travel;
mod version;

pub use self::{
    derush::{Begin, derush},
    edit::{Edit, edit},
    export::{Format, export},
    list::{Listed, list},
    look::{CutRush, Reason, Seen, Step, look},
    save::{Cut, cut},
    settings::Choice,
    travel::{redo, undo},
};
pub(crate) use self::{
    document::{document, rushes_of},
    leave_out::leave_out,
};
