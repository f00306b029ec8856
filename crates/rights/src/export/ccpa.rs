//! California's report (Cal. Civ. Code §1798.110(a), §1798.130(a)(2)(B), (a)(3)): what was collected in the year before the request,
//! in five parts, and two lists of what was sold and what was disclosed. It is a view of the export, which gives everything.

use std::collections::{BTreeMap, BTreeSet};

use incamera_charter::{Ccpa as Category, Charter};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::Serialize;

use crate::subject::{Disclosed, Found, Index};

/// How far the report looks back, where nobody asks for more (§1798.130(a)(2)(B)).
const MONTHS: i64 = 12;

/// That a report is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Ccpa {
    /// When the request came in: the year before that is looked at.
    pub received: Timestamp,
    /// From when on, if more is asked for.
    pub since: Option<Timestamp>,
}

#[derive(Serialize)]
pub(super) struct Report<'a> {
    from: Timestamp,
    to: Timestamp,
    /// (1) Categories collected.
    categories: Vec<Row<'a>>,
    /// (2) Categories of sources.
    sources: BTreeSet<&'static str>,
    /// (3) Why.
    purposes: BTreeSet<&'a str>,
    /// (4) Categories of third parties who received it.
    third_parties: BTreeSet<&'a str>,
    /// (5) The specific pieces: where they stand in this export.
    pieces: Vec<Piece<'a>>,
    /// A charter with a recipient that buys data is refused when it is read: this list is empty.
    sold: [Given<'a>; 0],
    /// Disclosed for a business purpose, by category of recipients.
    disclosed: Vec<Given<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    letter: char,
    category: &'static str,
    collected: bool,
    classes: BTreeSet<&'a str>,
    sources: BTreeSet<&'static str>,
    purposes: BTreeSet<&'a str>,
    third_parties: BTreeSet<&'a str>,
    pieces: usize,
}

#[derive(Serialize)]
struct Piece<'a> {
    category: &'static str,
    class: &'a str,
    table: &'static str,
    datum: String,
    since: Option<Timestamp>,
}

#[derive(Serialize)]
struct Given<'a> {
    /// `hosting`, `mail`, `payment`, `platform`, `models`; `other` for who is not in the register.
    recipients: &'a str,
    categories: BTreeSet<&'static str>,
    purposes: BTreeSet<&'a str>,
    times: usize,
}

pub(super) fn report<'a>(charter: &'a Charter, index: &'a Index, asked: Ccpa) -> Report<'a> {
    let year = asked.received.to_zoned(TimeZone::UTC).checked_sub(MONTHS.months());
    let year = year.map_or(Timestamp::MIN, |year| year.timestamp());
    let (from, to) = (asked.since.unwrap_or(year), asked.received);
    let within = |at: Timestamp| from <= at && at <= to;
    let category = |found: &Found| charter.classes.get(&found.class).map(|class| class.ccpa);
    let held: Vec<&Found> = index.held.iter().filter(|found| found.since.is_none_or(within)).collect();
    let went: Vec<(&Found, &Disclosed)> = index
        .held
        .iter()
        .flat_map(|found| found.disclosed.iter().map(move |one| (found, one)))
        .filter(|(_, one)| within(one.at))
        .collect();
    let business =
        |one: &Disclosed| charter.processors.get(&one.recipient).map_or("other", |p| p.business.word());
    let row = |wanted: Category| {
        let here: Vec<&&Found> = held.iter().filter(|found| category(found) == Some(wanted)).collect();
        let classes: BTreeSet<&str> = here.iter().map(|found| found.class.as_str()).collect();
        Row {
            letter: wanted.letter(),
            category: wanted.word(),
            collected: !here.is_empty(),
            sources: here.iter().map(|found| found.route).collect(),
            purposes: serve(charter, &classes),
            third_parties: went
                .iter()
                .filter(|(found, _)| category(found) == Some(wanted))
                .map(|(_, one)| business(one))
                .collect(),
            pieces: here.len(),
            classes,
        }
    };
    let categories: Vec<Row<'_>> = Category::ALL.into_iter().map(row).collect();
    let piece = |found: &&'a Found| {
        Some(Piece {
            category: category(found)?.word(),
            class: &found.class,
            table: found.table,
            datum: super::given::urn(found.datum),
            since: found.since,
        })
    };
    let mut disclosed: BTreeMap<&str, Given<'_>> = BTreeMap::new();
    for (found, one) in &went {
        let recipients = business(one);
        let given = disclosed.entry(recipients).or_insert_with(|| Given {
            recipients,
            categories: BTreeSet::new(),
            purposes: BTreeSet::new(),
            times: 0,
        });
        given.categories.extend(category(found).map(Category::word));
        given.purposes.insert(&one.purpose);
        given.times += 1;
    }
    Report {
        from,
        to,
        sources: categories.iter().flat_map(|row| row.sources.iter().copied()).collect(),
        purposes: categories.iter().flat_map(|row| row.purposes.iter().copied()).collect(),
        third_parties: disclosed.keys().copied().collect(),
        pieces: held.iter().filter_map(piece).collect(),
        sold: [],
        disclosed: disclosed.into_values().collect(),
        categories,
    }
}

fn serve<'a>(charter: &'a Charter, classes: &BTreeSet<&str>) -> BTreeSet<&'a str> {
    let classes: Vec<_> = classes.iter().filter_map(|id| charter.classes.get(*id)).collect();
    let serves = |purpose: &&String| classes.iter().any(|class| charter.serves(class, purpose));
    charter.purposes.keys().filter(serves).map(String::as_str).collect()
}
