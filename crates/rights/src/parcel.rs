//! A parcel: a zip that says by itself that nothing in it was changed. Exports and evidence packs are parcels.
//!
//! | Name | What |
//! | --- | --- |
//! | `manifest.json` | `{"format": "incamera parcel 1", "files": {NAME: {"bytes": N, "sha256": HEX}, …}}`: every file but itself and those under `proofs/` |
//! | `proofs/opening` | 32 random bytes, in hexadecimal |
//! | `proofs/parcel.tlog-proof` | receipt of the ledger's entry, whose commitment is SHA-256(`incamera parcel 1` ‖ NUL ‖ opening ‖ SHA-256 of `manifest.json`) |
//! | `proofs/key`, `proofs/checkpoint` | the ledger's public key, and its checkpoint then |
//! | `consistency.json` | where it is there: proof that the ledger only grew since a checkpoint that somebody kept |
//!
//! The opening stands in the parcel and nowhere else: to everybody else the entry says that something was packed then, and not
//! what or for whom. A parcel is written in one go to anything that takes bytes; nothing of it lies elsewhere.

mod shut;
mod verify;
mod write;

use sha2::{Digest, Sha256};

pub use self::{
    shut::Shut,
    verify::{Unverified, Verified, verify},
    write::Packed,
};
pub(crate) use self::{
    shut::Way,
    write::{Parcel, stream},
};

const FORMAT: &str = "incamera parcel 1";
const MANIFEST: &str = "manifest.json";
const OPENING: &str = "proofs/opening";
const RECEIPT: &str = "proofs/parcel.tlog-proof";
const KEY: &str = "proofs/key";
const CHECKPOINT: &str = "proofs/checkpoint";
pub(crate) const CONSISTENCY: &str = "consistency.json";
const PROOFS: &str = "proofs/";

/// A file, as the manifest lists it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listed {
    /// How long it is.
    bytes: u64,
    /// What it holds.
    #[serde(with = "hex")]
    sha256: [u8; 32],
}

/// What the ledger's entry commits to.
fn commitment(opening: &[u8; 32], manifest: &[u8; 32]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(FORMAT.as_bytes());
    hash.update([0]);
    hash.update(opening);
    hash.update(manifest);
    hash.finalize().into()
}
