//! Names drawn from what they name: the same thing has the same name, however often it is said.

use incamera_model::DatumId;
use sha2::{Digest, Sha256};
use uuid::Builder;

/// The name of what these parts say (RFC 9562 §5.8: a UUID of version 8, from SHA-256). Each part stands with its length.
pub(crate) fn drawn_from(parts: &[&[u8]]) -> DatumId {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut name = [0; 16];
    name.copy_from_slice(&hash.finalize()[..16]);
    DatumId::of(Builder::from_custom_bytes(name).into_uuid())
}
