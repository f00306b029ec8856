//! Who signs, and by what it is known.

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::SigningKey;
use signed_note::{StandardSigner, StandardVerifier, key_id, new_ed25519_verifier_key};

use crate::error::{LedgerError, VerifyError};

/// Ed25519 in signed notes (C2SP signed-note §signatures).
const ED25519: u8 = 1;

/// What checkpoints are signed with.
pub struct LogKey {
    pub(crate) origin: String,
    pub(crate) signer: StandardSigner,
    public: PublicKey,
}

/// The public key of a log, in the text form that Go's `note` package reads: `origin+id+key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(String);

impl LogKey {
    /// The key of the log of this name, from 32 random bytes.
    ///
    /// # Errors
    /// A name with a space or a `+`.
    pub fn of(origin: &str, secret: &[u8; 32]) -> Result<Self, LedgerError> {
        let key = SigningKey::from_bytes(secret);
        let public = [&[ED25519], key.verifying_key().to_bytes().as_slice()].concat();
        let private = STANDARD.encode([&[ED25519], secret.as_slice()].concat());
        let text = format!("PRIVATE+KEY+{origin}+{:08x}+{private}", key_id(origin, &public));
        let signer = StandardSigner::new(&text)
            .map_err(|e| LedgerError::Key(format!("`{origin}` cannot name a log: {e}")))?;
        let public = PublicKey(new_ed25519_verifier_key(origin, &key.verifying_key()));
        Ok(Self { origin: origin.to_owned(), signer, public })
    }

    /// What others verify with.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }
}

impl PublicKey {
    /// Reads a public key.
    ///
    /// # Errors
    /// A text that is none.
    pub fn read(text: &str) -> Result<Self, VerifyError> {
        let wrong = |why: String| VerifyError::Malformed { what: "public key", why };
        StandardVerifier::new(text.trim()).map_err(|e| wrong(e.to_string()))?;
        Ok(Self(text.trim().to_owned()))
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The log's name.
    pub fn origin(&self) -> &str {
        self.0.split('+').next().unwrap_or_default()
    }
}
