//! Measuring a rush: its sound in one pass, its picture coarse to fine.

mod channels;
mod doubt;
mod joints;
mod listen;
mod look;
mod meter;
mod mix;
mod motion;
mod nal;
mod picture;
mod plan;
mod samples;
mod shake;
mod shots;
mod shown;
mod sound;
mod spans;
mod survey;
mod table;
mod track;
mod walk;

pub(crate) use picture::picture;
pub(crate) use samples::samples;
pub(crate) use sound::sound;

/// Samples a second of the sound that is measured and that speech is heard in.
const SAMPLE_RATE: u32 = 16_000;
