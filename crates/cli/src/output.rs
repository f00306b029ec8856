//! Files are written out of sight and appear under their name complete or not at all.

use std::{
    ffi::{OsStr, OsString},
    fs::{self, File},
    io::{self, Write},
    os::{
        fd::{AsRawFd, OwnedFd},
        unix::fs::MetadataExt,
    },
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use rustix::fs::{AtFlags, CWD, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use crate::error::{Error, unwritable};

/// How parts are called before they have their name.
const PART: &str = ".incamera.part-";

static PARTS: AtomicU32 = AtomicU32::new(0);

/// A file being written. Dropped without [`commit`](Self::commit), it leaves nothing behind.
pub(crate) struct Output {
    path: PathBuf,
    name: OsString,
    folder: OwnedFd,
    file: File,
    /// The hidden name where the file system has no nameless files.
    part: Option<OsString>,
    replace: bool,
}

impl Output {
    /// Begins a file that will be called `path`; `replace` says that a file of this name may go.
    ///
    /// # Errors
    /// When the folder is missing, read-only or full.
    pub(crate) fn create(path: &Path, replace: bool) -> Result<Self, Error> {
        Self::begin(path, replace).map_err(|e| unwritable(path, &e).into())
    }

    fn begin(path: &Path, replace: bool) -> io::Result<Self> {
        let name = path.file_name().ok_or(Errno::ISDIR)?.to_owned();
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder =
            rustix::fs::open(parent, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        sweep(parent, PART);
        let mode = Mode::from_raw_mode(0o666);
        let nameless = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let (file, part) = match rustix::fs::openat(&folder, ".", nameless, mode) {
            Ok(fd) => {
                let file = File::from(fd);
                hold(&file);
                (file, None)
            }
            Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL | Errno::NOENT) => loop {
                let part = hidden_name();
                let flags = OFlags::CREATE | OFlags::EXCL | OFlags::RDWR | OFlags::CLOEXEC;
                let file = File::from(rustix::fs::openat(&folder, &part, flags, mode)?);
                hold(&file);
                // Before it was held, another run may have swept it away.
                if file.metadata()?.nlink() > 0 {
                    break (file, Some(part));
                }
            },
            Err(error) => return Err(error.into()),
        };
        Ok(Self { path: path.to_owned(), name, folder, file, part, replace })
    }

    /// Where the bytes go.
    pub(crate) fn file(&self) -> &File {
        &self.file
    }

    /// Makes the file appear under its name, its bytes safely on the disk.
    ///
    /// # Errors
    /// When the disk is full, or somebody made a file of this name meanwhile.
    pub(crate) fn commit(mut self) -> Result<(), Error> {
        self.appear().map_err(|e| unwritable(&self.path, &e).into())
    }

    fn appear(&mut self) -> io::Result<()> {
        self.file.sync_all()?;
        let part = if let Some(part) = &self.part {
            part.clone()
        } else {
            let part = hidden_name();
            let own = format!("/proc/self/fd/{}", self.file.as_raw_fd());
            rustix::fs::linkat(CWD, own.as_str(), &self.folder, &part, AtFlags::SYMLINK_FOLLOW)?;
            self.part.insert(part).clone()
        };
        let flags = if self.replace { RenameFlags::empty() } else { RenameFlags::NOREPLACE };
        match rustix::fs::renameat_with(&self.folder, &part, &self.folder, &self.name, flags) {
            // A file system that cannot promise "not over another": the name was free when we began.
            Err(Errno::INVAL | Errno::NOSYS) => {
                rustix::fs::renameat(&self.folder, &part, &self.folder, &self.name)?;
            }
            other => other?,
        }
        self.part = None;
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            let _gone = rustix::fs::unlinkat(&self.folder, part, AtFlags::empty());
        }
    }
}

/// Writes a whole small file.
///
/// # Errors
/// As [`Output::create`] and [`Output::commit`].
pub(crate) fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Error> {
    let mut output = Output::create(path, replace)?;
    output.file.write_all(bytes).map_err(|e| unwritable(path, &e))?;
    output.commit()
}

/// `film.mp4` and `cut.json` → `film.cut.json`.
pub(crate) fn beside(film: &Path, ending: &str) -> PathBuf {
    let mut name = film.file_stem().unwrap_or(OsStr::new("film")).to_owned();
    name.push(".");
    name.push(ending);
    film.with_file_name(name)
}

fn hidden_name() -> OsString {
    let number = PARTS.fetch_add(1, Ordering::Relaxed);
    format!("{PART}{}-{number}", std::process::id()).into()
}

/// Says that a part is being written. The lock lives as long as anybody, a worker too, has the file open; where the file
/// system has no locks, nothing is swept.
pub(crate) fn hold(part: &File) {
    let _without = part.try_lock();
}

/// Removes the parts in a folder, files whose names begin with `prefix`, that nobody holds: runs that were killed left
/// them. What cannot be removed does no harm.
pub(crate) fn sweep(folder: &Path, prefix: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let named = entry.file_name().as_encoded_bytes().starts_with(prefix.as_bytes());
        if named && entry.file_type().is_ok_and(|t| t.is_file()) {
            let dead = File::open(entry.path()).is_ok_and(|part| part.try_lock().is_ok());
            let _gone = dead.then(|| fs::remove_file(entry.path()));
        }
    }
}
