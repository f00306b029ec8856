//! A cut is shown for review, and people say what they think of its frames.

use incamera_gate::Write;
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{
    Col, Filing, Reads,
    rows::{notes, reviews},
};
use incamera_vault::Under;

use crate::said;

/// Shows a cut for review.
///
/// # Errors
/// A refusal; a cut that is gone.
pub async fn review(desk: &Desk<'_>, cut: DatumId) -> Result<DatumId, RightsError> {
    let kernel = desk.kernel();
    let missing = || RightsError::Missing { kind: "cut", id: cut.to_string() };
    let shown = kernel.store().datum(cut, kernel.now()).await?.ok_or_else(missing)?.datum;
    let about: Vec<_> = shown.about.iter().copied().collect();
    let datum = desk.draft("edit", shown.workspace, shown.project, &about).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = reviews::Model {
        id: Col(datum.id),
        cut: Col(cut),
        rule: Col("all".parse().map_err(said)?),
        state: Col("open".parse().map_err(said)?),
        opened: Col(kernel.now()),
        closed: None,
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<reviews::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}

/// Writes a note on a frame of a review, in the words of whoever sits at the desk.
///
/// # Errors
/// A refusal.
pub async fn note(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    review: DatumId,
    frame: i64,
    text: &str,
) -> Result<DatumId, RightsError> {
    let (kernel, author) = (desk.kernel(), desk.actor().person);
    let datum = desk.draft("message", workspace, Some(project), &[author]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = notes::Model {
        id: Col(datum.id),
        review: Col(review),
        author: Col(author),
        frame: Col(frame),
        last: None,
        text: Col(kernel.vault().seal_field(&permit, Under::Person(author), "text", text)?),
        parent: None,
        written: Col(kernel.now()),
        resolved: None,
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<notes::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}
