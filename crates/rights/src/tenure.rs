//! The term of a workspace: its end, when its admin wants everything gone, and what he agreed to keep shorter or longer.

use incamera_charter::{Keep, LengthUnit, Start};
use incamera_gate::Write;
use incamera_model::{DatumId, Term, WorkspaceId};
use incamera_store::{Col, Expired, Held, Reads, Retention, kernel::keeps, rows::workspaces, tables};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{desk::Desk, error::RightsError, kernel::term, retain::cutoff};

/// How long a workspace keeps a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed<'a> {
    /// Id of the class.
    pub class: &'a str,
    /// How many.
    pub length: u32,
    /// Of these.
    pub unit: LengthUnit,
    /// By which contract, where there is one that lets it differ more: its number, a plain word.
    pub contract: Option<&'a str>,
}

impl Desk<'_> {
    /// Ends the term of a workspace now: what is kept for the term goes with the next night, and what is kept from the end of it
    /// begins to count. The desk is an admin's.
    ///
    /// # Errors
    /// A refusal; a workspace that is gone.
    pub async fn end_term(&self, workspace: WorkspaceId) -> Result<(), RightsError> {
        let now = self.kernel().now();
        let mut starting = Vec::new();
        let classes = self.kernel().charter().classes.iter();
        let from_end: Vec<_> = classes
            .filter(|(_, class)| class.retention.from == Start::TermEnd)
            .map(|(id, _)| id.as_str())
            .collect();
        for table in tables().iter().filter(|table| from_end.contains(&table.class)) {
            let which = Expired { kind: table.kind, by: None, workspace: Some(workspace), except: &[] };
            loop {
                let after = starting.last().map(|id| (now, *id));
                let page = self.kernel().store().expired(&which, after, 500, now).await?;
                if page.is_empty() {
                    break;
                }
                starting.extend(page.iter().map(|known| known.datum.id));
            }
        }
        self.change(workspace, Some(&starting), |row| row.ended = Some(Col(now))).await
    }

    /// Says when everything of a workspace is to go: at once, or later. The desk is an admin's.
    ///
    /// # Errors
    /// A refusal; a workspace that is gone.
    pub async fn purge_at(&self, workspace: WorkspaceId, when: Timestamp) -> Result<(), RightsError> {
        self.change(workspace, None, |row| row.purge = Some(Col(when))).await
    }

    /// Keeps a class shorter in a workspace than the charter says; with a contract, also otherwise. What is kept as a proof that
    /// a law wants is never kept shorter.
    ///
    /// # Errors
    /// A refusal; a length outside these bounds.
    pub async fn agree(&self, workspace: WorkspaceId, agreed: &Agreed<'_>) -> Result<(), RightsError> {
        let kernel = self.kernel();
        let class = kernel.class(agreed.class)?;
        let keep = Keep::For(agreed.length, agreed.unit);
        let proof = class.purposes.contains(&kernel.charter().answer.purpose);
        let now = kernel.now();
        // No moment yet is past a keeping that is longer than time: the shorter one has the later cutoff.
        let (new, promised) = (cutoff(keep, now), cutoff(class.retention.keep, now));
        let longer = class.retention.keep != Keep::Term && new < promised;
        let shorter = class.retention.keep == Keep::Term || new > promised;
        let refuse = |why: &str| Err(RightsError::Said(format!("class {}: {why}", agreed.class)));
        if proof && shorter {
            return refuse("a law wants it as a proof: it is not kept shorter than the charter says");
        }
        if longer && agreed.contract.is_none() {
            return refuse("it is kept longer than the charter says by a contract alone: name it");
        }
        let held = self.standing_for(workspace).await?;
        let permit = self.may::<Write>(held.datum())?;
        let unit = match agreed.unit {
            LengthUnit::Hours => 1,
            LengthUnit::Days => 2,
            LengthUnit::Months => 3,
            LengthUnit::Years => 4,
        };
        let row = keeps::Model {
            id: Col(name(workspace, agreed.class)),
            workspace: Col(workspace),
            class: Col(term(agreed.class)?),
            length: i64::from(agreed.length),
            unit,
            contract: agreed.contract.map(|contract| contract.parse::<Term>().map(Col)).transpose().map_err(
                |e: incamera_model::TermError| RightsError::Said(format!("the contract's reference: {e}")),
            )?,
            since: Col(now),
        };
        let work = kernel.store().begin().await?;
        work.keep(row).await?;
        work.log(&self.wrote(&permit)?).await?;
        work.commit().await?;
        Ok(())
    }

    async fn standing_for(&self, workspace: WorkspaceId) -> Result<Held<workspaces::Entity>, RightsError> {
        let (kernel, id) = (self.kernel(), DatumId::of(workspace.uuid()));
        let held = kernel.store().fetch::<workspaces::Entity>(id, kernel.now()).await?;
        held.ok_or_else(|| RightsError::missing("workspace", id))
    }

    async fn change(
        &self,
        workspace: WorkspaceId,
        starting: Option<&[DatumId]>,
        change: impl FnOnce(&mut workspaces::Model),
    ) -> Result<(), RightsError> {
        let kernel = self.kernel();
        let held = self.standing_for(workspace).await?;
        let datum = held.datum().clone();
        let permit = self.may::<Write>(&datum)?;
        let mut row = held.change(&permit)?;
        change(&mut row);
        let unit = kernel.store().begin().await?;
        unit.update::<workspaces::Entity>(&permit, row).await?;
        unit.start_clock(starting.unwrap_or_default(), kernel.now()).await?;
        unit.log(&self.wrote(&permit)?).await?;
        unit.commit().await?;
        Ok(())
    }
}

/// One row a workspace and class.
fn name(workspace: WorkspaceId, class: &str) -> DatumId {
    let digest = Sha256::new().chain_update(workspace.uuid().as_bytes()).chain_update(class).finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    DatumId::of(uuid::Builder::from_custom_bytes(id).into_uuid())
}
