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
                let pairs = text.trim_ascii().chunks(2);
                let read = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
                let bytes: Option<Vec<u8>> = pairs.map(read).collect();
                let bytes = Zeroizing::new(bytes.filter(|b| b.len() == 32).unwrap_or_default());
                if bytes.is_empty() {
                    return Err(wrong(
                        "no root key: 64 hexadecimal digits are expected; bring it back from its backup",
                    ));
                }
                key.copy_from_slice(&bytes);
                Ok(Self(key))
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let root = Self::new(random)?;
                let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
                let text: String = root.0.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect();
                let text = Zeroizing::new(text);
                let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
                file.write_all(text.as_bytes())?;
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
