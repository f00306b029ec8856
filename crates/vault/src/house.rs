//! What is the installation's own: backups. Each is sealed under a key of its own, right under the root; and the sealed objects are
//! copied into it as they lie, without being opened.

use std::io::{self, Read, Write};

use incamera_model::{DatumId, WorkspaceId};
use uuid::Uuid;

use crate::{
    chunked::{Opened, ReadAt, Sealer},
    error::VaultError,
    objects::Source,
    slot::Kind,
    vault::Vault,
};

/// A stream on its way to be sealed. Without [`finish`](Self::finish) it ends as one that was cut.
pub struct HouseSealing<W>(Sealer<W>);

impl<W: Write> Write for HouseSealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: Write> HouseSealing<W> {
    /// Seals the end, and gives back where it went.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn finish(self) -> Result<W, VaultError> {
        self.0.finish()
    }
}

/// Sealed bytes of an object, from first to last.
pub struct Copied {
    source: Source,
    at: u64,
}

impl Read for Copied {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read_at(into, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// Whether a sealed object can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// Its key opens its head and its end.
    Whole,
    /// Its key was destroyed: nobody opens it any more.
    Shredded,
}

impl Vault {
    /// Begins to seal something of the installation's own, under a new key that is on disk when it comes back.
    ///
    /// # Errors
    /// An id that has a key already; a machine that would not.
    pub fn seal_house<W: Write>(&self, id: DatumId, to: W) -> Result<HouseSealing<W>, VaultError> {
        let key = {
            let mut keyring = self.keyring();
            keyring.make(Kind::House, id.uuid(), Uuid::nil(), self.random())?;
            keyring.key(id.uuid())?
        };
        Ok(HouseSealing(Sealer::new(to, &key, self.salt()?, &house(id))?))
    }

    /// Opens it again.
    ///
    /// # Errors
    /// No key, or bytes that are not what was sealed.
    pub fn open_house<R: ReadAt>(&self, id: DatumId, from: R) -> Result<Opened<R>, VaultError> {
        let key = self.keyring().key(id.uuid())?;
        Opened::new(from, &key, &house(id))
    }

    /// Destroys the key of something of the installation's own: no copy of it opens any more. Asked again, it finds nothing to do.
    ///
    /// # Errors
    /// A key that is not the installation's own; a machine that would not.
    pub fn destroy_house(&self, id: DatumId) -> Result<(), VaultError> {
        if self.keyring().kind(id.uuid()).is_some_and(|kind| kind != Kind::House as u8) {
            return Err(VaultError::WrongKey);
        }
        self.destroy(&[id.uuid()]).map(|_| ())
    }

    /// Names of all sealed objects, in order.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn copies(&self) -> Result<Vec<DatumId>, VaultError> {
        let mut found: Vec<DatumId> = self.objects().list()?.into_iter().map(DatumId::of).collect();
        found.sort_unstable();
        Ok(found)
    }

    /// Opens the sealed bytes of an object, as they lie; none if there are none.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn copy(&self, id: DatumId) -> Result<Option<Copied>, VaultError> {
        match self.objects().get(id.uuid()) {
            Ok(source) => Ok(Some(Copied { source, at: 0 })),
            Err(VaultError::NoObject(_)) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Puts sealed bytes back, whole or not at all: what `write` writes.
    ///
    /// # Errors
    /// A machine, or a stream, that would not.
    pub fn put_copy<E: From<io::Error>>(
        &self,
        id: DatumId,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |e: VaultError| E::from(io::Error::other(e));
        let mut put = self.objects().put(id.uuid()).map_err(failed)?;
        write(&mut put)?;
        put.finish().map_err(failed)
    }

    /// Whether the key of an object was destroyed, or never made.
    pub fn shredded(&self, id: DatumId) -> bool {
        !self.keyring().has(id.uuid())
    }

    /// Whether sealed bytes are those of this object: opens its head and its end, shows nothing of it.
    ///
    /// # Errors
    /// Bytes that are not what was sealed.
    pub fn sound<R: ReadAt>(
        &self,
        id: DatumId,
        workspace: WorkspaceId,
        from: R,
    ) -> Result<Sound, VaultError> {
        let key = match self.keyring().key(id.uuid()) {
            Ok(key) => key,
            Err(VaultError::NoKey(_)) => return Ok(Sound::Shredded),
            Err(other) => return Err(other),
        };
        let context = [workspace.uuid().as_bytes(), id.uuid().as_bytes().as_slice(), b"object"].concat();
        Opened::new(from, &key, &context).map(|_| Sound::Whole)
    }
}

/// What the bytes belong to. No workspace has the nil id.
fn house(id: DatumId) -> Vec<u8> {
    [Uuid::nil().as_bytes(), id.uuid().as_bytes().as_slice(), b"house"].concat()
}
