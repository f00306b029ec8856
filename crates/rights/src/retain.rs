//! Retention: data whose time has come ends as its class says, found by its clock, page by page.
//!
//! What a hold keeps stays, and so does what somebody had restricted: he wants it kept, not used. The gate gives leave for the rest.

use std::collections::{BTreeMap, BTreeSet};

use incamera_charter::{Class, End, Keep, LengthUnit, Start};
use incamera_gate::{Erase, Permit};
use incamera_ledger::Kind;
use incamera_model::{DatumId, WorkspaceId};
use incamera_store::{Counted, Expired, Known, Reads, Retention, kernel::obligations, tables};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    error::RightsError,
    kernel::{HOUSE, Kernel, term},
};

/// What became of a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retained {
    /// So many ended.
    pub ended: u64,
    /// So many were due and stay: a hold keeps them, or a restriction, or the gate gave no leave.
    pub kept: u64,
}

/// How a class stands (RET-17).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purged {
    /// Id of the class.
    pub class: String,
    /// So many are past their time and not held: the next night ends them.
    pub due: u64,
    /// So many of these should be gone since two nights.
    pub overdue: u64,
    /// So many a hold keeps past their time.
    pub held: u64,
    /// So many ended, ever.
    pub done: u64,
}

/// How many are ended in one unit of work.
const PAGE: u64 = 500;
/// How old something past its time may become before it is overdue.
const NIGHTS: jiff::SignedDuration = jiff::SignedDuration::from_hours(48);

/// Some workspaces of which data ends by the same moment; whatever its clock, where there is none.
struct Reach {
    by: Option<Timestamp>,
    workspace: Option<WorkspaceId>,
    except: Vec<WorkspaceId>,
}

impl Kernel {
    /// Ends what is past its time, in one class.
    ///
    /// # Errors
    /// A class that is none; a machine that would not. Asked again, it goes on where it was.
    pub async fn retain(&self, class: &str) -> Result<Retained, RightsError> {
        let (now, mut retained) = (self.now(), Retained::default());
        for reach in self.reach(class, now).await? {
            for table in tables().iter().filter(|table| table.class == class) {
                let mut after = None;
                loop {
                    let which = expired(table.kind, &reach);
                    let page = self.store.expired(&which, after, PAGE, now).await?;
                    let Some(last) = page.last() else { break };
                    after = Some((last.data.clock.map_or(Timestamp::MIN, |clock| *clock), last.datum.id));
                    let some = self.end(class, page).await?;
                    retained.ended += some.ended;
                    retained.kept += some.kept;
                }
            }
        }
        if retained.ended > 0 {
            self.store.settle().await?;
        }
        Ok(retained)
    }

    /// How every class stands: due, done, overdue.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn purge_report(&self) -> Result<Vec<Purged>, RightsError> {
        let now = self.now();
        let before = now.checked_sub(NIGHTS).unwrap_or(Timestamp::MIN);
        let counted = self.store.counted(None).await?;
        let mut report = Vec::new();
        for class in self.charter().classes.keys() {
            let kinds: Vec<i16> = tables().iter().filter(|t| t.class == class).map(|t| t.kind).collect();
            let ended = |row: &&incamera_store::kernel::counts::Model| {
                kinds.contains(&row.kind) && row.what == Counted::Ended as i16
            };
            let done = counted.iter().filter(ended).map(|row| row.count.unsigned_abs()).sum();
            let mut purged = Purged { class: class.clone(), due: 0, overdue: 0, held: 0, done };
            for (at, late) in [(now, false), (before, true)] {
                for reach in self.reach(class, at).await? {
                    for kind in &kinds {
                        let (all, held) = self.store.expired_count(&expired(*kind, &reach), now).await?;
                        if late {
                            purged.overdue += all - held;
                        } else {
                            purged.due += all - held;
                            purged.held += held;
                        }
                    }
                }
            }
            report.push(purged);
        }
        Ok(report)
    }

    /// The nightly task.
    pub(crate) async fn meet_retain(&self, due: &obligations::Model) -> Result<(), RightsError> {
        let class = due.promise.as_str().strip_prefix("class.").unwrap_or_default().to_owned();
        if self.charter().classes.contains_key(&class) {
            self.retain(&class).await?;
        }
        let unit = self.store.begin().await?;
        if self.meet(&unit, due, Kind::Write).await? {
            // A class that is none any more is not owed again.
            unit.owe(self.nightly(&class)?).await?;
            unit.commit().await?;
        }
        Ok(())
    }

    /// Whose data of a class ends when.
    async fn reach(&self, class: &str, now: Timestamp) -> Result<Vec<Reach>, RightsError> {
        let promised = self.class(class)?;
        let mut all = Vec::new();
        let differing = self.store.keeps(&term(class)?).await?;
        for keep in &differing {
            let kept = kept(keep.length, keep.unit);
            all.push(Reach {
                by: kept.and_then(|k| cutoff(k, now)),
                workspace: Some(*keep.workspace),
                except: vec![],
            });
        }
        all.retain(|reach| reach.by.is_some());
        if promised.retention.keep == Keep::Term {
            let gone = self.store.terms().await?;
            let gone = gone.iter().filter(|ending| self.gone(ending).is_some_and(|at| at <= now));
            all.extend(gone.map(|e| Reach { by: None, workspace: Some(e.workspace), except: vec![] }));
        } else if let Some(by) = cutoff(promised.retention.keep, now) {
            let except = differing.iter().map(|keep| *keep.workspace).collect();
            all.push(Reach { by: Some(by), workspace: None, except });
        }
        Ok(all)
    }

    /// When what is kept for the term goes: with the subscription, or when the admin wants it. He may put it off until after
    /// the term, but no longer than what is kept for coming back.
    fn gone(&self, ending: &incamera_store::Ending) -> Option<Timestamp> {
        match (ending.ended, ending.purge) {
            (None, wanted) => wanted,
            (Some(ended), None) => Some(ended),
            (Some(ended), Some(wanted)) => {
                let back = self.charter().classes.values().map(|class| &class.retention);
                let back = back.filter(|retention| retention.from == Start::TermEnd);
                let last = back.filter_map(|retention| until(retention.keep, ended)).max().unwrap_or(ended);
                Some(wanted.min(last))
            }
        }
    }

    pub(crate) fn class(&self, class: &str) -> Result<&Class, RightsError> {
        let none = || {
            RightsError::Said(format!("the charter has no class {class}: its classes stand in classes.toml"))
        };
        self.charter().classes.get(class).ok_or_else(none)
    }

    /// Ends a page of data of a class, with what belongs to it or was made from it in the same class.
    async fn end(&self, class: &str, page: Vec<Known>) -> Result<Retained, RightsError> {
        let mut all: BTreeMap<DatumId, Known> = page.into_iter().map(|k| (k.datum.id, k)).collect();
        let mut fresh: Vec<DatumId> = all.keys().copied().collect();
        while !fresh.is_empty() {
            fresh = self.store.dependents(&fresh, class).await?;
            fresh.retain(|id| !all.contains_key(id));
            for known in self.store.data(&fresh, self.now()).await? {
                all.insert(known.datum.id, known);
            }
            fresh.retain(|id| all.contains_key(id));
        }
        let mut by_region: BTreeMap<String, Vec<Known>> = BTreeMap::new();
        for known in all.into_values() {
            by_region.entry(known.datum.region.clone()).or_default().push(known);
        }
        let mut retained = Retained::default();
        for (region, known) in by_region {
            let desk = self.machine(&region)?;
            // Nothing of a workspace is kept longer than the row that stands for it.
            let leave = desk.leave::<Erase>()?;
            let mut permits: Vec<Permit<'_, Erase>> = Vec::new();
            for one in &known {
                let open = !one.datum.held && !one.datum.restricted && !self.still_needed(one).await?;
                match open.then(|| leave.decide(&one.datum)) {
                    Some(Ok(permit)) => permits.push(permit),
                    Some(Err(_)) | None => retained.kept += 1,
                }
            }
            if !permits.is_empty() {
                let ended: BTreeSet<DatumId> = permits.iter().map(|permit| permit.datum().id).collect();
                let rows = known.iter().filter(|one| ended.contains(&one.datum.id));
                self.finish(class, &permits, rows).await?;
                retained.ended += ended.len() as u64;
            }
        }
        Ok(retained)
    }

    /// Whether this stands for a workspace of which something else is still kept: by a longer promise, or a hold.
    async fn still_needed(&self, known: &Known) -> Result<bool, RightsError> {
        if known.datum.id.uuid() != known.datum.workspace.uuid() {
            return Ok(false);
        }
        let all = self.store.counts(Some(known.datum.workspace)).await?;
        Ok(all.iter().map(|(_, count)| count).sum::<i64>() > 1)
    }

    /// Keys first, then objects, then rows: killed on the way, the rows are found again.
    async fn finish(
        &self,
        class: &str,
        permits: &[Permit<'_, Erase>],
        rows: impl Iterator<Item = &Known>,
    ) -> Result<(), RightsError> {
        self.vault.shred(permits)?;
        let aggregated = self.class(class)?.retention.end == End::Aggregate;
        let (mut counts, mut ended): (BTreeMap<(Timestamp, i16), u64>, BTreeMap<i16, u64>) =
            Default::default();
        for (permit, known) in permits.iter().zip(rows) {
            if known.data.bytes.is_some() {
                self.vault.remove(permit)?;
            }
            if permit.datum().id.uuid() == permit.datum().workspace.uuid() {
                self.vault.destroy_workspace(permit)?;
            }
            *ended.entry(known.data.kind).or_default() += 1;
            if let Some(clock) = known.data.clock.filter(|_| aggregated) {
                *counts.entry((day(*clock), known.data.kind)).or_default() += 1;
            }
        }
        let unit = self.store.begin().await?;
        unit.remove(permits).await?;
        for ((day, kind), count) in counts {
            unit.count(day, kind, Counted::Aggregated, count).await?;
        }
        for (kind, count) in &ended {
            unit.count(self.now(), *kind, Counted::Ended, *count).await?;
        }
        let what = (class, ended.into_iter().collect::<Vec<_>>());
        unit.log(&self.entry(Kind::Erased, &format!("class.{class}"), HOUSE, None, &what)?).await?;
        unit.commit().await?;
        Ok(())
    }
}

fn expired(kind: i16, reach: &Reach) -> Expired<'_> {
    Expired { kind, by: reach.by, workspace: reach.workspace, except: &reach.except }
}

fn day(at: Timestamp) -> Timestamp {
    at.to_zoned(TimeZone::UTC).start_of_day().map_or(at, |day| day.timestamp())
}

/// A keeping from the rows.
pub(crate) fn kept(length: i64, unit: i16) -> Option<Keep> {
    let unit = match unit {
        1 => LengthUnit::Hours,
        2 => LengthUnit::Days,
        3 => LengthUnit::Months,
        4 => LengthUnit::Years,
        _ => return None,
    };
    u32::try_from(length).ok().map(|length| Keep::For(length, unit))
}

/// From when what began at `from` is kept no longer (UTC).
pub(crate) fn until(keep: Keep, from: Timestamp) -> Option<Timestamp> {
    keep.until(&from.to_zoned(TimeZone::UTC)).map(|until| until.timestamp())
}

/// The last moment so that nothing from then or before is kept any longer at `now`.
///
/// Several days end on the last day of a short month, each at its own hour: with months, what began later can be over sooner. The
/// whole days that are over are found first, then how much of the next one is.
pub(crate) fn cutoff(keep: Keep, now: Timestamp) -> Option<Timestamp> {
    const DAY: i64 = 24 * 3_600_000;
    let over = |from: i64| {
        let from = Timestamp::from_millisecond(from).ok()?;
        until(keep, from).map(|until| until <= now)
    };
    if !over(0)? {
        return None;
    }
    let days = last(0, now.as_millisecond() / DAY, |day| over((day + 1) * DAY - 1));
    let next = days.map_or(0, |days| (days + 1) * DAY);
    let moment = last(next, (next + DAY).min(now.as_millisecond()), over).unwrap_or(next - 1);
    Timestamp::from_millisecond(moment).ok()
}

/// The last number from `low` on of which this holds, where it holds of none after one of which it does not.
fn last(low: i64, high: i64, holds: impl Fn(i64) -> Option<bool>) -> Option<i64> {
    if low > high || !holds(low)? {
        return None;
    }
    let (mut low, mut high) = (low, high);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if holds(middle)? {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Some(low)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// proves: RET-01
        #[test]
        fn the_cutoff_is_the_last_moment_that_is_over(
            count in 1_u32..400, unit in 1_i16..=4, now in 1_000_000_000_000_i64..4_000_000_000_000,
        ) {
            let keep = kept(i64::from(count % if unit == 4 { 20 } else { 400 } + 1), unit).unwrap();
            let now = Timestamp::from_millisecond(now).unwrap();
            if let Some(last) = cutoff(keep, now) {
                let next = Timestamp::from_millisecond(last.as_millisecond() + 1).unwrap();
                prop_assert!(until(keep, last).unwrap() <= now);
                prop_assert!(until(keep, next).unwrap() > now);
                for hours in 0..200 {
                    let earlier = last.checked_sub(jiff::SignedDuration::from_hours(hours * 7)).unwrap();
                    prop_assert!(until(keep, earlier).unwrap() <= now);
                }
            }
        }
    }

    #[test]
    fn a_month_ends_with_its_last_day() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let month = Keep::For(1, LengthUnit::Months);
        // From 28 to 31 January, all end on 28 February; the morning of the 31st waits for the evening of the 28th.
        assert_eq!(cutoff(month, at("2027-02-28T12:00:00Z")), Some(at("2027-01-28T12:00:00Z")));
        assert_eq!(cutoff(month, at("2027-02-28T23:59:59.999Z")), Some(at("2027-01-31T23:59:59.999Z")));
        assert_eq!(cutoff(month, at("2027-03-01T11:00:00Z")), Some(at("2027-02-01T11:00:00Z")));
    }
}
