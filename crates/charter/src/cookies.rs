//! What a browser is asked to keep.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{duration::Keep, fault::Cause, processors::Processor, read::Desk};

/// A cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// Whether it can be refused.
    pub kind: CookieKind,
    /// What it is for.
    pub serves: Serves,
    /// How long the browser keeps it.
    pub keep: Keep,
    /// Id of the processor that sets it; none is the studio itself.
    pub host: Option<String>,
}

/// Kinds of cookies: only essential ones are set without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CookieKind {
    /// Nothing works without it.
    Essential,
    /// Remembers a choice.
    Preference,
    /// Counts.
    Analytics,
    /// Sells.
    Marketing,
}

/// What essential cookies may be for, and no other reason (CKE-02); others may be for anything said here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Serves {
    /// Staying signed in.
    Session,
    /// The language chosen.
    Language,
    /// Telling administrators from viewers.
    Separation,
    /// Nobody acts in one's name.
    Security,
    /// A choice of looks.
    Looks,
    /// Counting visits.
    Counting,
}

impl CookieKind {
    /// Its word in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Preference => "preference",
            Self::Analytics => "analytics",
            Self::Marketing => "marketing",
        }
    }
}

impl Serves {
    /// Its word in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Language => "language",
            Self::Separation => "separation",
            Self::Security => "security",
            Self::Looks => "looks",
            Self::Counting => "counting",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cookie: BTreeMap<String, Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: CookieKind,
    serves: Serves,
    keep: String,
    host: Option<String>,
}

pub(crate) fn read(
    desk: &mut Desk<'_>,
    processors: &BTreeMap<String, Processor>,
) -> BTreeMap<String, Cookie> {
    let Some((source, file)) = desk.file::<File>("cookies.toml") else { return BTreeMap::new() };
    let mut cookies = BTreeMap::new();
    for (id, place, written) in desk.rows(source, "cookie", file.cookie) {
        let Some(keep) = Keep::read(&written.keep).filter(|keep| *keep != Keep::Term) else {
            desk.fault(place, Cause::Length(written.keep));
            continue;
        };
        if let Some(host) = &written.host {
            desk.known(&place, "processor", host, processors.keys());
        }
        if written.kind == CookieKind::Essential && matches!(written.serves, Serves::Looks | Serves::Counting)
        {
            let near = ["session", "language", "separation", "security"].map(str::to_owned).into();
            let word = written.serves.word().to_owned();
            desk.fault(place, Cause::Unknown { kind: "essential", word, near });
            continue;
        }
        cookies.insert(id, Cookie { kind: written.kind, serves: written.serves, keep, host: written.host });
    }
    cookies
}
