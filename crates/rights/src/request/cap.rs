//! How often somebody may ask to know, where the only law that protects him limits it (CCPA, Civ. Code § 1798.130(b)). It never
//! limits another right, nor whom another law protects too; what he downloads himself is no request and is not counted.

use incamera_gate::Read;
use incamera_model::DatumId;
use incamera_store::{Reads, Table, rows::requests};
use jiff::{ToSpan, tz::TimeZone};

use crate::{
    desk::Desk,
    error::RightsError,
    request::{state::State, turn::Turn},
};

/// How much of what he may ask for somebody used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// Id of the law that limits it.
    pub law: String,
    /// How often he may ask in twelve months.
    pub most: u32,
    /// How often he was answered in the twelve months before this request.
    pub answered: u32,
}

impl Cap {
    /// Whether it is used up.
    pub fn reached(&self) -> bool {
        self.answered >= self.most
    }
}

/// What limits a request, if anything does; the desk is an officer's.
///
/// # Errors
/// A refusal; a request that is gone.
pub async fn cap(desk: &Desk<'_>, request: DatumId) -> Result<Option<Cap>, RightsError> {
    let kernel = desk.kernel();
    let held = kernel.store().fetch::<requests::Entity>(request, kernel.now()).await?;
    let held = held.ok_or_else(|| RightsError::missing("request", request))?;
    let datum = held.datum().clone();
    let row = held.open(&desk.may::<Read>(&datum)?)?.clone();
    of(desk, &Turn { datum, row }).await
}

pub(crate) async fn of(desk: &Desk<'_>, turn: &Turn) -> Result<Option<Cap>, RightsError> {
    let kernel = desk.kernel();
    let charter = kernel.charter();
    let counted = |right: &str| matches!(right, "access" | "portability");
    if !counted(turn.row.right.as_str()) {
        return Ok(None);
    }
    let said = turn.said(desk)?;
    // Of whom nobody knows where he lives, every law might be his.
    let laws = charter.laws(&said.places());
    let [law] = laws[..] else { return Ok(None) };
    let Some(most) = charter.regimes.get(law).and_then(|regime| regime.most) else { return Ok(None) };
    let received = turn.row.received.to_zoned(TimeZone::UTC);
    let since = received.checked_sub(12.months()).map_or(*turn.row.received, |since| since.timestamp());
    let mut answered = 0;
    let leave = desk.leave::<Read>()?;
    let all = kernel.store().about(*turn.row.person, Some(turn.datum.workspace), kernel.now()).await?;
    for known in all.iter().filter(|k| k.data.kind == <requests::Entity as Table>::KIND) {
        let Some(held) = kernel.store().fetch::<requests::Entity>(known.datum.id, kernel.now()).await? else {
            continue;
        };
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        let within = *row.received > since && *row.received <= *turn.row.received;
        let another = *row.id != turn.id();
        let done = row.state.0 == *State::Fulfilled.word();
        answered += u32::from(another && within && done && counted(row.right.as_str()));
    }
    Ok(Some(Cap { law: law.to_owned(), most: most.count, answered }))
}
