//! An installation on disk: what lies where, opened or begun.
//!
//! Data and keys lie in folders of their own, so that whoever copies the one has not the other.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::Arc,
};

use incamera_charter::Charter;
use incamera_ledger::{Ledger, LogKey, Sink, Writer};
use incamera_store::Store;
use incamera_vault::Location;

use crate::{
    backup::{create, restore},
    clock::{Clock, Random},
    error::RightsError,
    kernel::Kernel,
    keys::{self, RootAt},
};

/// What lies where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The database: `sqlite:FILE` or `postgres://…`.
    pub rows: String,
    /// Where the sealed objects lie: a folder or a bucket.
    pub objects: Location,
    /// Folder of the ledger.
    pub ledger: PathBuf,
    /// Folder of the backups.
    pub backups: PathBuf,
    /// Files outside all of these, to which the ledger is shipped line by line.
    pub sinks: Vec<PathBuf>,
    /// Where the root key is.
    pub root: RootAt,
    /// Folder of the keys: root, keyring, and what the ledger is signed with.
    pub keys: PathBuf,
}

impl Layout {
    /// Everything under a folder, and the keys in another beside it: `studio` and `studio.keys`.
    pub fn under(data: &Path) -> Self {
        let mut keys = data.as_os_str().to_owned();
        keys.push(".keys");
        Self {
            rows: format!("sqlite:{}", data.join("rows.db").display()),
            objects: Location::Folder(data.join("objects")),
            ledger: data.join("ledger"),
            backups: data.join("backups"),
            sinks: Vec::new(),
            root: RootAt::File,
            keys: PathBuf::from(keys),
        }
    }

    /// Folder of the charter's versions: beside the log that commits to them, and backed up with it.
    pub fn charter(&self) -> PathBuf {
        self.ledger.join("charter")
    }

    /// Whether anything was begun there.
    pub fn exists(&self) -> bool {
        self.keys.join("keyring").exists()
    }
}

impl Kernel {
    /// Opens an installation, or begins one.
    ///
    /// # Errors
    /// Whatever of it would not; another process that has it open; a restore that was not finished.
    pub async fn open(
        layout: &Layout,
        charter: Charter,
        clock: Box<dyn Clock>,
        random: Box<dyn Random>,
    ) -> Result<Self, RightsError> {
        let clock = Arc::from(clock);
        if let Some(backup) = restore::unfinished(layout)? {
            return Err(RightsError::State {
                what: format!("the restore of backup {backup}"),
                state: "not finished".to_owned(),
                next: "run `incamera backup restore` with its file again: until what was erased since is gone from it, nothing is served",
            });
        }
        Self::assemble(layout, charter, &clock, random).await
    }

    /// The same, whatever a restore left.
    pub(crate) async fn assemble(
        layout: &Layout,
        charter: Charter,
        clock: &Arc<dyn Clock>,
        random: Box<dyn Random>,
    ) -> Result<Self, RightsError> {
        for folder in [&layout.ledger, &layout.backups] {
            fs::create_dir_all(folder).map_err(file(folder))?;
        }
        private(&layout.keys)?;
        let vault = keys::vault(layout, clock)?;
        let key = log_key(&layout.keys.join("log"), random.as_ref())?;
        let public = layout.ledger.join("key");
        if !public.exists() {
            fs::write(&public, format!("{}\n", key.public().text())).map_err(file(&public))?;
        }
        let sinks = layout.sinks.iter().map(Sink::file).collect();
        let ledger = Writer::start(Ledger::open(&layout.ledger, key)?, sinks);
        let store = Store::open(&layout.rows).await?;
        let mut kernel = Self::new(charter, store, vault, ledger, Box::new(keys::shared(clock)), random)?;
        kernel.places = Some(layout.clone());
        create::clear(layout)?;
        // What a killed process had written and not yet shipped.
        kernel.ship().await?;
        Ok(kernel)
    }
}

/// A folder that its owner alone may enter.
fn private(folder: &Path) -> Result<(), RightsError> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(file(folder))
}

/// What the ledger is signed with: 64 hexadecimal digits in a file of its own, made if it is not there. The log is named after its
/// key, so that no two installations have one name.
fn log_key(path: &Path, random: &dyn Random) -> Result<LogKey, RightsError> {
    let mut secret = [0; 32];
    match fs::read(path) {
        Ok(text) => {
            if fs::metadata(path).map_err(file(path))?.mode() & 0o077 != 0 {
                return Err(RightsError::Said(format!(
                    "{}: others may read this key: chmod 600 it",
                    path.display()
                )));
            }
            hex::decode_to_slice(text.trim_ascii(), &mut secret).map_err(|_| {
                RightsError::Said(format!("{}: no key: bring it back from its backup", path.display()))
            })?;
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            random.fill(&mut secret);
            let mut new =
                OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(file(path))?;
            new.write_all(hex::encode(secret).as_bytes())
                .and_then(|()| new.sync_all())
                .map_err(file(path))?;
        }
        Err(e) => return Err(file(path)(e)),
    }
    let unnamed = LogKey::of("incamera", &secret)?;
    let id = unnamed.public().text().split('+').nth(1).unwrap_or_default().to_owned();
    Ok(LogKey::of(&format!("incamera/{id}"), &secret)?)
}

pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> RightsError + use<> {
    let path = path.display().to_string();
    move |source| RightsError::File { path, source }
}
