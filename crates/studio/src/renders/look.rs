//! How a render stands, and which there are.

use incamera_gate::{Datum, Permit, Read};
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::Desk;
use incamera_store::{Page, Reads, rows::renders};
use jiff::Timestamp;

use super::making::Making;
use crate::{
    error::StudioError,
    work::{Progress, Work},
};

/// A render.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Render {
    /// Its name.
    pub id: DatumId,
    /// Whose.
    pub workspace: WorkspaceId,
    /// Of which film.
    pub project: Option<ProjectId>,
    /// Of which version of a cut.
    pub version: DatumId,
    /// How it is made.
    pub making: Making,
    /// `waiting`, `running`, `done`, `failed`.
    pub state: String,
    /// Why it failed: a word for [`sentence`](crate::sentence).
    pub why: Option<String>,
    /// How far it is.
    pub progress: Progress,
    /// Bytes of the film.
    pub bytes: Option<u64>,
    /// Frames of the film.
    pub frames: Option<u64>,
    /// Numerator and denominator of its rate.
    pub rate: Option<(u32, u32)>,
    /// How long, in milliseconds.
    pub duration: Option<u64>,
    /// When it was done.
    pub made: Option<Timestamp>,
}

/// One render.
///
/// # Errors
/// A refusal; a render that is gone.
pub async fn look(desk: &Desk<'_>, work: Option<&Work>, render: DatumId) -> Result<Render, StudioError> {
    let kernel = desk.kernel();
    let held = kernel.store().fetch::<renders::Entity>(render, kernel.now()).await?;
    let held = held.ok_or_else(|| StudioError::missing("render", render))?;
    let permit = desk.may::<Read>(held.datum())?;
    describe(work, held.datum(), held.open(&permit)?, &permit)
}

/// Renders of a film that whoever sits at the desk may read, in the order in which they were ordered; and after which the next page
/// begins.
///
/// # Errors
/// A refusal of all of them.
pub async fn list(
    desk: &Desk<'_>,
    work: Option<&Work>,
    workspace: WorkspaceId,
    project: ProjectId,
    (after, limit): (Option<DatumId>, u64),
) -> Result<(Vec<Render>, Option<DatumId>), StudioError> {
    let kernel = desk.kernel();
    let leave = desk.leave::<Read>()?;
    let page = Page { workspace, project: Some(project), after, limit };
    let held = kernel.store().list::<renders::Entity, Read>(&leave, page, kernel.now()).await?;
    let next = held.last().filter(|_| held.len() as u64 == limit).map(|last| last.datum().id);
    let mut all = Vec::new();
    for one in &held {
        let permit = leave.decide(one.datum())?;
        all.push(describe(work, one.datum(), one.open(&permit)?, &permit)?);
    }
    Ok((all, next))
}

fn describe(
    work: Option<&Work>,
    datum: &Datum,
    row: &renders::Model,
    _shown: &Permit<'_, Read>,
) -> Result<Render, StudioError> {
    let strange = || StudioError::Said(format!("`{}` is no way to make a film", *row.preset));
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let idle = Progress { done: if *row.state == *"done" { 1000 } else { 0 }, left: None };
    Ok(Render {
        id: datum.id,
        workspace: datum.workspace,
        project: datum.project,
        version: *row.cut,
        making: Making::read(&row.preset).ok_or_else(strange)?,
        state: row.state.to_string(),
        why: row.why.as_ref().map(|why| why.to_string()),
        progress: work.and_then(|work| work.progress(datum.id)).unwrap_or(idle),
        bytes: row.length.map(|n| n.unsigned_abs()),
        frames: row.frames.map(|n| n.unsigned_abs()),
        rate: row.rate.zip(row.per).map(|(rate, per)| (number(*rate), number(*per))),
        duration: row.duration.map(|n| n.unsigned_abs()),
        made: row.made.map(|at| *at),
    })
}
