//! From files to a checked charter.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::{
    charter::{self, Charter},
    classes, cookies,
    duration::{Clock, ClockUnit},
    fault::{Cause, Fault},
    holidays, notices, people, places, processors, prohibitions, purposes, reviews, rights, roles,
    source::{Place, Source},
};

/// Reads a charter from its files, in any order. `today` decides which reviews are overdue.
///
/// # Errors
/// Everything that is wrong with it, in the order of the files.
pub fn read(sources: &[Source], today: Date) -> Result<Charter, Vec<Fault>> {
    let mut desk = Desk { sources, today, written: BTreeSet::new(), faults: Vec::new() };
    let purposes = purposes::read(&mut desk);
    let classes = classes::read(&mut desk, &purposes);
    let (regions, transfers) = places::read(&mut desk);
    let processors = processors::read(&mut desk, &purposes, &classes, &regions);
    let calendars = holidays::read(&mut desk);
    let (answer, regimes, rights) = rights::read(&mut desk, &purposes, &calendars);
    let roles = roles::read(&mut desk, &classes);
    let (notices, breaches, backup) = notices::read(&mut desk, &regimes);
    let (ages, licence, training) = people::read(&mut desk, &purposes);
    let cookies = cookies::read(&mut desk, &processors);
    let never = prohibitions::read(&mut desk);
    let reviews = reviews::read(&mut desk, &roles);
    let about = charter::read(&mut desk, notices.get("change"));
    let mut faults = desk.faults;
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    let whole = || {
        let (version, languages, told, effective, tightens, operator) = about?;
        Some(Charter {
            version,
            languages,
            noticed: told,
            effective,
            tightens,
            operator,
            purposes,
            classes,
            regions,
            transfers,
            processors,
            answer: answer?,
            roles,
            regimes,
            calendars,
            rights,
            notices,
            breaches,
            backup: backup?,
            ages: ages?,
            licence: licence?,
            training: training?,
            cookies,
            never,
            reviews,
        })
    };
    // INVARIANT: what could not be read left a fault behind.
    if faults.is_empty() { whole().ok_or(faults) } else { Err(faults) }
}

/// What the readers of the single files share.
pub(crate) struct Desk<'a> {
    sources: &'a [Source],
    /// Reviews due before this day are overdue.
    pub(crate) today: Date,
    /// Kind and id of every row there is, whatever is wrong with it.
    written: BTreeSet<(&'static str, String)>,
    faults: Vec<Fault>,
}

impl<'a> Desk<'a> {
    /// A file of the charter, or none with a fault said.
    pub(crate) fn file<T: DeserializeOwned>(&mut self, name: &str) -> Option<(&'a Source, T)> {
        let Some(source) = self.sources.iter().find(|s| s.name == name) else {
            self.fault(Place { file: name.to_owned(), line: 1 }, Cause::NoFile);
            return None;
        };
        match toml::from_str(&source.text) {
            Ok(read) => Some((source, read)),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.fault(source.place(at), Cause::Syntax(error.message().to_owned()));
                None
            }
        }
    }

    /// Says what is wrong.
    pub(crate) fn fault(&mut self, place: Place, cause: Cause) {
        self.faults.push(Fault { place, cause });
    }

    /// The rows of a table `[kind.id]`, each with its place; ids that are no names are left out, with a fault said.
    pub(crate) fn rows<T>(
        &mut self,
        source: &Source,
        kind: &'static str,
        rows: BTreeMap<String, Spanned<T>>,
    ) -> Vec<(String, Place, T)> {
        let mut out = Vec::new();
        for (id, row) in rows {
            let place = source.header(kind, &id, &row);
            self.written.insert((kind, id.clone()));
            if is_name(&id) {
                out.push((id, place, row.into_inner()));
            } else if kind == "purpose" && matches!(id.as_str(), "*" | "any") {
                self.fault(place, Cause::Wildcard(id));
            } else {
                self.fault(place, Cause::Name(id));
            }
        }
        out
    }

    /// Says so when a word stands in no list. What is there, but faulty, has been spoken of already.
    pub(crate) fn known<'n>(
        &mut self,
        place: &Place,
        kind: &'static str,
        word: &str,
        names: impl Iterator<Item = &'n String>,
    ) {
        let names: Vec<String> = names.cloned().collect();
        if !names.iter().any(|n| n == word) && !self.written.contains(&(kind, word.to_owned())) {
            let cause = Cause::Unknown { kind, word: word.to_owned(), near: names };
            self.fault(place.clone(), cause);
        }
    }

    /// Says so when a deadline is none.
    pub(crate) fn deadline(&mut self, place: &Place, clock: Clock) {
        if clock.unit == ClockUnit::PerYear || clock.count > 1200 {
            self.fault(place.clone(), Cause::Length(clock.written()));
        }
    }

    /// Says so when a review is overdue.
    pub(crate) fn due(&mut self, place: &Place, what: &str, due: Date) {
        if due < self.today {
            self.fault(place.clone(), Cause::Overdue { what: what.to_owned(), due });
        }
    }
}

/// Small letters, digits and hyphens, a letter first; cookies may be named as cookies are.
fn is_name(id: &str) -> bool {
    let id = id.strip_prefix("__Host-").unwrap_or(id);
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
