//! Versions of a charter: published once, never altered.

mod changelog;
mod draft;
mod proofs;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use self::{
    draft::{Comment, Draft, NoComment},
    proofs::{Outcome, Proofs},
};
use crate::{
    charter::Charter,
    diff::{Change, changes, earliest_effective},
    fault::{Cause, Fault},
    read::read,
    sentences::Sentences,
    source::{Place, Source},
};

/// A version as it was published, with all its files. There is no way to alter one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    number: u32,
    #[serde(rename = "published")]
    on: Date,
    noticed: Date,
    effective: Date,
    previous: Option<String>,
    reasons: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
    digest: String,
}

/// Why a version is not published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The charter or its sentences are not whole.
    #[error("the charter has faults, the first in {} line {}: mend them first", first(.0).0, first(.0).1)]
    Faults(Vec<Fault>),
    /// Not the number after the last.
    #[error("the version is numbered {found}: the next is {expected}")]
    Number {
        /// The next number.
        expected: u32,
        /// What was written.
        found: u32,
    },
    /// Nothing changed.
    #[error("nothing changed since the last version: there is nothing to publish")]
    Unchanged,
    /// People would have been told before they could be.
    #[error("people are told on {noticed}, which is past: write {today} or later")]
    Backdated {
        /// What was written.
        noticed: Date,
        /// The day of publication.
        today: Date,
    },
    /// In force before the notice has run, or before the version it follows.
    #[error("the version would hold from {effective}: it may from {earliest}")]
    TooEarly {
        /// What was written.
        effective: Date,
        /// The earliest that would do.
        earliest: Date,
    },
    /// Promises that changed without a reason.
    #[error("no reason is given for {}: give one for each", .0.join(", "))]
    Unreasoned(Vec<String>),
    /// Reasons for promises that did not change.
    #[error("a reason is given for what did not change: {}", .0.join(", "))]
    Unfounded(Vec<String>),
    /// Comments on the draft that nobody answered.
    #[error("{0} comments on the draft have no answer: answer each")]
    Unanswered(usize),
}

fn first(faults: &[Fault]) -> (&str, usize) {
    faults.first().map_or(("", 0), |fault| (&fault.place.file, fault.place.line))
}

/// Why a file is no published version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not such a file.
    #[error("this is no published version of a charter: {0}")]
    Format(String),
    /// Altered since it was published.
    #[error("this version was altered: it says of itself {said}, and is {is}. Take another copy")]
    Tampered {
        /// The digest that stands in it.
        said: String,
        /// That of what stands in it.
        is: String,
    },
}

/// Publishes a version: `sources` are the files of the charter, with `LANGUAGE/policy.ftl` for each of its languages;
/// `reasons` go by the promises that changed since `previous` (`class.footage`). `today` is the day of publication.
///
/// # Errors
/// The first thing that forbids it.
pub fn publish(
    previous: Option<&Published>,
    sources: &[Source],
    today: Date,
    reasons: &BTreeMap<String, String>,
) -> Result<Published, Refused> {
    let charter = read(sources, today).map_err(Refused::Faults)?;
    let told = sentences(&charter, sources).map_err(Refused::Faults)?;
    let expected = previous.map_or(1, |previous| previous.number + 1);
    if charter.version != expected {
        return Err(Refused::Number { expected, found: charter.version });
    }
    let changes = match previous {
        Some(previous) => previous.changes_to(&charter, &told).map_err(Refused::Faults)?,
        None => Vec::new(),
    };
    if previous.is_some() && changes.is_empty() {
        return Err(Refused::Unchanged);
    }
    if charter.noticed < today {
        return Err(Refused::Backdated { noticed: charter.noticed, today });
    }
    // What the version before has in store may not come sooner by way of this one.
    let mut earliest = previous.map_or(charter.noticed, |previous| previous.effective);
    if let Some(previous) = previous {
        let before = previous.charter().map_err(Refused::Faults)?;
        earliest = earliest.max(earliest_effective(&changes, charter.noticed, &before.notices));
    }
    if charter.effective < earliest {
        return Err(Refused::TooEarly { effective: charter.effective, earliest });
    }
    let promises: BTreeSet<&String> = changes.iter().map(|change| &change.promise).collect();
    let given = |promise: &&&String| reasons.get(**promise).is_some_and(|reason| !reason.trim().is_empty());
    let without: Vec<String> = promises.iter().filter(|p| !given(p)).map(|p| (*p).clone()).collect();
    if !without.is_empty() {
        return Err(Refused::Unreasoned(without));
    }
    let idle: Vec<String> = reasons.keys().filter(|promise| !promises.contains(promise)).cloned().collect();
    if !idle.is_empty() {
        return Err(Refused::Unfounded(idle));
    }
    let mut version = Published {
        number: charter.version,
        on: today,
        noticed: charter.noticed,
        effective: charter.effective,
        previous: previous.map(|previous| previous.digest.clone()),
        reasons: reasons.clone(),
        files: sources.iter().map(|source| (source.name.clone(), source.text.clone())).collect(),
        digest: String::new(),
    };
    version.digest = version.computed();
    Ok(version)
}

/// The sentences of every language of a charter, checked.
fn sentences(charter: &Charter, sources: &[Source]) -> Result<Vec<Sentences>, Vec<Fault>> {
    let (mut told, mut faults) = (Vec::new(), Vec::new());
    for language in &charter.languages {
        let name = format!("{language}/policy.ftl");
        let Some(source) = sources.iter().find(|source| source.name == name) else {
            faults.push(Fault { place: Place { file: name, line: 1 }, cause: Cause::Mute(language.clone()) });
            continue;
        };
        match Sentences::read(language, source.clone()) {
            Ok(sentences) => {
                faults.extend(sentences.check(charter));
                told.push(sentences);
            }
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(told) } else { Err(faults) }
}

impl Published {
    /// Its number, from 1 without gaps.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The day it was published.
    pub fn published(&self) -> Date {
        self.on
    }

    /// The day people are told of it.
    pub fn noticed(&self) -> Date {
        self.noticed
    }

    /// From when it holds.
    pub fn effective(&self) -> Date {
        self.effective
    }

    /// SHA-256 of everything in it, in hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Why each promise changed.
    pub fn reasons(&self) -> &BTreeMap<String, String> {
        &self.reasons
    }

    /// All its files.
    pub fn sources(&self) -> Vec<Source> {
        self.files.iter().map(|(name, text)| Source { name: name.clone(), text: text.clone() }).collect()
    }

    /// Whether it is the version after `previous`, and that the very one.
    pub fn follows(&self, previous: &Self) -> bool {
        self.number == previous.number + 1 && self.previous.as_deref() == Some(&previous.digest)
    }

    /// The promises in it, as they were read on the day it was published.
    ///
    /// # Errors
    /// What this program no longer understands of it.
    pub fn charter(&self) -> Result<Charter, Vec<Fault>> {
        read(&self.sources(), self.on)
    }

    /// Everything that changed from this version to another: promises, and the wording of those that did not change.
    ///
    /// # Errors
    /// What this program no longer understands of either.
    pub fn changes(&self, next: &Self) -> Result<Vec<Change>, Vec<Fault>> {
        let charter = next.charter()?;
        let told = sentences(&charter, &next.sources())?;
        self.changes_to(&charter, &told)
    }

    fn changes_to(&self, charter: &Charter, told: &[Sentences]) -> Result<Vec<Change>, Vec<Fault>> {
        let before = self.charter()?;
        // As it was said then, whatever this program would want to be said now.
        let mut said = Vec::new();
        for source in self.sources() {
            if let Some(language) = source.name.strip_suffix("/policy.ftl").map(str::to_owned) {
                said.push(Sentences::read(&language, source)?);
            }
        }
        Ok(changes((&before, &said), (charter, told)))
    }

    /// Writes it down.
    pub fn to_json(&self) -> String {
        // INVARIANT: all members are strings, numbers, and maps of strings.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads what [`Published::to_json`] wrote.
    ///
    /// # Errors
    /// What is no such file, or was altered. Whoever can write a new digest can alter anything: compare the digest with the
    /// ledger's, and each version with the one before ([`Published::follows`]).
    pub fn from_json(text: &str) -> Result<Self, Unreadable> {
        let version: Self = serde_json::from_str(text).map_err(|e| Unreadable::Format(e.to_string()))?;
        let is = version.computed();
        if is == version.digest {
            Ok(version)
        } else {
            Err(Unreadable::Tampered { said: version.digest, is })
        }
    }

    /// SHA-256 of the canonical bytes: every part with its length before it, maps in the order of their keys.
    fn computed(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |part: &str| {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        };
        add("incamera charter, version, first format");
        add(&self.number.to_string());
        for day in [self.on, self.noticed, self.effective] {
            add(&day.to_string());
        }
        add(self.previous.as_deref().unwrap_or_default());
        for map in [&self.reasons, &self.files] {
            add(&map.len().to_string());
            for (name, text) in map {
                add(name);
                add(text);
            }
        }
        hex::encode(hash.finalize())
    }
}
