//! The keyring: every key but the root, wrapped, in a file of its own with its own backup.
//!
//! A key has a slot of 128 bytes, written in place; destroying it overwrites the slot. No journal, no free page and no second file
//! ever holds a copy: that is why this is not a database. (What a disk or a copy-on-write file system keeps beneath the file is
//! beyond a program's reach; the root key, rotated, closes that.)

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions},
    io::Read,
    os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use aws_lc_rs::rand::SecureRandom;
use rustix::fs::FlockOperation;
use uuid::Uuid;

use crate::{
    error::VaultError,
    key::Key,
    root::Root,
    rotate::overwrite,
    slot::{Kind, SALT, SLOT, Slot},
    table::{HEAD, Table, altered},
};

/// All keys, wrapped.
pub(crate) struct Keyring {
    pub(crate) path: PathBuf,
    pub(crate) file: File,
    pub(crate) root: Root,
    pub(crate) table: Table,
    /// Keys right under the root, once they were used: the root may be a device that takes its time.
    pub(crate) opened: HashMap<Uuid, Key>,
    /// What a rotation took the place of, until it is overwritten.
    pub(crate) old: Option<File>,
}

impl Keyring {
    pub(crate) fn open(path: &Path, root: Root) -> Result<Self, VaultError> {
        let wrong = |why: &str| VaultError::Keyring { path: path.to_owned(), why: why.to_owned() };
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
        lock(&file).map_err(|_| wrong("another process has this keyring open: stop it first"))?;
        if fs::metadata(path)?.ino() != file.metadata()?.ino() {
            return Err(wrong("another process rotated this keyring just now: open it again"));
        }
        // What a rotation left that was killed before its end holds every key once more: no key is destroyed while it is there.
        let unfinished = path.with_extension("new");
        if let Ok(left) = OpenOptions::new().write(true).open(&unfinished) {
            overwrite(&left)?;
            fs::remove_file(&unfinished)?;
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        if bytes.len() < HEAD.len() && HEAD.starts_with(&bytes) {
            file.write_all_at(HEAD, 0)?;
            file.sync_all()?;
            bytes = HEAD.to_vec();
        }
        let table = Table::read(&bytes)
            .ok_or_else(|| wrong("not a keyring of this version: bring it back from its own backup"))?;
        let mut keyring =
            Self { path: path.to_owned(), file, root, table, opened: HashMap::new(), old: None };
        // One key right under the root tells whether it is the root; each is authenticated when it is used.
        let slots = keyring.table.slots.iter();
        let tops: Vec<Uuid> = slots.filter(|(_, slot)| slot.parent.is_nil()).map(|(id, _)| *id).collect();
        for id in &tops {
            match keyring.key(*id) {
                Ok(_) => return Ok(keyring),
                Err(VaultError::Keyring { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        if tops.is_empty() {
            return Ok(keyring);
        }
        Err(wrong("this root key opens nothing in it: find the root that was used last, or its own backup"))
    }

    /// Whether no key was ever made in it.
    pub(crate) fn is_new(&self) -> bool {
        self.table.end == SLOT as u64
    }

    pub(crate) fn has(&self, id: Uuid) -> bool {
        self.table.slots.contains_key(&id)
    }

    /// Makes a key; on disk when it comes back.
    pub(crate) fn make(
        &mut self,
        kind: Kind,
        id: Uuid,
        parent: Uuid,
        random: &dyn SecureRandom,
    ) -> Result<(), VaultError> {
        if self.has(id) {
            return Err(VaultError::KeyThere(id));
        }
        self.want(&[(kind, id)], parent, random).map(|_| ())
    }

    /// Makes those keys under `parent` that are not there; on disk, with one sync, when it comes back. Says how many it made.
    pub(crate) fn want(
        &mut self,
        keys: &[(Kind, Uuid)],
        parent: Uuid,
        random: &dyn SecureRandom,
    ) -> Result<usize, VaultError> {
        if keys.iter().all(|(_, id)| self.has(*id)) {
            return Ok(0);
        }
        let over = if parent.is_nil() { None } else { Some(self.key(parent)?) };
        let mut free = self.table.free.clone();
        let mut end = self.table.end;
        let mut made: HashMap<Uuid, Slot> = HashMap::new();
        for (kind, id) in keys {
            if self.has(*id) || made.contains_key(id) {
                continue;
            }
            // Another key in place of one that was altered would open nothing of what that one sealed.
            self.table.unaltered(*id, &self.path)?;
            let at = free.pop().unwrap_or(end);
            end = end.max(at + SLOT as u64);
            let salt = salt(random)?;
            let above = match &over {
                Some(key) => key.clone(),
                None => self.root.above(&salt)?,
            };
            let key = Key::random(random)?;
            made.insert(*id, Slot::wrap(at, (*kind as u8, *id, parent), salt, &above, &key)?);
        }
        for (id, slot) in &made {
            self.file.write_all_at(&slot.bytes(*id), slot.at)?;
        }
        self.file.sync_data()?;
        let count = made.len();
        self.table.altered.retain(|altered| made.values().all(|slot| slot.at != altered.at));
        (self.table.free, self.table.end) = (free, end);
        self.table.slots.extend(made);
        Ok(count)
    }

    /// What a key is for.
    pub(crate) fn kind(&self, id: Uuid) -> Option<u8> {
        self.table.slots.get(&id).map(|slot| slot.kind)
    }

    /// Whose key wraps this one.
    pub(crate) fn parent(&self, id: Uuid) -> Option<Uuid> {
        self.table.slots.get(&id).map(|slot| slot.parent)
    }

    /// Keys wrapped by this one.
    pub(crate) fn below(&self, parent: Uuid) -> Vec<Uuid> {
        self.table.slots.iter().filter(|(_, slot)| slot.parent == parent).map(|(id, _)| *id).collect()
    }

    /// A key, unwrapped. It is wiped from memory when it is dropped.
    pub(crate) fn key(&mut self, id: Uuid) -> Result<Key, VaultError> {
        if let Some(key) = self.opened.get(&id) {
            return Ok(key.clone());
        }
        let slot = self.table.slot(id, &self.path)?;
        let (parent, salt) = (slot.parent, slot.salt);
        let above = if parent.is_nil() {
            self.root.above(&salt)?
        } else if self.table.slot(parent, &self.path)?.parent.is_nil() {
            self.key(parent)?
        } else {
            // Two levels and no more, whatever an altered file says: what wraps is the root, or wrapped by it.
            return Err(VaultError::NoKey(parent));
        };
        let slot = self.table.slot(id, &self.path)?;
        let key = slot.unwrap(id, &above).map_err(|_| altered(id, slot.at, &self.path))?;
        if parent.is_nil() {
            self.opened.insert(id, key.clone());
        }
        Ok(key)
    }

    /// Overwrites keys, those whose slots were altered too; gone from the disk when it comes back. Those that are not there are
    /// passed over, so that it can be asked again after a crash. Says how many there were.
    pub(crate) fn destroy(&mut self, ids: &[Uuid]) -> Result<usize, VaultError> {
        self.finish()?;
        let mut there: Vec<(u64, Uuid)> =
            ids.iter().filter_map(|id| self.table.slots.get(id).map(|slot| (slot.at, *id))).collect();
        for altered in &self.table.altered {
            there.extend(ids.iter().filter(|id| altered.is_of(**id)).map(|id| (altered.at, *id)));
        }
        there.sort_unstable();
        there.dedup_by_key(|(at, _)| *at);
        if there.is_empty() {
            return Ok(0);
        }
        for (at, _) in &there {
            self.file.write_all_at(&[0; SLOT], *at)?;
        }
        self.file.sync_data()?;
        for (at, id) in &there {
            let mut now = [1; SLOT];
            self.file.read_exact_at(&mut now, *at)?;
            if now != [0; SLOT] {
                let why = format!("the slot of key {id} was overwritten and is not empty: check the disk");
                return Err(VaultError::Keyring { path: self.path.clone(), why });
            }
            self.table.slots.remove(id);
            self.opened.remove(id);
            self.table.altered.retain(|altered| altered.at != *at);
            self.table.free.push(*at);
        }
        Ok(there.len())
    }
}

/// What a wrapping is salted with.
pub(crate) fn salt(random: &dyn SecureRandom) -> Result<[u8; SALT], VaultError> {
    let mut salt = [0; SALT];
    random.fill(&mut salt).map_err(|_| VaultError::Cipher)?;
    Ok(salt)
}

/// Takes a file for this process alone. A child that is being started holds what its parent holds, for the moment before it
/// becomes another program: that is waited for.
pub(crate) fn lock(file: &File) -> std::io::Result<()> {
    for _ in 0..20 {
        if rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(10));
    }
    Ok(rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive)?)
}
