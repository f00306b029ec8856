//! What is not clear is asked, and the clock runs on: a question is no way to win time.

use incamera_model::DatumId;

use crate::{
    desk::Desk,
    error::RightsError,
    letter::{Letter, Pen},
    request::{
        identify::needs_nobody,
        prove::{self, Method},
        state::State,
        step::{What, note},
        turn::{Happened, Turn},
    },
};

/// Asks what is meant, in his language; the desk is an officer's.
///
/// # Errors
/// A refusal; a request that is over, or asked about already.
pub async fn clarify(desk: &Desk<'_>, request: DatumId, question: &str) -> Result<Letter, RightsError> {
    ask(desk, request, What::Asked, question, |pen| pen.question(question)).await
}

/// Tells whoever asks over and over what that would cost, and why it is no longer free, before any work is done (GDPR Art. 12(5)(a));
/// the desk is an officer's. He replies whether he still wants it.
///
/// # Errors
/// A refusal; a request that is over, or asked about already; no reason.
pub async fn estimate(
    desk: &Desk<'_>,
    request: DatumId,
    cost: &str,
    reason: &str,
) -> Result<Letter, RightsError> {
    if cost.trim().is_empty() || reason.trim().is_empty() {
        return Err(RightsError::Said(
            "requests are free: one that is not comes with its cost and the reason, in writing".to_owned(),
        ));
    }
    ask(desk, request, What::Estimated, &format!("{cost}\n{reason}"), |pen| pen.estimate(cost, reason)).await
}

async fn ask(
    desk: &Desk<'_>,
    request: DatumId,
    what: What,
    text: &str,
    write: impl FnOnce(&Pen<'_>) -> Result<Letter, RightsError>,
) -> Result<Letter, RightsError> {
    let unit = desk.kernel().store().begin().await?;
    let mut turn = Turn::decide(desk, &unit, request).await?;
    turn.go(State::Clarifying)?;
    note(desk, &unit, turn.of(), what, Some(text)).await?;
    let (to, said) = (turn.address(desk).await?, turn.said(desk)?);
    let letter = write(&Pen::new(desk, &turn.row, &said, to)?)?;
    turn.save(desk, &unit, Happened::Moved).await?;
    unit.commit().await?;
    Ok(letter)
}

/// Notes the reply: the person's own, or as it came by mail. It goes on where it stood.
///
/// # Errors
/// A refusal; nothing that was asked.
pub async fn reply(desk: &Desk<'_>, request: DatumId, text: &str) -> Result<State, RightsError> {
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    let mut turn = Turn::take(desk, &unit, request).await?;
    if turn.state()? != State::Clarifying {
        return Err(
            turn.wrong(turn.state()?.word(), "nothing was asked: send what is new as a request of its own")
        );
    }
    // What was sent to find out who asks is read by the program: it is about nobody.
    let machine = kernel.machine(&desk.intent().place)?;
    let sent = prove::kept(&machine, &unit, request, Method::Link).await?.is_some()
        || prove::kept(&machine, &unit, request, Method::Code).await?.is_some();
    let to = match (turn.row.verified.is_some() || needs_nobody(kernel, &turn), sent) {
        (true, _) => State::Working,
        (false, true) => State::Verifying,
        (false, false) => State::Received,
    };
    turn.go(to)?;
    note(desk, &unit, turn.of(), What::Replied, Some(text)).await?;
    turn.save(desk, &unit, Happened::Moved).await?;
    unit.commit().await?;
    Ok(to)
}
