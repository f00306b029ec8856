//! The keyring's own backup, and what is to be said of it.
//!
//! A copy of the keyring that is older than an erasure brings the erased keys back, and with a backup of the data what they sealed.
//! So copies are kept for 72 hours and no longer, never beside a backup of the data, and after one was restored every erasure since
//! it was made is done again before anything is served.

use std::{
    fs,
    io::{Read, Seek},
    os::unix::fs::FileExt,
    path::Path,
    time::SystemTime,
};

use crate::{
    error::VaultError,
    root::{Root, RootFacts},
    rotate::{sync_folder, write_new},
    slot::{Found, Kind, SLOT, Slot},
    table::{HEAD, Table},
    vault::Vault,
};

/// Bytes of a slot that may be altered and it is the same slot still: another key differs in all of salt and wrapped bytes.
const FEW: usize = 8;

/// How many keys there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Tenants'.
    pub workspaces: usize,
    /// People's, each counted once in every workspace.
    pub people: usize,
    /// Objects'.
    pub objects: usize,
    /// For the fields of data that are about several people.
    pub fields: usize,
    /// The installation's pepper: one.
    pub peppers: usize,
}

/// How a keyring is.
#[derive(Clone, Debug)]
pub struct Status {
    /// How many keys there are.
    pub keys: Keys,
    /// What can be said of the root.
    pub root: RootFacts,
    /// Where the file is not what was written, in bytes from its beginning. Keys there are not served; the others are.
    pub altered: Vec<u64>,
    /// When a key was last made or destroyed.
    pub written: SystemTime,
    /// When the file was made: at the last rotation, or when it was restored. None where the file system does not say.
    pub made: Option<SystemTime>,
}

impl Vault {
    /// Writes a copy of the keyring, whole or not at all. It is wrapped by the root, as the keyring is: a copy alone opens nothing.
    ///
    /// Keep it for 72 hours and no longer, and never where a backup of the data lies: it brings back every key that was destroyed
    /// after it was written. After restoring one, do every erasure since then again before anything is served.
    ///
    /// # Errors
    /// A keyring that was altered: the last good copy is worth more. A machine that would not.
    pub fn export_keyring(&self, into: &Path) -> Result<(), VaultError> {
        let mut keyring = self.keyring();
        if let Some(at) = keyring.table.wounds().first() {
            let why = format!("altered at byte {at}: mend it from the last copy that is whole");
            return Err(VaultError::Keyring { path: keyring.path.clone(), why });
        }
        let mut bytes = Vec::new();
        keyring.file.rewind()?;
        keyring.file.read_to_end(&mut bytes)?;
        drop(keyring);
        let new = into.with_extension("new");
        write_new(&new, &bytes)?;
        fs::rename(&new, into)?;
        Ok(sync_folder(into)?)
    }

    /// Mends what was altered in the keyring from a copy of it. A slot is taken from the copy if the root opens it and all but a few
    /// bytes of it are what they were: so no key that was destroyed comes back, and a copy from before the last rotation mends
    /// nothing. Says how many places were mended; [`status`](Self::status) says what is left.
    ///
    /// # Errors
    /// A copy that is none; a machine that would not.
    pub fn mend_keyring(&self, from: &Path) -> Result<usize, VaultError> {
        let copy = fs::read(from)?;
        let mut keyring = self.keyring();
        let mut mended = 0;
        for at in keyring.table.wounds() {
            let mut now = [0; SLOT];
            keyring.file.read_exact_at(&mut now, at)?;
            let copied = copy.as_chunks::<SLOT>().0.get(at as usize / SLOT);
            let was = match copied {
                _ if at == 0 => HEAD,
                _ if keyring.table.free.contains(&at) => &[0; SLOT],
                Some(was) if was.iter().zip(now).filter(|(was, now)| *was != now).count() <= FEW => was,
                _ => continue,
            };
            match Slot::read(was, at) {
                Found::Key(id, slot) => {
                    keyring.table.slots.insert(id, *slot);
                    if let Err(e) = keyring.key(id) {
                        keyring.table.slots.remove(&id);
                        match e {
                            VaultError::Keyring { .. } | VaultError::NoKey(_) => continue,
                            other => return Err(other),
                        }
                    }
                }
                Found::Free => {}
                Found::Altered(_) if at == 0 => keyring.table.headless = false,
                Found::Altered(_) => continue,
            }
            keyring.file.write_all_at(was, at)?;
            keyring.file.sync_data()?;
            keyring.table.altered.retain(|altered| altered.at != at);
            mended += 1;
        }
        Ok(mended)
    }

    /// Opens every key of a keyring, or of a copy, and says how many there are. The file is only read.
    ///
    /// # Errors
    /// The first key that this root does not open, by name and place.
    pub fn check_keyring(path: &Path, root: &Root) -> Result<Keys, VaultError> {
        let why = "not a keyring of this version: take another copy".to_owned();
        let wrong = VaultError::Keyring { path: path.to_owned(), why };
        let table = Table::read(&fs::read(path)?).ok_or(wrong)?;
        table.verify(root, path)?;
        Ok(count(&table))
    }

    /// How the keyring is.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn status(&self) -> Result<Status, VaultError> {
        let keyring = self.keyring();
        let file = keyring.file.metadata()?;
        Ok(Status {
            keys: count(&keyring.table),
            root: keyring.root.describe().clone(),
            altered: keyring.table.wounds(),
            written: file.modified()?,
            made: file.created().ok(),
        })
    }
}

fn count(table: &Table) -> Keys {
    Keys {
        workspaces: table.count(Kind::Workspace),
        people: table.count(Kind::Subject),
        objects: table.count(Kind::Asset),
        fields: table.count(Kind::Fields),
        peppers: table.count(Kind::Pepper),
    }
}
