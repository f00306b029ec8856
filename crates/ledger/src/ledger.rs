//! Writing.

use std::{
    collections::{HashSet, VecDeque},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use signed_note::Note;
use tlog_tiles::{
    checkpoint::Checkpoint,
    tlog::{prove_tree, record_hash},
};
use uuid::Uuid;

use crate::{
    entry::Entry,
    error::{LedgerError, VerifyError},
    files::{self, file_error},
    keys::{LogKey, PublicKey},
    log::Log,
    receipt::Receipt,
    tiles::{self, Edge, FULL, Tiles},
    verify,
    witness::{self, Cosignature, WitnessKey},
};

/// How many entries back an id is remembered, in full bundles: an outbox is replayed after a crash within far less.
const REMEMBERED: u64 = 64;

/// A log on disk, open for writing by one process.
///
/// What [`append`](Self::append) returned for is on disk, under a checkpoint that signs it. Files that no checkpoint signs yet
/// may be there after a crash; they are written anew.
pub struct Ledger {
    folder: PathBuf,
    key: LogKey,
    edge: Edge,
    size: u64,
    /// Entries of the last bundle, as long as it is not full.
    bundle: Vec<u8>,
    known: Known,
    /// Kept open: the lock goes with it.
    _lock: File,
}

/// Ids of the last entries.
#[derive(Default)]
struct Known {
    ids: HashSet<Uuid>,
    order: VecDeque<Uuid>,
}

impl Known {
    /// Whether it is new.
    fn add(&mut self, id: Uuid) -> bool {
        let new = self.ids.insert(id);
        if new {
            self.order.push_back(id);
        }
        if self.order.len() as u64 > REMEMBERED * FULL as u64
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
        }
        new
    }
}

impl Ledger {
    /// Opens a log, or begins one.
    ///
    /// # Errors
    /// Another process that writes it, a machine that would not, or a right edge that is not what the checkpoint signs.
    pub fn open(folder: &Path, key: LogKey) -> Result<Self, LedgerError> {
        fs::create_dir_all(folder).map_err(file_error(folder))?;
        let held = files::lock(folder)?;
        let mut ledger = Self {
            folder: folder.to_owned(),
            key,
            edge: Edge::default(),
            size: 0,
            bundle: Vec::new(),
            known: Known::default(),
            _lock: held,
        };
        match fs::read(folder.join("checkpoint")) {
            Ok(note) => ledger.resume(&note)?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => ledger.sign()?,
            Err(e) => return Err(file_error(&folder.join("checkpoint"))(e)),
        }
        Ok(ledger)
    }

    /// What others verify with.
    pub fn public(&self) -> &PublicKey {
        self.key.public()
    }

    /// The same log, for reading.
    pub fn log(&self) -> Log {
        Log::at(&self.folder, self.key.public().clone())
    }

    /// How many entries there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Adds entries, and comes back when they are on disk under a signed checkpoint. An entry whose id stands among the last
    /// 16,384 is not written twice, whatever else it says, also after the log was opened anew. One that is replayed later
    /// than that stands there twice: an outbox forgets what it shipped long before.
    ///
    /// # Errors
    /// A machine that would not. Nothing of it is in the log then; open the log anew.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), LedgerError> {
        let before = self.size;
        let mut written: Vec<(String, Vec<u8>)> = Vec::new();
        for entry in entries {
            if !self.known.add(entry.id) {
                continue;
            }
            let bytes = entry.bytes();
            // INVARIANT: an entry is shorter than 64 KiB.
            self.bundle.extend((bytes.len() as u16).to_be_bytes());
            self.bundle.extend(&bytes);
            let at = self.size;
            self.edge.push(record_hash(&bytes), |level, tile| {
                written.push((tiles::path(&level.to_string(), at >> (8 * (level + 1)), FULL), tile.to_vec()));
            });
            self.size += 1;
            if self.size.is_multiple_of(FULL as u64) {
                let number = self.size / FULL as u64 - 1;
                written.push((tiles::path("entries", number, FULL), std::mem::take(&mut self.bundle)));
            }
        }
        if self.size == before {
            return Ok(());
        }
        written.extend(self.partial());
        files::put(&self.folder, &written)?;
        self.sign()?;
        self.clear(before);
        Ok(())
    }

    /// Proof that an entry is in the log.
    ///
    /// # Errors
    /// No such entry, or tiles that do not fit the checkpoint.
    pub fn receipt(&self, index: u64) -> Result<Receipt, LedgerError> {
        Receipt::of(&self.folder, self.key.public(), index)
    }

    /// The number of the entry with this id; the last one, should it stand there twice. What it costs: see [`Receipt::find`].
    ///
    /// # Errors
    /// Bundles that are not there.
    pub fn find(&self, id: Uuid) -> Result<Option<u64>, LedgerError> {
        Receipt::find(&self.folder, self.key.public(), id)
    }

    /// Takes witnesses' signature lines into the checkpoint, each if its key is among these and it signs exactly this
    /// checkpoint. They stay until the next checkpoint is signed. `lines` may be a whole checkpoint with such lines.
    ///
    /// # Errors
    /// A line that signs something else, none of a witness that is known, or a machine that would not. The checkpoint stays
    /// as it was then.
    pub fn cosign(&mut self, lines: &str, witnesses: &[WitnessKey]) -> Result<Vec<Cosignature>, LedgerError> {
        witness::merge(&self.folder, self.key.public(), lines, witnesses)
    }

    /// Proof that nothing in a tree of `earlier` entries was changed since (RFC 6962 §2.1.2): hashes in base64.
    ///
    /// # Errors
    /// A size the log never had, or tiles that do not fit.
    pub fn consistency(&self, earlier: u64) -> Result<Vec<String>, LedgerError> {
        if earlier == 0 || earlier > self.size {
            return Err(LedgerError::NoEntry { index: earlier, size: self.size });
        }
        let proof = prove_tree(self.size, earlier, &Tiles { folder: &self.folder, size: self.size })
            .map_err(|_| VerifyError::Altered("a tile on the way".to_owned()))?;
        Ok(proof.iter().map(ToString::to_string).collect())
    }

    /// The last partial tiles and bundle.
    fn partial(&self) -> Vec<(String, Vec<u8>)> {
        let tile = |(level, number, width): (usize, u64, usize)| {
            (width > 0).then(|| {
                (tiles::path(&level.to_string(), number, width), tiles::bytes(&self.edge.levels[level]))
            })
        };
        let width = (self.size % FULL as u64) as usize;
        let bundle = tiles::path("entries", self.size / FULL as u64, width.max(1));
        let bundle = (width > 0).then(|| (bundle, self.bundle.clone()));
        tiles::last(self.size).filter_map(tile).chain(bundle).collect()
    }

    /// Removes the partial files of a smaller tree: a wider one of the same number is there.
    fn clear(&self, size: u64) {
        let level = |(level, number, width): (usize, u64, usize)| (level.to_string(), number, width);
        let width = (size % FULL as u64) as usize;
        let bundle = ("entries".to_owned(), size / FULL as u64, width);
        let now: HashSet<String> = self.partial().into_iter().map(|(path, _)| path).collect();
        for (level, number, width) in tiles::last(size).map(level).chain([bundle]) {
            let path = tiles::path(&level, number, width.max(1));
            if width > 0 && !now.contains(&path) {
                // One that stays does no harm: nothing reads it.
                let _gone = fs::remove_file(self.folder.join(path));
            }
        }
    }

    fn resume(&mut self, note: &[u8]) -> Result<(), LedgerError> {
        let checkpoint = verify::checkpoint(note, self.key.public())?;
        self.size = checkpoint.size();
        let read =
            |path: &str| fs::read(self.folder.join(path)).map_err(|_| VerifyError::Missing(path.to_owned()));
        for (level, number, width) in tiles::last(self.size) {
            let path = tiles::path(&level.to_string(), number, width.max(1));
            let hashes = if width == 0 { Vec::new() } else { tiles::hashes(&read(&path)?) };
            if hashes.len() != width {
                return Err(VerifyError::Altered(path).into());
            }
            self.edge.levels.push(hashes);
        }
        if self.edge.root() != *checkpoint.hash() {
            return Err(VerifyError::Altered("the last tiles".to_owned()).into());
        }
        let (last, width) = (self.size / FULL as u64, (self.size % FULL as u64) as usize);
        for number in last.saturating_sub(REMEMBERED)..=last {
            let width = if number == last { width } else { FULL };
            if width == 0 {
                break;
            }
            let path = tiles::path("entries", number, width);
            let bytes = read(&path)?;
            let entries = tiles::unbundle(&bytes).filter(|entries| entries.len() == width);
            let read =
                entries.and_then(|entries| entries.into_iter().map(Entry::read).collect::<Option<Vec<_>>>());
            for entry in read.ok_or(VerifyError::Altered(path))? {
                self.known.add(entry.id);
            }
            if number == last {
                self.bundle = bytes;
            }
        }
        Ok(())
    }

    fn sign(&self) -> Result<(), LedgerError> {
        let key = |e: &dyn ToString| LedgerError::Key(e.to_string());
        let checkpoint =
            Checkpoint::new(&self.key.origin, self.size, self.edge.root(), "").map_err(|e| key(&e))?;
        let mut note = Note::new(&checkpoint.to_bytes(), &[]).map_err(|e| key(&e))?;
        note.add_sigs(&[&self.key.signer]).map_err(|e| key(&e))?;
        files::put(&self.folder, &[("checkpoint".to_owned(), note.to_bytes())])
    }
}
