//! What is said.

use serde::{Deserialize, Serialize};

use crate::Micros;

/// The words of one rush, with the model that heard them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    /// ISO 639-1 language (`en`, `fr`).
    pub language: String,
    /// Model id from the manifest.
    pub model: String,
    /// One per speech island, in order.
    pub utterances: Vec<Utterance>,
}

impl Transcript {
    /// All words in order.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.utterances.iter().flat_map(|u| &u.words)
    }
}

/// What was said in one speech island.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Utterance {
    /// Beginning of the island.
    pub start: Micros,
    /// End of the island.
    pub end: Micros,
    /// Words in order.
    pub words: Vec<Word>,
}

/// One word.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// As written, with its punctuation, without surrounding blanks.
    pub text: String,
    /// First sound.
    pub start: Micros,
    /// After the last sound.
    pub end: Micros,
    /// Probability in percent.
    pub confidence: u8,
}
