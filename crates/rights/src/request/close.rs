//! A request ends: answered, refused for a ground, or taken back. What was given as proof is gone then, and what is kept of the
//! case is kept from that day on.

use incamera_model::DatumId;
use incamera_store::{Col, Table, Transaction, rows::steps};
use jiff::Timestamp;

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::term,
    letter::{Letter, Pen},
    request::{
        cap,
        ground::Ground,
        identify::needs_nobody,
        prove,
        state::State,
        step::{What, hanging, note, told},
        turn::{Happened, Turn},
    },
};

/// An answer.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// In the language of whoever asked.
    pub text: &'a str,
    /// What was not done of it, and why.
    pub undone: Option<&'a str>,
}

/// Answers; the desk is an officer's.
///
/// # Errors
/// A refusal; a request nobody works on.
pub async fn answer(desk: &Desk<'_>, request: DatumId, answer: &Answer<'_>) -> Result<Letter, RightsError> {
    let unit = desk.kernel().store().begin().await?;
    let mut turn = Turn::decide(desk, &unit, request).await?;
    turn.go(State::Fulfilled)?;
    finish(desk, &unit, &turn, What::Answered).await?;
    let (to, said, done) = (turn.address(desk).await?, turn.said(desk)?, done(desk, &unit, request).await?);
    let letter = Pen::new(desk, &turn.row, &said, to)?.answer(answer.text, answer.undone, &done)?;
    end(desk, unit, turn, &letter).await?;
    Ok(letter)
}

/// Refuses for a ground, with an explanation in the language of whoever asked; the desk is an officer's. As long as it is not known
/// who asks, nothing is explained, and no ground is taken that says anything of what is held.
///
/// # Errors
/// A refusal of the gate; a ground that cannot stand against this right, or does not hold as things are.
pub async fn refuse(
    desk: &Desk<'_>,
    request: DatumId,
    ground: Ground,
    explanation: Option<&str>,
) -> Result<Letter, RightsError> {
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    let mut turn = Turn::decide(desk, &unit, request).await?;
    holds(desk, &turn, ground, explanation).await?;
    turn.go(State::Denied)?;
    turn.row.ground = Some(Col(term(ground.word())?));
    finish(desk, &unit, &turn, What::Refused).await?;
    let (to, said, done) = (turn.address(desk).await?, turn.said(desk)?, done(desk, &unit, request).await?);
    let letter = Pen::new(desk, &turn.row, &said, to)?.refusal(ground, explanation, &done)?;
    end(desk, unit, turn, &letter).await?;
    Ok(letter)
}

/// Takes a request back: whoever asked, at his own desk, or the program where he wrote so.
///
/// # Errors
/// A refusal; a request that is over.
pub async fn revoke(desk: &Desk<'_>, request: DatumId) -> Result<(), RightsError> {
    let unit = desk.kernel().store().begin().await?;
    let mut turn = Turn::take(desk, &unit, request).await?;
    turn.go(State::Revoked)?;
    finish(desk, &unit, &turn, What::Revoked).await?;
    turn.row.closed = Some(Col(desk.kernel().now()));
    turn.save(desk, &unit, Happened::Closed).await?;
    Ok(unit.commit().await?)
}

/// Whether a ground can stand against a request as it is.
async fn holds(
    desk: &Desk<'_>,
    turn: &Turn,
    ground: Ground,
    explanation: Option<&str>,
) -> Result<(), RightsError> {
    let kernel = desk.kernel();
    turn.open()?;
    if !ground.against(turn.row.right.as_str()) {
        return Err(turn.wrong(
            format!("about {}, which {} says nothing of", turn.row.right.as_str(), ground.word()),
            "take a ground that stands against this right, or do what is asked",
        ));
    }
    let (known, needless) = (turn.row.verified.is_some(), needs_nobody(kernel, turn));
    match ground {
        Ground::Unverified if needless => Err(turn.wrong(
            "one for which nobody has to show who he is",
            "do what is asked, or take another ground",
        )),
        Ground::Unverified if known => {
            Err(turn.wrong("from somebody who is known", "do what is asked, or take another ground"))
        }
        Ground::NoMandate if turn.row.asker.0 == *"self" => {
            Err(turn.wrong("from whom it is about", "do what is asked, or take another ground"))
        }
        Ground::TooMany if cap::of(desk, turn).await?.is_none_or(|cap| !cap.reached()) => Err(turn.wrong(
            "within what he may ask for",
            "do what is asked: the limit holds where its law alone does, and when it was used up",
        )),
        _ if !known && !needless && !ground.is_silent() => Err(turn.wrong(
            "from somebody who is not known yet",
            "find out who asks first, or refuse it as unverified: this ground would say that something is held",
        )),
        _ if !known && !needless && explanation.is_some() => Err(turn.wrong(
            "from somebody who is not known yet",
            "refuse it without an explanation: whoever it is learns the ground and nothing else",
        )),
        _ => Ok(()),
    }
}

/// Forgets the proofs, notes the step, and starts the clock of what is kept.
async fn finish(desk: &Desk<'_>, unit: &Transaction, turn: &Turn, what: What) -> Result<(), RightsError> {
    let kernel = desk.kernel();
    let (request, now) = (turn.id(), kernel.now());
    if prove::forget(kernel, &desk.intent().place, unit, request).await? > 0 {
        note(desk, unit, turn.of(), What::Forgotten, None).await?;
    }
    note(desk, unit, turn.of(), what, None).await?;
    let mut kept = hanging(unit, request, <steps::Entity as Table>::KIND).await?;
    kept.push(request);
    unit.start_clock(&kept, now).await?;
    unit.waive(request, now).await?;
    Ok(())
}

/// What decisions tell of the steps so far.
async fn done(
    desk: &Desk<'_>,
    unit: &Transaction,
    request: DatumId,
) -> Result<Vec<(What, Timestamp)>, RightsError> {
    Ok(told(desk, unit, request).await?.into_iter().map(|(_, what, at)| (what, at)).collect())
}

async fn end(desk: &Desk<'_>, unit: Transaction, mut turn: Turn, letter: &Letter) -> Result<(), RightsError> {
    turn.row.closed = Some(Col(desk.kernel().now()));
    turn.row.answer = Some(turn.seal(desk, "answer", &letter.text)?);
    turn.save(desk, &unit, Happened::Closed).await?;
    Ok(unit.commit().await?)
}
