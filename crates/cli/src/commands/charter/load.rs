//! A charter from where it lies: this program, a folder, or a published version.

use std::{fs, path::Path};

use incamera_charter::{Cause, Charter, Fault, Place, Proofs, Published, Sentences, Source, read, shipped};
use jiff::civil::Date;

use super::fault;
use crate::context::Context;
use crate::error::{Error, unreadable};
use crate::shelf;

/// Files of sentences besides the policy's own: the words of registers and of changes.
const BESIDES: [&str; 2] = ["registers", "changes"];

/// A charter with its sentences.
pub(super) struct Loaded {
    pub(super) charter: Charter,
    /// One for each of its languages, in their order.
    pub(super) spoken: Vec<Sentences>,
    /// The version, where it is a published one.
    pub(super) version: Option<Published>,
    /// What was proved of the version, where that lies beside it.
    pub(super) proofs: Option<Proofs>,
}

impl Loaded {
    /// The sentences of this language, else those of its first.
    pub(super) fn told_in(&self, language: &str) -> Option<&Sentences> {
        self.spoken.iter().find(|s| s.language() == language).or(self.spoken.first())
    }
}

/// The charter at `place`: none is the shipped one, a file a published version, a folder its files. `today` decides which
/// reviews are overdue; a published version is read as on the day it was published.
///
/// # Errors
/// What cannot be read; and each thing that is wrong with it, told already.
pub(super) fn load(
    place: Option<&Path>,
    locales: Option<&Path>,
    today: Date,
    context: &Context,
) -> Result<Loaded, Error> {
    let Some(file) = place.filter(|place| place.is_file()) else {
        let sources = sources(place, locales, today, context)?;
        let (charter, spoken) = whole(&sources, locales, today).map_err(|f| fault::refused(&f, context))?;
        return Ok(Loaded { charter, spoken, version: None, proofs: None });
    };
    let version = shelf::version_at(file)?;
    let proofs = shelf::proofs_beside(file, &version)?;
    let read = whole(&version.sources(), locales, version.published());
    let (charter, spoken) = read.map_err(|f| fault::refused(&f, context))?;
    Ok(Loaded { charter, spoken, version: Some(version), proofs })
}

/// The files of a charter, with the policy's sentences in each of its languages.
///
/// # Errors
/// As [`load`].
pub(super) fn sources(
    folder: Option<&Path>,
    locales: Option<&Path>,
    today: Date,
    context: &Context,
) -> Result<Vec<Source>, Error> {
    let mut sources = match folder {
        Some(folder) => files_of(folder, "toml")?,
        None => shipped::files(),
    };
    let charter = read(&sources, today).map_err(|faults| fault::refused(&faults, context))?;
    sources.extend(charter.languages.iter().filter_map(|language| words(language, "policy", locales)));
    Ok(sources)
}

/// The charter that these files are, with its sentences; checked.
pub(super) fn whole(
    sources: &[Source],
    locales: Option<&Path>,
    today: Date,
) -> Result<(Charter, Vec<Sentences>), Vec<Fault>> {
    let charter = read(sources, today)?;
    let (mut spoken, mut faults) = (Vec::new(), Vec::new());
    for language in &charter.languages {
        let name = format!("{language}/policy.ftl");
        let Some(policy) = sources.iter().find(|source| source.name == name).cloned() else {
            faults.push(Fault { place: Place { file: name, line: 1 }, cause: Cause::Mute(language.clone()) });
            continue;
        };
        let besides = BESIDES.iter().filter_map(|file| words(language, file, locales));
        let told = Sentences::read(language, policy);
        match besides.fold(told, |told, words| told.and_then(|told| told.with(&words))) {
            Ok(sentences) => {
                faults.extend(sentences.check(&charter));
                spoken.push(sentences);
            }
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok((charter, spoken)) } else { Err(faults) }
}

/// A file of sentences: one's own, else the shipped one.
fn words(language: &str, file: &str, locales: Option<&Path>) -> Option<Source> {
    let name = format!("{language}/{file}.ftl");
    let own = locales.and_then(|folder| fs::read_to_string(folder.join(&name)).ok());
    match own {
        Some(text) => Some(Source { name, text }),
        // Who brings sentences of his own brings all of the policy; the words around it may be ours.
        None if locales.is_some() && file == "policy" => None,
        None => shipped::words(&name),
    }
}

/// The files of a folder with this ending, in the order of their names.
pub(super) fn files_of(folder: &Path, ending: &str) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        if path.extension().is_some_and(|e| e == ending) {
            let text = fs::read_to_string(&path).map_err(|e| unreadable(&path, &e))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            sources.push(Source { name, text });
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}
