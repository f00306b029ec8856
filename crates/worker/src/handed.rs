//! What a parent hands to its child: a descriptor, or a socket on which it serves bytes.

use std::{
    fs::{File, OpenOptions},
    io,
    os::{
        fd::OwnedFd,
        unix::{fs::OpenOptionsExt, net::UnixStream},
    },
    path::Path,
    sync::Arc,
    thread::{self, JoinHandle},
};

use rustix::fs::{OFlags, fcntl_getfl};

use crate::{
    ReadAt, WriteAt,
    message::Handed,
    range::{Served, serve},
};

/// Bytes for a child to read.
#[derive(Clone)]
pub struct Source(SourceKind);

#[derive(Clone)]
enum SourceKind {
    Plain { file: Arc<File>, size: u64 },
    Served(Arc<dyn ReadAt>),
}

impl Source {
    /// Opens a file for reading.
    ///
    /// # Errors
    /// It cannot be opened, or is no regular file: a pipe or a device can be neither measured nor read twice.
    pub fn open(path: &Path) -> io::Result<Self> {
        // Without NONBLOCK, opening a named pipe would wait for a writer for ever.
        Self::plain(OpenOptions::new().read(true).custom_flags(OFlags::NONBLOCK.bits() as i32).open(path)?)
    }

    /// A regular file, opened for reading only: the child gets the descriptor itself.
    ///
    /// # Errors
    /// The descriptor could write, or is no regular file.
    pub fn plain(file: File) -> io::Result<Self> {
        let invalid = |text| Err(io::Error::new(io::ErrorKind::InvalidInput, text));
        let meta = file.metadata()?;
        if !meta.is_file() {
            return invalid(if meta.is_dir() {
                "it is a folder, not a file"
            } else {
                "it is not a regular file"
            });
        }
        if fcntl_getfl(&file)? & OFlags::ACCMODE != OFlags::RDONLY {
            return invalid("it is open for writing; a worker gets its rushes read-only");
        }
        Ok(Self(SourceKind::Plain { size: meta.len(), file: Arc::new(file) }))
    }

    /// Bytes that this process serves while the child runs (decrypted ones, for example).
    pub fn served(bytes: Arc<dyn ReadAt>) -> Self {
        Self(SourceKind::Served(bytes))
    }

    /// Length in bytes.
    pub fn size(&self) -> u64 {
        match &self.0 {
            SourceKind::Plain { size, .. } => *size,
            SourceKind::Served(bytes) => bytes.size(),
        }
    }

    pub(crate) fn hand(&self) -> io::Result<Ready> {
        match &self.0 {
            SourceKind::Plain { file, size } => {
                Ok(Ready { descriptor: file.try_clone()?.into(), what: Handed::File(*size), server: None })
            }
            SourceKind::Served(bytes) => {
                served(Served::Source(Arc::clone(bytes)), Handed::Served(bytes.size()))
            }
        }
    }
}

/// Where a child's bytes go.
#[derive(Clone)]
pub struct Sink(SinkKind);

#[derive(Clone)]
enum SinkKind {
    Plain(Arc<File>),
    Served(Arc<dyn WriteAt>),
}

impl Sink {
    /// An open file: the child gets the descriptor itself.
    pub fn plain(file: File) -> Self {
        Self(SinkKind::Plain(Arc::new(file)))
    }

    /// This process takes the bytes while the child runs (and encrypts them, for example).
    pub fn served(bytes: Arc<dyn WriteAt>) -> Self {
        Self(SinkKind::Served(bytes))
    }

    pub(crate) fn hand(&self) -> io::Result<Ready> {
        match &self.0 {
            SinkKind::Plain(file) => {
                Ok(Ready { descriptor: file.try_clone()?.into(), what: Handed::Sink, server: None })
            }
            SinkKind::Served(bytes) => served(Served::Sink(Arc::clone(bytes)), Handed::ServedSink),
        }
    }
}

/// A descriptor to be sent, and the thread that answers on its other end.
pub(crate) struct Ready {
    pub(crate) descriptor: OwnedFd,
    pub(crate) what: Handed,
    pub(crate) server: Option<JoinHandle<()>>,
}

fn served(bytes: Served, what: Handed) -> io::Result<Ready> {
    let (ours, theirs) = UnixStream::pair()?;
    let server = thread::Builder::new().name("ranges".into()).spawn(move || {
        // A child that closes or talks nonsense ends the service; what became of it is told by its process.
        drop(serve(&ours, &bytes));
    })?;
    Ok(Ready { descriptor: theirs.into(), what, server: Some(server) })
}
