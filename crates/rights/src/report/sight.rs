//! Who saw what of somebody's: the access log, from the other side.

use incamera_gate::Read;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{Reads, Table, rows::activities};
use jiff::Timestamp;
use serde::Serialize;

use crate::{error::RightsError, kernel::Kernel};

/// Somebody opened something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Seen {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: PersonId,
    /// What he did.
    pub what: String,
    /// With which datum.
    pub datum: DatumId,
    /// From which region.
    pub region: String,
}

impl Kernel {
    /// What others did with data about somebody in a workspace, as far as the access log goes back, in its order. For whoever has
    /// checked who asks.
    ///
    /// # Errors
    /// Whatever would not.
    pub async fn seen(&self, person: PersonId, workspace: WorkspaceId) -> Result<Vec<Seen>, RightsError> {
        let now = self.now();
        let about = self.store.about(person, Some(workspace), now).await?;
        let ids: Vec<DatumId> = about.iter().map(|known| known.datum.id).collect();
        let machine = self.machine(&self.region(workspace).await?)?;
        let leave = machine.leave::<Read>()?;
        let mut seen = Vec::new();
        let children = self.store.children(&ids).await?;
        for child in children.iter().filter(|child| child.kind == <activities::Entity as Table>::KIND) {
            let Some(held) = self.store.fetch::<activities::Entity>(child.datum, now).await? else {
                continue;
            };
            let permit = leave.decide(held.datum())?;
            let row = held.open(&permit)?;
            let Some(datum) = row.target.map(|target| *target) else { continue };
            if *row.actor != person {
                let (what, region) = (row.what.to_string(), row.region.to_string());
                seen.push(Seen { at: *row.at, actor: *row.actor, what, datum, region });
            }
        }
        seen.sort();
        Ok(seen)
    }
}
