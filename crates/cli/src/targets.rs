//! Before any work: may the files asked for be written at all?

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use crate::console::Console;
use crate::error::{Error, unwritable};
use crate::output::Output;
use crate::say::{say, shown};

/// The files a command is going to write.
#[derive(Debug, Default)]
pub(crate) struct Targets {
    paths: Vec<PathBuf>,
    existing: Vec<PathBuf>,
}

impl Targets {
    /// One more file to write. `inputs` are never written over, by whatever name.
    ///
    /// # Errors
    /// When it is one of the inputs, was named twice, is not a plain file, or its folder takes no file.
    pub(crate) fn add(&mut self, path: &Path, inputs: &[PathBuf]) -> Result<(), Error> {
        if self.paths.iter().any(|p| p == path) {
            return Err(Error::Usage(say!("error-named-twice", path = shown(path))));
        }
        match fs::metadata(path) {
            Ok(found) if !found.is_file() => {
                return Err(say!("error-is-folder", path = shown(path)).into());
            }
            Ok(found) => {
                let same = |input: &PathBuf| {
                    fs::metadata(input).is_ok_and(|i| i.dev() == found.dev() && i.ino() == found.ino())
                };
                if let Some(input) = inputs.iter().find(|i| same(i)) {
                    let (path, input) = (shown(path), shown(input));
                    return Err(say!("error-over-input", path = path, input = input).into());
                }
                self.existing.push(path.to_owned());
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(unwritable(path, &error).into()),
        }
        // A folder that takes no file is found out now, not after the work.
        drop(Output::create(path, true)?);
        self.paths.push(path.to_owned());
        Ok(())
    }

    /// Asks before anything is written over; `yes` answers beforehand. The answer says whether files may be replaced.
    ///
    /// # Errors
    /// When the answer is no, or nobody is there to answer.
    pub(crate) fn agree(&self, console: &Console, yes: bool) -> Result<bool, Error> {
        let Some(first) = self.existing.first() else { return Ok(yes) };
        if yes {
            return Ok(true);
        }
        let names = self.existing.iter().map(|p| shown(p)).collect::<Vec<_>>().join(", ");
        match console.ask(&say!("ask-replace", count = self.existing.len(), names = names)) {
            Some(true) => Ok(true),
            Some(false) => Err(say!("error-kept", path = shown(first)).into()),
            None => Err(say!("error-exists", path = shown(first)).into()),
        }
    }
}
