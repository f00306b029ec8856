//! The charter this program was built with, and its words.

use crate::source::Source;

macro_rules! texts {
    ($folder:literal: $($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../", $folder, "/", $name)))),*]
    };
}

const FILES: [(&str, &str); 13] = texts!("charter":
    "charter.toml", "classes.toml", "cookies.toml", "holidays.toml", "notices.toml", "people.toml", "places.toml",
    "processors.toml", "prohibitions.toml", "purposes.toml", "reviews.toml", "rights.toml", "roles.toml",
);

const WORDS: [(&str, &str); 8] = texts!("locales":
    "en/changes.ftl", "en/export.ftl", "en/policy.ftl", "en/registers.ftl",
    "fr/changes.ftl", "fr/export.ftl", "fr/policy.ftl", "fr/registers.ftl",
);

fn source((name, text): &(&str, &str)) -> Source {
    Source { name: (*name).to_owned(), text: (*text).to_owned() }
}

/// Its files, in the order of their names.
pub fn files() -> Vec<Source> {
    FILES.iter().map(source).collect()
}

/// A file of its words: `fr/policy.ftl`. None where it has no such language or file.
pub fn words(name: &str) -> Option<Source> {
    WORDS.iter().find(|(known, _)| *known == name).map(source)
}
