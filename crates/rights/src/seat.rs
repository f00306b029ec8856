//! Who has a seat in a workspace.

use incamera_gate::{Datum, Read};
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{Page, Reads, rows::members};
use jiff::Timestamp;

use crate::{error::RightsError, kernel::Kernel};

/// How many are read at once.
const AT_ONCE: u64 = 500;

/// A seat that is taken.
#[derive(Clone, Debug)]
pub(crate) struct Seat {
    pub(crate) datum: Datum,
    pub(crate) person: PersonId,
    pub(crate) role: String,
    pub(crate) since: Timestamp,
}

/// All seats of a workspace that hold now.
pub(crate) async fn seats(
    kernel: &Kernel,
    reads: &impl Reads,
    workspace: WorkspaceId,
) -> Result<Vec<Seat>, RightsError> {
    let (machine, now) = (kernel.machine(&kernel.region(workspace).await?)?, kernel.now());
    let leave = machine.leave::<Read>()?;
    let (mut seats, mut after): (Vec<Seat>, Option<DatumId>) = (Vec::new(), None);
    loop {
        let page = Page { workspace, project: None, after, limit: AT_ONCE };
        let held = reads.list::<members::Entity, Read>(&leave, page, now).await?;
        let Some(last) = held.last() else { return Ok(seats) };
        after = Some(last.datum().id);
        for held in &held {
            let permit = leave.decide(held.datum())?;
            let row = held.open(&permit)?;
            if row.until.is_none_or(|until| *until > now) {
                let (person, role) = (*row.person, row.role.to_string());
                seats.push(Seat { datum: held.datum().clone(), person, role, since: *row.since });
            }
        }
    }
}

/// Everybody who sits there, once.
pub(crate) fn people(seats: &[Seat]) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = seats.iter().map(|seat| seat.person).collect();
    people.sort_unstable();
    people.dedup();
    people
}
