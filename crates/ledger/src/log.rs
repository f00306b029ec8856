//! Reading a log beside the one who writes it: where entries stand, receipts, and what ties a checkpoint to an earlier one.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use tlog_tiles::tlog::prove_tree;
use uuid::Uuid;

use crate::{
    entry::Entry,
    error::{LedgerError, VerifyError},
    files::file_error,
    keys::PublicKey,
    receipt::Receipt,
    tiles::{self, FULL, Tiles},
    verify,
};

/// How often a read begins anew because the last, partial files were replaced by fuller ones meanwhile.
const AGAIN: usize = 8;

/// A log on disk, for reading. Everything is checked against the checkpoint before it is handed out.
#[derive(Clone, Debug)]
pub struct Log {
    folder: PathBuf,
    key: PublicKey,
}

impl Log {
    /// The log in this folder, signed with this key.
    pub fn at(folder: &Path, key: PublicKey) -> Self {
        Self { folder: folder.to_owned(), key }
    }

    /// What others verify with.
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The checkpoint, as it is signed now.
    ///
    /// # Errors
    /// A file that would not, or that the key did not sign.
    pub fn checkpoint(&self) -> Result<String, LedgerError> {
        let path = self.folder.join("checkpoint");
        let note = fs::read(&path).map_err(file_error(&path))?;
        verify::checkpoint(&note, &self.key)?;
        String::from_utf8(note).map_err(|_| VerifyError::Altered("checkpoint".to_owned()).into())
    }

    /// Proof that an entry is in the log.
    ///
    /// # Errors
    /// No such entry, or tiles that do not fit the checkpoint.
    pub fn receipt(&self, index: u64) -> Result<Receipt, LedgerError> {
        Receipt::of(&self.folder, &self.key, index)
    }

    /// Where entries stand, searched from the end backwards: those that were written last are found first. Names that are not in
    /// the log are left out, after all of it was read.
    ///
    /// # Errors
    /// A file that would not, or that is none of a log's.
    pub fn find(&self, ids: &[Uuid]) -> Result<BTreeMap<Uuid, u64>, LedgerError> {
        steady(|| self.search(ids))
    }

    /// Proof that nothing under an earlier checkpoint was changed since (RFC 6962 §2.1.2), with the checkpoint that it leads to:
    /// [`verify::consistent`] checks it.
    ///
    /// # Errors
    /// A checkpoint that the key did not sign, or of a larger tree; tiles that do not fit.
    pub fn consistency(&self, earlier: &[u8]) -> Result<(Vec<String>, String), LedgerError> {
        let earlier = verify::checkpoint(earlier, &self.key)?;
        steady(|| {
            let note = self.checkpoint()?;
            let size = verify::checkpoint(note.as_bytes(), &self.key)?.size();
            if earlier.size() == 0 || earlier.size() > size {
                return Err(LedgerError::NoEntry { index: earlier.size(), size });
            }
            let proof = prove_tree(size, earlier.size(), &Tiles { folder: &self.folder, size })
                .map_err(|_| VerifyError::Missing("a tile on the way".to_owned()))?;
            Ok((proof.iter().map(ToString::to_string).collect(), note))
        })
    }

    fn search(&self, ids: &[Uuid]) -> Result<BTreeMap<Uuid, u64>, LedgerError> {
        let size = verify::checkpoint(self.checkpoint()?.as_bytes(), &self.key)?.size();
        let mut found = BTreeMap::new();
        for number in (0..size.div_ceil(FULL as u64)).rev() {
            let first = number * FULL as u64;
            let width = (size - first).min(FULL as u64) as usize;
            let path = tiles::path("entries", number, width);
            let bytes = fs::read(self.folder.join(&path)).map_err(|_| VerifyError::Missing(path.clone()))?;
            let entries = tiles::unbundle(&bytes).ok_or_else(|| VerifyError::Altered(path.clone()))?;
            for (index, bytes) in (first..).zip(entries) {
                let entry = Entry::read(bytes).ok_or_else(|| VerifyError::Altered(path.clone()))?;
                if ids.contains(&entry.id) {
                    found.insert(entry.id, index);
                }
            }
            if found.len() >= ids.len() {
                break;
            }
        }
        Ok(found)
    }
}

/// Reads again where a partial file is gone: whoever writes replaces it by a fuller one.
fn steady<T>(read: impl Fn() -> Result<T, LedgerError>) -> Result<T, LedgerError> {
    let mut last = read();
    for _ in 0..AGAIN {
        match last {
            Err(LedgerError::Damaged(VerifyError::Missing(_) | VerifyError::Altered(_))) => last = read(),
            other => return other,
        }
    }
    last
}
