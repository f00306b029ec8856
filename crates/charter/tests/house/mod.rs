//! The charter this repository ships, its sentences, and changes to them.

use std::{fs, path::Path};

use incamera_charter::{Charter, Sentences, Source, read};
use jiff::civil::{Date, date};

pub(crate) const TODAY: Date = date(2026, 11, 24);

/// The shipped files.
pub(crate) fn files() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charter");
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    let source = |path: &std::path::PathBuf| Source {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        text: fs::read_to_string(path).unwrap(),
    };
    names.iter().map(source).collect()
}

/// The shipped files after `from` became `to` in `file`, for each change.
pub(crate) fn changed(changes: &[(&str, &str, &str)]) -> Vec<Source> {
    let mut files = files();
    for (file, from, to) in changes {
        let source = files.iter_mut().find(|s| s.name == *file).unwrap();
        assert!(source.text.contains(from), "{file} holds {from}");
        source.text = source.text.replacen(from, to, 1);
    }
    files
}

/// The charter of those files.
pub(crate) fn charter(changes: &[(&str, &str, &str)]) -> Charter {
    read(&changed(changes), TODAY).unwrap()
}

/// A file of sentences.
pub(crate) fn words(language: &str, file: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../locales/{language}/{file}.ftl"));
    Source { name: format!("{language}/{file}.ftl"), text: fs::read_to_string(path).unwrap() }
}

/// All sentences of a charter in one language.
pub(crate) fn sentences(language: &str) -> Sentences {
    let told = Sentences::read(language, words(language, "policy")).unwrap();
    let told = told.with(&words(language, "registers")).unwrap();
    told.with(&words(language, "changes")).unwrap()
}
