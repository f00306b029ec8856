//! Rushes: what people see of them, and do with them, once they are here.

mod erase;
mod list;
mod look;
mod measured;
mod rename;
mod scan;
mod search;

pub use self::{
    erase::erase,
    list::{Listed, Rush, State, list},
    look::{look, poster, proxy, storyboard, waveform, words},
    measured::{Board, Measured, Waveform, Word, Words},
    rename::rename,
    scan::scan,
    search::{Found, search},
};
pub(crate) use measured::measured;
