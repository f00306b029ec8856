//! A cut is saved.

use std::io::Write as _;

use incamera_gate::{Datum, Read, Write};
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{Col, Filing, Reads, rows::cuts};
use incamera_vault::Under;

/// A version of a cut.
#[derive(Clone, Debug)]
pub struct Cut<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Which version, from 1.
    pub version: i64,
    /// The rushes it is made from.
    pub rushes: &'a [DatumId],
    /// The decision list, as `film.cut.json` holds it.
    pub document: &'a [u8],
}

/// Saves a cut. It is about everybody its rushes are about, and as restricted as the most restricted of them.
///
/// # Errors
/// A refusal, of a rush too; rushes that are gone.
pub async fn cut(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    cut: &Cut<'_>,
) -> Result<DatumId, RightsError> {
    let kernel = desk.kernel();
    let rushes = kernel.store().data(cut.rushes, kernel.now()).await?;
    for rush in &rushes {
        desk.may::<Read>(&rush.datum)?;
    }
    let parts: Vec<&Datum> = rushes.iter().map(|rush| &rush.datum).collect();
    let mut datum =
        Datum::derived(kernel.id(), "edit", &parts).map_err(|e| RightsError::Said(e.to_string()))?;
    (datum.workspace, datum.project) = (workspace, Some(project));
    let permit = desk.may::<Write>(&datum)?;
    let mut sealing = kernel.vault().seal(&permit)?;
    sealing.write_all(cut.document).map_err(|e| RightsError::Said(e.to_string()))?;
    sealing.finish()?;
    let row = cuts::Model {
        id: Col(datum.id),
        project: Col(project),
        author: Col(desk.actor().person),
        title: Col(kernel.vault().seal_field(&permit, Under::Datum, "title", cut.title)?),
        version: Col(cut.version),
        parent: None,
        saved: Col(kernel.now()),
        line: None,
        step: None,
    };
    let filing = Filing { bytes: Some(cut.document.len() as u64), ..Filing::from_person(kernel.now()) };
    let unit = kernel.store().begin().await?;
    unit.insert::<cuts::Entity>(&permit, row, filing).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}
