//! The journal of tombstones: what was erased, outside the database and beside the keys, so that a restored backup learns of it.
//!
//! A line a tombstone: ids, plain words and times, and the first eight bytes of their SHA-256. It is on disk before the keys are
//! destroyed. Nothing in it says who anybody is. It is never shortened, and goes where the keyring's own backup goes.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use incamera_model::{DatumId, WorkspaceId};
use incamera_store::{Col, kernel::tombstones};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{error::RightsError, kernel::Kernel, open::file};

/// Where it lies, in the folder of the keys.
const NAME: &str = "tombstones";
/// No line is longer: four ids, two words of 64 letters, a time and the sum.
const LONGEST: u64 = 1024;

/// The journal of one folder of keys.
#[derive(Clone, Debug)]
pub struct Journal {
    path: PathBuf,
}

impl Journal {
    /// The journal beside these keys. It is begun with the first tombstone.
    pub fn beside(keys: &Path) -> Self {
        Self { path: keys.join(NAME) }
    }

    /// Adds tombstones; on disk when it comes back. What a crash left torn at the end is cut off first: nobody was told that it was
    /// there.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn append(&self, tombstones: &[tombstones::Model]) -> Result<(), RightsError> {
        let lines: String = tombstones.iter().map(line).collect();
        let write = || {
            let new = !self.path.exists();
            let mut journal = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o600)
                .open(&self.path)?;
            let length = journal.metadata()?.len();
            let mut end = vec![0; length.min(LONGEST) as usize];
            let from = length - end.len() as u64;
            journal.read_exact_at(&mut end, from)?;
            let torn = end.iter().rev().take_while(|byte| **byte != b'\n').count();
            journal.set_len(length - torn as u64)?;
            journal.seek(SeekFrom::End(0))?;
            journal.write_all(lines.as_bytes())?;
            journal.sync_all()?;
            match self.path.parent().filter(|_| new) {
                Some(folder) => File::open(folder)?.sync_all(),
                None => Ok(()),
            }
        };
        write().map_err(file(&self.path))
    }

    /// All of them, in the order in which they were written first: an erasure that was killed and went on wrote its own again. A torn
    /// end is passed over.
    ///
    /// # Errors
    /// A line that was altered; a machine that would not.
    pub fn read(&self) -> Result<Vec<tombstones::Model>, RightsError> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(file(&self.path)(e)),
        };
        let whole = text.rfind('\n').map_or(0, |last| last + 1);
        let lines = text[..whole].lines().enumerate();
        let all = lines
            .map(|(number, line)| {
                read(line).ok_or_else(|| {
                    let (path, number) = (self.path.display(), number + 1);
                    RightsError::Said(format!(
                        "{path}, line {number}: altered: bring the journal back from the backup of the keys"
                    ))
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut seen = BTreeSet::new();
        Ok(all.into_iter().filter(|stone: &tombstones::Model| seen.insert(*stone.id)).collect())
    }
}

impl Kernel {
    /// Writes tombstones into the journal beside the keys, before anything of theirs is destroyed; on disk when it comes back. A
    /// kernel without a place on disk has none.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn remember(&self, tombstones: &[tombstones::Model]) -> Result<(), RightsError> {
        match &self.places {
            Some(places) => Journal::beside(&places.keys).append(tombstones),
            None => Ok(()),
        }
    }
}

fn line(tombstone: &tombstones::Model) -> String {
    let request = tombstone.request.map_or_else(|| "-".to_owned(), |request| request.to_string());
    let text = format!(
        "{} {} {} {} {} {request} {}",
        *tombstone.id,
        *tombstone.workspace,
        *tombstone.reach,
        *tombstone.target,
        *tombstone.promise,
        tombstone.at.as_millisecond()
    );
    format!("{text} {}\n", check(&text))
}

fn check(text: &str) -> String {
    hex::encode(&Sha256::digest(text.as_bytes())[..8])
}

fn read(line: &str) -> Option<tombstones::Model> {
    let (text, sum) = line.rsplit_once(' ')?;
    if check(text) != sum {
        return None;
    }
    let parts: Vec<&str> = text.split(' ').collect();
    let [id, workspace, reach, target, promise, request, at] = parts[..] else { return None };
    let request = match request {
        "-" => None,
        id => Some(Col(id.parse::<DatumId>().ok()?)),
    };
    Some(tombstones::Model {
        id: Col(id.parse().ok()?),
        workspace: Col(workspace.parse::<WorkspaceId>().ok()?),
        reach: Col(reach.parse().ok()?),
        target: Col(target.parse().ok()?),
        promise: Col(promise.parse().ok()?),
        request,
        at: Col(Timestamp::from_millisecond(at.parse().ok()?).ok()?),
        done: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tombstone(n: u128) -> tombstones::Model {
        let id = DatumId::of(uuid::Uuid::from_u128(n));
        tombstones::Model {
            id: Col(id),
            workspace: Col(WorkspaceId::of(uuid::Uuid::from_u128(7))),
            reach: Col("person".parse().unwrap()),
            target: Col(id),
            promise: Col("right.erasure".parse().unwrap()),
            request: n.is_multiple_of(2).then_some(Col(id)),
            at: Col(Timestamp::from_millisecond(1_800_000_000_000 + n as i64).unwrap()),
            done: None,
        }
    }

    /// proves: RET-14
    #[test]
    fn a_torn_end_is_passed_over_and_an_altered_line_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::beside(folder.path());
        assert_eq!(journal.read().unwrap(), []);
        let all: Vec<_> = (1..=5).map(tombstone).collect();
        journal.append(&all[..2]).unwrap();
        journal.append(&all[2..]).unwrap();
        assert_eq!(journal.read().unwrap(), all);
        let bytes = fs::read(&journal.path).unwrap();
        let last = bytes[..bytes.len() - 1].iter().rposition(|b| *b == b'\n').unwrap() + 1;
        for cut in last..bytes.len() {
            fs::write(&journal.path, &bytes[..cut]).unwrap();
            assert_eq!(journal.read().unwrap(), all[..4], "cut at {cut}");
            journal.append(&all[4..]).unwrap();
            assert_eq!(journal.read().unwrap(), all, "after a cut at {cut}");
        }
        let mut altered = bytes.clone();
        altered[last + 3] ^= 1;
        fs::write(&journal.path, altered).unwrap();
        assert!(journal.read().unwrap_err().to_string().contains("line 5: altered"));
    }
}
