//! A film is ordered.

use incamera_gate::{Datum, Process, Write};
use incamera_model::DatumId;
use incamera_rights::Desk;
use incamera_store::{
    Col, Filing, Reads, Table,
    rows::{cuts, lines, renders},
};

use super::making::Making;
use crate::{
    error::StudioError,
    piece::fresh,
    work::{Task, owe},
};

/// Orders a film of a cut as it stands now. Says the render's name; it waits until [`Work`](crate::Work) comes to it. The same version,
/// made the same way, is made once.
///
/// # Errors
/// A refusal; a cut that is gone; a making that makes no sense.
pub async fn render(desk: &Desk<'_>, cut: DatumId, making: &Making) -> Result<DatumId, StudioError> {
    making.check().map_err(|why| StudioError::Said(why.to_owned()))?;
    let kernel = desk.kernel();
    let line = kernel.store().fetch::<lines::Entity>(cut, kernel.now()).await?;
    let line = line.ok_or_else(|| StudioError::missing("cut", cut))?;
    let permit = desk.may::<Process>(line.datum())?;
    let head = line.open(&permit)?.head.ok_or_else(|| StudioError::missing("version of cut", cut))?;
    let version = kernel.store().fetch::<cuts::Entity>(*head, kernel.now()).await?;
    let version = version.ok_or_else(|| StudioError::missing("version", *head))?;
    desk.may::<Process>(version.datum())?;
    let preset = making.term()?;
    let leave = desk.leave::<Process>()?;
    for made in kernel.store().naming::<renders::Entity>(renders::Column::Cut, &[*head], kernel.now()).await?
    {
        let permit = leave.decide(made.datum())?;
        let row = made.open(&permit)?;
        if *row.preset == preset && *row.state != *"failed" {
            return Ok(made.datum().id);
        }
    }
    let unit = kernel.store().begin().await?;
    let version = fresh(&unit, kernel, *head).await?;
    let datum = Datum::derived(kernel.id(), renders::Entity::CLASS, &[&version])?;
    let permit = desk.may::<Write>(&datum)?;
    let row = renders::Model {
        id: Col(datum.id),
        cut: Col(*head),
        preset: Col(preset),
        state: Col("waiting".parse()?),
        duration: None,
        made: None,
        why: None,
        frames: None,
        rate: None,
        per: None,
        length: None,
    };
    unit.insert::<renders::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    owe(kernel, &unit, &datum, Task::Render).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}
