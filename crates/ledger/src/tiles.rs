//! Tiles: where they lie, and how they hold a tree (C2SP tlog-tiles; RFC 6962 §2.1).

use std::{fs, path::Path};

use tlog_tiles::tile::Tile;
use tlog_tiles::tlog::{EMPTY_HASH, Error, HASH_SIZE, Hash, HashReader, node_hash};

/// Hashes in a full tile; entries in a full bundle.
pub(crate) const FULL: usize = 256;

/// Path of a tile or bundle in the log: `tile/0/x001/067.p/8`, `tile/entries/000`.
pub(crate) fn path(level: &str, number: u64, width: usize) -> String {
    let mut text = format!("{:03}", number % 1000);
    let mut rest = number / 1000;
    while rest > 0 {
        text = format!("x{:03}/{text}", rest % 1000);
        rest /= 1000;
    }
    let partial = if width == FULL { String::new() } else { format!(".p/{width}") };
    format!("tile/{level}/{text}{partial}")
}

/// The right edge of a tree: on each level the hashes that fill no tile yet, each over 256 of the level below.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edge {
    pub(crate) levels: Vec<Vec<Hash>>,
}

impl Edge {
    /// Adds a leaf; `filled` is told of each tile that it fills, by level, with its bytes.
    pub(crate) fn push(&mut self, leaf: Hash, mut filled: impl FnMut(usize, &[u8])) {
        let mut hash = leaf;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::with_capacity(FULL));
            }
            self.levels[level].push(hash);
            if self.levels[level].len() < FULL {
                return;
            }
            filled(level, &bytes(&self.levels[level]));
            hash = root(&self.levels[level]);
            self.levels[level].clear();
        }
    }

    /// The hash of the whole tree.
    pub(crate) fn root(&self) -> Hash {
        let mut below: Option<Hash> = None;
        for level in &self.levels {
            let hashes: Vec<Hash> = level.iter().copied().chain(below).collect();
            below = if hashes.is_empty() { None } else { Some(root(&hashes)) };
        }
        below.unwrap_or(EMPTY_HASH)
    }
}

/// Merkle tree hash over subtrees of one size, of which the last may be smaller: the split is at the largest power of two,
/// as it is over the leaves.
fn root(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => EMPTY_HASH,
        [one] => *one,
        many => {
            let split = many.len().next_power_of_two() / 2;
            node_hash(root(&many[..split]), root(&many[split..]))
        }
    }
}

pub(crate) fn bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

pub(crate) fn hashes(bytes: &[u8]) -> Vec<Hash> {
    let one = |chunk: &[u8]| chunk.try_into().map(Hash);
    bytes.chunks(HASH_SIZE).map_while(|chunk| one(chunk).ok()).collect()
}

/// Width of the last tile of each level in a tree of this size, with its number; no level without hashes.
pub(crate) fn last(size: u64) -> impl Iterator<Item = (usize, u64, usize)> {
    (0..8).map_while(move |level| {
        let count = size >> (8 * level);
        (count > 0).then_some((level, count / FULL as u64, (count % FULL as u64) as usize))
    })
}

/// Entries of a bundle: each with its length in front, two bytes, big-endian.
pub(crate) fn unbundle(mut bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut entries = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        entries.push(rest.get(..length)?);
        bytes = &rest[length..];
    }
    Some(entries)
}

/// Hashes of a tree of this size, from its tiles on disk.
pub(crate) struct Tiles<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) size: u64,
}

impl HashReader for Tiles<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let read = |index: &u64| {
            let least = Tile::from_index(8, *index);
            let count = (self.size >> (8 * u32::from(least.level()))) - least.level_index() * FULL as u64;
            let width = count.min(FULL as u64) as usize;
            let path = path(&least.level().to_string(), least.level_index(), width);
            let bytes = fs::read(self.folder.join(path)).map_err(|_| Error::InvalidTile)?;
            let whole = Tile::new(8, least.level(), least.level_index(), width as u32, false);
            whole.hash_at_index(&bytes, *index)
        };
        indexes.iter().map(read).collect()
    }
}
