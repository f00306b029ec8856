//! Which cuts a film has.

use incamera_gate::Read;
use incamera_model::{DatumId, PersonId, ProjectId, Rate, WorkspaceId};
use incamera_rights::Desk;
use incamera_store::{Page, Reads, rows::lines};
use jiff::Timestamp;

use super::{
    document::document,
    look::totals,
    version::{Known, Line},
};
use crate::error::StudioError;

/// A cut, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub id: DatumId,
    /// What it is called.
    pub title: String,
    /// The version it stands at, and its number.
    pub head: DatumId,
    /// Its number.
    pub version: i64,
    /// How often it was changed, undone or redone.
    pub turn: i64,
    /// Who made that version.
    pub author: PersonId,
    /// When.
    pub saved: Timestamp,
    /// The film's grid.
    pub rate: Rate,
    /// Frames of all rushes, on it.
    pub before: u64,
    /// Frames of the film.
    pub after: u64,
}

/// Cuts of a film that whoever sits at the desk may read, in the order in which they were begun; and after which the next page begins.
///
/// # Errors
/// A refusal of all of them.
pub async fn list(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    (after, limit): (Option<DatumId>, u64),
) -> Result<(Vec<Listed>, Option<DatumId>), StudioError> {
    let kernel = desk.kernel();
    let leave = desk.leave::<Read>()?;
    let page = Page { workspace, project: Some(project), after, limit };
    let held = kernel.store().list::<lines::Entity, Read>(&leave, page, kernel.now()).await?;
    let next = held.last().filter(|_| held.len() as u64 == limit).map(|last| last.datum().id);
    let mut all = Vec::new();
    for one in &held {
        let permit = leave.decide(one.datum())?;
        let row = one.open(&permit)?;
        // One whose first version was never whole stands nowhere.
        let Some(head) = row.head.map(|head| *head) else { continue };
        let line = Line::fetch(desk, one.datum().id).await?;
        let known = line.known(desk)?;
        let Some(Known { row: version, .. }) = known.iter().find(|one| one.id == head) else { continue };
        let document = document::<Read>(desk, line.version(head)?).await?;
        let (before, after, _) = totals(&document);
        all.push(Listed {
            id: one.datum().id,
            title: kernel.vault().open_field(&permit, "title", &row.title)?,
            head,
            version: *version.version,
            turn: *row.turn,
            author: *version.author,
            saved: *version.saved,
            rate: document.rate,
            before,
            after,
        });
    }
    Ok((all, next))
}
