//! What must never be possible.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::read::Desk;

/// A prohibition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Never {
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
