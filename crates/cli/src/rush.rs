//! Rushes on disk: opened once, known by their content, probed.

use std::{
    fs::File,
    io,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use incamera_media::Source;
use incamera_model::{Probe, Scan};
use rustix::fs::OFlags;

use crate::context::Context;
use crate::error::{Error, unreadable};
use crate::failure::{Trouble, of_media};
use crate::progress::Stage;
use crate::say::{say, shown};

/// A rush that can be worked on.
#[derive(Clone)]
pub(crate) struct Rush {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its name for people: the last part of the path, safe to show.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) source: Source,
    /// BLAKE3 of its bytes, hexadecimal.
    pub(crate) hash: String,
    /// What it is.
    pub(crate) probe: Probe,
}

/// Several rushes, without those that had to be left out.
pub(crate) struct Rushes {
    /// The good ones, in film order.
    pub(crate) good: Vec<Rush>,
    /// How many could not be used.
    pub(crate) left_out: usize,
}

impl Rushes {
    /// A film has a picture throughout or nowhere: beside rushes with one, those of sound alone are left out.
    pub(crate) fn of_one_kind(mut self, context: &Context) -> Self {
        if self.good.iter().any(|rush| rush.probe.picture().is_some()) {
            let (seen, heard) = self.good.into_iter().partition(|rush| rush.probe.picture().is_some());
            self.good = seen;
            for rush in heard {
                context.console.warn(&say!("warning-sound-only", rush = rush.name));
                self.left_out += 1;
            }
        }
        self
    }
}

/// Opens, hashes and probes; warns about each rush that cannot be used and goes on with the others, in the order in
/// which they were shot.
///
/// # Errors
/// When none can be used, or the work was stopped.
pub(crate) fn open_all(paths: &[PathBuf], context: &Context) -> Result<Rushes, Error> {
    let (mut good, mut left_out, mut seen) = (Vec::new(), 0, Vec::new());
    for path in paths {
        match open(path, context) {
            Ok((_, identity)) if seen.contains(&identity) => {
                context.console.warn(&say!("warning-twice", path = shown(path)));
            }
            Ok((rush, identity)) => {
                seen.push(identity);
                good.push(rush);
            }
            Err(trouble) => {
                left_out += 1;
                trouble.settle(context, paths.len())?;
            }
        }
    }
    if good.is_empty() {
        return Err(say!("error-no-rush").into());
    }
    incamera_edit::order(&mut good, |rush| (&rush.probe, rush.name.as_str()));
    Ok(Rushes { good, left_out })
}

/// Opens, hashes and probes one rush; with the device and inode it is stored under.
///
/// # Errors
/// Why it cannot be used.
pub(crate) fn open(path: &Path, context: &Context) -> Result<(Rush, (u64, u64)), Trouble> {
    context.interrupt.check()?;
    let name = shown(Path::new(path.file_name().unwrap_or(path.as_os_str())));
    let shown_path = || shown(path);
    // Without NONBLOCK, opening a named pipe would wait for a writer for ever.
    let file = File::options()
        .read(true)
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
        .open(path)
        .map_err(|e| unreadable(path, &e))?;
    let found = file.metadata().map_err(|e| unreadable(path, &e))?;
    if found.is_dir() {
        return Err(say!("error-rush-folder", path = shown_path()).into());
    }
    if !found.is_file() {
        return Err(say!("error-rush-special", path = shown_path()).into());
    }
    if found.len() == 0 {
        return Err(say!("error-rush-empty", path = shown_path()).into());
    }
    let hash = {
        let stage =
            Stage::new(&context.console, "read", Some(&name), &say!("stage-read", rush = name.clone()));
        let told = |done, total| {
            stage.set(done, total);
            !context.interrupt.asked()
        };
        context.cache.hash(path, &file, told).map_err(|e| match e.kind() {
            io::ErrorKind::Interrupted => Trouble::Fatal(Error::Interrupted),
            _ => unreadable(path, &e).into(),
        })?
    };
    let source = Source::plain(file).map_err(|e| unreadable(path, &e))?;
    let version = Scan::VERSION.to_string();
    let key = ["probe", &hash, &version];
    let probe = if let Some(known) = context.cache.get(&key) {
        known
    } else {
        let probe = context.lab().probe(&source).map_err(|e| of_media(&name, &e, context))?;
        context.cache.put(&key, &probe);
        probe
    };
    let rush = Rush { path: path.to_owned(), name, source, hash, probe };
    Ok((rush, (found.dev(), found.ino())))
}
