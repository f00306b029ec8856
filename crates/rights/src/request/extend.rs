//! An answer is put off: once, with the reason told while the first time still runs, and only where a law lets it.

use incamera_model::DatumId;
use incamera_store::Col;

use crate::{
    desk::Desk,
    error::RightsError,
    letter::{Letter, Pen},
    request::{
        deadline,
        step::{What, note},
        turn::{Happened, Turn},
    },
};

/// Puts an answer off, with the reason that the person is told; the desk is an officer's.
///
/// # Errors
/// A refusal; no reason; too late; put off before; no law that protects him and lets it.
pub async fn extend(desk: &Desk<'_>, request: DatumId, reason: &str) -> Result<Letter, RightsError> {
    let kernel = desk.kernel();
    let now = kernel.now();
    if reason.trim().is_empty() {
        return Err(RightsError::Said("an answer is put off with a reason: write it down".to_owned()));
    }
    let unit = kernel.store().begin().await?;
    let mut turn = Turn::decide(desk, &unit, request).await?;
    turn.open()?;
    if turn.row.extended.is_some() {
        return Err(turn.wrong("put off already", "answer it: no law lets it be put off twice"));
    }
    let said = turn.said(desk)?;
    let deadlines = said.deadlines(kernel.charter(), turn.row.right.as_str(), *turn.row.received)?;
    let Some(until) = deadlines.extended(now) else {
        return Err(if now < deadlines.answer.before {
            turn.wrong("not to be put off", "answer it: no law that protects this person lets it wait longer")
        } else {
            turn.wrong("late", "answer it: reasons to put it off had to be told while it was not due")
        });
    };
    note(desk, &unit, turn.of(), What::Extended, Some(reason)).await?;
    let to = turn.address(desk).await?;
    // Written before the row says so: the letter names the old day and the new.
    let letter = Pen::new(desk, &turn.row, &said, to)?.extension(until.day, reason)?;
    turn.row.extended = Some(Col(until.before));
    unit.waive(request, now).await?;
    unit.owe(deadline::watched(request, until, now)?).await?;
    turn.save(desk, &unit, Happened::Extended).await?;
    unit.commit().await?;
    Ok(letter)
}
