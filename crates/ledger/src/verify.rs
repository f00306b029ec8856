//! The verifier: nothing but the public key is trusted.

use std::{
    collections::HashMap,
    fs,
    io::{BufRead, Read},
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use signed_note::{Note, Signature, StandardVerifier, VerifierList};
use tlog_tiles::{
    checkpoint::Checkpoint,
    tlog::{Hash, check_tree, record_hash},
};

use crate::{
    entry::Entry,
    error::VerifyError,
    files,
    keys::PublicKey,
    sink,
    tiles::{self, Edge, FULL},
    witness::{Cosignature, WitnessKey, independent},
};

/// What files hold, by their path in the log.
type Files = HashMap<String, Vec<u8>>;

/// Longer than any line of a sink, in bytes.
const LONGEST_LINE: u64 = 1024;

/// What a whole log says.
#[derive(Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries it has.
    pub size: u64,
    /// Hash of the tree over them.
    pub root: [u8; 32],
    /// Names of others who signed the checkpoint, which this key cannot vouch for: witnesses, if you know their keys.
    pub cosigners: Vec<String>,
    /// The checkpoint itself, as it was read: what to keep, and what [`cosignatures`] looks at.
    pub note: Vec<u8>,
    /// Entries of the last bundle, when it is not full: its file goes when somebody writes on.
    last: Vec<Vec<u8>>,
}

/// What a sink holds of a log.
#[derive(Debug, PartialEq, Eq)]
pub struct Held {
    /// How many entries from the first on; those after them did not arrive yet.
    pub entries: u64,
    /// The last line is cut short, as a crash leaves it. The next start of the writer completes it.
    pub torn: bool,
}

/// Reads a checkpoint that this key signed.
///
/// # Errors
/// What is not one, or not signed by the key.
pub fn checkpoint(note: &[u8], key: &PublicKey) -> Result<Checkpoint, VerifyError> {
    signed(note, key).map(|signed| signed.checkpoint)
}

/// Who of these witnesses signed this checkpoint, and when. A witness that did not is not named.
///
/// # Errors
/// What is no checkpoint of the log, or a line in a witness's name that is not the signature of its key over exactly this.
pub fn cosignatures(
    note: &[u8],
    key: &PublicKey,
    witnesses: &[WitnessKey],
) -> Result<Vec<Cosignature>, VerifyError> {
    let signed = signed(note, key)?;
    independent(key, witnesses)?;
    let of = |line: &Signature| witnesses.iter().find_map(|witness| witness.check(&signed.text, line));
    signed.others.iter().filter_map(of).collect()
}

/// A checkpoint whose log signed it.
pub(crate) struct Signed {
    pub(crate) checkpoint: Checkpoint,
    pub(crate) text: Vec<u8>,
    pub(crate) own: Vec<Signature>,
    pub(crate) others: Vec<Signature>,
}

pub(crate) fn signed(note: &[u8], key: &PublicKey) -> Result<Signed, VerifyError> {
    let malformed = |why: String| VerifyError::Malformed { what: "checkpoint", why };
    let note = Note::from_bytes(note).map_err(|e| malformed(e.to_string()))?;
    let verifier = StandardVerifier::new(key.text()).map_err(|e| malformed(e.to_string()))?;
    let (own, others) = note
        .verify(&VerifierList::new(vec![Box::new(verifier)]))
        .map_err(|_| VerifyError::Signature(key.origin().to_owned()))?;
    let checkpoint = Checkpoint::from_bytes(note.text()).map_err(|e| malformed(e.to_string()))?;
    if checkpoint.origin() != key.origin() {
        return Err(VerifyError::Signature(key.origin().to_owned()));
    }
    Ok(Signed { checkpoint, text: note.text().to_vec(), own, others })
}

/// Compares a sink's lines with a log that was just verified: the first difference is an error. A sink that holds less is
/// behind, not different.
///
/// # Errors
/// The first line that is not the log's, or that goes on after its end; bundles that are gone meanwhile.
pub fn sink(folder: &Path, log: &Verified, mut lines: impl BufRead) -> Result<Held, VerifyError> {
    let mut bundle = Vec::new();
    let mut line = Vec::new();
    for entry in 0.. {
        line.clear();
        let unreadable = |_| VerifyError::Missing("the sink".to_owned());
        Read::take(&mut lines, LONGEST_LINE).read_until(b'\n', &mut line).map_err(unreadable)?;
        if line.is_empty() {
            return Ok(Held { entries: entry, torn: false });
        }
        let (number, at) = (entry / FULL as u64, (entry % FULL as u64) as usize);
        if at == 0 && entry < log.size {
            let full = log.size - entry >= FULL as u64;
            bundle = if full { files::bundle(folder, number, log.size)? } else { log.last.clone() };
        }
        let expected = bundle.get(at).filter(|_| entry < log.size).map(|bytes| sink::line(bytes, entry));
        if expected.as_ref() == Some(&line) {
            continue;
        }
        if !line.ends_with(b"\n") && expected.is_some_and(|expected| expected.starts_with(&line)) {
            return Ok(Held { entries: entry, torn: true });
        }
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        return Err(VerifyError::Sink { entry, line });
    }
    // INVARIANT: numbers do not end.
    Err(VerifyError::Unproved)
}

/// Checks a proof that nothing under an earlier checkpoint was changed until a later one ([`Log::consistency`](crate::Log)).
///
/// # Errors
/// Checkpoints that the key did not sign; a proof of something else.
pub fn consistent(
    earlier: &[u8],
    later: &[u8],
    proof: &[String],
    key: &PublicKey,
) -> Result<(), VerifyError> {
    let (earlier, later) = (checkpoint(earlier, key)?, checkpoint(later, key)?);
    let hash = |line: &String| STANDARD.decode(line).ok()?.try_into().ok().map(Hash);
    let proof: Option<Vec<Hash>> = proof.iter().map(hash).collect();
    let proof = proof.ok_or(VerifyError::Unproved)?;
    check_tree(&proof, later.size(), *later.hash(), earlier.size(), *earlier.hash())
        .map_err(|_| VerifyError::Forked(earlier.size()))
}

/// Verifies a whole log on disk: every entry, every tile, the checkpoint; and, with an earlier checkpoint that somebody kept,
/// that nothing before it was changed. Somebody may write to it meanwhile: it is verified as it was at the beginning.
///
/// # Errors
/// The first file that is not what the checkpoint signs; a fork.
pub fn log(folder: &Path, key: &PublicKey, earlier: Option<&[u8]>) -> Result<Verified, VerifyError> {
    let (note, right) = right_edge(folder, key)?;
    let read = |path: &str| right.get(path).cloned().map_or_else(|| file(folder, path), Ok);
    let Signed { checkpoint: now, others, .. } = signed(&note, key)?;
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
    let mut last = Vec::new();
    for number in 0..now.size().div_ceil(FULL as u64) {
        let first = number * FULL as u64;
        let width = (now.size() - first).min(FULL as u64) as usize;
        let path = tiles::path("entries", number, width);
        let bundle = read(&path)?;
        let entries = tiles::unbundle(&bundle).filter(|entries| entries.len() == width);
        let entries = entries.ok_or_else(|| VerifyError::Altered(path.clone()))?;
        if width < FULL {
            last = entries.iter().map(|entry| entry.to_vec()).collect();
        }
        for (index, entry) in (first..).zip(entries) {
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
    let cosigners = others.iter().map(|signature| signature.name().to_owned()).collect();
    Ok(Verified { size: now.size(), root: root.0, cosigners, note, last })
}

fn file(folder: &Path, path: &str) -> Result<Vec<u8>, VerifyError> {
    fs::read(folder.join(path)).map_err(|_| VerifyError::Missing(path.to_owned()))
}

/// A checkpoint, with the partial files that go when a later one is signed.
fn right_edge(folder: &Path, key: &PublicKey) -> Result<(Vec<u8>, Files), VerifyError> {
    loop {
        let note = file(folder, "checkpoint")?;
        let size = checkpoint(&note, key)?.size();
        let level = |(level, number, width): (usize, u64, usize)| (level.to_string(), number, width);
        let bundle = ("entries".to_owned(), size / FULL as u64, (size % FULL as u64) as usize);
        let partial = tiles::last(size).map(level).chain([bundle]).filter(|(.., width)| *width > 0);
        let paths = partial.map(|(level, number, width)| tiles::path(&level, number, width));
        let read: Result<_, VerifyError> =
            paths.map(|path| file(folder, &path).map(|bytes| (path, bytes))).collect();
        if read.is_ok() || file(folder, "checkpoint")? == note {
            return Ok((note, read?));
        }
    }
}

/// Which of the two was altered cannot be told from them alone; both are named.
fn blame(tile: &str, bundle: &str, found: &[u8], computed: &[u8]) -> VerifyError {
    let differs = |(a, b): (Hash, Hash)| a != b;
    let entry = tiles::hashes(found).into_iter().zip(tiles::hashes(computed)).position(differs);
    let entry = entry.map(|n| format!(" (hash {n})")).unwrap_or_default();
    VerifyError::Altered(format!("{tile}{entry} or {bundle}"))
}
