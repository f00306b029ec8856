//! Files are written out of sight and appear under their name complete or not at all.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::{self, Write},
    os::fd::{AsRawFd, OwnedFd},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use rustix::fs::{AtFlags, CWD, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use crate::error::{Error, unwritable};

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
        let mode = Mode::from_raw_mode(0o666);
        let nameless = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let (fd, part) = match rustix::fs::openat(&folder, ".", nameless, mode) {
            Ok(fd) => (fd, None),
            Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL | Errno::NOENT) => {
                let part = hidden_name();
                let flags = OFlags::CREATE | OFlags::EXCL | OFlags::RDWR | OFlags::CLOEXEC;
                (rustix::fs::openat(&folder, &part, flags, mode)?, Some(part))
            }
            Err(error) => return Err(error.into()),
        };
        Ok(Self { path: path.to_owned(), name, folder, file: File::from(fd), part, replace })
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
    format!(".incamera.part-{}-{number}", std::process::id()).into()
}
