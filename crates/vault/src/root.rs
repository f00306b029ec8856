//! The root key: what opens the keyring, kept where no backup of data or keyring goes.

use std::path::{Path, PathBuf};

use aws_lc_rs::rand::SecureRandom;

use crate::{
    error::VaultError,
    key::Key,
    root_file::{self, Lock},
    slot::SALT,
    token::{Token, TokenKey},
};

/// The key that wraps all others, or the device that holds it.
pub struct Root {
    held: Held,
    facts: RootFacts,
}

enum Held {
    Key(Key),
    Token(Token),
}

/// What can be said of a root key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RootFacts {
    /// A software key in memory alone: gone with the process.
    Memory,
    /// A software key in a file: whoever reads the file and the keyring opens everything.
    File {
        /// Where.
        path: PathBuf,
    },
    /// A software key in a file, sealed with a passphrase: whoever reads the file and the keyring opens everything once the
    /// passphrase is guessed.
    Passphrase {
        /// Where.
        path: PathBuf,
        /// Memory one guess takes, in KiB.
        memory: u32,
        /// Passes over it.
        passes: u32,
    },
    /// A key that does not leave its PKCS#11 token.
    Token {
        /// The token's label.
        token: String,
        /// The key's label.
        key: String,
        /// Who makes it.
        maker: String,
        /// What it is.
        model: String,
        /// Which one.
        serial: String,
        /// Whether the slot says that it is a device. A program that plays one says that it is not.
        hardware: bool,
    },
}

impl RootFacts {
    /// Whether the key lies where programs can read it.
    pub fn is_software(&self) -> bool {
        !matches!(self, Self::Token { hardware: true, .. })
    }

    /// The kind in a word, as reports and messages name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::File { .. } => "file",
            Self::Passphrase { .. } => "passphrase",
            Self::Token { hardware: true, .. } => "token",
            Self::Token { hardware: false, .. } => "software-token",
        }
    }
}

impl Root {
    /// Reads the root key from its file, or makes one there that its owner alone may read. This is a software key: whoever reads
    /// the file and the keyring opens everything.
    ///
    /// # Errors
    /// A file that others may read, or that holds no key; a machine that would not.
    pub fn file(path: &Path, random: &dyn SecureRandom) -> Result<Self, VaultError> {
        let (key, _) = root_file::open(path, Lock::None, random)?;
        Ok(Self { held: Held::Key(key), facts: RootFacts::File { path: path.to_owned() } })
    }

    /// The same, with the key in the file sealed by a passphrase (argon2id).
    ///
    /// # Errors
    /// Another passphrase; none at all; and what [`file`](Self::file) says.
    pub fn passphrase(path: &Path, passphrase: &str, random: &dyn SecureRandom) -> Result<Self, VaultError> {
        let (key, cost) = root_file::open(path, Lock::Passphrase(passphrase), random)?;
        let path = path.to_owned();
        let facts = RootFacts::Passphrase { path, memory: cost.memory, passes: cost.passes };
        Ok(Self { held: Held::Key(key), facts })
    }

    /// Uses an AES key in a PKCS#11 token, or makes one there that never leaves it.
    ///
    /// # Errors
    /// A module, token or PIN that is none; a key that could leave the token.
    pub fn token(at: &TokenKey<'_>) -> Result<Self, VaultError> {
        let (token, facts) = Token::open(at)?;
        Ok(Self { held: Held::Token(token), facts })
    }

    /// A new root key, in memory alone.
    ///
    /// # Errors
    /// No randomness.
    pub fn new(random: &dyn SecureRandom) -> Result<Self, VaultError> {
        Ok(Self { held: Held::Key(Key::random(random)?), facts: RootFacts::Memory })
    }

    /// What can be said of it.
    pub fn describe(&self) -> &RootFacts {
        &self.facts
    }

    /// The key that wraps a slot with this salt.
    pub(crate) fn above(&self, salt: &[u8; SALT]) -> Result<Key, VaultError> {
        match &self.held {
            Held::Key(key) => Ok(key.clone()),
            Held::Token(token) => token.above(salt),
        }
    }
}
