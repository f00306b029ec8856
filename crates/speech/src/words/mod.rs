//! What is said: one call of a speech recogniser for each speech island, never for the whole file, or a sentence said
//! twice is written once.

mod child;
mod clip;
mod loops;
mod onset;
mod token;
mod transcribe;
mod whisper;

use incamera_worker::WorkerError;

pub use child::worker_main;
pub use transcribe::{Progress, Samples, Speech, transcribe, write_down};
pub use whisper::WhisperCpp;

use crate::models::ModelError;

/// A word heard in a clip; times in seconds from the clip's first sample.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Heard {
    /// As written, with its punctuation, without surrounding blanks.
    pub text: String,
    /// First sound.
    pub start: f32,
    /// After the last sound.
    pub end: f32,
    /// Probability, 0 … 1.
    pub confidence: f32,
}

/// Something that hears words. Clips are 16 kHz mono, at most 30 s long; none knows of another.
pub trait Recogniser {
    /// Why it can fail.
    type Error: Into<WordsError>;

    /// The ISO 639-1 language most likely spoken in the clip.
    ///
    /// # Errors
    /// When the engine fails.
    fn language(&mut self, clip: &[i16]) -> Result<String, Self::Error>;

    /// The words of the clip, in order; none when nothing intelligible is said.
    ///
    /// # Errors
    /// When the engine fails, or does not know the language.
    fn words(&mut self, clip: &[i16], language: &str) -> Result<Vec<Heard>, Self::Error>;
}

/// Why an engine failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum EngineError {
    /// The model file is broken.
    #[error("the model cannot be loaded ({0}); verify it with `incamera models verify`, or fetch it again")]
    Load(String),
    /// Not a language the model knows.
    #[error(
        "the model does not know the language `{0}`; give an ISO 639-1 code such as `en` or `fr`, or `auto`"
    )]
    Language(String),
    /// Something inside.
    #[error("the speech engine failed: {0}")]
    Engine(String),
}

/// Why a rush could not be written down.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// The model.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The engine.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The worker process.
    #[error(transparent)]
    Worker(#[from] WorkerError),
    /// The rush's sound could not be read.
    #[error("the sound could not be read: {0}")]
    Samples(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The worker answered something else than asked.
    #[error("the speech worker answered out of turn; this is a bug, please report it")]
    Turn,
}
