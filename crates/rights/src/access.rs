//! Seats are confirmed by an admin, or lapse.

use incamera_gate::Write;
use incamera_ledger::Kind;
use incamera_model::{DatumId, WorkspaceId};
use incamera_store::{
    Col, Filing, Reads,
    kernel::obligations,
    rows::{activities, members},
};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::{Kernel, term},
    owe::owe,
    seat::seats,
};

pub(crate) const TASK: &str = "access-review";
const PROMISE: &str = "review.access";

impl Desk<'_> {
    /// An admin confirms a seat: it holds until the next review.
    ///
    /// # Errors
    /// A refusal; a seat that is gone or has lapsed.
    pub async fn confirm_seat(&self, seat: DatumId) -> Result<Timestamp, RightsError> {
        let (kernel, now) = (self.kernel, self.kernel.now());
        let unit = kernel.store.begin().await?;
        unit.lock(seat).await?;
        let held = unit.fetch::<members::Entity>(seat, now).await?;
        let held = held.ok_or_else(|| RightsError::missing("seat", seat))?;
        let datum = held.datum().clone();
        let permit = self.may::<Write>(&datum)?;
        if held.change(&permit)?.until.is_some_and(|until| *until <= now) {
            return Err(RightsError::State {
                what: format!("seat {seat}"),
                state: "over".to_owned(),
                next: "admit the person again",
            });
        }
        let machine = kernel.machine(&datum.region)?;
        let entry = machine.draft("audit", datum.workspace, None, &[self.actor.person]).await?;
        let leave = machine.may::<Write>(&entry)?;
        let row = activities::Model {
            id: Col(entry.id),
            actor: Col(self.actor.person),
            what: Col(term("seat.confirmed")?),
            target: Some(Col(seat)),
            region: Col(term(&datum.region)?),
            at: Col(now),
        };
        unit.insert::<activities::Entity>(&leave, row, Filing::observed(now)).await?;
        let due = kernel.access_due(now);
        for owed in kernel.store.owed(seat).await?.iter().filter(|owed| *owed.task == *TASK) {
            unit.meet(*owed.id, now).await?;
        }
        unit.owe([owe(PROMISE, TASK, seat, due)?]).await?;
        let only = datum.about.first().copied();
        let what = ("confirmed", seat, self.actor.person, due);
        unit.log(&kernel.entry(Kind::Write, PROMISE, datum.workspace, only, &what)?).await?;
        unit.commit().await?;
        Ok(due)
    }
}

impl Kernel {
    /// The review of a seat that is taken now, to be owed in the same unit.
    ///
    /// # Errors
    /// None, while the charter names it by plain words.
    pub fn seat_review(&self, seat: DatumId) -> Result<obligations::Model, RightsError> {
        owe(PROMISE, TASK, seat, self.access_due(self.now()))
    }

    /// Owes a review of every seat of a workspace that has none ahead, counted from when the seat was taken. Says how many. It is for
    /// seats that were taken before reviews were owed with them.
    ///
    /// # Errors
    /// Whatever would not.
    pub async fn schedule_access(&self, workspace: WorkspaceId) -> Result<usize, RightsError> {
        let unit = self.store.begin().await?;
        let mut scheduled = 0;
        for seat in seats(self, &unit, workspace).await? {
            let owed = self.store.owed(seat.datum.id).await?;
            if !owed.iter().any(|owed| *owed.task == *TASK) {
                let due = self.access_due(seat.since);
                unit.owe([owe(PROMISE, TASK, seat.datum.id, due)?]).await?;
                scheduled += 1;
            }
        }
        unit.commit().await?;
        Ok(scheduled)
    }

    /// A seat that nobody confirmed in time lapses; for task `access-review`. The last admin's stays, overdue: a workspace that
    /// nobody administers can confirm nobody. Says whether it lapsed.
    ///
    /// # Errors
    /// Whatever would not.
    pub async fn lapse_seat(&self, seat: DatumId) -> Result<bool, RightsError> {
        let now = self.now();
        let owed = self.store.owed(seat).await?;
        let open = owed.iter().find(|owed| *owed.task == *TASK && owed.done.is_none() && *owed.due <= now);
        let Some(open) = open else { return Ok(false) };
        let unit = self.store.begin().await?;
        let Some(held) = unit.fetch::<members::Entity>(seat, now).await? else {
            unit.meet(*open.id, now).await?;
            unit.commit().await?;
            return Ok(false);
        };
        let datum = held.datum().clone();
        let machine = self.machine(&datum.region)?;
        let permit = machine.may::<Write>(&datum)?;
        let mut row = held.change(&permit)?;
        if *row.role == *"admin" {
            let seats = seats(self, &unit, datum.workspace).await?;
            if !seats.iter().any(|other| other.role == "admin" && other.datum.id != seat) {
                return Ok(false);
            }
        }
        row.until = Some(Col(now));
        unit.update::<members::Entity>(&permit, row).await?;
        unit.meet(*open.id, now).await?;
        let only = datum.about.first().copied();
        unit.log(&self.entry(Kind::Write, PROMISE, datum.workspace, only, &("lapsed", seat))?).await?;
        unit.commit().await?;
        Ok(true)
    }

    /// By when a seat confirmed then is looked at again.
    fn access_due(&self, from: Timestamp) -> Timestamp {
        let every = self.charter().reviews.get("access").map(|review| review.every);
        let until = every.and_then(|every| every.until(&from.to_zoned(TimeZone::UTC)));
        until.map_or(from, |until| until.timestamp())
    }
}
