//! What was measured is measured once: scans and transcripts by the content of the rush.
//!
//! The cache holds what people said, so its folder is the user's own (mode 0700, files 0600). An entry that cannot be
//! read, of whatever cause, is measured again.

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use crate::output;

/// Bytes read at once when a file is hashed.
const CHUNK: usize = 1 << 20;
/// How entries are called while they are written.
const PART: &str = ".part-";

/// The folder, or none when there is none or it is not wanted.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    folder: Option<PathBuf>,
}

/// How much the cache holds.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Held {
    /// Files.
    pub(crate) entries: u64,
    /// Bytes.
    pub(crate) bytes: u64,
}

/// A file by what the file system knows of it: as long as this holds, the content is taken to be the same.
#[derive(Serialize)]
struct Identity<'a> {
    path: &'a Path,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    device: u64,
    inode: u64,
}

impl Cache {
    /// The user's cache: `INCAMERA_CACHE`, else `$XDG_CACHE_HOME/incamera`, else `~/.cache/incamera`.
    pub(crate) fn of_user() -> Self {
        let var = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
        let folder = var("INCAMERA_CACHE")
            .or_else(|| var("XDG_CACHE_HOME").filter(|p| p.is_absolute()).map(|p| p.join("incamera")))
            .or_else(|| var("HOME").map(|p| p.join(".cache/incamera")));
        if let Some(folder) = &folder {
            output::sweep(folder, PART);
        }
        Self { folder }
    }

    /// No cache at all.
    pub(crate) fn none() -> Self {
        Self { folder: None }
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// What was kept under this key, if it is whole.
    pub(crate) fn get<T: DeserializeOwned>(&self, key: &[&str]) -> Option<T> {
        let bytes = fs::read(self.path(key)?).ok()?;
        let (sum, entry) = bytes.split_first_chunk::<{ blake3::OUT_LEN }>()?;
        if blake3::hash(entry) != *sum {
            return None;
        }
        postcard::from_bytes(entry).ok()
    }

    /// Keeps a value. A full disk costs the next run time, not this one its film: failure is silent.
    pub(crate) fn put<T: Serialize>(&self, key: &[&str], value: &T) {
        if let (Some(path), Ok(entry)) = (self.path(key), postcard::to_stdvec(value)) {
            let _measured_again = self.write(&path, &entry);
        }
    }

    fn write(&self, path: &Path, entry: &[u8]) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let part = folder.join(format!("{PART}{}-{:p}", std::process::id(), entry));
        let write = || {
            let mut file = File::options().write(true).create_new(true).mode(0o600).open(&part)?;
            output::hold(&file);
            file.write_all(blake3::hash(entry).as_bytes())?;
            file.write_all(entry)?;
            fs::rename(&part, path)
        };
        write().inspect_err(|_| {
            let _gone = fs::remove_file(&part);
        })
    }

    /// The key is hashed: no part of it, whatever it holds, becomes a path.
    fn path(&self, key: &[&str]) -> Option<PathBuf> {
        let mut hasher = blake3::Hasher::new();
        for part in key {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        let kind = key.first().filter(|k| k.bytes().all(|b| b.is_ascii_lowercase())).unwrap_or(&"entry");
        Some(self.folder.as_ref()?.join(format!("{kind}-{}", hasher.finalize().to_hex())))
    }

    /// BLAKE3 of a file's bytes, hexadecimal; from memory when the file is as it was. `told` hears bytes done of all
    /// and stops the reading by answering false.
    ///
    /// # Errors
    /// When the file cannot be read; [`io::ErrorKind::Interrupted`] when `told` said so.
    pub(crate) fn hash(
        &self,
        path: &Path,
        file: &File,
        mut told: impl FnMut(u64, u64) -> bool,
    ) -> io::Result<String> {
        let found = file.metadata()?;
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let identity = Identity {
            path: &path,
            size: found.len(),
            modified: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
            device: found.dev(),
            inode: found.ino(),
        };
        let memo = postcard::to_stdvec(&identity).map(|b| blake3::hash(&b).to_hex().to_string()).ok();
        if let Some(known) = memo.as_deref().and_then(|m| self.get::<String>(&["hash", m])) {
            return Ok(known);
        }
        let mut hasher = blake3::Hasher::new();
        let mut buffer = vec![0; CHUNK];
        let (mut file, mut done) = (file, 0);
        io::Seek::rewind(&mut file)?;
        loop {
            let n = match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            hasher.update(&buffer[..n]);
            done += n as u64;
            if !told(done, found.len()) {
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
        let hash = hasher.finalize().to_hex().to_string();
        if let Some(memo) = &memo {
            self.put(&["hash", memo], &hash);
        }
        Ok(hash)
    }

    /// Whether something can be kept.
    ///
    /// # Errors
    /// Why not.
    pub(crate) fn writable(&self) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        tempfile::tempfile_in(folder).map(drop)
    }

    /// How much is kept.
    pub(crate) fn held(&self) -> Held {
        let files = self.folder.iter().filter_map(|f| fs::read_dir(f).ok()).flatten().flatten();
        files.filter(ours).filter_map(|f| f.metadata().ok()).fold(Held::default(), |held, file| Held {
            entries: held.entries + 1,
            bytes: held.bytes + file.len(),
        })
    }

    /// Forgets everything.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub(crate) fn clear(&self) -> io::Result<Held> {
        let held = self.held();
        let Some(folder) = &self.folder else { return Ok(held) };
        let files = match fs::read_dir(folder) {
            Ok(files) => files,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(held),
            Err(e) => return Err(e),
        };
        for file in files {
            let file = file?;
            if ours(&file) {
                fs::remove_file(file.path())?;
            }
        }
        Ok(held)
    }
}

/// Whether a file has a name that only this module gives: whatever else lies in the folder is somebody else's.
fn ours(file: &fs::DirEntry) -> bool {
    let name = file.file_name();
    let name = name.to_string_lossy();
    let entry = name.split_once('-').is_some_and(|(_, hash)| {
        hash.len() == 2 * blake3::OUT_LEN && hash.bytes().all(|b| b.is_ascii_hexdigit())
    });
    (entry || name.starts_with(PART)) && file.file_type().is_ok_and(|t| t.is_file())
}
