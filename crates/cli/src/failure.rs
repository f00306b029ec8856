//! What happened to a rush, and whether the others can go on.

use incamera_media::{Failure, MediaError, WorkerError};

use crate::context::Context;
use crate::document::detail;
use crate::error::Error;
use crate::say::{Message, printable, say};

/// What happened to a rush.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// This rush cannot be used; others can.
    Rush(Message),
    /// Nothing can go on.
    Fatal(Error),
}

impl From<Message> for Trouble {
    fn from(message: Message) -> Self {
        Self::Rush(message)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Fatal(error)
    }
}

impl Trouble {
    /// Warns about the rush when there are others to go on with; else this is the end.
    ///
    /// # Errors
    /// The trouble itself, when it is fatal or the rush was the only one.
    pub(crate) fn settle(self, context: &Context, rushes: usize) -> Result<(), Error> {
        match self {
            Self::Rush(message) if rushes > 1 => {
                context.console.warn(&message);
                Ok(())
            }
            other => Err(other.into()),
        }
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Rush(message) => message.into(),
            Trouble::Fatal(error) => error,
        }
    }
}

/// What a media job failed with, as a sentence about `name`.
pub(crate) fn of_media(name: &str, error: &MediaError, context: &Context) -> Trouble {
    match error {
        MediaError::Worker(error) => of_worker(name, error, context),
        MediaError::Failed(_) if context.interrupt.asked() => Error::Interrupted.into(),
        MediaError::Failed(failure) => of_job(name.to_owned(), failure).into(),
    }
}

fn of_job(rush: String, failure: &Failure) -> Message {
    let clean = |text: &str| printable(text).into_owned();
    match failure {
        Failure::NotMedia => say!("error-not-media", rush = rush),
        Failure::Unusable(why) => say!("error-unusable", rush = rush, detail = clean(why)),
        Failure::Missing(what) => say!("error-no-stream", rush = rush, detail = clean(what)),
        Failure::Disorder => say!("error-disorder", rush = rush),
        Failure::Ffmpeg(why) => say!("error-decode", rush = rush, detail = clean(why)),
        Failure::Bytes(why) => say!("error-bytes", rush = rush, detail = clean(why)),
        Failure::Request(why) => say!("error-request", rush = rush, detail = clean(why)),
    }
}

/// What a worker process ended with, as a sentence about `name`.
pub(crate) fn of_worker(name: &str, error: &WorkerError, context: &Context) -> Trouble {
    // Ctrl-C on a terminal reaches the children too: however they died, the person stopped them.
    if context.interrupt.asked() {
        return Error::Interrupted.into();
    }
    let rush = name.to_owned();
    match error {
        WorkerError::Cancelled => Error::Interrupted.into(),
        WorkerError::NotConfined { missing } => {
            let missing = printable(missing).into_owned();
            Error::from(say!("error-not-confined", missing = missing)).into()
        }
        WorkerError::Spawn(why) => Error::from(say!("error-spawn", detail = detail(why))).into(),
        WorkerError::OutOfMemory => say!("error-memory", rush = rush).into(),
        WorkerError::OutOfTime => say!("error-time", rush = rush).into(),
        WorkerError::Hung { seconds } => say!("error-hung", rush = rush, seconds = *seconds).into(),
        WorkerError::Forbidden { .. } => say!("error-forbidden", rush = rush).into(),
        WorkerError::Crashed { signal, .. } => say!("error-crashed", rush = rush, signal = *signal).into(),
        WorkerError::Ended { .. } | WorkerError::Broken(_) => {
            say!("error-worker", rush = rush, detail = detail(error)).into()
        }
    }
}
