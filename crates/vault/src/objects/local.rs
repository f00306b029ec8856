//! Objects in a local folder: written beside their place, put on disk, then renamed.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use uuid::Uuid;

use super::{Put, Store, name, named};
use crate::{chunked::ReadAt, error::VaultError};

/// Ends the names of what is not finished.
const NEW: &str = "new";

pub(super) struct Local {
    folder: PathBuf,
}

impl Local {
    pub(super) fn open(folder: &Path) -> Result<Self, VaultError> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    fn path(&self, id: Uuid) -> PathBuf {
        self.folder.join(name(id))
    }

    /// Every file in the folders of objects.
    fn files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for folder in fs::read_dir(&self.folder)? {
            let folder = folder?;
            if folder.file_type()?.is_dir() {
                for file in fs::read_dir(folder.path())? {
                    files.push(file?.path());
                }
            }
        }
        Ok(files)
    }
}

impl Store for Local {
    fn put(&self, id: Uuid) -> Result<Box<dyn Put>, VaultError> {
        let path = self.path(id);
        match path.parent().map(fs::create_dir) {
            Some(Ok(())) => File::open(&self.folder)?.sync_all()?,
            Some(Err(e)) if e.kind() != io::ErrorKind::AlreadyExists => return Err(e.into()),
            _ => (),
        }
        let new = path.with_extension(NEW);
        Ok(Box::new(Writing { file: File::create(&new)?, new, path }))
    }

    fn get(&self, id: Uuid) -> Result<Box<dyn ReadAt + Send + Sync>, VaultError> {
        match File::open(self.path(id)) {
            Ok(file) => Ok(Box::new(file)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Err(VaultError::NoObject(id)),
            Err(e) => Err(e.into()),
        }
    }

    fn remove(&self, id: Uuid) -> Result<(), VaultError> {
        let path = self.path(id);
        for gone in [fs::remove_file(&path), fs::remove_file(path.with_extension(NEW))] {
            gone.or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) })?;
        }
        match path.parent().map(File::open) {
            Some(Ok(folder)) => Ok(folder.sync_all()?),
            _ => Ok(()),
        }
    }

    fn list(&self) -> Result<Vec<Uuid>, VaultError> {
        let object = |path: &PathBuf| named(path.strip_prefix(&self.folder).ok()?.to_str()?);
        Ok(self.files()?.iter().filter_map(object).collect())
    }

    fn sweep(&self, before: Timestamp) -> Result<usize, VaultError> {
        let mut swept = 0;
        for path in self.files()? {
            let begun = |path| Timestamp::try_from(fs::metadata(path)?.modified()?).map_err(io::Error::other);
            if path.extension().is_some_and(|end| end == NEW) && begun(&path)? < before {
                fs::remove_file(&path)?;
                swept += 1;
            }
        }
        Ok(swept)
    }
}

struct Writing {
    file: File,
    new: PathBuf,
    path: PathBuf,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Put for Writing {
    fn finish(self: Box<Self>) -> Result<(), VaultError> {
        self.file.sync_all()?;
        fs::rename(&self.new, &self.path)?;
        match self.path.parent().map(File::open) {
            Some(folder) => Ok(folder?.sync_all()?),
            None => Ok(()),
        }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        // Gone when it was finished. What stays here is swept later.
        let _ = fs::remove_file(&self.new);
    }
}
