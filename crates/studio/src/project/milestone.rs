//! Dated steps of a film.

use incamera_gate::{Read, Write};
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{
    Col, Filing, Page, Reads,
    rows::milestones::{Entity, Model},
};
use incamera_vault::Under;
use jiff::Timestamp;

use crate::words;

/// A dated step.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// Its row.
    pub id: DatumId,
    /// Of which film.
    pub project: ProjectId,
    /// What must be there.
    pub title: String,
    /// By when.
    pub due: Timestamp,
    /// When it was met.
    pub met: Option<Timestamp>,
}

/// What changes of a step.
#[derive(Clone, Copy, Debug, Default)]
pub struct Step<'a> {
    /// Something else must be there.
    pub title: Option<&'a str>,
    /// By another day.
    pub due: Option<Timestamp>,
    /// It is met, or it is not.
    pub met: Option<bool>,
}

/// Sets a step; the desk is somebody's who may.
///
/// # Errors
/// A refusal.
pub async fn milestone(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    title: &str,
    due: Timestamp,
) -> Result<DatumId, RightsError> {
    let title = words::line("a title", title, 200)?;
    let kernel = desk.kernel();
    let datum = desk.draft("edit", workspace, Some(project), &[]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = Model {
        id: Col(datum.id),
        project: Col(project),
        title: Col(kernel.vault().seal_field(&permit, Under::Datum, "title", &title)?),
        due: Col(due),
        met: None,
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}

/// The steps of a film, a page of them.
///
/// # Errors
/// A refusal.
pub async fn milestones(desk: &Desk<'_>, page: Page) -> Result<Vec<Milestone>, RightsError> {
    let (kernel, leave) = (desk.kernel(), desk.leave::<Read>()?);
    let mut all = Vec::new();
    for held in kernel.store().list::<Entity, Read>(&leave, page, kernel.now()).await? {
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        let title = kernel.vault().open_field(&permit, "title", &row.title)?;
        let met = row.met.map(|met| *met);
        all.push(Milestone { id: *row.id, project: *row.project, title, due: *row.due, met });
    }
    all.sort_by_key(|step| (step.due, step.id));
    Ok(all)
}

/// Changes a step.
///
/// # Errors
/// A refusal; a step that is gone.
pub async fn change_milestone(desk: &Desk<'_>, id: DatumId, step: &Step<'_>) -> Result<(), RightsError> {
    let kernel = desk.kernel();
    let missing = || RightsError::Missing { kind: "milestone", id: id.to_string() };
    let held = kernel.store().fetch::<Entity>(id, kernel.now()).await?.ok_or_else(missing)?;
    let datum = held.datum().clone();
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    if let Some(title) = step.title {
        let title = words::line("a title", title, 200)?;
        row.title = Col(kernel.vault().seal_field(&permit, Under::Datum, "title", &title)?);
    }
    if let Some(due) = step.due {
        row.due = Col(due);
    }
    if let Some(met) = step.met {
        row.met = met.then(|| Col(kernel.now()));
    }
    let unit = kernel.store().begin().await?;
    unit.update::<Entity>(&permit, row).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    Ok(unit.commit().await?)
}

/// A step goes. Says the name of the tombstone.
///
/// # Errors
/// A refusal.
pub async fn erase_milestone(desk: &Desk<'_>, id: DatumId) -> Result<DatumId, RightsError> {
    desk.erase(id, "right.erasure").await
}
