//! Traces: digests under keys that no database holds, of what must be recognised and not kept.

use incamera_model::{BlindIndex, PersonId, WorkspaceId};

use crate::{
    derive::{derive, digest},
    error::VaultError,
    fields::of,
    key::Key,
    names::{self, PEPPER},
    vault::Vault,
};

const COMMIT: &[u8] = b"incamera commitment 1";
const INDEX: &[u8] = b"incamera blind index 1";
const TOKEN: &[u8] = b"incamera token digest 1";

impl Vault {
    /// A trace of a field by which it can be found: HMAC-SHA256 under the pepper. E-mail addresses come trimmed and in lower
    /// case.
    ///
    /// # Errors
    /// A keyring that was altered.
    pub fn blind_index(&self, field: &str, text: &str) -> Result<BlindIndex, VaultError> {
        Ok(BlindIndex::of(digest(&self.pepper(INDEX)?, &[field.as_bytes(), text.as_bytes()])))
    }

    /// What is kept of a token that a program shows (a session's, an API's) and by which it is found again: HMAC-SHA256 under
    /// the pepper. `kind` keeps one sort of token from passing as another. Tokens are random, 128 bits or more: this is no hash
    /// for passwords.
    ///
    /// # Errors
    /// A keyring that was altered.
    pub fn token_digest(&self, kind: &str, token: &[u8]) -> Result<[u8; 32], VaultError> {
        Ok(digest(&self.pepper(TOKEN)?, &[kind.as_bytes(), token]))
    }

    /// A commitment to what the ledger says of somebody, or of a workspace: HMAC-SHA256 under a key derived from his key there.
    /// When that is destroyed, nobody can tell any more whom, or what, it was about.
    ///
    /// # Errors
    /// [`VaultError::NoKey`] where the key was destroyed or never made. It makes none: a new one for somebody who was forgotten
    /// would tie him to the ledger again without anybody having asked for it. [`prepare`](Self::prepare) makes one.
    pub fn commitment(
        &self,
        workspace: WorkspaceId,
        person: Option<PersonId>,
        payload: &[u8],
    ) -> Result<[u8; 32], VaultError> {
        let key = {
            let mut keyring = self.keyring();
            match person {
                Some(person) => of(&mut keyring, names::subject(workspace, person), workspace)?,
                None => keyring.key(workspace.uuid())?,
            }
        };
        Ok(digest(&derive(&key, COMMIT)?, &[payload]))
    }

    /// The pepper for one end.
    pub(crate) fn pepper(&self, label: &[u8]) -> Result<Key, VaultError> {
        let pepper = self.keyring().key(PEPPER)?;
        derive(&pepper, label)
    }
}
