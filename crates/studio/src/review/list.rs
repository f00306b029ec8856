//! The reviews of a film.

use incamera_gate::Read;
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{
    Held, Page, Reads,
    rows::{cuts, reviews::Entity},
};
use jiff::Timestamp;

/// A cut that is shown.
#[derive(Clone, Debug)]
pub struct Review {
    /// Its row.
    pub id: DatumId,
    /// Whose film.
    pub workspace: WorkspaceId,
    /// Which.
    pub project: Option<ProjectId>,
    /// The version of a cut that is shown.
    pub cut: DatumId,
    /// What the cut is called.
    pub title: String,
    /// Which version it is.
    pub version: i64,
    /// `all`, `any`.
    pub rule: String,
    /// `open`, `approved`, `refused`.
    pub state: String,
    /// Since when.
    pub opened: Timestamp,
    /// When it was decided.
    pub closed: Option<Timestamp>,
}

/// The reviews of a film, a page of them.
///
/// # Errors
/// A refusal.
pub async fn reviews(desk: &Desk<'_>, page: Page) -> Result<Vec<Review>, RightsError> {
    let (kernel, leave) = (desk.kernel(), desk.leave::<Read>()?);
    let mut all = Vec::new();
    for held in kernel.store().list::<Entity, Read>(&leave, page, kernel.now()).await? {
        let permit = leave.decide(held.datum())?;
        all.push(opened(desk, &held, &permit).await?);
    }
    Ok(all)
}

/// One review.
///
/// # Errors
/// A refusal; a review that is gone.
pub async fn one_review(desk: &Desk<'_>, id: DatumId) -> Result<Review, RightsError> {
    let missing = || RightsError::Missing { kind: "review", id: id.to_string() };
    let held = desk.kernel().store().fetch::<Entity>(id, desk.kernel().now()).await?.ok_or_else(missing)?;
    let permit = desk.may::<Read>(held.datum())?;
    opened(desk, &held, &permit).await
}

async fn opened(
    desk: &Desk<'_>,
    held: &Held<Entity>,
    permit: &incamera_gate::Permit<'_, Read>,
) -> Result<Review, RightsError> {
    let row = held.open(permit)?;
    let (title, version) = named(desk, *row.cut).await?;
    Ok(Review {
        id: *row.id,
        workspace: held.datum().workspace,
        project: held.datum().project,
        cut: *row.cut,
        title,
        version,
        rule: row.rule.to_string(),
        state: row.state.to_string(),
        opened: *row.opened,
        closed: row.closed.map(|at| *at),
    })
}

/// What a cut is called, and which version it is; without its words where somebody who is in it had them closed.
async fn named(desk: &Desk<'_>, cut: DatumId) -> Result<(String, i64), RightsError> {
    let (kernel, leave) = (desk.kernel(), desk.leave::<Read>()?);
    let Some(held) = kernel.store().fetch::<cuts::Entity>(cut, kernel.now()).await? else {
        return Ok((String::new(), 0));
    };
    let Ok(permit) = leave.decide(held.datum()) else { return Ok((String::new(), 0)) };
    let row = held.open(&permit)?;
    Ok((kernel.vault().open_field(&permit, "title", &row.title)?, *row.version))
}
