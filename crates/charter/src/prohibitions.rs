//! What must never be possible.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{read::Desk, roles::Act};

/// A prohibition, as a statement about every actor, datum and context there can be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Never {
    /// Actions it speaks of; none named means all.
    #[serde(default)]
    pub does: Vec<Act>,
    /// Cases it speaks of, as a Cedar expression; none means all.
    pub when: Option<String>,
    /// What lifts it, as a Cedar expression; none means nothing does.
    pub unless: Option<String>,
    /// Rows of the requirements it answers.
    pub rows: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    never: BTreeMap<String, Spanned<Never>>,
}

pub(crate) fn read(desk: &mut Desk<'_>) -> BTreeMap<String, Never> {
    let Some((source, file)) = desk.file::<File>("prohibitions.toml") else { return BTreeMap::new() };
    let rows = desk.rows(source, "never", file.never);
    rows.into_iter().map(|(id, _, never)| (id, never)).collect()
}
