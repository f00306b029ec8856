//! FFmpeg's libraries behind names of ours. Every `unsafe` of the house is below this folder.

mod input;
mod io;
pub(crate) mod libass;
mod output;
pub(crate) mod planes;

pub(crate) use input::Input;
pub(crate) use output::Output;
