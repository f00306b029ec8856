//! What came of an erasure, for the person it was about.

use incamera_model::{DatumId, PersonId};
use incamera_store::Registers;
use jiff::Timestamp;
use serde::Serialize;

use super::plan::Stays;
use crate::{error::RightsError, kernel::Kernel};

/// An erasure, with a state for each place it must reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erasure {
    /// Its name.
    pub tombstone: DatumId,
    /// Because of which promise.
    pub promise: String,
    /// What went: `person`, `datum`, `project`, `workspace`.
    pub reach: String,
    /// Since when nobody was let near.
    pub closed: Timestamp,
    /// Since when it is complete.
    pub done: Option<Timestamp>,
    /// Where it must reach.
    pub targets: Vec<Target>,
    /// What of the person stays, and why.
    pub stays: Vec<Stays>,
}

/// How far an erasure is in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Target {
    /// Where: `keys`, `rows`, `shared`, `mentions`, `backups`, `processor.…`.
    pub store: String,
    /// `waiting` or `done`.
    pub state: String,
    /// How many were reached.
    pub count: i64,
    /// Since when it stands so.
    pub at: Timestamp,
}

impl Kernel {
    /// How an erasure stands.
    ///
    /// # Errors
    /// There is none of that name.
    pub async fn erasure(&self, tombstone: DatumId) -> Result<Erasure, RightsError> {
        let stone = self.store.tombstone(tombstone).await?;
        let stone = stone.ok_or_else(|| RightsError::missing("tombstone", tombstone))?;
        let targets = self.store.targets(tombstone).await?;
        let mut targets: Vec<Target> = targets
            .into_iter()
            .map(|target| Target {
                store: target.store.to_string(),
                state: target.state.to_string(),
                count: target.count,
                at: *target.at,
            })
            .collect();
        targets.sort_by(|a, b| a.store.cmp(&b.store));
        let stays = if *stone.reach == "person" {
            self.plan_erasure(*stone.workspace, PersonId::of(stone.target.uuid())).await?.stays
        } else {
            Vec::new()
        };
        Ok(Erasure {
            stays,
            tombstone,
            promise: stone.promise.to_string(),
            reach: stone.reach.to_string(),
            closed: *stone.at,
            done: stone.done.map(|at| *at),
            targets,
        })
    }
}
