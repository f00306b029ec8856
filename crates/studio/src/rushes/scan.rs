//! A rush is looked at again.

use incamera_gate::Process;
use incamera_model::DatumId;
use incamera_rights::Desk;

use super::look::datum;
use crate::{
    error::StudioError,
    work::{Task, owe},
};

/// Has a rush looked at again: because it broke, because a model of speech came, because somebody lifted what forbade it.
///
/// # Errors
/// A refusal; a rush that is gone, or is being received or looked at.
pub async fn scan(desk: &Desk<'_>, rush: DatumId) -> Result<(), StudioError> {
    let kernel = desk.kernel();
    let datum = datum(desk, rush).await?;
    desk.may::<Process>(&datum)?;
    let now = super::look(desk, None, rush).await?;
    if !matches!(now.state, super::State::Ready | super::State::Broken) {
        let what = format!("rush {rush}");
        return Err(StudioError::State {
            what,
            state: now.state.word().to_owned(),
            next: "wait until that is over",
        });
    }
    let unit = kernel.store().begin().await?;
    for (task, wanted) in [(Task::Storyboard, !now.poster), (Task::Scan, true), (Task::Proxy, !now.proxy)] {
        if wanted {
            owe(kernel, &unit, &datum, task).await?;
        }
    }
    Ok(unit.commit().await?)
}
