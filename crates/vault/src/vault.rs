//! Sealed objects and fields, opened with a permit.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use aws_lc_rs::{hmac, rand::SecureRandom};
use incamera_gate::{Action, Erase, Opens, Permit, Write as Writes};
use incamera_model::{BlindIndex, PersonId, Sealed};
use uuid::Uuid;

use crate::{
    chunked::{Opened, ReadAt, Sealer},
    error::VaultError,
    keyring::{Keyring, Kind},
    root::Root,
};

/// Where sealed things lie, and the keys that open them.
pub struct Vault {
    objects: PathBuf,
    keyring: Mutex<Keyring>,
    random: Box<dyn SecureRandom + Send + Sync>,
}

/// An object on its way into the vault. Nothing of it is seen until it is finished.
pub struct Sealing {
    sealer: Sealer<File>,
    new: PathBuf,
    path: PathBuf,
}

impl Vault {
    /// Opens a vault. The keyring lies apart from the objects, so that no backup holds both.
    ///
    /// # Errors
    /// A keyring that the root does not open, or that another process has open; a machine that would not.
    pub fn open(
        objects: &Path,
        keyring: &Path,
        root: Root,
        random: Box<dyn SecureRandom + Send + Sync>,
    ) -> Result<Self, VaultError> {
        fs::create_dir_all(objects)?;
        let mut keyring = Keyring::open(keyring, root)?;
        // Made once: another one would find nothing again.
        if keyring.is_new() {
            keyring.make(Kind::Pepper, PEPPER, Uuid::nil(), random.as_ref())?;
        }
        Ok(Self { objects: objects.to_owned(), keyring: Mutex::new(keyring), random })
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
            keyring.want(Kind::Workspace, workspace, Uuid::nil(), self.random.as_ref())?;
            keyring.make(Kind::Asset, id, workspace, self.random.as_ref())?;
            keyring.key(id)?
        };
        let path = self.path(id);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let new = path.with_extension("new");
        let sealer = Sealer::new(File::create(&new)?, &key, self.salt()?, &context(permit, "object"))?;
        Ok(Sealing { sealer, new, path })
    }

    /// Opens an object for reading at any place.
    ///
    /// # Errors
    /// No such object, no key, or bytes that are not what was sealed.
    pub fn open_object<A: Opens>(&self, permit: &Permit<'_, A>) -> Result<Opened<File>, VaultError> {
        let id = permit.datum().id.uuid();
        let key = self.keyring().key(id)?;
        Opened::new(File::open(self.path(id))?, &key, &context(permit, "object"))
    }

    /// Destroys an object: its key first, then its bytes. Asked again after a crash, it does what is left.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn erase(&self, permit: &Permit<'_, Erase>) -> Result<(), VaultError> {
        let id = permit.datum().id.uuid();
        self.keyring().destroy(&[id])?;
        let path = self.path(id);
        for gone in [fs::remove_file(&path), fs::remove_file(path.with_extension("new"))] {
            gone.or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) })?;
        }
        match path.parent().map(File::open) {
            Some(Ok(folder)) => Ok(folder.sync_all()?),
            _ => Ok(()),
        }
    }

    /// Seals a field about a person under that person's key in this workspace.
    ///
    /// # Errors
    /// Somebody the datum is not about; a machine that would not.
    pub fn seal_field(
        &self,
        permit: &Permit<'_, Writes>,
        person: PersonId,
        field: &str,
        text: &str,
    ) -> Result<Sealed, VaultError> {
        let workspace = permit.datum().workspace.uuid();
        let subject = subject(permit, person)?;
        let key = {
            let mut keyring = self.keyring();
            keyring.want(Kind::Workspace, workspace, Uuid::nil(), self.random.as_ref())?;
            keyring.want(Kind::Subject, subject, workspace, self.random.as_ref())?;
            keyring.key(subject)?
        };
        let mut sealer = Sealer::new(Vec::new(), &key, self.salt()?, &context(permit, field))?;
        sealer.write_all(text.as_bytes())?;
        Ok(Sealed::of(sealer.finish()?))
    }

    /// Opens a field about a person.
    ///
    /// # Errors
    /// A key that is gone; a field of another row, column, person or workspace; bytes that were altered.
    pub fn open_field<A: Opens>(
        &self,
        permit: &Permit<'_, A>,
        person: PersonId,
        field: &str,
        sealed: &Sealed,
    ) -> Result<String, VaultError> {
        let key = self.keyring().key(subject(permit, person)?)?;
        let opened = Opened::new(SealedBytes(sealed), &key, &context(permit, field))?;
        let mut text = vec![0; opened.length() as usize];
        opened.read_at(&mut text, 0)?;
        String::from_utf8(text).map_err(|_| VaultError::WrongKey)
    }

    /// Destroys a person's key in a workspace, and with it every field sealed under it, in every copy and backup of them.
    ///
    /// # Errors
    /// A datum that is not about this person alone: what is shared is not destroyed with one person's key.
    pub fn forget(&self, permit: &Permit<'_, Erase>, person: PersonId) -> Result<(), VaultError> {
        let subject = subject(permit, person)?;
        if permit.datum().about.len() != 1 {
            return Err(VaultError::Shared(permit.datum().id));
        }
        self.keyring().destroy(&[subject]).map(|_| ())
    }

    /// A trace of a field by which it can be found: HMAC-SHA256 under a key that no database holds. E-mail addresses come
    /// trimmed and in lower case.
    ///
    /// # Errors
    /// A keyring that was altered.
    pub fn blind_index(&self, field: &str, text: &str) -> Result<BlindIndex, VaultError> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.keyring().key(PEPPER)?.as_ref());
        let tag = hmac::sign(&key, &[field.as_bytes(), b"\0", text.as_bytes()].concat());
        let mut bytes = [0; 32];
        bytes.copy_from_slice(tag.as_ref());
        Ok(BlindIndex::of(bytes))
    }

    /// Wraps every key anew under another root, and makes new workspace keys.
    ///
    /// # Errors
    /// A machine that would not; the old keyring is there, then.
    pub fn rotate(&self, root: Root) -> Result<(), VaultError> {
        self.keyring().rotate(root, self.random.as_ref())
    }

    fn keyring(&self) -> MutexGuard<'_, Keyring> {
        self.keyring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn salt(&self) -> Result<[u8; 24], VaultError> {
        let mut salt = [0; 24];
        self.random.fill(&mut salt).map_err(|_| VaultError::Cipher)?;
        Ok(salt)
    }

    fn path(&self, id: Uuid) -> PathBuf {
        // The end of a UUID of version 7 is random: folders fill evenly.
        let name = id.simple().to_string();
        self.objects.join(&name[30..]).join(name)
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
    /// Puts the object there, whole and on disk.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn finish(self) -> Result<(), VaultError> {
        self.sealer.finish()?.sync_all()?;
        fs::rename(&self.new, &self.path)?;
        match self.path.parent().map(File::open) {
            Some(folder) => Ok(folder?.sync_all()?),
            None => Ok(()),
        }
    }
}

const PEPPER: Uuid = Uuid::from_u128(1);

/// Bytes of a sealed field.
struct SealedBytes<'a>(&'a Sealed);

impl ReadAt for SealedBytes<'_> {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        self.0.bytes().read_at(into, offset)
    }

    fn length(&self) -> io::Result<u64> {
        self.0.bytes().length()
    }
}

/// What bytes belong to: workspace, datum and which part of it. None of them opens as another.
fn context<A: Action>(permit: &Permit<'_, A>, part: &str) -> Vec<u8> {
    let datum = permit.datum();
    [datum.workspace.uuid().as_bytes(), datum.id.uuid().as_bytes().as_slice(), part.as_bytes()].concat()
}

/// Name of a person's key in a workspace; the same person has another in each.
fn subject<A: Action>(permit: &Permit<'_, A>, person: PersonId) -> Result<Uuid, VaultError> {
    let datum = permit.datum();
    if !datum.about.contains(&person) {
        return Err(VaultError::NotAbout { datum: datum.id, person });
    }
    Ok(Uuid::from_u128(datum.workspace.uuid().as_u128().rotate_left(64) ^ person.uuid().as_u128()))
}
