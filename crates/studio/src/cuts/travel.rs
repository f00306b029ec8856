//! Steps are undone and done again: the cut stands at another of its versions. Nothing is lost by it, and it lasts.

use incamera_gate::Write;
use incamera_model::DatumId;
use incamera_rights::Desk;

use super::version::{Line, after, stand};
use crate::error::StudioError;

/// Takes the last step back. Says how the cut stands then.
///
/// # Errors
/// A refusal; a cut that was changed in between, or has no step to take back.
pub async fn undo(desk: &Desk<'_>, cut: DatumId, turn: i64) -> Result<i64, StudioError> {
    travel(desk, cut, turn, true).await
}

/// Does the step again that was taken back last.
///
/// # Errors
/// A refusal; a cut that was changed in between, or has no step to do again.
pub async fn redo(desk: &Desk<'_>, cut: DatumId, turn: i64) -> Result<i64, StudioError> {
    travel(desk, cut, turn, false).await
}

async fn travel(desk: &Desk<'_>, cut: DatumId, turn: i64, back: bool) -> Result<i64, StudioError> {
    let line = Line::fetch(desk, cut).await?;
    let permit = desk.may::<Write>(line.line.datum())?;
    let row = line.line.clone().change(&permit)?;
    if *row.turn != turn {
        return Err(StudioError::Changed { current: *row.turn, expected: turn });
    }
    let head = row.head.ok_or_else(|| StudioError::missing("version of cut", cut))?;
    let known = line.known(desk)?;
    let here = known.iter().find(|one| one.id == *head);
    let there = if back {
        here.and_then(|one| one.row.parent)
            .map(|parent| *parent)
            .filter(|id| known.iter().any(|k| k.id == *id))
    } else {
        after(&known, *head).map(|one| one.id)
    };
    let (state, next) = if back {
        ("at its first step", "there is nothing before it to go back to")
    } else {
        ("at its last step", "there is nothing after it to do again")
    };
    let there = there.ok_or_else(|| StudioError::State {
        what: format!("cut {cut}"),
        state: state.to_owned(),
        next,
    })?;
    stand(desk, cut, turn, there, None).await
}
