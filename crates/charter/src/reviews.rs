//! What is looked at again, how often, and by whom.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{duration::Keep, fault::Cause, read::Desk, roles::Role};

/// Something that is looked at again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// How long until the next time, from the last; never [`Keep::Term`].
    pub every: Keep,
    /// Id of the role that does it.
    pub by: String,
    /// Rows of the requirements it answers.
    pub rows: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    review: BTreeMap<String, Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    every: String,
    by: String,
    rows: Vec<String>,
}

pub(crate) fn read(desk: &mut Desk<'_>, roles: &BTreeMap<String, Role>) -> BTreeMap<String, Review> {
    let Some((source, file)) = desk.file::<File>("reviews.toml") else { return BTreeMap::new() };
    let mut reviews = BTreeMap::new();
    for (id, place, Written { every, by, rows }) in desk.rows(source, "review", file.review) {
        desk.known(&place, "role", &by, roles.keys());
        match Keep::read(&every).filter(|every| *every != Keep::Term) {
            Some(every) => drop(reviews.insert(id, Review { every, by, rows })),
            None => desk.fault(place, Cause::Length(every)),
        }
    }
    reviews
}
