//! Cut documents on disk, and the rushes they name.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use incamera_edit::{EditError, read_cut, write_cut};
use incamera_model::{Cut, CutError, CutRush};

use crate::error::{Error, unreadable};
use crate::output;
use crate::say::{Message, printable, say, shown};

/// Reads and checks a cut document.
///
/// # Errors
/// When the file cannot be read or is no cut.
pub(crate) fn read(path: &Path) -> Result<Cut, Error> {
    let bytes = read_small(path, incamera_edit::MOST_BYTES as u64)?;
    let cut = read_cut(&bytes).map_err(|error| match error {
        EditError::Cut(CutError::Version(version)) => {
            say!("error-cut-version", path = shown(path), version = version)
        }
        other => say!("error-cut-document", path = shown(path), detail = detail(&other)),
    })?;
    Ok(cut)
}

/// Reads a file of at most `most` bytes whole; a longer one is cut short, which its reader will notice.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn read_small(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .map_err(|e| unreadable(path, &e))?;
    Ok(bytes)
}

/// Writes a cut document in place of the one before.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(path: &Path, cut: &Cut, replace: bool) -> Result<(), Error> {
    output::write(path, write_cut(cut).as_bytes(), replace)
}

/// Where the rush of a document lies.
pub(crate) fn locate(document: &Path, rush: &CutRush) -> PathBuf {
    document.parent().unwrap_or(Path::new("")).join(&rush.path)
}

/// How a document at `document` names the file at `rush`: relative when it lies below, so that the folder can move.
pub(crate) fn name_of(document: &Path, rush: &Path) -> String {
    let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = document.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let rush = absolute(rush);
    let name = rush.strip_prefix(absolute(folder)).unwrap_or(&rush);
    name.to_string_lossy().into_owned()
}

/// What an edit refused, as a sentence.
pub(crate) fn refused(error: &EditError) -> Message {
    match error {
        EditError::Cut(CutError::Unknown(id)) => say!("error-no-span", id = id.clone()),
        EditError::Cut(CutError::Kept(id)) => say!("error-span-kept", id = id.clone()),
        EditError::NoFrames { rush, frames, .. } => {
            say!("error-no-frames", rush = *rush, frames = *frames)
        }
        other => say!("error-edit", detail = detail(other)),
    }
}

/// The error's own words, safe to show.
pub(crate) fn detail(error: &impl ToString) -> String {
    printable(&error.to_string()).into_owned()
}
