//! Every key wrapped anew.

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::Path,
};

use aws_lc_rs::rand::SecureRandom;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use uuid::Uuid;

use crate::{
    error::VaultError,
    key::Key,
    keyring::{Keyring, lock, salt},
    root::Root,
    slot::{Kind, Slot},
    table::{HEAD, Table},
    vault::Vault,
};

impl Vault {
    /// Wraps every key anew under another root, and makes new workspace keys. Keep both roots until it comes back: killed
    /// half-way, the keyring is whole under one of them, and it opens with no other.
    ///
    /// # Errors
    /// A keyring that was altered; a machine that would not. The keyring is whole then too, under one of the two.
    pub fn rotate(&self, root: Root) -> Result<(), VaultError> {
        self.keyring().rotate(root, self.random())
    }
}

impl Keyring {
    /// The new file is written beside the old one, changes places with it at once, and the old one is overwritten, by the next
    /// who opens the keyring if not by us.
    fn rotate(&mut self, root: Root, random: &dyn SecureRandom) -> Result<(), VaultError> {
        if let Some(at) = self.table.wounds().first() {
            let why = format!("altered at byte {at}: mend it from its own backup before rotating");
            return Err(VaultError::Keyring { path: self.path.clone(), why });
        }
        let mut bytes = HEAD.to_vec();
        let mut slots = HashMap::new();
        let mut opened: HashMap<Uuid, Key> = HashMap::new();
        // Parents first.
        let mut ids: Vec<Uuid> = self.table.slots.keys().copied().collect();
        ids.sort_by_key(|id| (!self.table.slots[id].parent.is_nil(), *id));
        for id in ids {
            let (kind, parent) = (self.table.slots[&id].kind, self.table.slots[&id].parent);
            let fresh = kind == Kind::Workspace as u8;
            let key = if fresh { Key::random(random)? } else { self.key(id)? };
            let salt = salt(random)?;
            let above = match opened.get(&parent) {
                Some(key) => key.clone(),
                None if parent.is_nil() => root.above(&salt)?,
                None => return Err(VaultError::NoKey(parent)),
            };
            let slot = Slot::wrap(bytes.len() as u64, (kind, id, parent), salt, &above, &key)?;
            bytes.extend(slot.bytes(id));
            slots.insert(id, slot);
            if parent.is_nil() {
                opened.insert(id, key);
            }
        }
        let new = self.path.with_extension("new");
        let file = write_new(&new, &bytes)?;
        if let Err(e) = lock(&file).and_then(|()| change_places(&new, &self.path)) {
            discard(&new, &file);
            return Err(e.into());
        }
        // From here on the new one counts, whatever the machine says to the rest.
        self.old = Some(std::mem::replace(&mut self.file, file));
        self.table = Table { slots, end: bytes.len() as u64, ..Table::default() };
        (self.root, self.opened) = (root, opened);
        self.finish()
    }

    /// Leaves nothing of the file that a rotation took the place of. No key is destroyed while that holds it once more.
    pub(crate) fn finish(&mut self) -> Result<(), VaultError> {
        if let Some(old) = &self.old {
            // The names first: a machine that stops here must not start with an empty keyring.
            sync_folder(&self.path)?;
            overwrite(old)?;
            let new = self.path.with_extension("new");
            fs::remove_file(new)
                .or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) })?;
            self.old = None;
        }
        Ok(())
    }
}

/// Puts the new file where the old one is, and the old one where it can be found and overwritten. Where a file system cannot, the
/// old one loses its name, and a process killed before it is overwritten leaves its blocks to whoever reads the disk.
fn change_places(new: &Path, path: &Path) -> io::Result<()> {
    match renameat_with(CWD, new, CWD, path, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => fs::rename(new, path),
        Err(e) => Err(e.into()),
    }
}

/// Has the names in a file's folder on disk.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => File::open(".")?.sync_all(),
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Writes a new file, for its owner alone, on disk when it comes back; nothing of it stays if it cannot be written whole. What a
/// killed process left under its name goes: it may be anybody's to read.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<File> {
    if let Ok(left) = OpenOptions::new().write(true).open(path) {
        overwrite(&left)?;
        fs::remove_file(path)?;
    }
    let mut file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)?;
    if let Err(e) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        discard(path, &file);
        return Err(e);
    }
    Ok(file)
}

/// Takes a file back that was to become another. Why it did not is what the caller says.
fn discard(path: &Path, file: &File) {
    overwrite(file).and_then(|()| fs::remove_file(path)).ok();
}

/// Leaves nothing of a file but its length.
pub(crate) fn overwrite(file: &File) -> io::Result<()> {
    file.write_all_at(&vec![0; file.metadata()?.len() as usize], 0)?;
    file.sync_data()
}
