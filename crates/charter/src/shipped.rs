//! The charter this program was built with, and its words.

use std::collections::BTreeMap;

use crate::{
    read::read,
    source::Source,
    version::{Published, Refused, publish},
};

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

/// It as a published version: the one a new installation begins with, told on the day it says.
///
/// # Errors
/// Faults; that it is not the first: its chain is published with it, then.
pub fn version() -> Result<Published, Refused> {
    let mut sources = files();
    // Only the day it is told on is asked of this reading: reviews that came due since are the next version's to mend.
    let told = read(&sources, jiff::civil::Date::MIN).map_err(Refused::Faults)?;
    sources.extend(told.languages.iter().filter_map(|language| words(&format!("{language}/policy.ftl"))));
    publish(None, &sources, told.noticed, &BTreeMap::new())
}
