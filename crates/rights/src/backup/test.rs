//! A backup is read back into a temporary place: rows loaded, every object's head opened, the ledger verified.

use std::{
    fs::{self, File},
    io::{self, Seek},
    path::{Component, Path, PathBuf},
};

use incamera_ledger::verify;
use incamera_model::DatumId;
use incamera_store::{Reads, Retention, Store};
use incamera_vault::Vault;

use super::{archive::Unpacking, create::public};
use crate::{error::RightsError, kernel::Kernel, open::file};

impl Kernel {
    /// Reads a backup back, and proves that it can be restored.
    ///
    /// # Errors
    /// The part that is not what was backed up.
    pub async fn read_back(&self, id: DatumId, path: &Path) -> Result<(), RightsError> {
        let places = self.places()?;
        let scratch = places.backups.join(format!(".{id}.test"));
        fs::create_dir_all(&scratch).map_err(file(&scratch))?;
        let sound = self.try_out(id, path, &scratch).await;
        fs::remove_dir_all(&scratch).map_err(file(&scratch))?;
        sound
    }

    async fn try_out(&self, id: DatumId, path: &Path, scratch: &Path) -> Result<(), RightsError> {
        let wrong = |e: io::Error| file(scratch)(e);
        let mut unpacking = open(&self.vault, id, path)?;
        let rows = Store::open(&format!("sqlite:{}", scratch.join("rows.db").display())).await?;
        let mut objects: Vec<DatumId> = Vec::new();
        while let Some(name) = unpacking.next()? {
            if name == "rows" {
                rows.load(&mut unpacking).await.map_err(|e| unpacking.wrong(&e.to_string()))?;
            } else if let Some(object) = object(&name) {
                let mut copy = File::options()
                    .read(true)
                    .write(true)
                    .create(true)
                    .truncate(true)
                    .open(scratch.join("object"))
                    .map_err(wrong)?;
                io::copy(&mut unpacking, &mut copy).map_err(|e| unpacking.wrong(&e.to_string()))?;
                copy.rewind().map_err(wrong)?;
                // One that no row speaks of yet was on its way in: it is nobody's.
                if let Some(known) = rows.datum(object, self.now()).await? {
                    self.vault
                        .sound(object, known.datum.workspace, copy)
                        .map_err(|e| unpacking.wrong(&e.to_string()))?;
                }
                objects.push(object);
            } else if let Some(path) = ledger(&name, &scratch.join("ledger")) {
                put(&mut unpacking, &path)?;
            }
        }
        objects.sort_unstable();
        self.complete(&rows, &objects, &unpacking).await?;
        rows.close().await?;
        verify::log(&scratch.join("ledger"), &public(&self.places()?.ledger)?, None).map(|_| ()).map_err(
            |e| {
                let backup = path.display().to_string();
                RightsError::Backup { backup, part: "ledger".to_owned(), why: e.to_string() }
            },
        )
    }

    /// Every object that a row speaks of is there, unless its key was destroyed since.
    async fn complete<R: incamera_vault::ReadAt>(
        &self,
        rows: &Store,
        objects: &[DatumId],
        unpacking: &Unpacking<R>,
    ) -> Result<(), RightsError> {
        let mut after = None;
        loop {
            let page = rows.with_objects(after, 1000).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(*last);
            for id in page.iter().filter(|id| objects.binary_search(id).is_err()) {
                if !self.vault.shredded(*id) {
                    return Err(unpacking.wrong(&format!("the object {id} is missing")));
                }
            }
        }
    }
}

/// Opens a backup.
pub(super) fn open(vault: &Vault, id: DatumId, path: &Path) -> Result<Unpacking<File>, RightsError> {
    let named = path.display().to_string();
    let sealed = File::open(path).map_err(file(path))?;
    let opened = vault.open_house(id, sealed).map_err(|e| RightsError::Backup {
        backup: named.clone(),
        part: "head or end".to_owned(),
        why: e.to_string(),
    })?;
    Unpacking::begin(opened, named)
}

/// Which object a part is.
pub(super) fn object(name: &str) -> Option<DatumId> {
    name.strip_prefix("objects/").and_then(|id| id.parse().ok())
}

/// Where a part of the ledger goes; nothing leads out of its folder.
pub(super) fn ledger(name: &str, folder: &Path) -> Option<PathBuf> {
    let path = Path::new(name.strip_prefix("ledger/")?);
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(path))
}

/// Puts a part there, on disk.
pub(super) fn put(unpacking: &mut Unpacking<File>, path: &Path) -> Result<(), RightsError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(file(folder))?;
    }
    let mut to = File::create(path).map_err(file(path))?;
    io::copy(unpacking, &mut to).map_err(|e| unpacking.wrong(&e.to_string()))?;
    to.sync_all().map_err(file(path))
}
