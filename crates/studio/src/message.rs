//! People of a film write to each other.

use incamera_gate::Write;
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{Col, Filing, rows::messages};
use incamera_vault::Under;

/// Writes to everybody of a film, in the words of whoever sits at the desk.
///
/// # Errors
/// A refusal.
pub async fn message(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    text: &str,
) -> Result<DatumId, RightsError> {
    let (kernel, author) = (desk.kernel(), desk.actor().person);
    let datum = desk.draft("message", workspace, Some(project), &[author]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = messages::Model {
        id: Col(datum.id),
        project: Col(project),
        author: Col(author),
        text: Col(kernel.vault().seal_field(&permit, Under::Person(author), "text", text)?),
        written: Col(kernel.now()),
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<messages::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}
