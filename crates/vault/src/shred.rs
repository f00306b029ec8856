//! Keys destroyed: what they sealed is unreadable in every copy, backups too.

use incamera_gate::{Erase, Permit};
use incamera_model::PersonId;
use uuid::Uuid;

use crate::{error::VaultError, names, vault::Vault};

impl Vault {
    /// Destroys the keys of all these data in one go: of their objects, and of the fields sealed under the datum. Says how many
    /// there were. The bytes are [`remove`](Self::remove)d afterwards, one by one.
    ///
    /// # Errors
    /// A machine that would not. Ask again: those that are gone are passed over.
    pub fn shred(&self, permits: &[Permit<'_, Erase>]) -> Result<usize, VaultError> {
        let ids: Vec<Uuid> = permits.iter().flat_map(|permit| names::asset(permit.datum().id)).collect();
        self.destroy(&ids)
    }

    /// Destroys a person's key in a workspace, and with it every field sealed under it, in every copy and backup of them, and
    /// what ties the ledger's entries to that person.
    ///
    /// # Errors
    /// A datum that is not about this person alone: what is shared is not destroyed with one person's key.
    pub fn forget(&self, permit: &Permit<'_, Erase>, person: PersonId) -> Result<(), VaultError> {
        let datum = permit.datum();
        if !datum.about.contains(&person) {
            return Err(VaultError::NotAbout { datum: datum.id, person });
        }
        if datum.about.len() != 1 {
            return Err(VaultError::Shared(datum.id));
        }
        self.destroy(&[names::subject(datum.workspace, person)]).map(|_| ())
    }

    /// Destroys every key of a workspace: its own, its people's, its data's. Says how many there were. The permit is for the
    /// datum that stands for the workspace itself, of the class of configurations: it bears the workspace's id and is about
    /// nobody. Leave to erase some setting is not leave for this.
    ///
    /// # Errors
    /// A datum that is not the workspace itself; a machine that would not.
    pub fn destroy_workspace(&self, permit: &Permit<'_, Erase>) -> Result<usize, VaultError> {
        let datum = permit.datum();
        let workspace = datum.workspace.uuid();
        if datum.id.uuid() != workspace || !datum.about.is_empty() {
            return Err(VaultError::NotTheWorkspace(datum.id));
        }
        let mut keyring = self.keyring();
        let mut ids = keyring.below(workspace);
        ids.push(workspace);
        keyring.destroy(&ids)
    }

    pub(crate) fn destroy(&self, ids: &[Uuid]) -> Result<usize, VaultError> {
        self.keyring().destroy(ids)
    }
}
