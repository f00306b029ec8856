//! Why a span is dropped.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a span of a rush is not in the film.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nobody speaks.
    Silence,
    /// A hesitation ("um", "euh") that no sentence needs.
    Filler,
    /// Said again later, better: a repeated take or a false start.
    Retake,
    /// Nothing to see: lens cap, black.
    Black,
    /// The picture does not move at all, to the last bit or nearly.
    Frozen,
    /// Out of focus.
    Blur,
    /// The camera is thrown about.
    Shake,
    /// Loud, but not speech: a clap, a bump of the microphone, wind.
    Noise,
    /// A person said so.
    Manual,
}

/// A word that is no reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a reason; reasons are {list}", list = Reason::ALL.map(Reason::name).join(", "))]
pub struct ReasonError(pub String);

impl Reason {
    /// Every reason, in the order tables show them.
    pub const ALL: [Self; 9] = [
        Self::Silence,
        Self::Filler,
        Self::Retake,
        Self::Black,
        Self::Frozen,
        Self::Blur,
        Self::Shake,
        Self::Noise,
        Self::Manual,
    ];

    /// The word used in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Silence => "silence",
            Self::Filler => "filler",
            Self::Retake => "retake",
            Self::Black => "black",
            Self::Frozen => "frozen",
            Self::Blur => "blur",
            Self::Shake => "shake",
            Self::Noise => "noise",
            Self::Manual => "manual",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Reason {
    type Err = ReasonError;
    fn from_str(word: &str) -> Result<Self, ReasonError> {
        Self::ALL.into_iter().find(|r| r.name() == word).ok_or_else(|| ReasonError(word.into()))
    }
}
