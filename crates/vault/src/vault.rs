//! Sealed objects and fields, opened with a permit.

use std::{
    io::{self, Write},
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use aws_lc_rs::rand::SecureRandom;
use incamera_gate::{Action, Erase, Opens, Permit, Write as Writes};
use uuid::Uuid;

use crate::{
    chunked::{Opened, Sealer},
    error::VaultError,
    keyring::Keyring,
    names::{PEPPER, asset},
    objects::{Objects, Put, Source},
    root::Root,
    slot::Kind,
};

/// Where sealed things lie, and the keys that open them.
pub struct Vault {
    objects: Objects,
    keyring: Mutex<Keyring>,
    random: Box<dyn SecureRandom + Send + Sync>,
}

/// An object on its way into the vault. Nothing of it is seen until it is finished.
pub struct Sealing {
    sealer: Sealer<Box<dyn Put>>,
}

impl Vault {
    /// Opens a vault. The keyring lies apart from the objects, so that no backup holds both.
    ///
    /// # Errors
    /// A keyring that the root does not open, or that another process has open; a machine that would not.
    pub fn open(
        objects: Objects,
        keyring: &Path,
        root: Root,
        random: Box<dyn SecureRandom + Send + Sync>,
    ) -> Result<Self, VaultError> {
        let mut keyring = Keyring::open(keyring, root)?;
        // Made once: another one would find nothing again.
        if keyring.is_new() {
            keyring.make(Kind::Pepper, PEPPER, Uuid::nil(), random.as_ref())?;
        }
        Ok(Self { objects, keyring: Mutex::new(keyring), random })
    }

    /// Where the objects lie: to list them, and to clear away what was never finished.
    pub fn objects(&self) -> &Objects {
        &self.objects
    }

    /// Begins to seal an object.
    ///
    /// # Errors
    /// An object that was begun before, finished or not: seal it under a new id. A machine that would not.
    pub fn seal(&self, permit: &Permit<'_, Writes>) -> Result<Sealing, VaultError> {
        let datum = permit.datum();
        let (id, workspace) = (datum.id.uuid(), datum.workspace.uuid());
        let key = {
            let mut keyring = self.keyring();
            keyring.want(&[(Kind::Workspace, workspace)], Uuid::nil(), self.random.as_ref())?;
            keyring.make(Kind::Asset, id, workspace, self.random.as_ref())?;
            keyring.key(id)?
        };
        let sealer = Sealer::new(self.objects.put(id)?, &key, self.salt()?, &context(permit, "object"))?;
        Ok(Sealing { sealer })
    }

    /// Opens an object for reading at any place.
    ///
    /// # Errors
    /// No such object, no key, or bytes that are not what was sealed.
    pub fn open_object<A: Opens>(&self, permit: &Permit<'_, A>) -> Result<Opened<Source>, VaultError> {
        let id = permit.datum().id.uuid();
        let key = self.keyring().key(id)?;
        Opened::new(self.objects.get(id)?, &key, &context(permit, "object"))
    }

    /// Destroys an object: its keys first, then its bytes. Asked again after a crash, it does what is left.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn erase(&self, permit: &Permit<'_, Erase>) -> Result<(), VaultError> {
        self.destroy(&asset(permit.datum().id))?;
        self.remove(permit)
    }

    /// Removes the bytes of an object, every version of them, whose keys are gone ([`shred`](Self::shred)). Asked again, it finds nothing to do.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn remove(&self, permit: &Permit<'_, Erase>) -> Result<(), VaultError> {
        self.objects.remove(permit.datum().id.uuid())
    }

    pub(crate) fn keyring(&self) -> MutexGuard<'_, Keyring> {
        self.keyring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn random(&self) -> &dyn SecureRandom {
        self.random.as_ref()
    }

    pub(crate) fn salt(&self) -> Result<[u8; 24], VaultError> {
        let mut salt = [0; 24];
        self.random.fill(&mut salt).map_err(|_| VaultError::Cipher)?;
        Ok(salt)
    }
}

impl Write for Sealing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sealer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sealer.flush()
    }
}

impl Sealing {
    /// Puts the object there, whole and durable.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn finish(self) -> Result<(), VaultError> {
        self.sealer.finish()?.finish()
    }
}

/// What bytes belong to: workspace, datum and which part of it. None of them opens as another.
pub(crate) fn context<A: Action>(permit: &Permit<'_, A>, part: &str) -> Vec<u8> {
    let datum = permit.datum();
    [datum.workspace.uuid().as_bytes(), datum.id.uuid().as_bytes().as_slice(), part.as_bytes()].concat()
}
