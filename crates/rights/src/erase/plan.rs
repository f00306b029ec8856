//! What an erasure would do. Shown before anything is done.

use std::collections::BTreeMap;

use incamera_model::{PersonId, WorkspaceId};
use incamera_store::{Edge, Reads, Tie, table};
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use crate::{error::RightsError, kernel::Kernel};

/// What would go, and what would stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub workspace: WorkspaceId,
    /// What is about him alone and goes, by table.
    pub goes: Vec<Goes>,
    /// What is about him alone and stays for now, by table and reason.
    pub stays: Vec<Stays>,
    /// How many data he shares with others: they stay, and forget him.
    pub shared: usize,
    /// How many rows mention him: they stay without the mention.
    pub mentions: usize,
    /// Ids of the processors who may hold copies, and are told.
    pub recipients: Vec<String>,
    /// From when no backup holds even a sealed copy.
    pub backups_until: Timestamp,
}

/// How much of a table goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Goes {
    /// Name of the table.
    pub table: &'static str,
    /// Id of the charter's class.
    pub class: String,
    /// How many.
    pub count: usize,
    /// How many of them have a sealed object, and how long those are together, in bytes.
    pub objects: usize,
    /// In bytes.
    pub bytes: u64,
}

/// How much of a table stays, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stays {
    /// Name of the table.
    pub table: &'static str,
    /// Id of the charter's class.
    pub class: String,
    /// How many.
    pub count: usize,
    /// Why.
    pub reason: Reason,
    /// The ground as the charter names it, for what a law keeps.
    pub ground: Option<String>,
    /// Until when at the latest; none where nobody knows yet, for what starts the clock has not happened.
    pub until: Option<Timestamp>,
}

/// Why something stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A law keeps its class.
    Law,
    /// A hold keeps it.
    Hold,
}

impl Kernel {
    /// What erasing somebody from a workspace would do.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn plan_erasure(&self, workspace: WorkspaceId, person: PersonId) -> Result<Plan, RightsError> {
        let now = self.now();
        let mut goes: BTreeMap<i16, Goes> = BTreeMap::new();
        let mut stays: BTreeMap<(i16, Reason), Stays> = BTreeMap::new();
        let (mut shared, mut classes) = (0, Vec::new());
        for known in self.store.about(person, Some(workspace), now).await? {
            let Some(table) = table(known.data.kind) else { continue };
            let class = known.datum.class.clone();
            if !classes.contains(&class) {
                classes.push(class.clone());
            }
            let reason = match known.ties.get(&person) {
                Some(Tie::Shares) | None => {
                    shared += 1;
                    continue;
                }
                Some(_) if known.datum.held => Reason::Hold,
                Some(Tie::Keeps) => Reason::Law,
                Some(Tie::Owns) => {
                    let line = goes.entry(table.kind).or_insert(Goes {
                        table: table.name,
                        class,
                        count: 0,
                        objects: 0,
                        bytes: 0,
                    });
                    line.count += 1;
                    if let Some(bytes) = known.data.bytes {
                        line.objects += 1;
                        line.bytes += bytes.unsigned_abs();
                    }
                    continue;
                }
            };
            let retention = self.charter().classes.get(&class).map(|class| &class.retention);
            let until = known.data.clock.and_then(|clock| {
                retention?.keep.until(&clock.to_zoned(TimeZone::UTC)).map(|until| until.timestamp())
            });
            let ground = retention.filter(|_| reason == Reason::Law).map(|r| r.ground.clone());
            let line = stays.entry((table.kind, reason)).or_insert(Stays {
                table: table.name,
                class,
                count: 0,
                reason,
                ground,
                until,
            });
            line.count += 1;
            line.until = line.until.zip(until).map(|(a, b)| a.max(b));
        }
        let mentions = self.mentioned(workspace, person).await?.len();
        Ok(Plan {
            person,
            workspace,
            goes: goes.into_values().collect(),
            stays: stays.into_values().collect(),
            shared,
            mentions,
            recipients: self.recipients(&classes),
            backups_until: self.backups_until(now),
        })
    }

    /// Rows of a workspace that mention somebody, or share him, and stay.
    pub(crate) async fn mentioned(
        &self,
        workspace: WorkspaceId,
        person: PersonId,
    ) -> Result<Vec<incamera_store::Mention>, RightsError> {
        let mentions = self.store.mentions(person).await?;
        let staying: Vec<_> = mentions.into_iter().filter(|mention| mention.edge != Edge::Owns).collect();
        let ids: Vec<_> = staying.iter().map(|mention| mention.datum).collect();
        let here: Vec<_> = self
            .store
            .data(&ids, self.now())
            .await?
            .into_iter()
            .filter(|known| known.datum.workspace == workspace)
            .map(|known| known.datum.id)
            .collect();
        Ok(staying.into_iter().filter(|mention| here.contains(&mention.datum)).collect())
    }

    /// Processors who may hold copies of these classes.
    pub(crate) fn recipients(&self, classes: &[String]) -> Vec<String> {
        let holds = |processor: &incamera_charter::Processor| {
            processor.fields.iter().any(|class| classes.contains(class))
        };
        let register = self.charter().processors.iter();
        register.filter(|(_, processor)| holds(processor)).map(|(id, _)| id.clone()).collect()
    }

    /// From when no backup made by now is left.
    pub(crate) fn backups_until(&self, now: Timestamp) -> Timestamp {
        let window = self.charter().backup;
        let days = match window.unit {
            incamera_charter::ClockUnit::Hours => i64::from(window.count.div_ceil(24)),
            incamera_charter::ClockUnit::Months => i64::from(window.count) * 31,
            _ => i64::from(window.count),
        };
        now.checked_add(jiff::SignedDuration::from_hours(24 * (days + 1))).unwrap_or(Timestamp::MAX)
    }
}
