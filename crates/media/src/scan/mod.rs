//! Measuring a rush: its sound in one pass, its picture coarse to fine.

mod channels;
mod listen;
mod meter;
mod mix;
mod picture;
mod samples;
mod shown;
mod sound;
mod track;

pub(crate) use picture::picture;
pub(crate) use samples::samples;
pub(crate) use sound::sound;

/// Samples a second of the sound that is measured and that speech is heard in.
const SAMPLE_RATE: u32 = 16_000;
