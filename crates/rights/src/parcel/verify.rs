//! The offline check: manifest, receipt, and the ledger's public key; nothing else is asked.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Read, Seek},
};

use incamera_ledger::{Entry, PublicKey, Receipt, VerifyError, verify as ledger};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::{ZipArchive, result::ZipError};

use super::{CHECKPOINT, CONSISTENCY, FORMAT, KEY, Listed, MANIFEST, OPENING, PROOFS, RECEIPT, commitment};
use crate::evidence::Consistency;

/// A manifest or a proof longer than this is none of ours.
const LONGEST: u64 = 256 * 1024 * 1024;

/// What a parcel says, and is true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// SHA-256 of its manifest, in hexadecimal.
    pub manifest: String,
    /// How many files it lists.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// The ledger's entry that commits to it: when, by which promise and version of the charter.
    pub entry: Entry,
    /// Which entry of the ledger it is, from 0.
    pub index: u64,
    /// The ledger's public key, as it stands in the parcel, or as it was given.
    pub key: String,
    /// Whether the key was given: one that stands in the parcel itself says nothing of who packed it.
    pub trusted: bool,
}

/// Why a parcel is not believed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unverified {
    /// No zip, or one that is cut.
    #[error("this is no parcel: {0}")]
    Zip(#[from] ZipError),
    /// The machine would not.
    #[error("it cannot be read: {0}")]
    Machine(#[from] io::Error),
    /// A file is not there.
    #[error("{0} is missing: somebody took it out")]
    Missing(String),
    /// A file that the manifest does not list.
    #[error("{0} is not in the manifest: somebody put it in")]
    Added(String),
    /// A file that is not what was packed.
    #[error("{0} was altered after it was packed")]
    Altered(String),
    /// Something that is none.
    #[error("{what}: {why}")]
    Malformed {
        /// Which file.
        what: &'static str,
        /// Why.
        why: String,
    },
    /// The ledger's key is another one.
    #[error("it was packed by {found}, not by {wanted}")]
    OtherKey {
        /// Whose key is in it.
        found: String,
        /// Whose was asked for.
        wanted: String,
    },
    /// The receipt proves something else.
    #[error("the receipt commits to another manifest: this one was written after the parcel was packed")]
    OtherManifest,
    /// The ledger's proofs do not hold.
    #[error(transparent)]
    Ledger(#[from] VerifyError),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: String,
    files: BTreeMap<String, Listed>,
}

/// Checks a parcel: every file is what the manifest says, none is missing and none was added, and the ledger of this key, or of
/// the key in the parcel, committed to the manifest.
///
/// # Errors
/// The first thing that does not hold.
pub fn verify(parcel: impl Read + Seek, key: Option<&PublicKey>) -> Result<Verified, Unverified> {
    let mut zip = ZipArchive::new(parcel)?;
    let names: Vec<String> =
        zip.file_names().map(|name| Ok(name?.into_owned())).collect::<Result<_, ZipError>>()?;
    let set: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    if set.len() != zip.len() {
        return Err(Unverified::Malformed { what: "the zip", why: "a name stands in it twice".to_owned() });
    }
    let manifest = text(&mut zip, MANIFEST)?;
    let read: Manifest = serde_json::from_str(&manifest)
        .map_err(|e| Unverified::Malformed { what: MANIFEST, why: e.to_string() })?;
    if read.format != FORMAT {
        let why = format!("format `{}` is not known: a newer incamera may read it", read.format);
        return Err(Unverified::Malformed { what: MANIFEST, why });
    }
    for name in &set {
        let proof = [OPENING, RECEIPT, KEY, CHECKPOINT].contains(name)
            || (name.starts_with(PROOFS) && name.ends_with(".tlog-proof"));
        if *name != MANIFEST && !proof && !read.files.contains_key(*name) {
            return Err(Unverified::Added((*name).to_owned()));
        }
    }
    let mut bytes = 0;
    for (name, listed) in &read.files {
        check(&mut zip, name, listed)?;
        bytes += listed.bytes;
    }
    let inside = PublicKey::read(&text(&mut zip, KEY)?)?;
    if let Some(wanted) = key.filter(|key| **key != inside) {
        let (found, wanted) = (inside.origin().to_owned(), wanted.origin().to_owned());
        return Err(Unverified::OtherKey { found, wanted });
    }
    ledger::checkpoint(text(&mut zip, CHECKPOINT)?.as_bytes(), &inside)?;
    for name in names.iter().filter(|name| name.ends_with(".tlog-proof") && *name != RECEIPT) {
        text(&mut zip, name)?.parse::<Receipt>()?.verify(&inside)?;
    }
    if read.files.contains_key(CONSISTENCY) {
        let Consistency { earlier, later, proof } = serde_json::from_str(&text(&mut zip, CONSISTENCY)?)
            .map_err(|e| Unverified::Malformed { what: CONSISTENCY, why: e.to_string() })?;
        ledger::consistent(earlier.as_bytes(), later.as_bytes(), &proof, &inside)?;
    }
    let receipt: Receipt = text(&mut zip, RECEIPT)?.parse()?;
    let entry = receipt.verify(&inside)?;
    let mut opening = [0; 32];
    hex::decode_to_slice(text(&mut zip, OPENING)?.trim(), &mut opening)
        .map_err(|e| Unverified::Malformed { what: OPENING, why: e.to_string() })?;
    let digest: [u8; 32] = Sha256::digest(manifest.as_bytes()).into();
    if commitment(&opening, &digest) != entry.commitment {
        return Err(Unverified::OtherManifest);
    }
    Ok(Verified {
        manifest: hex::encode(digest),
        files: read.files.len(),
        bytes,
        entry,
        index: receipt.index(),
        key: inside.text().to_owned(),
        trusted: key.is_some(),
    })
}

fn text(zip: &mut ZipArchive<impl Read + Seek>, name: &str) -> Result<String, Unverified> {
    let file = found(zip.by_name(name), name)?;
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

fn check(zip: &mut ZipArchive<impl Read + Seek>, name: &str, listed: &Listed) -> Result<(), Unverified> {
    let file = found(zip.by_name(name), name)?;
    // No more is read than was packed, whatever the zip claims.
    let mut file = file.take(listed.bytes.saturating_add(1));
    let (mut hash, mut buffer, mut bytes) = (Sha256::new(), vec![0; 64 * 1024], 0_u64);
    loop {
        // What the zip's own checksum finds is an alteration, too.
        let read = file.read(&mut buffer).map_err(|_| Unverified::Altered(name.to_owned()))?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
    let is: [u8; 32] = hash.finalize().into();
    if bytes == listed.bytes && is == listed.sha256 {
        Ok(())
    } else {
        Err(Unverified::Altered(name.to_owned()))
    }
}

fn found<T>(file: Result<T, ZipError>, name: &str) -> Result<T, Unverified> {
    file.map_err(|e| match e {
        ZipError::FileNotFound => Unverified::Missing(name.to_owned()),
        other => other.into(),
    })
}
