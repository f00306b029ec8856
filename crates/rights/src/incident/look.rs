//! An incident as it stands, for who works on it.

use incamera_gate::Read;
use incamera_model::{DatumId, WorkspaceId};
use incamera_store::{Reads, rows::incidents};
use jiff::Timestamp;
use serde::Serialize;

use super::{
    notify::scope,
    reach::{Affected, Touched},
    stage::{Severity, Stage},
};
use crate::{
    desk::Desk,
    docket::{self, Line},
    error::RightsError,
};

/// An incident.
#[derive(Clone, Debug, Serialize)]
pub struct Incident {
    /// Its name.
    pub id: DatumId,
    /// Whose.
    pub workspace: WorkspaceId,
    /// How far it is.
    pub stage: Stage,
    /// How bad.
    pub severity: Severity,
    /// It is a rehearsal.
    pub exercise: bool,
    /// Since when it is known.
    pub known: Timestamp,
    /// What happened.
    pub text: String,
    /// Why.
    pub cause: Option<String>,
    /// What prevents the next.
    pub prevention: Option<String>,
    /// When it was stopped.
    pub contained: Option<Timestamp>,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// What it touches.
    pub touched: Touched,
    /// Who and what is affected, as of now.
    pub affected: Affected,
    /// Who is told by when.
    pub clocks: Vec<Clocked>,
    /// What was done about it.
    pub docket: Vec<Line>,
}

/// A clock that runs because of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clocked {
    /// What is due: `notify-authority`, `notify-customers`, `notify-people`.
    pub task: String,
    /// The promise that wants it: `breach.authority`.
    pub promise: String,
    /// From when on it is late.
    pub due: Timestamp,
    /// When it was done, or fell away.
    pub done: Option<Timestamp>,
}

impl Clocked {
    /// Whether it was, or is by now, too late.
    pub fn late(&self, now: Timestamp) -> bool {
        self.done.unwrap_or(now) > self.due
    }
}

impl Desk<'_> {
    /// An incident as it stands.
    ///
    /// # Errors
    /// A refusal; an incident that is gone.
    pub async fn incident(&self, id: DatumId) -> Result<Incident, RightsError> {
        let kernel = self.kernel;
        let held = kernel.store.fetch::<incidents::Entity>(id, kernel.now()).await?;
        let held = held.ok_or_else(|| RightsError::missing("incident", id))?;
        let permit = self.may::<Read>(held.datum())?;
        let row = held.open(&permit)?;
        let open = |field, sealed| kernel.vault.open_field(&permit, field, sealed);
        let docket = docket::lines(self, &kernel.store, id).await?;
        let scope = scope(&docket)?;
        let mut clocks: Vec<Clocked> = Vec::new();
        for owed in kernel.store.owed(id).await? {
            clocks.push(Clocked {
                task: owed.task.to_string(),
                promise: owed.promise.to_string(),
                due: *owed.due,
                done: owed.done.map(|at| *at),
            });
        }
        Ok(Incident {
            id,
            workspace: held.datum().workspace,
            stage: Stage::of(row.stage.as_str())?,
            severity: Severity::of(row.severity.as_str())?,
            exercise: scope.exercise,
            known: *row.known,
            text: open("text", &row.text)?,
            cause: row.cause.as_ref().map(|sealed| open("cause", sealed)).transpose()?,
            prevention: row.prevention.as_ref().map(|sealed| open("prevention", sealed)).transpose()?,
            contained: row.contained.map(|at| *at),
            closed: row.closed.map(|at| *at),
            affected: kernel.affected(held.datum().workspace, &scope.touched).await?,
            touched: scope.touched,
            clocks,
            docket,
        })
    }
}
