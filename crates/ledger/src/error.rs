//! What goes wrong.

use std::{io, path::PathBuf};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// The machine would not.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Somebody else writes.
    #[error("{path}: another process writes this ledger: stop it first", path = .0.display())]
    Busy(PathBuf),
    /// What is there is not what was signed.
    #[error(transparent)]
    Damaged(#[from] VerifyError),
    /// A key or a name that cannot be used.
    #[error("{0}")]
    Key(String),
    /// No such entry.
    #[error("the ledger has {size} entries: there is no entry {index}")]
    NoEntry {
        /// The number asked for, from 0.
        index: u64,
        /// How many there are.
        size: u64,
    },
    /// An append-only sink that cannot be shipped to.
    #[error("{path}: {why}", path = path.display())]
    Sink {
        /// Which one.
        path: PathBuf,
        /// Why, and what to do.
        why: String,
    },
    /// The thread that writes is gone, by an error that it told first.
    #[error("the ledger stopped writing: {0}")]
    Stopped(String),
}

/// Why something does not hold.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// A file that is not there.
    #[error("{0}: missing, or cannot be read")]
    Missing(String),
    /// A file that does not say what was signed.
    #[error("{0}: not what the checkpoint signs")]
    Altered(String),
    /// A signature that is not the key's.
    #[error("the checkpoint is not signed by {0}")]
    Signature(String),
    /// Something that is none.
    #[error("no {what}: {why}")]
    Malformed {
        /// `checkpoint`, `receipt`, `entry`, `public key`, `witness's key`, `cosignature`.
        what: &'static str,
        /// Why.
        why: String,
    },
    /// A proof that proves something else.
    #[error("the receipt does not prove that its entry is in the log")]
    Unproved,
    /// A log that is not the continuation of what was remembered.
    #[error(
        "the log is not the one of the earlier checkpoint: it was cut, changed or forked before entry {0}"
    )]
    Forked(u64),
    /// A sink that does not say what the log says.
    #[error("the sink differs from the log first at entry {entry}: it says `{line}`")]
    Sink {
        /// The first entry that differs, from 0; the size of the log, when the sink goes on after its end.
        entry: u64,
        /// What the sink says there.
        line: String,
    },
}
