//! Who and what an incident touches: computed from the facts of what is held and from the log of who opened what.

use std::collections::{BTreeMap, BTreeSet};

use incamera_gate::Read;
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_store::{Known, Reads, Stretch, Table, rows::activities};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::RightsError,
    kernel::{HOUSE, Kernel},
};

/// How many facts are read at once.
const AT_ONCE: u64 = 1000;

/// What an incident touches, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// All of these tenants.
    pub workspaces: Vec<WorkspaceId>,
    /// All of these films.
    pub projects: Vec<ProjectId>,
    /// Everything about these people.
    pub people: Vec<PersonId>,
    /// These data.
    pub data: Vec<DatumId>,
    /// What somebody opened since then, as the access log says: an account that was stolen.
    pub opened: Vec<(PersonId, Timestamp)>,
}

/// Who and what is affected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// Everybody it is about.
    pub people: BTreeSet<PersonId>,
    /// Tenants whose data it is.
    pub workspaces: BTreeSet<WorkspaceId>,
    /// How many data, by class.
    pub classes: BTreeMap<String, usize>,
    /// How many in all.
    pub records: usize,
}

impl Kernel {
    /// Who and what is affected by something that touched this. An incident of one workspace sees no other's data; one of the
    /// installation sees all.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn affected(&self, within: WorkspaceId, touched: &Touched) -> Result<Affected, RightsError> {
        let mut affected = Affected::default();
        for known in self.touched(&self.store, within, touched).await?.values() {
            affected.people.extend(&known.datum.about);
            affected.workspaces.insert(known.datum.workspace);
            *affected.classes.entry(known.datum.class.clone()).or_default() += 1;
            affected.records += 1;
        }
        Ok(affected)
    }

    /// The facts about everything that was touched.
    pub(super) async fn touched(
        &self,
        reads: &impl Reads,
        within: WorkspaceId,
        touched: &Touched,
    ) -> Result<BTreeMap<DatumId, Known>, RightsError> {
        let (now, tenant) = (self.now(), (within != HOUSE).then_some(within));
        let mut all = Vec::new();
        for workspace in touched.workspaces.iter().filter(|one| tenant.is_none_or(|only| only == **one)) {
            let stretch = Stretch { workspace: Some(*workspace), limit: AT_ONCE, ..Stretch::default() };
            whole(reads, stretch, now, &mut all).await?;
        }
        for project in &touched.projects {
            let stretch =
                Stretch { workspace: tenant, project: Some(*project), limit: AT_ONCE, ..Stretch::default() };
            whole(reads, stretch, now, &mut all).await?;
        }
        for person in &touched.people {
            all.extend(reads.about(*person, tenant, now).await?);
        }
        let mut named = touched.data.clone();
        for (person, since) in &touched.opened {
            named.extend(self.opened(reads, *person, tenant, *since).await?);
        }
        all.extend(reads.data(&named, now).await?);
        all.retain(|known| tenant.is_none_or(|only| known.datum.workspace == only));
        Ok(all.into_iter().map(|known| (known.datum.id, known)).collect())
    }

    /// What somebody opened since then, by the access log.
    async fn opened(
        &self,
        reads: &impl Reads,
        person: PersonId,
        tenant: Option<WorkspaceId>,
        since: Timestamp,
    ) -> Result<Vec<DatumId>, RightsError> {
        let now = self.now();
        let mut opened = Vec::new();
        for known in reads.about(person, tenant, now).await? {
            if known.data.kind != <activities::Entity as Table>::KIND {
                continue;
            }
            let machine = self.machine(&known.datum.region)?;
            let leave = machine.leave::<Read>()?;
            let Some(held) = reads.fetch::<activities::Entity>(known.datum.id, now).await? else { continue };
            let permit = leave.decide(held.datum())?;
            let row = held.open(&permit)?;
            if *row.actor == person && *row.at >= since {
                opened.extend(row.target.map(|target| *target));
            }
        }
        Ok(opened)
    }
}

/// All of a stretch.
async fn whole(
    reads: &impl Reads,
    mut stretch: Stretch,
    now: Timestamp,
    all: &mut Vec<Known>,
) -> Result<(), RightsError> {
    loop {
        let page = reads.within(stretch, now).await?;
        let Some(last) = page.last() else { return Ok(()) };
        stretch.after = Some(last.datum.id);
        all.extend(page);
    }
}
