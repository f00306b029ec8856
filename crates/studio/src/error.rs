//! What goes wrong with rushes, cuts and renders.

use incamera_edit::EditError;
use incamera_gate::JoinError;
use incamera_model::TermError;
use incamera_rights::RightsError;
use incamera_store::StoreError;
use incamera_vault::VaultError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StudioError {
    /// Refused, missing, or whatever the kernel's parts would not.
    #[error(transparent)]
    Rights(#[from] RightsError),
    /// Bytes for another place than the one that is waited for.
    #[error("the upload goes on at byte {received}, not at {given}: ask where it stands and send from there")]
    Offset {
        /// How much is here.
        received: u64,
        /// Where the bytes would have begun.
        given: u64,
    },
    /// More bytes than were announced.
    #[error("the upload was announced with {length} bytes, and more came: begin a new one")]
    Longer {
        /// What was announced.
        length: u64,
    },
    /// Something announced that cannot be.
    #[error("a rush of {length} bytes cannot be received: {why}")]
    Length {
        /// What was announced.
        length: u64,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Bytes are missing yet.
    #[error("{missing} bytes of the upload are missing: send them first")]
    Short {
        /// How many.
        missing: u64,
    },
    /// Other bytes came than were sent.
    #[error("the bytes that came are not those that were sent (SHA-256 differs): send them again")]
    Checksum,
    /// A stretch that is too long to be checked before it is kept.
    #[error("a stretch with a checksum has {most} bytes at most: send it in shorter ones")]
    Stretch {
        /// At most so many.
        most: u64,
    },
    /// Somebody else changed it in between.
    #[error(
        "the cut was changed in between: it stands at {current} now, and the change was meant for {expected}; look at it again"
    )]
    Changed {
        /// How it stands.
        current: i64,
        /// How it was believed to stand.
        expected: i64,
    },
    /// Not yet, or not any more.
    #[error("{what} is {state}: {next}")]
    State {
        /// What.
        what: String,
        /// How it stands.
        state: String,
        /// What to do.
        next: &'static str,
    },
    /// A decision that cannot be taken.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// Something said that makes no sense.
    #[error("{0}")]
    Said(String),
}

impl StudioError {
    /// A word that programs and sentences know it by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Rights(RightsError::Refused(_)) => "refused",
            Self::Rights(RightsError::Missing { .. }) => "missing",
            Self::Rights(RightsError::State { .. }) | Self::State { .. } => "state",
            Self::Rights(_) => "kernel",
            Self::Offset { .. } => "upload-offset",
            Self::Longer { .. } => "upload-longer",
            Self::Length { .. } => "upload-length",
            Self::Short { .. } => "upload-short",
            Self::Checksum => "upload-checksum",
            Self::Stretch { .. } => "upload-stretch",
            Self::Changed { .. } => "cut-changed",
            Self::Edit(_) => "edit",
            Self::Said(_) => "said",
        }
    }

    pub(crate) fn missing(kind: &'static str, id: impl ToString) -> Self {
        Self::Rights(RightsError::Missing { kind, id: id.to_string() })
    }
}

macro_rules! through_rights {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for StudioError {
            fn from(error: $error) -> Self {
                Self::Rights(error.into())
            }
        }
    )*};
}

through_rights! { StoreError, VaultError, incamera_gate::Refusal }

impl From<JoinError> for StudioError {
    fn from(error: JoinError) -> Self {
        Self::Said(error.to_string())
    }
}

impl From<TermError> for StudioError {
    fn from(error: TermError) -> Self {
        Self::Said(error.to_string())
    }
}

impl From<std::io::Error> for StudioError {
    fn from(error: std::io::Error) -> Self {
        Self::Rights(VaultError::from(error).into())
    }
}

impl From<serde_json::Error> for StudioError {
    fn from(error: serde_json::Error) -> Self {
        Self::Said(format!("a sealed document cannot be read: {error}; bring it back from a backup"))
    }
}
