//! The folder of published versions: `1.json`, `2.json`, each written once, and what was proved of each beside it.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use incamera_charter::{Proofs, Published, Unreadable};

use crate::error::{Error, unreadable, unwritable};
use crate::output;
use crate::say::{printable, say, shown};

/// All versions of a folder, from the first, each the one after the one before.
pub(crate) struct Shelf {
    folder: PathBuf,
    versions: Vec<Published>,
}

impl Shelf {
    /// Reads and verifies a folder; one that is not there holds no version.
    ///
    /// # Errors
    /// A version that was altered, is missing, or does not follow the one before.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let mut numbers = Vec::new();
        match fs::read_dir(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(folder, &error).into()),
            Ok(entries) => {
                for entry in entries {
                    let path = entry.map_err(|e| unreadable(folder, &e))?.path();
                    let named = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    numbers.extend(named.strip_suffix(".json").and_then(|n| n.parse::<u32>().ok()));
                }
            }
        }
        numbers.sort_unstable();
        let mut versions: Vec<Published> = Vec::new();
        for number in numbers {
            let path = folder.join(format!("{number}.json"));
            let version = version_at(&path)?;
            let follows = match versions.last() {
                None => number == 1,
                Some(before) => version.follows(before),
            };
            if !follows || version.number() != number {
                let after = versions.last().map_or(0, Published::number);
                return Err(say!("error-version-chain", path = shown(&path), number = after).into());
            }
            versions.push(version);
        }
        Ok(Self { folder: folder.to_owned(), versions })
    }

    /// The versions, from the first.
    pub(crate) fn versions(&self) -> &[Published] {
        &self.versions
    }

    /// Where a version lies, or will.
    pub(crate) fn path(&self, version: &Published) -> PathBuf {
        self.folder.join(format!("{}.json", version.number()))
    }

    /// What was proved of a version, as far as it is known.
    ///
    /// # Errors
    /// As [`proofs_beside`].
    pub(crate) fn proofs(&self, version: &Published) -> Result<Option<Proofs>, Error> {
        proofs_beside(&self.path(version), version)
    }

    /// Puts a new version there, never over another. Its proofs go first, for they are worth nothing without it: what a
    /// killed run leaves is written over by the next.
    ///
    /// # Errors
    /// That the folder takes no file, or that somebody published a version of that number meanwhile.
    pub(crate) fn put(&self, version: &Published, proofs: Option<&Proofs>) -> Result<PathBuf, Error> {
        fs::create_dir_all(&self.folder).map_err(|e| unwritable(&self.folder, &e))?;
        let path = self.path(version);
        if path.exists() {
            return Err(say!("error-version-there", path = shown(&path)).into());
        }
        if let Some(proofs) = proofs {
            keep(&path, proofs)?;
        }
        output::write(&path, version.to_json().as_bytes(), false)?;
        Ok(path)
    }
}

/// A published version.
///
/// # Errors
/// What is none, or was altered.
pub(crate) fn version_at(path: &Path) -> Result<Published, Error> {
    let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
    Ok(Published::from_json(&text).map_err(|error| match error {
        Unreadable::Format(why) => {
            say!("error-version", path = shown(path), detail = printable(&why).into_owned())
        }
        Unreadable::Tampered { said, is } => {
            say!("error-version-altered", path = shown(path), said = printable(&said).into_owned(), is = is)
        }
    })?)
}

/// What was proved of the version at `path`; none where nothing lies beside it.
///
/// # Errors
/// What is no such file, or is about another version.
pub(crate) fn proofs_beside(path: &Path, version: &Published) -> Result<Option<Proofs>, Error> {
    let path = beside(path);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(&path, &error).into()),
    };
    let proofs = Proofs::from_json(&text).ok().filter(|proofs| proofs.are_of(version));
    let number = version.number();
    proofs.map(Some).ok_or_else(|| say!("error-proofs", path = shown(&path), number = number).into())
}

/// Puts what was proved of the version at `path` beside it, in place of what was known before; where that lies.
///
/// # Errors
/// That the folder takes no file.
pub(crate) fn keep(path: &Path, proofs: &Proofs) -> Result<PathBuf, Error> {
    let path = beside(path);
    output::write(&path, proofs.to_json().as_bytes(), true)?;
    Ok(path)
}

/// `2.json` → `2.proofs.json`.
fn beside(path: &Path) -> PathBuf {
    path.with_extension("proofs.json")
}
