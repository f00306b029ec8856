//! What went wrong, to what, and what to do next: one sentence of the locale files with its advice.

use std::io;
use std::path::Path;

use rustix::io::Errno;

use crate::say::{Message, say, shown};

/// How the program ends. The help of `incamera` lists these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Everything asked for was done.
    Done = 0,
    /// Nothing was made.
    Failed = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// Done, but some rushes had to be left out; refused by a promise; or not every promise was proved.
    Partly = 3,
    /// Something outside the program would not: a database, a bucket, a token.
    Outside = 4,
    /// Stopped by Ctrl-C (128 + SIGINT).
    Interrupted = 130,
    /// Stopped by SIGTERM (128 + SIGTERM).
    Terminated = 143,
}

/// Why a command ends early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Something failed.
    #[error("{}", .0.id())]
    Failed(Message),
    /// A promise forbids it, or it is not proved.
    #[error("{}", .0.id())]
    Refused(Message),
    /// Something outside the program would not.
    #[error("{}", .0.id())]
    Outside(Message),
    /// The command line makes no sense.
    #[error("{}", .0.id())]
    Usage(Message),
    /// A person or the system asked to stop.
    #[error("interrupted")]
    Interrupted,
}

impl From<Message> for Error {
    fn from(message: Message) -> Self {
        Self::Failed(message)
    }
}

/// What reading `path` failed with.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Message {
    let path = shown(path);
    match error.kind() {
        io::ErrorKind::NotFound => say!("error-missing", path = path),
        io::ErrorKind::PermissionDenied => say!("error-unreadable", path = path),
        _ => say!("error-read", path = path, detail = error.to_string()),
    }
}

/// What writing `path` failed with.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Message {
    let folder = shown(path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")));
    let path = shown(path);
    match error.raw_os_error().map(Errno::from_raw_os_error) {
        Some(Errno::NOENT) => say!("error-no-folder", path = path, folder = folder),
        Some(Errno::ACCESS | Errno::PERM | Errno::ROFS) => {
            say!("error-read-only", path = path, folder = folder)
        }
        Some(Errno::NOSPC | Errno::DQUOT) => say!("error-full", path = path, folder = folder),
        Some(Errno::NOTDIR) => say!("error-not-folder", path = path, folder = folder),
        Some(Errno::ISDIR) => say!("error-is-folder", path = path),
        Some(Errno::NAMETOOLONG) => say!("error-name-long", path = path),
        _ => say!("error-write", path = path, detail = error.to_string()),
    }
}
