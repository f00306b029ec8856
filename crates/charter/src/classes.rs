//! What is held about people, and how long.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{duration::Keep, fault::Cause, purposes::Purpose, read::Desk, vocabulary::Terms};

/// A class of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Terms of DPV's personal data, for example `pd:EmailAddress`.
    pub terms: Vec<String>,
    /// California's category.
    pub ccpa: Ccpa,
    /// Whom it is about.
    pub about: Vec<Whom>,
    /// Ids of the purposes it may serve.
    pub purposes: Vec<String>,
    /// How long it is kept.
    pub retention: Retention,
}

/// How long a class is kept, and what ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// How long.
    pub keep: Keep,
    /// From when.
    pub from: Start,
    /// Why that long.
    pub ground: String,
    /// What happens then.
    pub end: End,
}

/// A category of personal information of Cal. Civ. Code §1798.140(v).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ccpa {
    /// (A) Identifiers.
    Identifiers,
    /// (B) Customer records.
    Records,
    /// (C) Protected traits.
    Traits,
    /// (D) Commercial information.
    Commercial,
    /// (E) Biometric information.
    Biometric,
    /// (F) Internet activity.
    Activity,
    /// (G) Geolocation.
    Location,
    /// (H) Audio, electronic, visual and similar information.
    Sensory,
    /// (I) Professional information.
    Professional,
    /// (J) Education information.
    Education,
    /// (K) Inferences.
    Inferences,
}

/// Whom data is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// Who has an account.
    Member,
    /// Who came by a link.
    Guest,
    /// Who is in the picture.
    Filmed,
    /// Who only looks at pages.
    Visitor,
}

/// What starts the clock of a retention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// When it was collected.
    Collected,
    /// When it was last used.
    Used,
    /// When the case or the account was closed.
    Closed,
    /// When the subscription ended.
    TermEnd,
}

/// What happens to data at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// Its key is destroyed, then the bytes go.
    Shred,
    /// The rows go.
    Delete,
    /// It becomes counts about nobody.
    Aggregate,
}

impl Ccpa {
    /// All, in the order of the law.
    pub const ALL: [Self; 11] = [
        Self::Identifiers,
        Self::Records,
        Self::Traits,
        Self::Commercial,
        Self::Biometric,
        Self::Activity,
        Self::Location,
        Self::Sensory,
        Self::Professional,
        Self::Education,
        Self::Inferences,
    ];

    /// Its word in the charter and in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Identifiers => "identifiers",
            Self::Records => "records",
            Self::Traits => "traits",
            Self::Commercial => "commercial",
            Self::Biometric => "biometric",
            Self::Activity => "activity",
            Self::Location => "location",
            Self::Sensory => "sensory",
            Self::Professional => "professional",
            Self::Education => "education",
            Self::Inferences => "inferences",
        }
    }

    /// Its letter in Cal. Civ. Code §1798.140(v)(1).
    pub fn letter(self) -> char {
        match self {
            Self::Identifiers => 'A',
            Self::Records => 'B',
            Self::Traits => 'C',
            Self::Commercial => 'D',
            Self::Biometric => 'E',
            Self::Activity => 'F',
            Self::Location => 'G',
            Self::Sensory => 'H',
            Self::Professional => 'I',
            Self::Education => 'J',
            Self::Inferences => 'K',
        }
    }
}

impl Whom {
    /// All.
    pub const ALL: [Self; 4] = [Self::Member, Self::Guest, Self::Filmed, Self::Visitor];

    /// Its word in the charter and in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Guest => "guest",
            Self::Filmed => "filmed",
            Self::Visitor => "visitor",
        }
    }
}

impl Start {
    /// Its word in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Collected => "collected",
            Self::Used => "used",
            Self::Closed => "closed",
            Self::TermEnd => "term-end",
        }
    }
}

impl End {
    /// Its word in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shred => "shred",
            Self::Delete => "delete",
            Self::Aggregate => "aggregate",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: BTreeMap<String, Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    terms: Spanned<Vec<String>>,
    ccpa: Ccpa,
    about: Vec<Whom>,
    purposes: Spanned<Vec<String>>,
    retention: Option<Spanned<WrittenRetention>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRetention {
    keep: String,
    from: Start,
    ground: String,
    end: End,
}

pub(crate) fn read(desk: &mut Desk<'_>, purposes: &BTreeMap<String, Purpose>) -> BTreeMap<String, Class> {
    let Some((source, file)) = desk.file::<File>("classes.toml") else { return BTreeMap::new() };
    let mut classes = BTreeMap::new();
    for (id, place, written) in desk.rows(source, "class", file.class) {
        let at = source.place(written.terms.span().start);
        for term in written.terms.get_ref().iter().filter(|t| !Terms::PersonalData.has(t)) {
            let near = Terms::PersonalData.near(term);
            desk.fault(at.clone(), Cause::Unknown { kind: "dpv-data", word: term.clone(), near });
        }
        let at = source.place(written.purposes.span().start);
        for purpose in written.purposes.get_ref() {
            if matches!(purpose.as_str(), "*" | "any") {
                desk.fault(at.clone(), Cause::Wildcard(purpose.clone()));
            } else {
                desk.known(&at, "purpose", purpose, purposes.keys());
            }
        }
        if written.purposes.get_ref().is_empty() || written.about.is_empty() {
            desk.fault(place.clone(), Cause::Idle(id.clone()));
        }
        let Some(retention) = written.retention else {
            desk.fault(place, Cause::NoRetention(id));
            continue;
        };
        let at = source.place(retention.span().start);
        let retention = retention.into_inner();
        let Some(keep) = Keep::read(&retention.keep) else {
            desk.fault(at, Cause::Length(retention.keep));
            continue;
        };
        let retention =
            Retention { keep, from: retention.from, ground: retention.ground, end: retention.end };
        classes.insert(
            id,
            Class {
                terms: written.terms.into_inner(),
                ccpa: written.ccpa,
                about: written.about,
                purposes: written.purposes.into_inner(),
                retention,
            },
        );
    }
    classes
}
