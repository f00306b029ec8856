//! Somebody takes a request on.

use incamera_gate::Read;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{Col, Page, Reads, rows::members};

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::Kernel,
    request::{
        step::{What, note},
        turn::{Happened, Turn},
    },
};

/// Gives a request to a privacy specialist; the desk is an officer's.
///
/// # Errors
/// A refusal; a request that is over.
pub async fn assign(desk: &Desk<'_>, request: DatumId, whom: PersonId) -> Result<(), RightsError> {
    let unit = desk.kernel().store().begin().await?;
    let mut turn = Turn::decide(desk, &unit, request).await?;
    turn.open()?;
    turn.row.assigned = Some(Col(whom));
    note(desk, &unit, turn.of(), What::Assigned, None).await?;
    turn.save(desk, &unit, Happened::Moved).await?;
    Ok(unit.commit().await?)
}

/// How many rows are read at once.
const AT_ONCE: u64 = 500;

/// Who decides about requests of a workspace: the first of its data protection officers who still is one.
pub(crate) async fn officer(
    kernel: &Kernel,
    place: &str,
    workspace: WorkspaceId,
) -> Result<Option<PersonId>, RightsError> {
    let machine = kernel.machine(place)?;
    let leave = machine.leave::<Read>()?;
    let mut after = None;
    loop {
        let page = Page { workspace, project: None, after, limit: AT_ONCE };
        let seats = kernel.store().list::<members::Entity, Read>(&leave, page, kernel.now()).await?;
        for held in &seats {
            after = Some(held.datum().id);
            let permit = leave.decide(held.datum())?;
            let seat = held.open(&permit)?;
            if seat.role.0 == *"dpo" && seat.until.is_none_or(|until| *until > kernel.now()) {
                return Ok(Some(*seat.person));
            }
        }
        if (seats.len() as u64) < AT_ONCE {
            return Ok(None);
        }
    }
}
