//! How long before something happens people are told, and how soon after a breach.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{duration::Clock, read::Desk, rights::Regime, source::Place};

/// A notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// How long before.
    pub before: Clock,
}

/// A report to an authority.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breach {
    /// How soon after the breach was known.
    pub within: Clock,
    /// Id of the law that wants it.
    pub regime: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    notice: BTreeMap<String, Spanned<Notice>>,
    breach: BTreeMap<String, Spanned<Breach>>,
    backup: Backup,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Backup {
    window: Clock,
}

type All = (BTreeMap<String, Notice>, BTreeMap<String, Breach>, Option<Clock>);

pub(crate) fn read(desk: &mut Desk<'_>, regimes: &BTreeMap<String, Regime>) -> All {
    let Some((source, file)) = desk.file::<File>("notices.toml") else { return All::default() };
    let notices = desk.rows(source, "notice", file.notice);
    let mut told = BTreeMap::new();
    for (id, place, notice) in notices {
        desk.deadline(&place, notice.before);
        told.insert(id, notice);
    }
    let mut breaches = BTreeMap::new();
    for (id, place, breach) in desk.rows(source, "breach", file.breach) {
        desk.deadline(&place, breach.within);
        desk.known(&place, "regime", &breach.regime, regimes.keys());
        breaches.insert(id, breach);
    }
    desk.deadline(&Place { file: source.name.clone(), line: 1 }, file.backup.window);
    (told, breaches, Some(file.backup.window))
}
