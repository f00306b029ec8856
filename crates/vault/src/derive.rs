//! Keys made from keys: HKDF-SHA256 with a label, so that no key serves two ends.

use aws_lc_rs::{hkdf, hmac};

use crate::{error::VaultError, key::Key};

/// How many bytes are derived.
pub(crate) struct Length(pub(crate) usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// The key for one end. `label` is written once in the whole vault.
pub(crate) fn derive(key: &Key, label: &[u8]) -> Result<Key, VaultError> {
    let mut derived = Key::empty();
    hkdf::Prk::new_less_safe(hkdf::HKDF_SHA256, key.as_ref())
        .expand(&[label], Length(32))
        .and_then(|okm| okm.fill(derived.as_mut()))
        .map_err(|_| VaultError::Cipher)?;
    Ok(derived)
}

/// HMAC-SHA256 of parts, each with its length before it: no two lists of parts have the same bytes.
pub(crate) fn digest(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key.as_ref()));
    for part in parts {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut bytes = [0; 32];
    bytes.copy_from_slice(context.sign().as_ref());
    bytes
}
