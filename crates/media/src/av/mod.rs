//! FFmpeg's libraries behind names of ours. Every `unsafe` of the house is below this folder.

mod input;
mod io;
mod output;

pub(crate) use input::Input;
pub(crate) use output::Output;
