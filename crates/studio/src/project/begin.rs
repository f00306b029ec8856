//! A film is begun.

use incamera_gate::{Datum, Write};
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{Col, Filing, rows::projects};
use incamera_vault::Under;

use crate::{said, words};

/// Begins a film; the desk is a producer's.
///
/// # Errors
/// A refusal; a database that would not.
pub async fn project(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    title: &str,
    brief: Option<&str>,
) -> Result<ProjectId, RightsError> {
    let title = &words::line("a title", title, 200)?;
    let kernel = desk.kernel();
    let project = ProjectId::of(kernel.id().uuid());
    // The datum that stands for the film itself bears its name.
    let mut datum = Datum::new(DatumId::of(project.uuid()), "edit", workspace, &desk.intent().place);
    datum.project = Some(project);
    let permit = desk.may::<Write>(&datum)?;
    let seal = |field, text| kernel.vault().seal_field(&permit, Under::Datum, field, text);
    let row = projects::Model {
        id: Col(datum.id),
        title: Col(seal("title", title)?),
        brief: brief.map(|brief| seal("brief", brief)).transpose()?.map(Col),
        state: Col("open".parse().map_err(said)?),
        created: Col(kernel.now()),
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<projects::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(project)
}
