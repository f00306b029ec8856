//! Voice activity, words, and the manifest of models.
//!
//! - [`Vad`] finds where somebody speaks, while the samples stream by; it needs no model file.
//! - [`models`] knows which models there are, fetches them, and keeps them.
//! - [`words`] has a model write down what is said, in a confined process.

pub mod models;
mod vad;
pub mod words;

pub use vad::{SAMPLE_RATE, Settings, Vad};
