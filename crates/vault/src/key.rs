//! A key in memory.

use std::ops::{Deref, DerefMut};

use aws_lc_rs::rand::SecureRandom;
use zeroize::Zeroize;

use crate::error::VaultError;

/// A key, unwrapped. It stays at one place in memory, however it is handed on, and is wiped when it is dropped.
#[derive(Clone)]
pub(crate) struct Key(Box<[u8; 32]>);

impl Key {
    /// Zeros, to be filled.
    pub(crate) fn empty() -> Self {
        Self(Box::new([0; 32]))
    }

    pub(crate) fn random(random: &dyn SecureRandom) -> Result<Self, VaultError> {
        let mut key = Self::empty();
        random.fill(key.as_mut()).map_err(|_| VaultError::Cipher)?;
        Ok(key)
    }
}

impl Deref for Key {
    type Target = [u8; 32];

    fn deref(&self) -> &[u8; 32] {
        &self.0
    }
}

impl DerefMut for Key {
    fn deref_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
