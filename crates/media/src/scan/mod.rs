//! Measuring a rush: its sound in one pass, its picture coarse to fine.

mod picture;
mod samples;
mod sound;

pub(crate) use picture::picture;
pub(crate) use samples::samples;
pub(crate) use sound::sound;
