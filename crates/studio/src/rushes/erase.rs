//! A rush goes, with everything that was made from it.

use incamera_gate::Erase;
use incamera_model::DatumId;
use incamera_rights::Desk;

use super::look::datum;
use crate::{cuts::leave_out, error::StudioError, work::Work};

/// Erases a rush: what is being done with it ends, cuts lose it, and it goes with its scan, its pictures, its proxy. The gate is closed
/// when it comes back; what could not be done at once, the sweep does.
///
/// # Errors
/// A refusal; a rush that is gone.
pub async fn erase(desk: &Desk<'_>, work: Option<&Work>, rush: DatumId) -> Result<(), StudioError> {
    let datum = datum(desk, rush).await?;
    let promise = desk.may::<Erase>(&datum)?.promise().to_owned();
    leave_out(desk, rush).await?;
    let tombstone = desk.erase(rush, &promise).await?;
    if let Some(work) = work {
        work.end(rush);
    }
    desk.kernel().pursue(tombstone).await?;
    Ok(())
}
