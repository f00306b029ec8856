//! Why a job was not done, and whether it is tried again.

use incamera_lab::{Failure, MediaError, StoryboardError, WorkerError};
use incamera_rights::RightsError;

use crate::error::StudioError;

/// Why a job was not done: a closed list, so that a row can hold the word and anybody's language the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// No film and no sound.
    NotMedia,
    /// Known, but nothing in it can be used.
    Unusable,
    /// It has no picture, or no sound, where one is needed.
    NoStream,
    /// It cannot be decoded.
    Damaged,
    /// It killed its decoder.
    Crashed,
    /// It took too much memory.
    Memory,
    /// It took too long.
    Time,
    /// This machine does not confine workers.
    NotConfined,
    /// The disk, the database or the vault would not.
    Machine,
    /// A promise forbids it.
    Refused,
    /// What it needs is gone.
    Gone,
    /// The cut keeps nothing.
    Empty,
    /// There is no font for captions.
    NoFont,
    /// There are no words for captions.
    NoWords,
    /// Somebody called it off.
    Cancelled,
}

impl Trouble {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::NotMedia,
        Self::Unusable,
        Self::NoStream,
        Self::Damaged,
        Self::Crashed,
        Self::Memory,
        Self::Time,
        Self::NotConfined,
        Self::Machine,
        Self::Refused,
        Self::Gone,
        Self::Empty,
        Self::NoFont,
        Self::NoWords,
        Self::Cancelled,
    ];

    /// The word it is written down by; `sentence` says it to people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotMedia => "not-media",
            Self::Unusable => "unusable",
            Self::NoStream => "no-stream",
            Self::Damaged => "damaged",
            Self::Crashed => "crashed",
            Self::Memory => "memory",
            Self::Time => "time",
            Self::NotConfined => "not-confined",
            Self::Machine => "machine",
            Self::Refused => "refused",
            Self::Gone => "gone",
            Self::Empty => "empty",
            Self::NoFont => "no-font",
            Self::NoWords => "no-words",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether it may go better another time.
    pub(super) const fn again(self) -> bool {
        matches!(self, Self::Damaged | Self::Crashed | Self::Memory | Self::Time | Self::Machine)
    }
}

impl From<&MediaError> for Trouble {
    fn from(error: &MediaError) -> Self {
        match error {
            MediaError::Failed(failure) => match failure {
                Failure::NotMedia => Self::NotMedia,
                Failure::Unusable(_) | Failure::Request(_) => Self::Unusable,
                Failure::Missing(_) => Self::NoStream,
                Failure::Ffmpeg(_) | Failure::Disorder => Self::Damaged,
                Failure::Bytes(_) => Self::Machine,
            },
            MediaError::Worker(error) => error.into(),
        }
    }
}

impl From<&WorkerError> for Trouble {
    fn from(error: &WorkerError) -> Self {
        match error {
            WorkerError::Cancelled => Self::Cancelled,
            WorkerError::NotConfined { .. } => Self::NotConfined,
            WorkerError::OutOfMemory => Self::Memory,
            WorkerError::OutOfTime | WorkerError::Hung { .. } => Self::Time,
            WorkerError::Spawn(_) => Self::Machine,
            WorkerError::Forbidden { .. }
            | WorkerError::Crashed { .. }
            | WorkerError::Ended { .. }
            | WorkerError::Broken(_) => Self::Crashed,
        }
    }
}

impl From<MediaError> for Trouble {
    fn from(error: MediaError) -> Self {
        (&error).into()
    }
}

impl From<StoryboardError> for Trouble {
    fn from(error: StoryboardError) -> Self {
        match &error {
            StoryboardError::Media(error) => error.into(),
            StoryboardError::Jpeg(_) => Self::Unusable,
        }
    }
}

impl From<StudioError> for Trouble {
    fn from(error: StudioError) -> Self {
        match error {
            StudioError::Rights(RightsError::Refused(_)) => Self::Refused,
            StudioError::Rights(
                RightsError::Missing { .. } | RightsError::Store(incamera_store::StoreError::Missing(_)),
            ) => Self::Gone,
            _ => Self::Machine,
        }
    }
}

macro_rules! through_studio {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for Trouble {
            fn from(error: $error) -> Self {
                StudioError::from(error).into()
            }
        }
    )*};
}

through_studio! {
    RightsError, incamera_store::StoreError, incamera_vault::VaultError, incamera_gate::Refusal, std::io::Error,
    incamera_model::TermError, incamera_gate::JoinError, serde_json::Error,
}
