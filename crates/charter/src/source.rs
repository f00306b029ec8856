//! Where a word of the charter stands.

use serde::Deserialize;
use toml::Spanned;

/// Months as charter and messages name them, January first.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// One file of a charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name, as it is shown in errors.
    pub name: String,
    /// All of it.
    pub text: String,
}

/// A line of a file, from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

impl Source {
    /// The line that holds this byte.
    pub(crate) fn place(&self, byte: usize) -> Place {
        let before = self.text.as_bytes().get(..byte).unwrap_or(self.text.as_bytes());
        Place { file: self.name.clone(), line: before.split(|b| *b == b'\n').count() }
    }

    /// The line of the header of table `kind.id`, or where its value begins.
    pub(crate) fn header<T>(&self, kind: &str, id: &str, value: &Spanned<T>) -> Place {
        let bare = format!("[{kind}.{id}]");
        let quoted = format!("[{kind}.\"{id}\"]");
        let found = self.text.lines().position(|line| {
            let line = line.trim();
            line.starts_with(&bare) || line.starts_with(&quoted)
        });
        match found {
            Some(line) => Place { file: self.name.clone(), line: line + 1 },
            None => self.place(value.span().start),
        }
    }
}

/// A date as TOML writes it: `2026-11-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) jiff::civil::Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml::value::Datetime::deserialize(deserializer)?;
        written.to_string().parse().map(Self).map_err(serde::de::Error::custom)
    }
}
