//! Voice activity, words, and the manifest of models.

pub mod models;
mod vad;

pub use vad::{SAMPLE_RATE, Settings, Vad};
