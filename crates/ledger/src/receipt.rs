//! Receipts: proof that an entry is in the log (C2SP tlog-proof), with the entry inside as the extra data.

use std::{fmt, fs, path::Path, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use tlog_tiles::tlog::{Hash, check_record, prove_record, record_hash};

use crate::{
    entry::Entry,
    error::{LedgerError, VerifyError},
    keys::PublicKey,
    ledger::file_error,
    tiles::{self, FULL, Tiles},
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

pub(crate) fn of(folder: &Path, key: &PublicKey, index: u64) -> Result<Receipt, LedgerError> {
    let path = folder.join("checkpoint");
    let note = fs::read(&path).map_err(file_error(&path))?;
    let checkpoint = verify::checkpoint(&note, key)?;
    let size = checkpoint.size();
    if index >= size {
        return Err(LedgerError::NoEntry { index, size });
    }
    let number = index / FULL as u64;
    let width = (size - number * FULL as u64).min(FULL as u64) as usize;
    let bundle = tiles::path("entries", number, width);
    let bytes = fs::read(folder.join(&bundle)).map_err(|_| VerifyError::Missing(bundle.clone()))?;
    let entries = tiles::unbundle(&bytes).filter(|e| e.len() == width).ok_or(VerifyError::Altered(bundle))?;
    let receipt = Receipt {
        entry: entries[(index % FULL as u64) as usize].to_vec(),
        index,
        path: prove_record(size, index, &Tiles { folder, size })
            .map_err(|_| VerifyError::Altered("a tile on the entry's path".to_owned()))?,
        note: String::from_utf8(note).map_err(|_| VerifyError::Altered("checkpoint".to_owned()))?,
    };
    // What is handed out proves what it says, or is not handed out.
    receipt.verify(key)?;
    Ok(receipt)
}
