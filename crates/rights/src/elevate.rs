//! An operator looks at a customer's data: for a reason, with somebody else's leave, for an hour, in one workspace, and seen by
//! the customer.

use std::collections::BTreeSet;

use incamera_gate::{Actor, Answer, Datum, Permit, Read, Write};
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{
    Col, Filing, Page, Reads, Transaction,
    rows::{activities, elevations},
};
use incamera_vault::Under;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::{
    desk::Desk,
    docket::text,
    error::RightsError,
    kernel::{Kernel, term},
};

/// How long an elevation lasts where nothing else is said, and at the longest (SEC-08), in minutes.
pub const ELEVATED_FOR: u16 = 60;

const LOOKED: &str = "support.read";

/// An elevation, as the customer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Elevation {
    /// Its name.
    pub id: DatumId,
    /// Who.
    pub operator: PersonId,
    /// Why.
    pub reason: String,
    /// When he asked.
    pub asked: Timestamp,
    /// Who agreed.
    pub approver: Option<PersonId>,
    /// Since when.
    pub granted: Option<Timestamp>,
    /// Until when.
    pub expires: Option<Timestamp>,
    /// What he looked at.
    pub looked: Vec<Look>,
}

/// Something an operator looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Look {
    /// At what; none once that is erased.
    pub datum: Option<DatumId>,
    /// From which region.
    pub region: String,
    /// When.
    pub at: Timestamp,
}

/// An operator at work under an elevation.
pub struct Support<'k> {
    desk: Desk<'k>,
    expires: Timestamp,
}

impl Desk<'_> {
    /// An operator asks to look at a workspace's data, with a reason.
    ///
    /// # Errors
    /// A role that is never elevated; no reason.
    pub async fn ask_elevation(&self, workspace: WorkspaceId, reason: &str) -> Result<DatumId, RightsError> {
        let (kernel, person) = (self.kernel, self.actor.person);
        let reason = text("the reason", reason)?;
        if kernel.charter().roles.get(&self.actor.role).is_none_or(|role| role.elevated.is_empty()) {
            return Err(RightsError::Said(format!("nobody is elevated as {}", self.actor.role)));
        }
        let machine = kernel.machine(&kernel.region(workspace).await?)?;
        let datum = machine.draft("audit", workspace, None, &[person]).await?;
        let permit = machine.may::<Write>(&datum)?;
        let row = elevations::Model {
            id: Col(datum.id),
            person: Col(person),
            // The customer reads it, whatever becomes of the operator's own key.
            reason: Col(kernel.vault.seal_field(&permit, Under::Datum, "reason", reason)?),
            approver: None,
            asked: Col(kernel.now()),
            granted: None,
            expires: None,
        };
        let unit = kernel.store.begin().await?;
        unit.insert::<elevations::Entity>(&permit, row, Filing::observed(kernel.now())).await?;
        note(kernel, &unit, &datum, &("asked", datum.id, person, reason)).await?;
        unit.commit().await?;
        Ok(datum.id)
    }

    /// Somebody else agrees: an admin of the workspace, or another operator. Says until when it holds.
    ///
    /// # Errors
    /// A refusal; one's own elevation; one that was granted.
    pub async fn approve_elevation(
        &self,
        elevation: DatumId,
        minutes: u16,
    ) -> Result<Timestamp, RightsError> {
        let (kernel, person) = (self.kernel, self.actor.person);
        if !(1..=ELEVATED_FOR).contains(&minutes) {
            return Err(RightsError::Said(format!("an elevation lasts 1 to {ELEVATED_FOR} minutes")));
        }
        let unit = kernel.store.begin().await?;
        let (datum, mut row) = taken(kernel, &unit, elevation).await?;
        self.may::<Answer>(&datum)?;
        if *row.person == person {
            return Err(RightsError::Said(
                "nobody approves an elevation of his own: ask somebody else".to_owned(),
            ));
        }
        if row.granted.is_some() {
            return Err(state(elevation, "granted already", "ask for another"));
        }
        let expires = kernel.now() + SignedDuration::from_mins(i64::from(minutes));
        row.approver = Some(Col(person));
        row.granted = Some(Col(kernel.now()));
        row.expires = Some(Col(expires));
        write(kernel, &unit, &datum, row, &("granted", elevation, person, expires)).await?;
        unit.commit().await?;
        Ok(expires)
    }

    /// Ends an elevation before its time: whoever may agree to it may end it.
    ///
    /// # Errors
    /// A refusal; one that does not run.
    pub async fn end_elevation(&self, elevation: DatumId) -> Result<(), RightsError> {
        let (kernel, now) = (self.kernel, self.kernel.now());
        let unit = kernel.store.begin().await?;
        let (datum, mut row) = taken(kernel, &unit, elevation).await?;
        self.may::<Answer>(&datum)?;
        if row.expires.is_none_or(|expires| *expires <= now) {
            return Err(state(elevation, "not running", "there is nothing to end"));
        }
        row.expires = Some(Col(now));
        write(kernel, &unit, &datum, row, &("ended", elevation, self.actor.person)).await?;
        Ok(unit.commit().await?)
    }

    /// Every elevation in a workspace with what was looked at, for its admin or its officer.
    ///
    /// # Errors
    /// A refusal.
    pub async fn elevations(&self, workspace: WorkspaceId) -> Result<Vec<Elevation>, RightsError> {
        let kernel = self.kernel;
        let leave = self.leave::<Read>()?;
        let page = Page { workspace, project: None, after: None, limit: 10_000 };
        let mut looks = Vec::new();
        for held in kernel.store.list::<activities::Entity, Read>(&leave, page, kernel.now()).await? {
            let permit = leave.decide(held.datum())?;
            let row = held.open(&permit)?;
            if *row.what == *LOOKED {
                let look =
                    Look { datum: row.target.map(|t| *t), region: row.region.to_string(), at: *row.at };
                looks.push((*row.actor, look));
            }
        }
        let mut all = Vec::new();
        for held in kernel.store.list::<elevations::Entity, Read>(&leave, page, kernel.now()).await? {
            let permit = self.may::<Read>(held.datum())?;
            let row = held.open(&permit)?;
            let runs = |at: Timestamp| {
                row.granted.is_some_and(|from| *from <= at) && row.expires.is_some_and(|until| at <= *until)
            };
            let mine = looks.iter().filter(|(who, look)| *who == *row.person && runs(look.at));
            all.push(Elevation {
                id: held.datum().id,
                operator: *row.person,
                reason: kernel.vault.open_field(&permit, "reason", &row.reason)?,
                asked: *row.asked,
                approver: row.approver.map(|who| *who),
                granted: row.granted.map(|at| *at),
                expires: row.expires.map(|at| *at),
                looked: mine.map(|(_, look)| look.clone()).collect(),
            });
        }
        Ok(all)
    }
}

impl Kernel {
    /// An operator goes to work under an elevation of his, while it runs.
    ///
    /// # Errors
    /// Somebody else's; one that was not granted, or has ended.
    pub async fn support(
        &self,
        operator: PersonId,
        elevation: DatumId,
        purpose: &str,
    ) -> Result<Support<'_>, RightsError> {
        let held = self.store.fetch::<elevations::Entity>(elevation, self.now()).await?;
        let held = held.ok_or_else(|| RightsError::missing("elevation", elevation))?;
        let datum = held.datum();
        let machine = self.machine(&datum.region)?;
        let permit = machine.may::<Read>(datum)?;
        let row = held.open(&permit)?;
        let expires = row.expires.map(|at| *at).filter(|at| *row.person == operator && *at > self.now());
        let expires =
            expires.ok_or_else(|| state(elevation, "not running for him", "ask, and wait for leave"))?;
        let actor = Actor {
            person: operator,
            role: "operator".to_owned(),
            workspace: Some(datum.workspace),
            projects: BTreeSet::new(),
            elevated: true,
        };
        Ok(Support { desk: self.desk(actor, purpose, &datum.region)?, expires })
    }
}

impl Support<'_> {
    /// Leave to read a datum. It is written down where the customer sees it, before it is given.
    ///
    /// # Errors
    /// A refusal; an elevation that has ended.
    pub async fn look<'a>(&'a self, datum: &'a Datum) -> Result<Permit<'a, Read>, RightsError> {
        let kernel = self.desk.kernel;
        let (person, now) = (self.desk.actor.person, kernel.now());
        if now >= self.expires {
            return Err(RightsError::State {
                what: "this elevation".to_owned(),
                state: "over".to_owned(),
                next: "ask for another, with its reason",
            });
        }
        let permit = self.desk.may::<Read>(datum)?;
        let machine = kernel.machine(&self.desk.intent.place)?;
        let entry = machine.draft("audit", datum.workspace, None, &[person]).await?;
        let leave = machine.may::<Write>(&entry)?;
        let row = activities::Model {
            id: Col(entry.id),
            actor: Col(person),
            what: Col(term(LOOKED)?),
            target: Some(Col(datum.id)),
            region: Col(term(&self.desk.intent.place)?),
            at: Col(now),
        };
        let unit = kernel.store.begin().await?;
        unit.insert::<activities::Entity>(&leave, row, Filing::observed(now)).await?;
        note(kernel, &unit, datum, &(LOOKED, datum.id, person)).await?;
        unit.commit().await?;
        Ok(permit)
    }
}

/// An elevation to be changed, by the machine once somebody decided.
async fn taken(
    kernel: &Kernel,
    unit: &Transaction,
    elevation: DatumId,
) -> Result<(Datum, elevations::Model), RightsError> {
    unit.lock(elevation).await?;
    let held = unit.fetch::<elevations::Entity>(elevation, kernel.now()).await?;
    let held = held.ok_or_else(|| RightsError::missing("elevation", elevation))?;
    let datum = held.datum().clone();
    let machine = kernel.machine(&datum.region)?;
    let permit = machine.may::<Write>(&datum)?;
    let row = held.change(&permit)?;
    Ok((datum, row))
}

async fn write(
    kernel: &Kernel,
    unit: &Transaction,
    datum: &Datum,
    row: elevations::Model,
    what: &(impl Serialize + Sync),
) -> Result<(), RightsError> {
    let machine = kernel.machine(&datum.region)?;
    let permit = machine.may::<Write>(datum)?;
    unit.update::<elevations::Entity>(&permit, row).await?;
    note(kernel, unit, datum, what).await
}

/// The entry says it under the workspace's key: it is the customer's proof, whoever of us goes.
async fn note(
    kernel: &Kernel,
    unit: &Transaction,
    datum: &Datum,
    what: &(impl Serialize + Sync),
) -> Result<(), RightsError> {
    let entry = kernel.entry(Kind::Elevated, "role.operator", datum.workspace, None, what)?;
    Ok(unit.log(&entry).await?)
}

fn state(elevation: DatumId, state: &str, next: &'static str) -> RightsError {
    RightsError::State { what: format!("elevation {elevation}"), state: state.to_owned(), next }
}
