//! A keyring's file, read: which keys are where.

use std::{collections::HashMap, path::Path};

use uuid::Uuid;

use crate::{
    error::VaultError,
    key::Key,
    root::Root,
    slot::{Altered, Found, Kind, SLOT, Slot},
};

/// What a keyring begins with.
pub(crate) const HEAD: &[u8; SLOT] = &{
    let mut head = [0; SLOT];
    let magic = b"incamera keyring 1\n";
    let mut at = 0;
    while at < magic.len() {
        head[at] = magic[at];
        at += 1;
    }
    head
};

/// All slots of a file.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) slots: HashMap<Uuid, Slot>,
    pub(crate) free: Vec<u64>,
    /// Where the next slot would begin.
    pub(crate) end: u64,
    pub(crate) altered: Vec<Altered>,
    /// The head is not what was written; the slots are.
    pub(crate) headless: bool,
}

impl Table {
    /// Reads a file. None if it is no keyring.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_first_chunk::<SLOT>()?;
        let mut table = Self { end: SLOT as u64, ..Self::default() };
        // A slot that a crash left half-written at the end was never acknowledged.
        for slot in rest.as_chunks::<SLOT>().0 {
            match Slot::read(slot, table.end) {
                Found::Free => table.free.push(table.end),
                Found::Key(id, slot) => {
                    table.slots.insert(id, *slot);
                }
                Found::Altered(altered) => {
                    if altered.free {
                        table.free.push(table.end);
                    }
                    table.altered.push(altered);
                }
            }
            table.end += SLOT as u64;
        }
        table.headless = head != HEAD;
        (!table.headless || !table.slots.is_empty()).then_some(table)
    }

    /// Where the file is not what was written, in bytes from its beginning.
    pub(crate) fn wounds(&self) -> Vec<u64> {
        self.headless.then_some(0).into_iter().chain(self.altered.iter().map(|slot| slot.at)).collect()
    }

    /// The slot of a key.
    pub(crate) fn slot(&self, id: Uuid, path: &Path) -> Result<&Slot, VaultError> {
        match self.slots.get(&id) {
            Some(slot) => Ok(slot),
            None => self.unaltered(id, path).and(Err(VaultError::NoKey(id))),
        }
    }

    /// That this key's slot was not altered.
    pub(crate) fn unaltered(&self, id: Uuid, path: &Path) -> Result<(), VaultError> {
        match self.altered.iter().find(|slot| slot.is_of(id)) {
            Some(slot) => Err(altered(id, slot.at, path)),
            None => Ok(()),
        }
    }

    pub(crate) fn count(&self, kind: Kind) -> usize {
        self.slots.values().filter(|slot| slot.kind == kind as u8).count()
    }

    /// Opens every key, and keeps none.
    pub(crate) fn verify(&self, root: &Root, path: &Path) -> Result<(), VaultError> {
        if let Some(at) = self.wounds().first() {
            return Err(VaultError::Keyring {
                path: path.to_owned(),
                why: format!("altered at byte {at}: take another copy"),
            });
        }
        let mut tops: HashMap<Uuid, Key> = HashMap::new();
        for (id, slot) in self.slots.iter().filter(|(_, slot)| slot.parent.is_nil()) {
            let key = slot.unwrap(*id, &root.above(&slot.salt)?);
            tops.insert(*id, key.map_err(|_| altered(*id, slot.at, path))?);
        }
        for (id, slot) in self.slots.iter().filter(|(_, slot)| !slot.parent.is_nil()) {
            let above = tops.get(&slot.parent).ok_or(VaultError::NoKey(slot.parent))?;
            slot.unwrap(*id, above).map_err(|_| altered(*id, slot.at, path))?;
        }
        Ok(())
    }
}

/// A key whose slot is not what was written.
pub(crate) fn altered(id: Uuid, at: u64, path: &Path) -> VaultError {
    VaultError::Keyring {
        path: path.to_owned(),
        why: format!(
            "key {id} (slot at byte {at}) was altered, or another root wrapped it: mend the keyring from its own backup"
        ),
    }
}
