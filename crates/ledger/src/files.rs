//! Files: put there whole, read while somebody else writes.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    path::Path,
    thread,
    time::Duration,
};

use rustix::fs::FlockOperation;
use tlog_tiles::checkpoint::Checkpoint;

use crate::{
    error::{LedgerError, VerifyError},
    keys::PublicKey,
    tiles::{self, FULL},
    verify,
};

pub(crate) fn file_error(path: &Path) -> impl FnOnce(io::Error) -> LedgerError + use<> {
    let path = path.to_owned();
    move |source| LedgerError::File { path, source }
}

/// Takes the lock of a log: who holds it is the only one who writes.
pub(crate) fn lock(folder: &Path) -> Result<File, LedgerError> {
    let path = folder.join("lock");
    let held = File::create(&path).map_err(file_error(&path))?;
    // A child process that is about to start may hold what we closed a moment ago.
    let mut patience = 50;
    while rustix::fs::flock(&held, FlockOperation::NonBlockingLockExclusive).is_err() {
        patience -= 1;
        if patience == 0 {
            return Err(LedgerError::Busy(folder.to_owned()));
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(held)
}

/// Puts files there whole: a reader, or a crash, finds the old one or the new one. They stay only once their folders are
/// synced, too.
pub(crate) fn put(root: &Path, files: &[(String, Vec<u8>)]) -> Result<(), LedgerError> {
    let mut folders = BTreeSet::new();
    for (path, bytes) in files {
        let path = root.join(path);
        let mut parents = path.ancestors().skip(1).take_while(|parent| parent.starts_with(root));
        let parent = parents.next().unwrap_or(root);
        if !parent.is_dir() {
            fs::create_dir_all(parent).map_err(file_error(parent))?;
            folders.extend(parents.map(Path::to_owned));
        }
        folders.insert(parent.to_owned());
        let new = path.with_extension("new");
        let write = || {
            let mut file = File::create(&new)?;
            file.write_all(bytes)?;
            file.sync_data()?;
            fs::rename(&new, &path)
        };
        write().map_err(file_error(&path))?;
    }
    folders.iter().try_for_each(|f| File::open(f).and_then(|f| f.sync_all()).map_err(file_error(f)))
}

/// The entries of one bundle of a log of this size.
pub(crate) fn bundle(folder: &Path, number: u64, size: u64) -> Result<Vec<Vec<u8>>, VerifyError> {
    let width = size.saturating_sub(number * FULL as u64).min(FULL as u64) as usize;
    let path = tiles::path("entries", number, width);
    let bytes = fs::read(folder.join(&path)).map_err(|_| VerifyError::Missing(path.clone()))?;
    let entries = tiles::unbundle(&bytes).filter(|entries| entries.len() == width);
    Ok(entries.ok_or(VerifyError::Altered(path))?.into_iter().map(<[u8]>::to_vec).collect())
}

/// Reads a log at its checkpoint; anew, when files are missing that a writer removed meanwhile, with a later checkpoint.
pub(crate) fn settled<T>(
    folder: &Path,
    key: &PublicKey,
    mut read: impl FnMut(&[u8], &Checkpoint) -> Result<T, LedgerError>,
) -> Result<T, LedgerError> {
    let path = folder.join("checkpoint");
    let mut note = fs::read(&path).map_err(file_error(&path))?;
    loop {
        let outcome = read(&note, &verify::checkpoint(&note, key)?);
        if !matches!(outcome, Err(LedgerError::Damaged(VerifyError::Missing(_) | VerifyError::Altered(_)))) {
            return outcome;
        }
        let now = fs::read(&path).map_err(file_error(&path))?;
        if now == note {
            return outcome;
        }
        note = now;
    }
}
