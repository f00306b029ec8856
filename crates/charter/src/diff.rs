//! What changed between two versions of a charter, and what it means for people.
//!
//! A change is *material* if it may cost anybody something: more is done, kept longer, seen by more, answered later. It is
//! *tightening* if it can only spare people something, and *neutral* if it names the same thing anew. What cannot be
//! compared is material.

mod compare;
mod data;
mod places;
mod rights;
mod tell;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use self::compare::{Desk, Subject, gained, name, names, neutral};
use self::wording::reworded;
use crate::{charter::Charter, notices::Notice, sentences::Sentences};

/// What a change means for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// The same thing in other words.
    Neutral,
    /// Less is done, or sooner answered.
    Tightening,
    /// More is done, or nobody can say that it is not.
    Material,
}

/// One change of one promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The promise, as the policy names it: `class.footage`, `answer`.
    pub promise: String,
    /// What of it changed; none if all of it came or went.
    pub field: Option<&'static str>,
    /// What stood there, as the charter writes it; none if nothing did.
    pub before: Option<String>,
    /// What stands there now; none if nothing does.
    pub after: Option<String>,
    /// What it means for people.
    pub weight: Weight,
    /// Ids of the purposes it touches.
    pub purposes: BTreeSet<String>,
    /// Those of them that rest on a consent that was given for something else.
    pub reconsent: BTreeSet<String>,
    #[serde(skip)]
    told: tell::Told,
}

impl Weight {
    /// Its word in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Tightening => "tightening",
            Self::Material => "material",
        }
    }
}

/// Everything that changed from `old` to `new`, in the order of the files. Order within a list says nothing.
pub fn diff(old: &Charter, new: &Charter) -> Vec<Change> {
    let mut desk = Desk { old, new, changes: Vec::new() };
    // Nothing is left out: a field added to a charter does not compile until somebody says here what its change means.
    let Charter {
        version: _,
        noticed: _,
        effective: _,
        tightens: _,
        languages,
        operator,
        purposes,
        classes,
        regions,
        transfers,
        processors,
        answer,
        roles,
        regimes,
        calendars,
        rights,
        notices,
        breaches,
        backup,
        ages,
        licence,
        training,
        cookies,
        never,
        reviews,
    } = old;
    let about = Subject::of("operator");
    desk.field(&about, "name", (&operator.name, &new.operator.name), neutral, name);
    desk.field(&about, "contact", (&operator.contact, &new.operator.contact), neutral, name);
    desk.list(&Subject::of("languages"), "languages", (languages, &new.languages), gained, names);
    data::purposes(&mut desk, (purposes, &new.purposes));
    data::classes(&mut desk, (classes, &new.classes));
    places::regions(&mut desk, (regions, &new.regions));
    places::transfers(&mut desk, (transfers, &new.transfers));
    places::processors(&mut desk, (processors, &new.processors));
    places::cookies(&mut desk, (cookies, &new.cookies));
    rights::roles(&mut desk, (roles, &new.roles));
    rights::never(&mut desk, (never, &new.never));
    rights::answer(&mut desk, (answer, &new.answer));
    rights::rights(&mut desk, (rights, &new.rights));
    rights::regimes(&mut desk, (regimes, &new.regimes));
    rights::calendars(&mut desk, (calendars, &new.calendars));
    rights::notices(&mut desk, (notices, &new.notices));
    rights::breaches(&mut desk, (breaches, &new.breaches));
    rights::backup(&mut desk, (backup, &new.backup));
    rights::reviews(&mut desk, (reviews, &new.reviews));
    data::ages(&mut desk, (ages, &new.ages));
    data::licence(&mut desk, (licence, &new.licence));
    data::training(&mut desk, (*training, new.training));
    desk.changes
}

/// The same with the wording of promises that did not change themselves, in each language that both sides speak.
pub fn changes(old: (&Charter, &[Sentences]), new: (&Charter, &[Sentences])) -> Vec<Change> {
    let mut changes = diff(old.0, new.0);
    for told in new.1 {
        if let Some(before) = old.1.iter().find(|before| before.language() == told.language()) {
            changes.extend(reworded(before, told, new.0));
        }
    }
    changes
}

/// From when a version with these changes may hold: once the notice has run that people were promised, or at once if nothing
/// is material. `told` is the day they are told; `notices` are those of the version before.
pub fn earliest_effective(changes: &[Change], told: Date, notices: &BTreeMap<String, Notice>) -> Date {
    let after = |id: &str| notices.get(id).map_or(told, |notice| notice.before.after(told));
    let mut earliest = told;
    for change in changes.iter().filter(|c| c.weight == Weight::Material) {
        earliest = earliest.max(after("change"));
        if change.promise.starts_with("processor.") {
            earliest = earliest.max(after("processor"));
        }
    }
    earliest
}

/// Purposes that people are asked about again: those on consent whose meaning changed, and no other.
pub fn reconsent(changes: &[Change]) -> BTreeSet<String> {
    changes.iter().flat_map(|change| change.reconsent.iter().cloned()).collect()
}
