//! A backup is restored: into a new place, under the same keys, and closed until everything that was erased since is gone from it.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use incamera_charter::Charter;
use incamera_ledger::{Kind, verify};
use incamera_model::DatumId;
use incamera_store::Reads;
use incamera_vault::{Location, Objects};

use super::{
    create::public,
    test::{ledger, object, open, put},
};
use crate::{
    clock::{Clock, Random},
    error::RightsError,
    journal::Journal,
    kernel::{HOUSE, Kernel},
    keys,
    open::{Layout, file},
    replay::Replayed,
};

/// Where the backup's ledger lies until it is known to be sound.
const STAGE: &str = ".restored";

/// What a restore did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// From which backup.
    pub backup: DatumId,
    /// So many data came back.
    pub data: u64,
    /// So many sealed objects did.
    pub objects: u64,
    /// What was erased since, and is gone again.
    pub replayed: Replayed,
    /// What had come to its end since, and is gone again.
    pub ended: u64,
}

/// Which restore was begun here and is not finished.
pub(crate) fn unfinished(layout: &Layout) -> Result<Option<DatumId>, RightsError> {
    let path = marker(layout);
    match fs::read_to_string(&path) {
        Ok(text) => {
            let none = |_| {
                RightsError::Said(format!(
                    "{}: names no backup: empty the place and restore anew",
                    path.display()
                ))
            };
            text.trim().parse().map(Some).map_err(none)
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(file(&path)(e)),
    }
}

/// Reads the charter that an installation lives under, once its ledger lies there with the versions.
pub type Reading = Box<dyn FnOnce(&Layout) -> Result<Charter, RightsError> + Send>;

/// Restores a backup (`ID.backup`) into a place whose rows and objects are empty. `into.keys` is the folder of the keys it was made
/// under, with the journal of tombstones. A ledger that is there stays, if it is the one of the backup or what became of it.
///
/// Killed half-way, the place opens to nobody; run it again.
///
/// # Errors
/// A backup that was altered; a place that is not empty; keys that are missing.
pub async fn restore(
    backup: &Path,
    into: &Layout,
    charter: Reading,
    clock: Box<dyn Clock>,
    random: Box<dyn Random>,
) -> Result<Restored, RightsError> {
    let named =
        || RightsError::Said(format!("{}: a backup is called by its id: ID.backup", backup.display()));
    let id: DatumId = backup
        .file_stem()
        .and_then(|name| name.to_str())
        .and_then(|name| name.parse().ok())
        .ok_or_else(named)?;
    let clock: Arc<dyn Clock> = Arc::from(clock);
    for key in ["root", "keyring", "log"] {
        let path = into.keys.join(key);
        if !path.exists() {
            let path = path.display();
            return Err(RightsError::Said(format!(
                "{path} is missing: bring the keys back from their own backup first"
            )));
        }
    }
    // A journal that cannot be read would let the erased come back.
    let journal = Journal::beside(&into.keys).read()?;
    let begun = unfinished(into)?;
    if begun.is_some_and(|begun| begun != id) {
        let next = "finish that one, or empty the place";
        let state = "begun and not finished".to_owned();
        return Err(RightsError::State { what: "the restore of another backup".to_owned(), state, next });
    }
    if begun.is_none() && occupied(&into.objects, &clock)? {
        let (what, state) = (into.objects.to_string(), "not empty".to_owned());
        return Err(RightsError::State { what, state, next: "restore into a new place" });
    }
    let whose = into.ledger.join("checkpoint").exists();
    // Whether the ledger is this backup's own is known by the marker: one that a killed restore put there is written anew.
    let keep = whose && begun.is_none() || into.ledger.join("kept").exists();
    fs::create_dir_all(&into.ledger).map_err(file(&into.ledger))?;
    mark(into, id, keep)?;
    let kernel = match load(backup, id, into, charter, (&clock, random), keep).await {
        Ok(kernel) => kernel,
        Err((error, touched)) => {
            let _gone = fs::remove_dir_all(into.ledger.join(STAGE));
            // Nothing was put there: the place is as it was.
            if !touched && begun.is_none() {
                unmark(into)?;
            }
            return Err(error);
        }
    };
    kernel.store.learn().await?;
    let objects = kernel.vault.copies()?.len() as u64;
    let data: i64 = kernel.store.counts(None).await?.iter().map(|(_, count)| count).sum();
    let replayed = kernel.replay(&journal).await?;
    let mut ended = 0;
    let classes: Vec<String> = kernel.charter().classes.keys().cloned().collect();
    for class in classes {
        ended += kernel.retain(&class).await?.ended;
    }
    let unit = kernel.store.begin().await?;
    let what = (id, replayed.tombstones, replayed.ended, ended);
    unit.log(&kernel.entry(Kind::Restored, "backup", HOUSE, None, &what)?).await?;
    unit.commit().await?;
    kernel.ship().await?;
    unmark(into)?;
    Ok(Restored { backup: id, data: data.unsigned_abs(), objects, replayed, ended })
}

/// Reads all of the backup once before anything is put anywhere; then puts it there. An error says whether anything was.
async fn load(
    backup: &Path,
    id: DatumId,
    into: &Layout,
    charter: Reading,
    (clock, random): (&Arc<dyn Clock>, Box<dyn Random>),
    keep: bool,
) -> Result<Kernel, (RightsError, bool)> {
    let untouched = |error: RightsError| (error, false);
    let touched = |error: RightsError| (error, true);
    let stage = into.ledger.join(STAGE);
    unpack_ledger(backup, id, into, &stage, clock).map_err(untouched)?;
    let key = public(&stage).map_err(untouched)?;
    let wrong = |e: incamera_ledger::VerifyError| {
        untouched(RightsError::Said(format!(
            "{}: the ledger is not what became of the backup's: {e}",
            into.ledger.display()
        )))
    };
    if keep {
        let earlier = fs::read(stage.join("checkpoint")).map_err(|e| untouched(file(&stage)(e)))?;
        verify::log(&into.ledger, &key, Some(&earlier)).map_err(wrong)?;
    } else {
        verify::log(&stage, &key, None).map_err(wrong)?;
        place_ledger(&stage, &into.ledger).map_err(|e| touched(file(&into.ledger)(e)))?;
    }
    fs::remove_dir_all(&stage).map_err(|e| touched(file(&stage)(e)))?;
    let charter = charter(into).map_err(touched)?;
    let kernel = Kernel::assemble(into, charter, clock, random).await.map_err(touched)?;
    fill(&kernel, id, backup).await.map_err(touched)?;
    Ok(kernel)
}

/// Verifies the whole file, and lays its ledger aside.
fn unpack_ledger(
    backup: &Path,
    id: DatumId,
    into: &Layout,
    stage: &Path,
    clock: &Arc<dyn Clock>,
) -> Result<(), RightsError> {
    let _old = fs::remove_dir_all(stage);
    let vault = keys::vault(into, clock)?;
    let mut unpacking = open(&vault, id, backup)?;
    while let Some(name) = unpacking.next()? {
        if let Some(path) = ledger(&name, stage) {
            put(&mut unpacking, &path)?;
        }
    }
    Ok(())
}

/// Rows and objects. Rows come all or not at all: what is there already came from this backup, before a restore was killed.
async fn fill(kernel: &Kernel, id: DatumId, backup: &Path) -> Result<(), RightsError> {
    let mut unpacking = open(&kernel.vault, id, backup)?;
    while let Some(name) = unpacking.next()? {
        if name == "rows" {
            if kernel.store.counts(None).await?.is_empty() {
                kernel.store.load(&mut unpacking).await?;
            }
        } else if let Some(object) = object(&name) {
            // Nobody opens it any more. If a killed restore destroyed its key, its row is gone, too, and nothing would find its bytes.
            if kernel.vault.shredded(object) {
                continue;
            }
            let named = unpacking.wrong("");
            let mut stream = &mut unpacking;
            let put = kernel.vault.put_copy(object, |to| io::copy(&mut stream, to).map(|_| ()));
            put.map_err(|e| match named {
                RightsError::Backup { backup, part, .. } => {
                    RightsError::Backup { backup, part, why: e.to_string() }
                }
                other => other,
            })?;
        }
    }
    Ok(())
}

/// Puts the files of the ledger there, the checkpoint last: it signs what is there.
fn place_ledger(from: &Path, to: &Path) -> io::Result<()> {
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        fs::create_dir_all(to.join(&folder))?;
        for entry in fs::read_dir(from.join(&folder))? {
            let entry = entry?;
            let name = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(name);
            } else if name != Path::new("checkpoint") {
                fs::rename(from.join(&name), to.join(&name))?;
            }
        }
        File::open(to.join(&folder))?.sync_all()?;
    }
    fs::rename(from.join("checkpoint"), to.join("checkpoint"))?;
    File::open(to)?.sync_all()
}

fn occupied(objects: &Location, clock: &Arc<dyn Clock>) -> Result<bool, RightsError> {
    let folder = match objects {
        Location::Folder(folder) => folder,
        Location::Bucket(_) => {
            return Ok(!Objects::open(objects, keys::shared(clock))?.list()?.is_empty());
        }
    };
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(file(folder)(e)),
    }
}

fn marker(layout: &Layout) -> PathBuf {
    layout.ledger.join("restoring")
}

/// Says that nothing is served here, before anything is put there.
fn mark(layout: &Layout, backup: DatumId, keep: bool) -> Result<(), RightsError> {
    let path = marker(layout);
    let write = || {
        if keep {
            File::create(layout.ledger.join("kept"))?.sync_all()?;
        }
        let new = path.with_extension("new");
        let mut marker = File::create(&new)?;
        writeln!(marker, "{backup}")?;
        marker.sync_all()?;
        fs::rename(&new, &path)?;
        File::open(&layout.ledger)?.sync_all()
    };
    write().map_err(file(&path))
}

fn unmark(layout: &Layout) -> Result<(), RightsError> {
    let path = marker(layout);
    let remove = || {
        fs::remove_file(&path)?;
        match fs::remove_file(layout.ledger.join("kept")) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        File::open(&layout.ledger)?.sync_all()
    };
    remove().map_err(file(&path))
}
