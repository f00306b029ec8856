//! The charter this repository ships, its sentences, and changes to them.

use incamera_charter::{Charter, Sentences, Source, read, shipped};
use jiff::civil::{Date, date};

pub(crate) const TODAY: Date = date(2026, 11, 24);

/// The shipped files after `from` became `to` in `file`, for each change.
pub(crate) fn changed(changes: &[(&str, &str, &str)]) -> Vec<Source> {
    let mut files = shipped::files();
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
    shipped::words(&format!("{language}/{file}.ftl")).unwrap()
}

/// All sentences of a charter in one language.
pub(crate) fn sentences(language: &str) -> Sentences {
    let told = Sentences::read(language, words(language, "policy")).unwrap();
    let told = told.with(&words(language, "registers")).unwrap();
    told.with(&words(language, "changes")).unwrap()
}
