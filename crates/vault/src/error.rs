//! What goes wrong.

use std::{io, path::PathBuf};

use incamera_model::{DatumId, PersonId};

use crate::objects::Fault;

/// Why something was not sealed, or not opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The machine would not.
    #[error(transparent)]
    Machine(io::Error),
    /// The cipher would not: no memory, or a broken library.
    #[error("the cipher would not work")]
    Cipher,
    /// The end is missing.
    #[error("the object is cut: bring it back from a backup")]
    Cut,
    /// Written by a later program, or not by this one at all.
    #[error("format {0} is not known: a newer incamera may read it")]
    Format(u8),
    /// Sealed under another key, or for another object or workspace.
    #[error("the key does not open it: it belongs to another object or workspace, or its head was altered")]
    WrongKey,
    /// Bytes that were altered after they were sealed.
    #[error("altered in chunk {chunk} (of 16 KiB): bring it back from a backup")]
    Altered {
        /// From 0.
        chunk: u64,
    },
    /// The key is gone, or was never there.
    #[error("there is no key {0}: it was destroyed, or never made")]
    NoKey(uuid::Uuid),
    /// Somebody a datum is not about.
    #[error("{datum} is not about {person}: take the key of somebody it is about")]
    NotAbout {
        /// What the permit is for.
        datum: DatumId,
        /// Who was named.
        person: PersonId,
    },
    /// What is about several people is not destroyed with the key of one.
    #[error("{0} is about others too: redact it, or take them out of it")]
    Shared(DatumId),
    /// A permit for a part, where the whole workspace is destroyed.
    #[error(
        "{0} is not the workspace itself: ask for leave to erase the datum that bears the workspace's id"
    )]
    NotTheWorkspace(DatumId),
    /// A key that is there already.
    #[error("there is a key {0} already: keys are made once")]
    KeyThere(uuid::Uuid),
    /// A token that would not.
    #[error("token `{token}`: {why}")]
    Token {
        /// Its label.
        token: String,
        /// What is wrong, and what to do.
        why: String,
    },
    /// A text that is no hash of a password, or one that asks for too much.
    #[error("this is no password hash of ours: have the password set anew")]
    NoHash,
    /// A keyring that is not one, or not this root's.
    #[error("{path}: {why}", path = path.display())]
    Keyring {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and what to do.
        why: String,
    },
    /// An object that is not where it should be.
    #[error("object {0} is not in the store: bring it back from a backup")]
    NoObject(uuid::Uuid),
    /// A store that did not do what it was asked.
    #[error("{place}: {fault}")]
    Store {
        /// Bucket and host.
        place: String,
        /// What happened, and what to do.
        fault: Fault,
    },
    /// A place for objects that cannot be one.
    #[error("{location}: {why}")]
    Location {
        /// As it was written.
        location: String,
        /// What is wrong with it, and what to write.
        why: String,
    },
}

impl From<io::Error> for VaultError {
    /// What went through a reader or writer as the machine's error is taken out of it again.
    fn from(error: io::Error) -> Self {
        error.downcast().unwrap_or_else(Self::Machine)
    }
}

impl From<VaultError> for io::Error {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Machine(error) => error,
            other => Self::other(other),
        }
    }
}
