//! A law or a dispute keeps data: named, with a ground and an end.

use incamera_gate::Write;
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_store::{Col, Filing, Reads, rows::holds};
use incamera_vault::Under;
use jiff::SignedDuration;

use crate::{desk::Desk, error::RightsError, kernel::term, owe::owe, sweep::Task};

/// How long a hold runs that nobody renews (RET-10), in days.
const RUNS: i64 = 183;

/// What a hold is to be.
#[derive(Clone, Copy, Debug)]
pub struct Hold<'a> {
    /// In which workspace.
    pub workspace: WorkspaceId,
    /// What it keeps.
    pub over: Over,
    /// Why: `law`, `dispute`, `enforcement`.
    pub ground: &'a str,
    /// What it rests on: the law, the case.
    pub text: &'a str,
    /// How many days it runs; half a year, if nothing is said, and never more.
    pub days: Option<u16>,
}

/// What a hold keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// One datum.
    Datum(DatumId),
    /// Everything about somebody.
    Person(PersonId),
    /// A film.
    Project(ProjectId),
    /// A tenant.
    Workspace(WorkspaceId),
}

impl Over {
    fn parts(self) -> (&'static str, DatumId) {
        match self {
            Self::Datum(datum) => ("datum", datum),
            Self::Person(person) => ("person", DatumId::of(person.uuid())),
            Self::Project(project) => ("project", DatumId::of(project.uuid())),
            Self::Workspace(workspace) => ("workspace", DatumId::of(workspace.uuid())),
        }
    }
}

impl Desk<'_> {
    /// Places a hold: what it keeps is erased by nobody while it runs. Its end is an obligation: whoever placed it looks at it again.
    ///
    /// # Errors
    /// A refusal; a ground that is none.
    pub async fn hold(&self, hold: &Hold<'_>) -> Result<DatumId, RightsError> {
        let kernel = self.kernel;
        if !matches!(hold.ground, "law" | "dispute" | "enforcement") {
            let why = format!("`{}` is no ground for a hold: use law, dispute or enforcement", hold.ground);
            return Err(RightsError::Said(why));
        }
        let days = hold.days.map_or(RUNS, |days| i64::from(days).min(RUNS));
        let until = kernel.now() + SignedDuration::from_hours(24 * days);
        let (reach, target) = hold.over.parts();
        let datum = self.draft("case", hold.workspace, None, &[]).await?;
        let permit = self.may::<Write>(&datum)?;
        let row = holds::Model {
            id: Col(datum.id),
            reach: Col(term(reach)?),
            target: Col(target),
            ground: Col(term(hold.ground)?),
            author: Col(self.actor.person),
            text: Col(kernel.vault.seal_field(&permit, Under::Datum, "text", hold.text)?),
            placed: Col(kernel.now()),
            until: Col(until),
            ended: None,
        };
        let filing = Filing { clock: None, ..Filing::from_person(kernel.now()) };
        let unit = kernel.store.begin().await?;
        unit.insert::<holds::Entity>(&permit, row, filing).await?;
        unit.owe([owe("purpose.legal", Task::Hold.word(), datum.id, until)?]).await?;
        let what = ("hold", datum.id, reach, target, hold.ground, until);
        unit.log(&kernel.entry(Kind::HoldPlaced, "purpose.legal", hold.workspace, None, &what)?).await?;
        unit.commit().await?;
        Ok(datum.id)
    }

    /// Lifts a hold before its end.
    ///
    /// # Errors
    /// A refusal; a hold that is gone, or was lifted.
    pub async fn release(&self, hold: DatumId) -> Result<(), RightsError> {
        let kernel = self.kernel;
        let held = kernel.store.fetch::<holds::Entity>(hold, kernel.now()).await?;
        let held = held.ok_or_else(|| RightsError::missing("hold", hold))?;
        let datum = held.datum().clone();
        let permit = self.may::<Write>(&datum)?;
        let mut row = held.change(&permit)?;
        if row.ended.is_some() {
            return Err(RightsError::State {
                what: format!("hold {hold}"),
                state: "lifted already".to_owned(),
                next: "place another if it must run again",
            });
        }
        row.ended = Some(Col(kernel.now()));
        let unit = kernel.store.begin().await?;
        unit.update::<holds::Entity>(&permit, row).await?;
        unit.start_clock(&[hold], kernel.now()).await?;
        unit.waive(hold, kernel.now()).await?;
        unit.log(&kernel.entry(Kind::HoldEnded, "purpose.legal", datum.workspace, None, &("hold", hold))?)
            .await?;
        Ok(unit.commit().await?)
    }
}
