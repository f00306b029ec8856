//! Where sealed bytes lie: a local folder, or a bucket that speaks S3. Both are put, read, removed and listed alike, and lay
//! objects out alike (`ab/…ab`), so that any tool that copies files copies one into the other.

use std::{
    io::{self, Write},
    path::Path,
};

use jiff::Timestamp;
use uuid::Uuid;

use crate::{chunked::ReadAt, error::VaultError};

mod fault;
mod local;
mod location;
mod s3;

pub use self::{
    fault::Fault,
    location::{Bucket, Location},
};

/// Tells the time: requests to a bucket are signed with it, and a quarter of an hour off is refused there.
pub type Clock = Box<dyn Fn() -> Timestamp + Send + Sync>;

/// A place for sealed objects.
pub struct Objects(Box<dyn Store>);

impl Objects {
    /// Opens a place. A bucket is asked once whether it is there and lets us in; a folder is made.
    ///
    /// # Errors
    /// A host that does not answer, a bucket that is not there or not ours, credentials that are missing; a machine that would
    /// not.
    pub fn open(at: &Location, clock: Clock) -> Result<Self, VaultError> {
        Ok(match at {
            Location::Folder(folder) => Self::folder(folder)?,
            Location::Bucket(bucket) => Self(Box::new(s3::S3::open(bucket, clock)?)),
        })
    }

    /// Opens a local folder, and makes it.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn folder(folder: &Path) -> Result<Self, VaultError> {
        Ok(Self(Box::new(local::Local::open(folder)?)))
    }

    /// Which objects there are, in no order. What is not finished, and what only old versions are left of, is not.
    ///
    /// # Errors
    /// A machine or store that would not.
    pub fn list(&self) -> Result<Vec<Uuid>, VaultError> {
        self.0.list()
    }

    /// Clears away what was begun before a moment and never finished; says how many. What is being written now must have been
    /// begun later: a day ago is a safe moment.
    ///
    /// # Errors
    /// A machine or store that would not; a store that does not tell what was begun there.
    pub fn sweep(&self, before: Timestamp) -> Result<usize, VaultError> {
        self.0.sweep(before)
    }

    /// Begins an object. Nothing of it is seen before [`Put::finish`].
    pub(crate) fn put(&self, id: Uuid) -> Result<Box<dyn Put>, VaultError> {
        self.0.put(id)
    }

    /// Opens an object for reading at any place.
    pub(crate) fn get(&self, id: Uuid) -> Result<Source, VaultError> {
        self.0.get(id).map(Source)
    }

    /// Removes an object for good, with every version of it and what was begun of it. One that is not there is removed already.
    pub(crate) fn remove(&self, id: Uuid) -> Result<(), VaultError> {
        self.0.remove(id)
    }
}

/// The verbs of [`Objects`], once for each kind of place.
trait Store: Send + Sync {
    fn put(&self, id: Uuid) -> Result<Box<dyn Put>, VaultError>;
    fn get(&self, id: Uuid) -> Result<Box<dyn ReadAt + Send + Sync>, VaultError>;
    fn remove(&self, id: Uuid) -> Result<(), VaultError>;
    fn list(&self) -> Result<Vec<Uuid>, VaultError>;
    fn sweep(&self, before: Timestamp) -> Result<usize, VaultError>;
}

/// An object on its way to its place. Dropped, it leaves nothing.
pub(crate) trait Put: Write + Send + Sync {
    /// Puts it there, whole and durable.
    fn finish(self: Box<Self>) -> Result<(), VaultError>;
}

/// Sealed bytes of an object, wherever they lie.
pub struct Source(Box<dyn ReadAt + Send + Sync>);

impl ReadAt for Source {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        self.0.read_at(into, offset)
    }

    fn length(&self) -> io::Result<u64> {
        self.0.length()
    }

    fn at_once(&self) -> usize {
        self.0.at_once()
    }
}

/// An object's place below the folder or prefix. The end of a UUID of version 7 is random: folders fill evenly.
fn name(id: Uuid) -> String {
    let id = id.simple().to_string();
    format!("{}/{id}", &id[30..])
}

/// The object at a place, if it is one of ours.
fn named(name: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(name.get(3..)?).ok()?;
    (self::name(id) == name).then_some(id)
}
