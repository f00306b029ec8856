//! The root key: what opens the keyring, kept where no backup of data or keyring goes.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
};

use aws_lc_rs::rand::SecureRandom;
use zeroize::Zeroizing;

use crate::error::VaultError;

/// The key that wraps all others.
pub struct Root(pub(crate) Zeroizing<[u8; 32]>);

impl Root {
    /// Reads the root key from its file, or makes one there that its owner alone may read. This is a software key: whoever reads
    /// the file and the keyring opens everything.
    ///
    /// # Errors
    /// A file that others may read, or that holds no key; a machine that would not.
    pub fn file(path: &Path, random: &dyn SecureRandom) -> Result<Self, VaultError> {
        let wrong = |why: &str| VaultError::Keyring { path: path.to_owned(), why: why.to_owned() };
        match fs::read(path).map(Zeroizing::new) {
            Ok(text) => {
                if fs::metadata(path)?.mode() & 0o077 != 0 {
                    return Err(wrong("others may read this root key: chmod 600 it, and rotate the keys"));
                }
                let mut key = Zeroizing::new([0; 32]);
                hex::decode_to_slice(text.trim_ascii(), key.as_mut()).map_err(|_| {
                    wrong("no root key: 64 hexadecimal digits are expected; bring it back from its backup")
                })?;
                Ok(Self(key))
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let root = Self::new(random)?;
                let mut text = Zeroizing::new([0; 64]);
                hex::encode_to_slice(root.0.as_ref(), text.as_mut()).map_err(|_| VaultError::Cipher)?;
                let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
                file.write_all(text.as_ref())?;
                file.sync_all()?;
                Ok(root)
            }
            Err(e) => Err(e.into()),
        }
    }

    /// A new root key, in memory alone.
    ///
    /// # Errors
    /// No randomness.
    pub fn new(random: &dyn SecureRandom) -> Result<Self, VaultError> {
        let mut key = Zeroizing::new([0; 32]);
        random.fill(key.as_mut()).map_err(|_| VaultError::Cipher)?;
        Ok(Self(key))
    }
}
