//! The transparency report: counts from the registers of requests, incidents and what authorities asked for.

use std::collections::BTreeMap;

use incamera_gate::{Leave, Read};
use incamera_ledger::Kind;
use incamera_model::DatumId;
use incamera_store::{
    Held, Reads, Stretch, Table,
    rows::{authorities, disclosures, incidents, requests},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    docket,
    error::RightsError,
    kernel::{HOUSE, Kernel},
};

/// What is published. It names nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transparency {
    /// Since when it counts.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// Version of the charter in force.
    pub version: u32,
    /// What authorities asked.
    pub authorities: Authorities,
    /// What went wrong.
    pub incidents: Incidents,
    /// What people asked.
    pub requests: Requests,
}

/// What authorities asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorities {
    /// How many requests came.
    pub received: usize,
    /// By ground.
    pub grounds: BTreeMap<String, usize>,
    /// By how far they are: `received`, `reviewed`, `granted`, `refused`.
    pub outcomes: BTreeMap<String, usize>,
    /// Of how many the people concerned were told.
    pub told: usize,
    /// How many may not be told of yet.
    pub gagged: usize,
    /// How often something about somebody was handed over.
    pub disclosures: usize,
}

/// What went wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incidents {
    /// How many became known, rehearsals apart.
    pub known: usize,
    /// By severity.
    pub severities: BTreeMap<String, usize>,
    /// How many are closed.
    pub closed: usize,
    /// How many had somebody told too late, or still have.
    pub late: usize,
    /// How many rehearsals there were.
    pub exercises: usize,
}

/// What people asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requests {
    /// How many came.
    pub received: usize,
    /// By right.
    pub rights: BTreeMap<String, usize>,
    /// How many were closed in time.
    pub in_time: usize,
    /// How many were closed late, or are late now.
    pub late: usize,
}

impl Kernel {
    /// The report of a time, over every workspace: computed from the registers, and the same each time while they stand.
    ///
    /// # Errors
    /// Whatever would not.
    pub async fn transparency(&self, from: Timestamp, to: Timestamp) -> Result<Transparency, RightsError> {
        let inside = |at: Timestamp| from <= at && at < to;
        let mut report =
            Transparency { from, to, version: self.charter().version, ..Transparency::default() };
        let now = self.now();
        self.each::<authorities::Entity>(async |held, leave| {
            let row = held.open(&leave.decide(held.datum())?)?;
            if inside(*row.received) {
                let told = &mut report.authorities;
                told.received += 1;
                *told.grounds.entry(row.ground.to_string()).or_default() += 1;
                *told.outcomes.entry(row.state.to_string()).or_default() += 1;
                told.told += usize::from(row.told.is_some());
                told.gagged +=
                    usize::from(row.told.is_none() && row.gag_until.is_some_and(|until| *until > now));
            }
            Ok(())
        })
        .await?;
        self.each::<disclosures::Entity>(async |held, leave| {
            let row = held.open(&leave.decide(held.datum())?)?;
            let counts = inside(*row.at) && *row.recipient == *"authority";
            report.authorities.disclosures += usize::from(counts);
            Ok(())
        })
        .await?;
        self.each::<incidents::Entity>(async |held, leave| {
            let row = held.open(&leave.decide(held.datum())?)?;
            if !inside(*row.known) {
                return Ok(());
            }
            let told = &mut report.incidents;
            let machine = self.machine(&held.datum().region)?;
            if crate::incident::rehearsed(&docket::lines(&machine, &self.store, held.datum().id).await?)? {
                told.exercises += 1;
                return Ok(());
            }
            told.known += 1;
            *told.severities.entry(row.severity.to_string()).or_default() += 1;
            told.closed += usize::from(row.closed.is_some());
            let owed = self.store.owed(held.datum().id).await?;
            told.late += usize::from(owed.iter().any(|o| o.done.map_or(now, |at| *at) > *o.due));
            Ok(())
        })
        .await?;
        self.each::<requests::Entity>(async |held, leave| {
            let row = held.open(&leave.decide(held.datum())?)?;
            if inside(*row.received) {
                let told = &mut report.requests;
                told.received += 1;
                *told.rights.entry(row.right.to_string()).or_default() += 1;
                let due = row.extended.map_or(*row.due, |until| *until);
                match row.closed {
                    Some(at) if *at <= due => told.in_time += 1,
                    Some(_) => told.late += 1,
                    None => told.late += usize::from(now > due),
                }
            }
            Ok(())
        })
        .await?;
        // One line for all that was opened to be counted.
        let entry = self.entry(Kind::Read, "review.transparency", HOUSE, None, &("counted", from, to))?;
        self.ledger.note(entry)?;
        Ok(report)
    }

    /// Every row of a table, in all workspaces, for who counts them.
    async fn each<T: Table>(
        &self,
        mut count: impl AsyncFnMut(&Held<T>, &Leave<'_, Read>) -> Result<(), RightsError>,
    ) -> Result<(), RightsError> {
        let mut stretch = Stretch { kind: Some(T::KIND), limit: 500, ..Stretch::default() };
        loop {
            let known = self.store.within(stretch, self.now()).await?;
            let Some(last) = known.last() else { return Ok(()) };
            stretch.after = Some(last.datum.id);
            for known in &known {
                // What is on its way out counts no more.
                if known.datum.erased {
                    continue;
                }
                let id: DatumId = known.datum.id;
                let Some(held) = self.store.fetch::<T>(id, self.now()).await? else { continue };
                let machine = self.machine(&known.datum.region)?;
                count(&held, &machine.leave::<Read>()?).await?;
            }
        }
    }
}
