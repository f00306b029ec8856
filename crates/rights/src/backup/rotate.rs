//! A backup that is older than the charter lets it be goes: its key first, then its file.

use std::{fs, io};

use incamera_ledger::Kind;
use incamera_store::{Col, Registers, kernel::obligations};

use super::create::path;
use crate::{error::RightsError, kernel::Kernel, open::file};

impl Kernel {
    /// The task that was owed when the backup was made.
    pub(crate) async fn meet_rotate(&self, due: &obligations::Model) -> Result<(), RightsError> {
        let id = *due.target;
        self.vault.destroy_house(id)?;
        let path = path(self.places()?, id);
        match fs::remove_file(&path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(file(&path)(e)),
            _ => {}
        }
        let known = self.store.backups().await?.into_iter().find(|backup| *backup.id == id);
        let unit = self.store.begin().await?;
        if let Some(mut backup) = known {
            backup.gone = Some(Col(self.now()));
            unit.note_backup(backup).await?;
        }
        if self.meet(&unit, due, Kind::KeysDestroyed).await? {
            unit.commit().await?;
        }
        Ok(())
    }
}
