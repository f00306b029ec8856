//! What waits, in the order in which it is due; and how much of it was in time.

use incamera_gate::Read;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{Page, Reads, rows::requests};
use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};

use crate::{
    desk::Desk,
    error::RightsError,
    request::{deadline::WARNING, state::State},
};

/// How many rows are read at once.
const AT_ONCE: u64 = 200;

/// A request in the queue: what clocks need, and nothing he said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Which.
    pub request: DatumId,
    /// About whom.
    pub person: PersonId,
    /// What is asked for.
    pub right: String,
    /// How far it is.
    pub state: State,
    /// `self`, `agent`, `guardian`.
    pub asker: String,
    /// When it came in.
    pub received: Timestamp,
    /// By when it is to be answered; put off, if it was.
    pub due: Timestamp,
    /// The promise that wants it then.
    pub promise: String,
    /// Whether it was put off.
    pub extended: bool,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// Who works on it.
    pub assigned: Option<PersonId>,
}

impl Queued {
    /// Whether it is open and late.
    pub fn overdue(&self, now: Timestamp) -> bool {
        self.closed.is_none() && now >= self.due
    }

    fn of(row: &requests::Model) -> Result<Self, RightsError> {
        Ok(Self {
            request: *row.id,
            person: *row.person,
            right: row.right.as_str().to_owned(),
            state: State::of(row.state.as_str())?,
            asker: row.asker.as_str().to_owned(),
            received: *row.received,
            due: row.extended.map_or(*row.due, |extended| *extended),
            promise: row.promise.as_str().to_owned(),
            extended: row.extended.is_some(),
            closed: row.closed.map(|closed| *closed),
            assigned: row.assigned.map(|person| *person),
        })
    }
}

/// The requests of a workspace that are open, the one that is due first in front: what is overdue, then the rest. An officer sees
/// all of them; everybody else his own.
///
/// # Errors
/// A database that would not.
pub async fn queue(desk: &Desk<'_>, workspace: WorkspaceId) -> Result<Vec<Queued>, RightsError> {
    let mut open = all(desk, workspace).await?;
    open.retain(|queued| queued.closed.is_none());
    open.sort_by_key(|queued| (queued.due, queued.request));
    Ok(open)
}

/// How it stands with the requests of a workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many are open.
    pub open: u32,
    /// How many of them are late.
    pub overdue: u32,
    /// How many are due within seven days.
    pub soon: u32,
    /// How many were answered or refused in the last twelve months.
    pub decided: u32,
    /// How many of those in time.
    pub in_time: u32,
}

impl Summary {
    /// Of a thousand that were decided, or should have been, so many were in time. None where there were none.
    pub fn permille(&self) -> Option<u32> {
        let all = self.decided + self.overdue;
        (all > 0).then(|| self.in_time * 1000 / all)
    }
}

/// Counts the requests of a workspace; the desk is an officer's.
///
/// # Errors
/// A database that would not.
pub async fn summary(desk: &Desk<'_>, workspace: WorkspaceId) -> Result<Summary, RightsError> {
    let now = desk.kernel().now();
    let since = now.to_zoned(TimeZone::UTC).checked_sub(12.months()).map_or(now, |since| since.timestamp());
    let mut summary = Summary::default();
    for queued in all(desk, workspace).await? {
        match queued.closed {
            None => {
                summary.open += 1;
                summary.overdue += u32::from(queued.overdue(now));
                let left = queued.due.duration_since(now);
                summary.soon += u32::from(left > SignedDuration::ZERO && left <= WARNING);
            }
            // What was taken back was decided by nobody.
            Some(closed) if closed > since && queued.state != State::Revoked => {
                summary.decided += 1;
                summary.in_time += u32::from(closed < queued.due);
            }
            Some(_) => {}
        }
    }
    Ok(summary)
}

async fn all(desk: &Desk<'_>, workspace: WorkspaceId) -> Result<Vec<Queued>, RightsError> {
    let kernel = desk.kernel();
    let leave = desk.leave::<Read>()?;
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = Page { workspace, project: None, after, limit: AT_ONCE };
        let rows = kernel.store().list::<requests::Entity, Read>(&leave, page, kernel.now()).await?;
        for held in &rows {
            after = Some(held.datum().id);
            found.push(Queued::of(held.open(&leave.decide(held.datum())?)?)?);
        }
        if (rows.len() as u64) < AT_ONCE {
            return Ok(found);
        }
    }
}
