//! Writing a parcel, file by file.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use incamera_ledger::{Entry, Kind};
use serde::Serialize;
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions, write::StreamWriter};

use super::{CHECKPOINT, FORMAT, KEY, Listed, MANIFEST, OPENING, RECEIPT, commitment};
use crate::{error::RightsError, kernel::Kernel};

/// A parcel that is being packed. One file is open at a time; what is written goes into it.
pub(crate) struct Parcel<W: Write> {
    /// Boxed: it is large, and futures hold it.
    zip: Box<ZipWriter<StreamWriter<W>>>,
    files: BTreeMap<String, Listed>,
    open: Option<Open>,
    /// Bytes of all files so far.
    bytes: u64,
}

struct Open {
    name: String,
    hash: Sha256,
    bytes: u64,
}

/// A parcel that was packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Packed {
    /// SHA-256 of its manifest, in hexadecimal.
    pub manifest: String,
    /// Which entry of the ledger commits to it, from 0.
    pub index: u64,
    /// How many files it has, besides manifest and proofs.
    pub files: usize,
    /// How many bytes they have, before they were pressed together.
    pub bytes: u64,
}

#[derive(Serialize)]
struct Manifest<'a> {
    format: &'static str,
    files: &'a BTreeMap<String, Listed>,
}

impl<W: Write> Parcel<W> {
    /// Begins a parcel.
    pub(crate) fn begin(into: W) -> Self {
        Self { zip: Box::new(ZipWriter::new_stream(into)), files: BTreeMap::new(), open: None, bytes: 0 }
    }

    /// Begins a text.
    pub(crate) fn text(&mut self, name: &str) -> Result<(), RightsError> {
        self.next(name, CompressionMethod::Deflated)
    }

    /// Begins a film, a picture or a sound, which no method would make smaller.
    pub(crate) fn media(&mut self, name: &str) -> Result<(), RightsError> {
        self.next(name, CompressionMethod::Stored)
    }

    /// A whole file.
    pub(crate) fn add(&mut self, name: &str, text: &str) -> Result<(), RightsError> {
        self.text(name)?;
        self.write_all(text.as_bytes()).map_err(stream)
    }

    /// A whole file of JSON, as people can read it too.
    pub(crate) fn json(&mut self, name: &str, value: &impl Serialize) -> Result<(), RightsError> {
        self.text(name)?;
        serde_json::to_writer_pretty(&mut *self, value).map_err(|e| RightsError::Said(e.to_string()))?;
        self.write_all(b"\n").map_err(stream)
    }

    fn next(&mut self, name: &str, method: CompressionMethod) -> Result<(), RightsError> {
        self.close();
        self.start(name, method)?;
        self.open = Some(Open { name: name.to_owned(), hash: Sha256::new(), bytes: 0 });
        Ok(())
    }

    fn start(&mut self, name: &str, method: CompressionMethod) -> Result<(), RightsError> {
        // Nobody knows before how long a file will be.
        let options = SimpleFileOptions::default().compression_method(method).large_file(true);
        self.zip.start_file(name, options).map_err(|e| RightsError::Said(format!("{name}: {e}")))
    }

    fn close(&mut self) {
        if let Some(Open { name, hash, bytes }) = self.open.take() {
            self.bytes += bytes;
            self.files.insert(name, Listed { bytes, sha256: hash.finalize().into() });
        }
    }

    /// A file that no manifest lists: the manifest itself, and the proofs.
    fn proof(&mut self, name: &str, text: &str) -> Result<(), RightsError> {
        self.start(name, CompressionMethod::Deflated)?;
        self.zip.write_all(text.as_bytes()).map_err(stream)
    }

    /// Writes the manifest, has the ledger commit to it, adds the receipt, and closes the zip.
    pub(crate) async fn finish(
        mut self,
        kernel: &Kernel,
        kind: Kind,
        promise: &str,
    ) -> Result<(Packed, W), RightsError> {
        self.close();
        let said = |e: &dyn ToString| RightsError::Said(e.to_string());
        let manifest = serde_json::to_string_pretty(&Manifest { format: FORMAT, files: &self.files })
            .map_err(|e| said(&e))?;
        let digest: [u8; 32] = Sha256::digest(manifest.as_bytes()).into();
        self.proof(MANIFEST, &manifest)?;
        let opening: [u8; 32] = kernel.secret();
        let entry = Entry {
            at: kernel.now().as_millisecond().unsigned_abs(),
            commitment: commitment(&opening, &digest),
            id: kernel.id().uuid(),
            kind,
            promise: promise
                .parse()
                .map_err(|_| RightsError::Said(format!("`{promise}` names no promise")))?,
            version: kernel.charter().version,
        };
        let unit = kernel.store.begin().await?;
        unit.log(&entry).await?;
        unit.commit().await?;
        kernel.ship().await?;
        let log = kernel.ledger.log();
        let lost = || RightsError::Missing { kind: "entry of the ledger", id: entry.id.to_string() };
        let index = *log.find(&[entry.id])?.get(&entry.id).ok_or_else(lost)?;
        self.proof(OPENING, &format!("{}\n", hex::encode(opening)))?;
        self.proof(RECEIPT, &log.receipt(index)?.to_string())?;
        self.proof(KEY, &format!("{}\n", log.key().text()))?;
        self.proof(CHECKPOINT, &log.checkpoint()?)?;
        let packed =
            Packed { manifest: hex::encode(digest), index, files: self.files.len(), bytes: self.bytes };
        let into = self.zip.finish().map_err(|e| said(&e))?.into_inner();
        Ok((packed, into))
    }
}

impl<W: Write> Write for Parcel<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.zip.write(bytes)?;
        if let Some(open) = &mut self.open {
            open.hash.update(&bytes[..written]);
            open.bytes += written as u64;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}

/// Whoever takes the parcel would not.
pub(crate) fn stream(error: io::Error) -> RightsError {
    RightsError::File { path: "the parcel".to_owned(), source: error }
}
