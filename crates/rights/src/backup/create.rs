//! A backup is made: rows, sealed objects and ledger into one sealed file, read back before it counts.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use incamera_ledger::{Entry, Kind, PublicKey, verify};
use incamera_model::DatumId;
use incamera_store::{
    Col, Registers,
    kernel::{backups, obligations},
};

use super::archive::Packing;
use crate::{
    error::RightsError,
    kernel::{HOUSE, Kernel},
    open::{Layout, file},
};

/// How often the ledger is copied while others write it, before that is given up.
const PATIENCE: u32 = 20;

impl Kernel {
    /// Makes a backup and reads it back. It counts, and is `tested`, only then.
    ///
    /// # Errors
    /// A machine that would not; what was read back and is not what was backed up. No file is left under its name, then.
    pub async fn backup(&self) -> Result<backups::Model, RightsError> {
        // INVARIANT: without an obligation, it is always made.
        self.make_backup(None).await?.ok_or_else(|| RightsError::Said("no backup was made".to_owned()))
    }

    /// All backups, the oldest first; those that rotated out too.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn backups(&self) -> Result<Vec<backups::Model>, RightsError> {
        Ok(self.store.backups().await?)
    }

    /// The file of a backup.
    ///
    /// # Errors
    /// A kernel that has no place on disk.
    pub fn backup_file(&self, id: DatumId) -> Result<PathBuf, RightsError> {
        Ok(path(self.places()?, id))
    }

    /// The daily task.
    pub(crate) async fn meet_backup(&self, due: &obligations::Model) -> Result<(), RightsError> {
        self.make_backup(Some(due)).await?;
        Ok(self.store.learn().await?)
    }

    pub(crate) fn places(&self) -> Result<&Layout, RightsError> {
        let none =
            || RightsError::Said("this kernel has no place on disk: open it with Kernel::open".to_owned());
        self.places.as_ref().ok_or_else(none)
    }

    async fn make_backup(
        &self,
        due: Option<&obligations::Model>,
    ) -> Result<Option<backups::Model>, RightsError> {
        let places = self.places()?;
        let (id, made) = (self.id(), self.now());
        let mut row = backups::Model { id: Col(id), made: Col(made), bytes: 0, tested: None, gone: None };
        // Whatever becomes of it, it rotates out: its key, too, if this is killed here.
        let unit = self.store.begin().await?;
        unit.note_backup(row.clone()).await?;
        unit.owe([self.rotation(id, made)?]).await?;
        unit.commit().await?;
        clear(places)?;
        let new = places.backups.join(format!(".{id}.new"));
        let made = self.pack(id, &new).await;
        let tested = match made {
            Ok(()) => self.read_back(id, &new).await,
            Err(error) => Err(error),
        };
        if let Err(error) = tested {
            clear(places)?;
            return Err(error);
        }
        let path = path(places, id);
        fs::rename(&new, &path)
            .and_then(|()| File::open(&places.backups)?.sync_all())
            .map_err(file(&path))?;
        row.bytes = fs::metadata(&path).map_err(file(&path))?.len() as i64;
        row.tested = Some(Col(self.now()));
        let unit = self.store.begin().await?;
        unit.note_backup(row.clone()).await?;
        let entry = self.entry(Kind::BackedUp, "backup", HOUSE, None, &(id, row.bytes))?;
        match due {
            None => unit.log(&entry).await?,
            Some(due) => {
                if !unit.meet(*due.id, self.now()).await? {
                    return Ok(None);
                }
                unit.log(&Entry { id: due.id.uuid(), ..entry }).await?;
                unit.owe([self.daily_backup()?]).await?;
            }
        }
        unit.commit().await?;
        Ok(Some(row))
    }

    /// Writes everything but the keys, sealed as it streams.
    async fn pack(&self, id: DatumId, to: &Path) -> Result<(), RightsError> {
        let places = self.places()?;
        self.ship().await?;
        let wrong = |e: io::Error| file(to)(e);
        let sealing = self.vault.seal_house(id, File::create(to).map_err(wrong)?)?;
        let mut packing = Packing::begin(sealing).map_err(wrong)?;
        let mut charter = packing.part("charter").map_err(wrong)?;
        charter.write_all(self.charter().version.to_string().as_bytes()).map_err(wrong)?;
        charter.finish().map_err(wrong)?;
        // Rows first: what they speak of is there when the objects are listed, or was erased since.
        let mut rows = packing.part("rows").map_err(wrong)?;
        self.store.dump(&mut rows).await?;
        rows.finish().map_err(wrong)?;
        for object in self.vault.copies()? {
            let Some(mut from) = self.vault.copy(object)? else { continue };
            let mut part = packing.part(&format!("objects/{object}")).map_err(wrong)?;
            io::copy(&mut from, &mut part).map_err(wrong)?;
            part.finish().map_err(wrong)?;
        }
        let stage = places.backups.join(format!(".{id}.ledger"));
        let key = public(&places.ledger)?;
        for name in stage_ledger(&places.ledger, &stage, &key)? {
            let path = stage.join(&name);
            let mut from = File::open(&path).map_err(file(&path))?;
            let mut part = packing.part(&format!("ledger/{name}")).map_err(wrong)?;
            io::copy(&mut from, &mut part).map_err(wrong)?;
            part.finish().map_err(wrong)?;
        }
        fs::remove_dir_all(&stage).map_err(file(&stage))?;
        let sealed = packing.end().map_err(wrong)?.finish()?;
        sealed.sync_all().map_err(wrong)
    }
}

pub(super) fn path(places: &Layout, id: DatumId) -> PathBuf {
    places.backups.join(format!("{id}.backup"))
}

/// Removes what a killed process left: unfinished files, and the places where they were read back.
pub(crate) fn clear(places: &Layout) -> Result<(), RightsError> {
    let wrong = |e| file(&places.backups)(e);
    for entry in fs::read_dir(&places.backups).map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            let path = entry.path();
            let gone = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            gone.map_err(file(&path))?;
        }
    }
    Ok(())
}

/// The key that the log's checkpoints are verified with.
pub(super) fn public(ledger: &Path) -> Result<PublicKey, RightsError> {
    let path = ledger.join("key");
    let text = fs::read_to_string(&path).map_err(file(&path))?;
    PublicKey::read(&text).map_err(|e| RightsError::Said(format!("{}: {e}", path.display())))
}

/// Copies a log that others write meanwhile, until the copy verifies. Says the names of its files; the checkpoint comes last.
fn stage_ledger(from: &Path, to: &Path, key: &PublicKey) -> Result<Vec<String>, RightsError> {
    let mut wrong = RightsError::Said("the ledger was not copied".to_owned());
    for _ in 0..PATIENCE {
        let _old = fs::remove_dir_all(to);
        match copy_ledger(from, to) {
            Ok(names) => match verify::log(to, key, None) {
                Ok(_) => return Ok(names),
                Err(error) => wrong = RightsError::Said(format!("{}: {error}", from.display())),
            },
            // A file that gave way to a wider one.
            Err(e) if e.kind() == io::ErrorKind::NotFound => wrong = file(from)(e),
            Err(e) => return Err(file(from)(e)),
        }
    }
    Err(wrong)
}

fn copy_ledger(from: &Path, to: &Path) -> io::Result<Vec<String>> {
    fs::create_dir_all(to)?;
    // What this checkpoint signs is there by now, and stays unless a wider tree replaces it.
    fs::copy(from.join("checkpoint"), to.join("checkpoint"))?;
    let (mut names, mut folders) = (Vec::new(), vec![String::new()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(from.join(&folder))? {
            let entry = entry?;
            let Some(own) = entry.file_name().to_str().map(str::to_owned) else { continue };
            let name = if folder.is_empty() { own.clone() } else { format!("{folder}/{own}") };
            let part = Path::new(&own).extension().is_some_and(|end| end == "new");
            if entry.file_type()?.is_dir() {
                fs::create_dir_all(to.join(&name))?;
                folders.push(name);
            } else if !part && !matches!(name.as_str(), "checkpoint" | "lock" | "restoring" | "kept") {
                // Files of the log are put in place whole and never written to: a link is a copy.
                fs::hard_link(from.join(&name), to.join(&name))
                    .or_else(|_| fs::copy(from.join(&name), to.join(&name)).map(|_| ()))?;
                names.push(name);
            }
        }
    }
    names.sort_unstable();
    names.push("checkpoint".to_owned());
    Ok(names)
}
