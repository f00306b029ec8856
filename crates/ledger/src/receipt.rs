//! Receipts: proof that an entry is in the log (C2SP tlog-proof), with the entry inside as the extra data.

use std::{fmt, path::Path, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use tlog_tiles::tlog::{Hash, check_record, prove_record, record_hash};
use uuid::Uuid;

use crate::{
    entry::Entry,
    error::{LedgerError, VerifyError},
    files,
    keys::PublicKey,
    tiles::{FULL, Tiles},
    verify,
};

const HEAD: &str = "c2sp.org/tlog-proof@v1";

/// Proof that an entry is in a log. Its text is what a `.tlog-proof` file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    entry: Vec<u8>,
    index: u64,
    path: Vec<Hash>,
    note: String,
}

impl Receipt {
    /// Proof that an entry is in the log in this folder, also while somebody writes to it.
    ///
    /// # Errors
    /// No such entry, a checkpoint that the key did not sign, or tiles that do not fit it.
    pub fn of(folder: &Path, key: &PublicKey, index: u64) -> Result<Self, LedgerError> {
        files::settled(folder, key, |note, checkpoint| {
            let size = checkpoint.size();
            if index >= size {
                return Err(LedgerError::NoEntry { index, size });
            }
            let mut entries = files::bundle(folder, index / FULL as u64, size)?;
            let receipt = Self {
                entry: entries.swap_remove((index % FULL as u64) as usize),
                index,
                path: prove_record(size, index, &Tiles { folder, size })
                    .map_err(|_| VerifyError::Altered("a tile on the entry's path".to_owned()))?,
                note: String::from_utf8(note.to_vec())
                    .map_err(|_| VerifyError::Altered("checkpoint".to_owned()))?,
            };
            // What is handed out proves what it says, or is not handed out.
            receipt.verify(key)?;
            Ok(receipt)
        })
    }

    /// The number of the entry with this id; the last one, should it stand there twice.
    ///
    /// There is no index: bundles are read from the end, so what was written lately is found at once, and what is not there
    /// costs reading every entry (about 250 bytes each).
    ///
    /// # Errors
    /// A checkpoint that the key did not sign, or bundles that are not there.
    pub fn find(folder: &Path, key: &PublicKey, id: Uuid) -> Result<Option<u64>, LedgerError> {
        // INVARIANT: no other field of an entry can hold a quote.
        let wanted = format!("\"id\":\"{id}\"");
        let holds = |entry: &Vec<u8>| std::str::from_utf8(entry).is_ok_and(|text| text.contains(&wanted));
        files::settled(folder, key, |_, checkpoint| {
            for number in (0..checkpoint.size().div_ceil(FULL as u64)).rev() {
                if let Some(at) = files::bundle(folder, number, checkpoint.size())?.iter().rposition(holds) {
                    return Ok(Some(number * FULL as u64 + at as u64));
                }
            }
            Ok(None)
        })
    }

    /// The entry, if the log of this key holds it.
    ///
    /// # Errors
    /// A signature that is not the key's, or a proof of something else.
    pub fn verify(&self, key: &PublicKey) -> Result<Entry, VerifyError> {
        let checkpoint = verify::checkpoint(self.note.as_bytes(), key)?;
        let leaf = record_hash(&self.entry);
        if self.index >= checkpoint.size() {
            return Err(VerifyError::Unproved);
        }
        check_record(&self.path, checkpoint.size(), *checkpoint.hash(), self.index, leaf)
            .map_err(|_| VerifyError::Unproved)?;
        let malformed =
            || VerifyError::Malformed { what: "entry", why: "not the canonical JSON of one".to_owned() };
        Entry::read(&self.entry).ok_or_else(malformed)
    }

    /// Which entry, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}\nextra {}\nindex {}", STANDARD.encode(&self.entry), self.index)?;
        for hash in &self.path {
            writeln!(f, "{}", STANDARD.encode(hash.0))?;
        }
        write!(f, "\n{}", self.note)
    }
}

impl FromStr for Receipt {
    type Err = VerifyError;

    fn from_str(text: &str) -> Result<Self, VerifyError> {
        let wrong = |why: &str| VerifyError::Malformed { what: "receipt", why: why.to_owned() };
        let (head, note) =
            text.split_once("\n\n").ok_or_else(|| wrong("no checkpoint after an empty line"))?;
        let mut lines = head.lines();
        if lines.next() != Some(HEAD) {
            return Err(wrong("it does not begin with c2sp.org/tlog-proof@v1"));
        }
        let extra = lines.next().and_then(|l| l.strip_prefix("extra "));
        let entry =
            extra.and_then(|e| STANDARD.decode(e).ok()).ok_or_else(|| wrong("no entry as its extra data"))?;
        let index = lines.next().and_then(|l| l.strip_prefix("index "));
        let index = index.filter(|i| i.len() == 1 || !i.starts_with('0')).and_then(|i| i.parse().ok());
        let hash = |line: &str| STANDARD.decode(line).ok()?.try_into().ok().map(Hash);
        let path: Option<Vec<Hash>> = lines.map(hash).collect();
        Ok(Self {
            entry,
            index: index.ok_or_else(|| wrong("no index"))?,
            path: path.ok_or_else(|| wrong("a line that is no hash"))?,
            note: note.to_owned(),
        })
    }
}
