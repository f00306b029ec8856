//! A render is called off.

use incamera_gate::Write;
use incamera_model::DatumId;
use incamera_rights::Desk;
use incamera_store::{
    Col, Reads,
    rows::{jobs, renders},
};

use crate::{
    error::StudioError,
    work::{Trouble, Work},
};

/// Calls a render off, whether it is being made or waits.
///
/// # Errors
/// A refusal; a render that is gone, or made already.
pub async fn cancel(desk: &Desk<'_>, work: Option<&Work>, render: DatumId) -> Result<(), StudioError> {
    let kernel = desk.kernel();
    let jobs = kernel.store().naming::<jobs::Entity>(jobs::Column::Target, &[render], kernel.now()).await?;
    let unit = kernel.store().begin().await?;
    unit.lock(render).await.map_err(|_| StudioError::missing("render", render))?;
    let held = unit.fetch::<renders::Entity>(render, kernel.now()).await?;
    let held = held.ok_or_else(|| StudioError::missing("render", render))?;
    let datum = held.datum().clone();
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    if *row.state == *"done" || *row.state == *"failed" {
        let what = format!("render {render}");
        return Err(StudioError::State {
            what,
            state: row.state.to_string(),
            next: "there is nothing to call off",
        });
    }
    let why = Trouble::Cancelled.word().parse()?;
    (row.state, row.why) = (Col("failed".parse()?), Some(Col(Clone::clone(&why))));
    unit.update::<renders::Entity>(&permit, row).await?;
    for job in &jobs {
        unit.settle_job(job.datum().id, &"failed".parse()?, Some(&why), kernel.now()).await?;
        unit.start_clock(&[job.datum().id], kernel.now()).await?;
    }
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    if let Some(work) = work {
        work.end(render);
    }
    Ok(())
}
