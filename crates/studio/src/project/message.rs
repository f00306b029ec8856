//! People of a film write to each other.

use incamera_gate::{Read, Write};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{Col, Filing, Page, Reads, rows::messages};
use incamera_vault::Under;
use jiff::Timestamp;

use crate::words;

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its row.
    pub id: DatumId,
    /// Who.
    pub author: PersonId,
    /// What.
    pub text: String,
    /// When.
    pub written: Timestamp,
}

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
    let text = words::text("a message", text, 8_000)?;
    let (kernel, author) = (desk.kernel(), desk.actor().person);
    let datum = desk.draft("message", workspace, Some(project), &[author]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = messages::Model {
        id: Col(datum.id),
        project: Col(project),
        author: Col(author),
        text: Col(kernel.vault().seal_field(&permit, Under::Person(author), "text", &text)?),
        written: Col(kernel.now()),
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<messages::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}

/// What was written, a page of it, in its order.
///
/// # Errors
/// A refusal.
pub async fn messages(desk: &Desk<'_>, page: Page) -> Result<Vec<Message>, RightsError> {
    let (kernel, leave) = (desk.kernel(), desk.leave::<Read>()?);
    let mut all = Vec::new();
    for held in kernel.store().list::<messages::Entity, Read>(&leave, page, kernel.now()).await? {
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        let text = kernel.vault().open_field(&permit, "text", &row.text)?;
        all.push(Message { id: *row.id, author: *row.author, text, written: *row.written });
    }
    Ok(all)
}
