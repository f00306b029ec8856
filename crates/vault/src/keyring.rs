//! The keyring: every key but the root, wrapped, in a file of its own with its own backup.
//!
//! A key has a slot of 128 bytes, written in place; destroying it overwrites the slot. No journal, no free page and no second file
//! ever holds a copy: that is why this is not a database. (What a disk or a copy-on-write file system keeps beneath the file is
//! beyond a program's reach; the root key, rotated, closes that.)

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions},
    io::{Read, Write},
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    hkdf,
    rand::SecureRandom,
};
use rustix::fs::FlockOperation;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{error::VaultError, root::Root};

const HEAD: &[u8; 128] = &{
    let mut head = [0; 128];
    let magic = b"incamera keyring 1\n";
    let mut at = 0;
    while at < magic.len() {
        head[at] = magic[at];
        at += 1;
    }
    head
};
const SLOT: usize = 128;
const SALT: usize = 24;
const LIVE: u8 = 1;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A tenant's: wraps the keys of its people and objects.
    Workspace = 1,
    /// A person's in a workspace: what is about him alone.
    Subject = 2,
    /// An object's.
    Asset = 3,
    /// The installation's: what findable fields are digested with.
    Pepper = 4,
    /// What covers a datum's fields that are about several people.
    Fields = 5,
}

pub(crate) type Key = Zeroizing<[u8; 32]>;

struct Slot {
    at: u64,
    kind: u8,
    parent: Uuid,
    salt: [u8; SALT],
    wrapped: [u8; 48],
}

/// All keys, wrapped.
pub(crate) struct Keyring {
    path: PathBuf,
    file: File,
    root: Root,
    slots: HashMap<Uuid, Slot>,
    free: Vec<u64>,
    end: u64,
}

impl Keyring {
    pub(crate) fn open(path: &Path, root: Root) -> Result<Self, VaultError> {
        let wrong = |why: &str| VaultError::Keyring { path: path.to_owned(), why: why.to_owned() };
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
        lock(&file).map_err(|_| wrong("another process has this keyring open: stop it first"))?;
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
        } else if !bytes.starts_with(HEAD) {
            return Err(wrong("not a keyring of this version: bring it back from its own backup"));
        }
        let mut keyring = Self {
            path: path.to_owned(),
            file,
            root,
            slots: HashMap::new(),
            free: Vec::new(),
            end: SLOT as u64,
        };
        // A slot that a crash left half-written at the end was never acknowledged.
        for slot in bytes[SLOT..].chunks_exact(SLOT) {
            keyring.read(slot).ok_or_else(|| wrong("a slot is none: bring it back from its own backup"))?;
            keyring.end += SLOT as u64;
        }
        // The few keys right under the root are opened now; the others are authenticated when they are used.
        for (id, _) in keyring.slots.iter().filter(|(_, slot)| slot.parent.is_nil()) {
            let why = "this root key does not open it, or it was altered: find the root that was used last, or its own backup";
            keyring.key(*id).map_err(|_| wrong(why))?;
        }
        Ok(keyring)
    }

    fn read(&mut self, slot: &[u8]) -> Option<()> {
        if slot[0] != LIVE {
            self.free.push(self.end);
            return slot.iter().all(|b| *b == 0).then_some(());
        }
        let uuid = |from: usize| Uuid::from_slice(&slot[from..from + 16]).ok();
        let (id, parent) = (uuid(2)?, uuid(18)?);
        let salt = slot[34..34 + SALT].try_into().ok()?;
        let wrapped = slot[58..106].try_into().ok()?;
        self.slots.insert(id, Slot { at: self.end, kind: slot[1], parent, salt, wrapped });
        Some(())
    }

    pub(crate) fn is_new(&self) -> bool {
        self.end == SLOT as u64
    }

    pub(crate) fn has(&self, id: Uuid) -> bool {
        self.slots.contains_key(&id)
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
        let mut free = self.free.clone();
        let mut end = self.end;
        let mut made: HashMap<Uuid, Slot> = HashMap::new();
        for (kind, id) in keys {
            if self.has(*id) || made.contains_key(id) {
                continue;
            }
            let at = free.pop().unwrap_or(end);
            end = end.max(at + SLOT as u64);
            let key = Root::new(random)?.0;
            made.insert(*id, Slot::wrap(at, *kind as u8, *id, parent, &*self.above(parent)?, &key, random)?);
        }
        if made.is_empty() {
            return Ok(0);
        }
        for (id, slot) in &made {
            self.file.write_all_at(&slot.bytes(*id), slot.at)?;
        }
        self.file.sync_data()?;
        let count = made.len();
        (self.free, self.end) = (free, end);
        self.slots.extend(made);
        Ok(count)
    }

    /// Whose key wraps this one.
    pub(crate) fn parent(&self, id: Uuid) -> Option<Uuid> {
        self.slots.get(&id).map(|slot| slot.parent)
    }

    /// Keys wrapped by this one.
    pub(crate) fn below(&self, parent: Uuid) -> Vec<Uuid> {
        self.slots.iter().filter(|(_, slot)| slot.parent == parent).map(|(id, _)| *id).collect()
    }

    /// A key, unwrapped. It is wiped from memory when it is dropped.
    pub(crate) fn key(&self, id: Uuid) -> Result<Key, VaultError> {
        let slot = self.slots.get(&id).ok_or(VaultError::NoKey(id))?;
        let why = || VaultError::Keyring {
            path: self.path.clone(),
            why: format!("key {id} was altered: bring the keyring back from its own backup"),
        };
        slot.unwrap(id, &*self.above(slot.parent)?).map_err(|_| why())
    }

    /// Overwrites keys; gone from the disk when it comes back. Those that are not there are passed over, so that it can be asked
    /// again after a crash.
    pub(crate) fn destroy(&mut self, ids: &[Uuid]) -> Result<usize, VaultError> {
        let mut there: Vec<(u64, Uuid)> =
            ids.iter().filter_map(|id| self.slots.get(id).map(|slot| (slot.at, *id))).collect();
        there.sort_unstable();
        there.dedup();
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
            self.slots.remove(id);
            self.free.push(*at);
        }
        Ok(there.len())
    }

    /// Wraps everything anew under another root, with new workspace keys; then the old file is overwritten. Killed half-way, the
    /// old keyring or the new one is there, whole.
    pub(crate) fn rotate(&mut self, root: Root, random: &dyn SecureRandom) -> Result<(), VaultError> {
        let mut bytes = HEAD.to_vec();
        let mut slots = HashMap::new();
        let mut above: HashMap<Uuid, Key> = HashMap::from([(Uuid::nil(), root.0.clone())]);
        // Parents first.
        let mut ids: Vec<Uuid> = self.slots.keys().copied().collect();
        ids.sort_by_key(|id| (!self.slots[id].parent.is_nil(), *id));
        for id in ids {
            let old = &self.slots[&id];
            let fresh = old.kind == Kind::Workspace as u8;
            let key = if fresh { Root::new(random)?.0 } else { self.key(id)? };
            let over = above.get(&old.parent).ok_or(VaultError::NoKey(old.parent))?;
            let slot = Slot::wrap(bytes.len() as u64, old.kind, id, old.parent, over, &key, random)?;
            bytes.extend(slot.bytes(id));
            slots.insert(id, slot);
            if fresh {
                above.insert(id, key);
            }
        }
        let new = self.path.with_extension("new");
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(&new)?;
        lock(&file)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&new, &self.path)?;
        if let Some(folder) = self.path.parent() {
            File::open(folder)?.sync_all()?;
        }
        let old = std::mem::replace(&mut self.file, file);
        overwrite(&old)?;
        (self.root, self.slots, self.free, self.end) = (root, slots, Vec::new(), bytes.len() as u64);
        Ok(())
    }

    fn above(&self, parent: Uuid) -> Result<Key, VaultError> {
        // Two levels and no more, whatever an altered file says: what wraps is the root, or wrapped by it.
        match self.slots.get(&parent) {
            _ if parent.is_nil() => Ok(self.root.0.clone()),
            Some(slot) if slot.parent.is_nil() => self.key(parent),
            _ => Err(VaultError::NoKey(parent)),
        }
    }
}

/// Takes a file for this process alone. A child that is being started holds what its parent holds, for the moment before it
/// becomes another program: that is waited for.
fn lock(file: &File) -> std::io::Result<()> {
    for _ in 0..20 {
        if rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(10));
    }
    Ok(rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive)?)
}

/// Leaves nothing of a file but its length.
fn overwrite(file: &File) -> std::io::Result<()> {
    file.write_all_at(&vec![0; file.metadata()?.len() as usize], 0)?;
    file.sync_data()
}

impl Slot {
    fn wrap(
        at: u64,
        kind: u8,
        id: Uuid,
        parent: Uuid,
        above: &[u8; 32],
        key: &[u8; 32],
        random: &dyn SecureRandom,
    ) -> Result<Self, VaultError> {
        let failed = |_| VaultError::Cipher;
        let mut salt = [0; SALT];
        random.fill(&mut salt).map_err(failed)?;
        let mut slot = Self { at, kind, parent, salt, wrapped: [0; 48] };
        let (cipher, nonce) = slot.cipher(above)?;
        slot.wrapped[..32].copy_from_slice(key);
        let (body, end) = slot.wrapped.split_at_mut(32);
        let aad = Aad::from(about(kind, id, parent));
        let tag = cipher.seal_in_place_separate_tag(nonce, aad, body).map_err(failed)?;
        end.copy_from_slice(tag.as_ref());
        Ok(slot)
    }

    fn unwrap(&self, id: Uuid, above: &[u8; 32]) -> Result<Key, VaultError> {
        let (cipher, nonce) = self.cipher(above)?;
        let mut wrapped = Zeroizing::new(self.wrapped);
        let aad = Aad::from(about(self.kind, id, self.parent));
        let plain = cipher.open_in_place(nonce, aad, wrapped.as_mut()).map_err(|_| VaultError::WrongKey)?;
        let mut key = Zeroizing::new([0; 32]);
        key.copy_from_slice(plain);
        Ok(key)
    }

    /// A key and a nonce of its own for each wrapping, from the key above and the salt: no nonce is ever drawn at random.
    fn cipher(&self, above: &[u8; 32]) -> Result<(LessSafeKey, Nonce), VaultError> {
        let failed = |_| VaultError::Cipher;
        let mut derived = Zeroizing::new([0; 44]);
        hkdf::Prk::new_less_safe(hkdf::HKDF_SHA256, above)
            .expand(&[b"incamera keyring wrap 1\0", &self.salt], Derived)
            .and_then(|okm| okm.fill(derived.as_mut()))
            .map_err(failed)?;
        let key = UnboundKey::new(&AES_256_GCM, &derived[..32]).map_err(failed)?;
        let nonce = Nonce::try_assume_unique_for_key(&derived[32..]).map_err(failed)?;
        Ok((LessSafeKey::new(key), nonce))
    }

    fn bytes(&self, id: Uuid) -> [u8; SLOT] {
        let mut bytes = [0; SLOT];
        bytes[0] = LIVE;
        bytes[1..34].copy_from_slice(&about(self.kind, id, self.parent));
        bytes[34..58].copy_from_slice(&self.salt);
        bytes[58..106].copy_from_slice(&self.wrapped);
        bytes
    }
}

struct Derived;

impl hkdf::KeyType for Derived {
    fn len(&self) -> usize {
        44
    }
}

fn about(kind: u8, id: Uuid, parent: Uuid) -> [u8; 33] {
    let mut about = [0; 33];
    about[0] = kind;
    about[1..17].copy_from_slice(id.as_bytes());
    about[17..].copy_from_slice(parent.as_bytes());
    about
}
