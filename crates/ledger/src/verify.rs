//! The verifier: nothing but the public key is trusted.

use std::{fs, path::Path};

use signed_note::{Note, StandardVerifier, VerifierList};
use tlog_tiles::{
    checkpoint::Checkpoint,
    tlog::{Hash, record_hash},
};

use crate::{
    entry::Entry,
    error::VerifyError,
    keys::PublicKey,
    tiles::{self, Edge, FULL},
};

/// What a whole log says.
#[derive(Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries it has.
    pub size: u64,
    /// Hash of the tree over them.
    pub root: [u8; 32],
    /// Names of others who signed the checkpoint, which this key cannot vouch for: witnesses, if you know their keys.
    pub cosigners: Vec<String>,
}

/// Reads a checkpoint that this key signed.
///
/// # Errors
/// What is not one, or not signed by the key.
pub fn checkpoint(note: &[u8], key: &PublicKey) -> Result<Checkpoint, VerifyError> {
    signed(note, key).map(|(checkpoint, _)| checkpoint)
}

fn signed(note: &[u8], key: &PublicKey) -> Result<(Checkpoint, Vec<String>), VerifyError> {
    let malformed = |why: String| VerifyError::Malformed { what: "checkpoint", why };
    let note = Note::from_bytes(note).map_err(|e| malformed(e.to_string()))?;
    let verifier = StandardVerifier::new(key.text()).map_err(|e| malformed(e.to_string()))?;
    let (_, others) = note
        .verify(&VerifierList::new(vec![Box::new(verifier)]))
        .map_err(|_| VerifyError::Signature(key.origin().to_owned()))?;
    let checkpoint = Checkpoint::from_bytes(note.text()).map_err(|e| malformed(e.to_string()))?;
    if checkpoint.origin() != key.origin() {
        return Err(VerifyError::Signature(key.origin().to_owned()));
    }
    Ok((checkpoint, others.iter().map(|signature| signature.name().to_owned()).collect()))
}

/// Verifies a whole log on disk: every entry, every tile, the checkpoint; and, with an earlier checkpoint that somebody kept,
/// that nothing before it was changed.
///
/// # Errors
/// The first file that is not what the checkpoint signs; a fork.
pub fn log(folder: &Path, key: &PublicKey, earlier: Option<&[u8]>) -> Result<Verified, VerifyError> {
    let read = |path: &str| fs::read(folder.join(path)).map_err(|_| VerifyError::Missing(path.to_owned()));
    let (now, cosigners) = signed(&read("checkpoint")?, key)?;
    let earlier = earlier.map(|note| checkpoint(note, key)).transpose()?;
    if earlier.as_ref().is_some_and(|earlier| earlier.size() > now.size()) {
        return Err(VerifyError::Forked(now.size()));
    }
    let mut edge = Edge::default();
    let remembered = |size: u64, edge: &Edge| match &earlier {
        Some(earlier) if earlier.size() == size && edge.root() != *earlier.hash() => {
            Err(VerifyError::Forked(size))
        }
        _ => Ok(()),
    };
    remembered(0, &edge)?;
    let mut wrong = None;
    for number in 0..now.size().div_ceil(FULL as u64) {
        let first = number * FULL as u64;
        let width = (now.size() - first).min(FULL as u64) as usize;
        let path = tiles::path("entries", number, width);
        let bundle = read(&path)?;
        let entries = tiles::unbundle(&bundle).filter(|entries| entries.len() == width);
        for (index, entry) in (first..).zip(entries.ok_or_else(|| VerifyError::Altered(path.clone()))?) {
            if Entry::read(entry).is_none() {
                return Err(VerifyError::Altered(format!("{path}, entry {index}")));
            }
            edge.push(record_hash(entry), |level, tile| {
                let tile_path = tiles::path(&level.to_string(), index >> (8 * (level + 1)), FULL);
                match fs::read(folder.join(&tile_path)) {
                    Ok(bytes) if bytes == tile => {}
                    Ok(bytes) => wrong = wrong.take().or(Some(blame(&tile_path, &path, &bytes, tile))),
                    Err(_) => wrong = wrong.take().or(Some(VerifyError::Missing(tile_path))),
                }
            });
            if let Some(wrong) = wrong.take() {
                return Err(wrong);
            }
            remembered(index + 1, &edge)?;
        }
    }
    for (level, number, width) in tiles::last(now.size()).filter(|(.., width)| *width > 0) {
        let path = tiles::path(&level.to_string(), number, width);
        let bytes = read(&path)?;
        if bytes != tiles::bytes(&edge.levels[level]) {
            let bundle = tiles::path("entries", number, width);
            let own = edge.levels[level].clone();
            return Err(if level == 0 {
                blame(&path, &bundle, &bytes, &tiles::bytes(&own))
            } else {
                VerifyError::Altered(path)
            });
        }
    }
    let root = edge.root();
    if root != *now.hash() {
        return Err(VerifyError::Altered("entries and tiles together".to_owned()));
    }
    Ok(Verified { size: now.size(), root: root.0, cosigners })
}

/// Which of the two was altered cannot be told from them alone; both are named.
fn blame(tile: &str, bundle: &str, found: &[u8], computed: &[u8]) -> VerifyError {
    let differs = |(a, b): (Hash, Hash)| a != b;
    let entry = tiles::hashes(found).into_iter().zip(tiles::hashes(computed)).position(differs);
    let entry = entry.map(|n| format!(" (hash {n})")).unwrap_or_default();
    VerifyError::Altered(format!("{tile}{entry} or {bundle}"))
}
