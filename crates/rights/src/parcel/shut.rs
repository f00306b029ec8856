//! A parcel that only its receiver opens: the whole zip as an age file (age-encryption.org/v1).

use std::io::{self, Write};

use age::{Encryptor, secrecy::SecretString, stream::StreamWriter, x25519};

use super::write::stream;
use crate::error::RightsError;

/// For whom a parcel is shut.
#[derive(Clone)]
pub enum Shut {
    /// For whoever has the key to this recipient: `age1…`.
    Recipient(String),
    /// For whoever knows these words.
    Passphrase(String),
}

/// Where the bytes of a parcel go: as they are, or shut.
pub(crate) enum Way<W: Write> {
    /// As they are.
    Open(W),
    /// Shut.
    Shut(Box<StreamWriter<W>>),
}

impl<W: Write> Way<W> {
    pub(crate) fn to(into: W, shut: Option<&Shut>) -> Result<Self, RightsError> {
        let encryptor = match shut {
            None => return Ok(Self::Open(into)),
            Some(Shut::Passphrase(words)) if words.is_empty() => {
                return Err(RightsError::Said(
                    "an empty passphrase shuts nothing: use some words".to_owned(),
                ));
            }
            Some(Shut::Passphrase(words)) => {
                Encryptor::with_user_passphrase(SecretString::from(words.clone()))
            }
            Some(Shut::Recipient(text)) => {
                let none = |why: &str| RightsError::Said(format!("`{text}` is no age recipient: {why}"));
                let recipient: x25519::Recipient = text.trim().parse().map_err(none)?;
                Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
                    .map_err(|e| none(&e.to_string()))?
            }
        };
        Ok(Self::Shut(Box::new(encryptor.wrap_output(into).map_err(stream)?)))
    }

    /// Writes what is left.
    pub(crate) fn finish(self) -> Result<(), RightsError> {
        match self {
            Self::Open(mut into) => into.flush(),
            Self::Shut(into) => into.finish().and_then(|mut into| into.flush()),
        }
        .map_err(stream)
    }
}

impl<W: Write> Write for Way<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Open(into) => into.write(bytes),
            Self::Shut(into) => into.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Open(into) => into.flush(),
            Self::Shut(into) => into.flush(),
        }
    }
}
