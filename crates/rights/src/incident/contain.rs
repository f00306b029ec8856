//! An incident is stopped, in one action: sessions end, keys are taken back, data is shut.

use incamera_gate::Write;
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{
    Col, Mark, Reads, Table, Transaction,
    rows::{keys, sessions},
};
use serde::{Deserialize, Serialize};

use super::{
    reach::Touched,
    stage::{Stage, change, keep},
};
use crate::{
    desk::Desk,
    docket,
    error::RightsError,
    hold::Over,
    kernel::{HOUSE, Kernel, term},
    seat::{people, seats},
};

/// What can be done at once. The list is closed, and each of them acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Whoever is signed in is so no more.
    EndSessions(Who),
    /// Keys for programs open nothing any more.
    RevokeKeys(Who),
    /// Nobody opens what is there but to answer for it; [`release_data`](Desk::release_data) opens it again.
    ShutData(Over),
}

/// Whose sessions and keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody's.
    Person(PersonId),
    /// Everybody's who has a seat in a workspace.
    Workspace(WorkspaceId),
}

/// What a containment did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contained {
    /// How many sessions ended.
    pub sessions: usize,
    /// How many keys were taken back.
    pub keys: usize,
    /// How many data were shut.
    pub shut: usize,
    /// What was done besides, in words.
    pub besides: String,
    /// What was shut, to be opened again.
    reach: Touched,
}

const CONTAINED: &str = "contained";
const RELEASED: &str = "released";

impl Desk<'_> {
    /// Stops an incident: all of it happens, or nothing. It can be done again while the incident is open.
    ///
    /// # Errors
    /// A refusal; an incident that is closed; somebody, or a tenant, that an incident of this workspace does not reach.
    pub async fn contain(
        &self,
        incident: DatumId,
        measures: &[Measure],
        besides: &str,
    ) -> Result<Contained, RightsError> {
        let kernel = self.kernel;
        if measures.is_empty() {
            docket::text("what was done", besides)?;
        }
        let unit = kernel.store.begin().await?;
        let open = &Stage::ALL[..4];
        let (datum, mut row) = change(self, &unit, incident, open, "enter another incident").await?;
        let mut done = Contained { besides: besides.to_owned(), ..Contained::default() };
        for measure in measures {
            match *measure {
                Measure::EndSessions(who) => {
                    for person in kernel.whom(&unit, datum.workspace, who).await? {
                        done.sessions += kernel.end_sessions(&unit, person).await?;
                    }
                }
                Measure::RevokeKeys(who) => {
                    for person in kernel.whom(&unit, datum.workspace, who).await? {
                        done.keys += kernel.revoke_keys(&unit, person).await?;
                    }
                }
                Measure::ShutData(over) => {
                    let reach = touched(over);
                    done.shut += kernel.mark(&unit, datum.workspace, &reach, true).await?;
                    done.reach.workspaces.extend(reach.workspaces);
                    done.reach.projects.extend(reach.projects);
                    done.reach.people.extend(reach.people);
                    done.reach.data.extend(reach.data);
                }
            }
        }
        if row.contained.is_none() {
            row.contained = Some(Col(kernel.now()));
        }
        if *row.stage == *Stage::Detected.word() {
            row.stage = Col(term(Stage::Contained.word())?);
        }
        docket::enter(self, &unit, (incident, datum.workspace), &[], CONTAINED, &done).await?;
        keep(self, &unit, &datum, row, &done).await?;
        unit.commit().await?;
        Ok(done)
    }

    /// Opens again what the containment of an incident shut. Says how many data.
    ///
    /// # Errors
    /// A refusal; an incident that is gone.
    pub async fn release_data(&self, incident: DatumId) -> Result<usize, RightsError> {
        let kernel = self.kernel;
        let unit = kernel.store.begin().await?;
        let (datum, row) = change(self, &unit, incident, Stage::ALL, "").await?;
        let mut opened = 0;
        for line in docket::lines(self, &unit, incident).await?.iter().filter(|line| line.what == CONTAINED) {
            let done: Contained = line.read()?;
            opened += kernel.mark(&unit, datum.workspace, &done.reach, false).await?;
        }
        docket::enter(self, &unit, (incident, datum.workspace), &[], RELEASED, &opened).await?;
        keep(self, &unit, &datum, row, &(RELEASED, opened)).await?;
        unit.commit().await?;
        Ok(opened)
    }
}

fn touched(over: Over) -> Touched {
    let mut touched = Touched::default();
    match over {
        Over::Datum(datum) => touched.data.push(datum),
        Over::Person(person) => touched.people.push(person),
        Over::Project(project) => touched.projects.push(project),
        Over::Workspace(workspace) => touched.workspaces.push(workspace),
    }
    touched
}

impl Kernel {
    /// Whom a measure reaches. An incident of one workspace reaches nobody who has no seat there.
    async fn whom(
        &self,
        unit: &Transaction,
        within: WorkspaceId,
        who: Who,
    ) -> Result<Vec<PersonId>, RightsError> {
        let outside = || {
            let why = "an incident of one workspace ends nobody's sessions elsewhere: enter it for the installation";
            RightsError::Said(why.to_owned())
        };
        match who {
            Who::Workspace(workspace) if within == HOUSE || within == workspace => {
                Ok(people(&seats(self, unit, workspace).await?))
            }
            Who::Person(person) if within == HOUSE => Ok(vec![person]),
            Who::Person(person) => {
                let seated = seats(self, unit, within).await?.iter().any(|seat| seat.person == person);
                if seated { Ok(vec![person]) } else { Err(outside()) }
            }
            Who::Workspace(_) => Err(outside()),
        }
    }

    /// Ends somebody's sessions, wherever he is signed in.
    async fn end_sessions(&self, unit: &Transaction, person: PersonId) -> Result<usize, RightsError> {
        let (now, mut ended) = (self.now(), 0);
        for datum in of_table::<sessions::Entity>(unit, person, now).await? {
            let machine = self.machine(&datum.region)?;
            let permit = machine.may::<Write>(&datum)?;
            let Some(held) = unit.fetch::<sessions::Entity>(datum.id, now).await? else { continue };
            let mut row = held.change(&permit)?;
            if *row.expires > now {
                row.expires = Col(now);
                unit.update::<sessions::Entity>(&permit, row).await?;
                unit.log(&machine.wrote(&permit)?).await?;
                ended += 1;
            }
        }
        Ok(ended)
    }

    /// Takes somebody's keys for programs back.
    async fn revoke_keys(&self, unit: &Transaction, person: PersonId) -> Result<usize, RightsError> {
        let (now, mut revoked) = (self.now(), 0);
        for datum in of_table::<keys::Entity>(unit, person, now).await? {
            let machine = self.machine(&datum.region)?;
            let permit = machine.may::<Write>(&datum)?;
            let Some(held) = unit.fetch::<keys::Entity>(datum.id, now).await? else { continue };
            let mut row = held.change(&permit)?;
            if row.revoked.is_none() {
                row.revoked = Some(Col(now));
                unit.update::<keys::Entity>(&permit, row).await?;
                unit.log(&machine.wrote(&permit)?).await?;
                revoked += 1;
            }
        }
        Ok(revoked)
    }

    /// Shuts what is in a reach, or opens it again. Cases stay open: they say what happens with it.
    async fn mark(
        &self,
        unit: &Transaction,
        within: WorkspaceId,
        reach: &Touched,
        shut: bool,
    ) -> Result<usize, RightsError> {
        let touched = self.touched(unit, within, reach).await?;
        let marked =
            |known: &&incamera_store::Known| known.data.restricted != shut && known.datum.class != "case";
        let ids: Vec<DatumId> = touched.values().filter(marked).map(|known| known.datum.id).collect();
        unit.mark(&ids, Mark::Restricted, shut).await?;
        let kind = if shut { Kind::Restricted } else { Kind::RestrictionLifted };
        let what = ("incident", reach, ids.len());
        unit.log(&self.entry(kind, "right.restriction", within, None, &what)?).await?;
        Ok(ids.len())
    }
}

/// Somebody's rows of a table, in every workspace, but for what is on its way out.
async fn of_table<T: Table>(
    unit: &Transaction,
    person: PersonId,
    now: jiff::Timestamp,
) -> Result<Vec<incamera_gate::Datum>, RightsError> {
    let known = unit.about(person, None, now).await?;
    let rows = known.into_iter().filter(|known| known.data.kind == T::KIND && !known.datum.erased);
    Ok(rows.map(|known| known.datum).collect())
}
