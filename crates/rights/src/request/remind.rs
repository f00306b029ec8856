//! An obligation of a request comes due: the officer is told, and that he was is a step.

use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{Reads, kernel::obligations, rows::requests};
use jiff::Timestamp;

use crate::{
    desk::Desk,
    error::RightsError,
    request::{
        deadline::{ACKNOWLEDGE, ESCALATE, WARN},
        step::{What, note},
        turn::{Happened, Turn},
    },
};

/// What an officer is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Of which request.
    pub request: DatumId,
    /// In which workspace its officers are.
    pub workspace: WorkspaceId,
    /// Who works on it.
    pub assigned: Option<PersonId>,
    /// By when it is to be answered.
    pub due: Timestamp,
    /// Whether it is for now: late, or about a child.
    pub late: bool,
}

/// Whether an obligation is one of a request's.
pub(crate) fn is_ours(task: &str) -> bool {
    matches!(task, ACKNOWLEDGE | WARN | ESCALATE)
}

/// Meets an obligation of a request at the program's desk. Met before, or about what is over or gone, there is nobody to tell.
///
/// # Errors
/// An obligation of something else; rows that would not: it is tried again then.
pub async fn remind(desk: &Desk<'_>, due: &obligations::Model) -> Result<Option<Reminder>, RightsError> {
    let (kernel, request) = (desk.kernel(), *due.target);
    if !is_ours(due.task.as_str()) {
        return Err(RightsError::Said(format!("`{}` is nothing a request owes", due.task.as_str())));
    }
    let now = kernel.now();
    let unit = kernel.store().begin().await?;
    if !unit.meet(*due.id, now).await? {
        return Ok(None);
    }
    if unit.fetch::<requests::Entity>(request, now).await?.is_none() {
        unit.commit().await?;
        return Ok(None);
    }
    let turn = Turn::take(desk, &unit, request).await?;
    // Receipt is confirmed where a request is opened; there is nothing left to do.
    if turn.state()?.is_closed() || due.task.0 == *ACKNOWLEDGE {
        unit.commit().await?;
        return Ok(None);
    }
    let late = due.task.0 == *ESCALATE;
    note(desk, &unit, turn.of(), if late { What::Escalated } else { What::Warned }, None).await?;
    let reminder = Reminder {
        request,
        workspace: turn.datum.workspace,
        assigned: turn.row.assigned.map(|person| *person),
        due: turn.row.extended.map_or(*turn.row.due, |extended| *extended),
        late,
    };
    turn.save(desk, &unit, Happened::Moved).await?;
    unit.commit().await?;
    Ok(Some(reminder))
}
