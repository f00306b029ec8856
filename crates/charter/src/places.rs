//! Where data may lie, and by what right it may cross a border.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::{read::Desk, source::Day};

/// A region a workspace may be pinned to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Its countries (ISO 3166-1).
    pub countries: Vec<String>,
}

/// A way across a border.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Id of the region data leaves.
    pub from: String,
    /// Id of the region it goes to.
    pub to: String,
    /// By what right.
    pub mechanism: Mechanism,
    /// Until when the register entry holds.
    pub review: Date,
}

/// By what right data crosses a border (GDPR Art. 44–49).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// Adequacy decision (Art. 45).
    Adequacy,
    /// Standard contractual clauses (Art. 46(2)(c)).
    Scc,
    /// EU–US Data Privacy Framework, itself an adequacy decision.
    Dpf,
    /// Binding corporate rules (Art. 47).
    Bcr,
}

impl Mechanism {
    /// Its word in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Adequacy => "adequacy",
            Self::Scc => "scc",
            Self::Dpf => "dpf",
            Self::Bcr => "bcr",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    region: BTreeMap<String, Spanned<Region>>,
    #[serde(default)]
    transfer: BTreeMap<String, Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    from: String,
    to: String,
    mechanism: Mechanism,
    review: Day,
}

pub(crate) fn read(desk: &mut Desk<'_>) -> (BTreeMap<String, Region>, BTreeMap<String, Transfer>) {
    let Some((source, file)) = desk.file::<File>("places.toml") else { return Default::default() };
    let rows = desk.rows(source, "region", file.region);
    let regions: BTreeMap<String, Region> = rows.into_iter().map(|(id, _, region)| (id, region)).collect();
    let mut transfers = BTreeMap::new();
    for (id, place, written) in desk.rows(source, "transfer", file.transfer) {
        desk.known(&place, "region", &written.from, regions.keys());
        desk.known(&place, "region", &written.to, regions.keys());
        desk.due(&place, &id, written.review.0);
        let Written { from, to, mechanism, review } = written;
        transfers.insert(id, Transfer { from, to, mechanism, review: review.0 });
    }
    (regions, transfers)
}
