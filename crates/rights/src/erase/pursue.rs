//! An erasure goes on, from wherever it stopped.

use incamera_gate::Datum;
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId, ProjectId};
use incamera_store::{Col, Known, Reads, Registers, Tie, kernel::tombstones};
use jiff::{SignedDuration, Timestamp};

use super::begin::waiting;
use crate::{
    desk::Desk,
    error::RightsError,
    kernel::{Kernel, term},
    owe::owe,
    sweep::Task,
};

/// How many data are erased in one unit of work.
const AT_ONCE: u64 = 500;

/// How far an erasure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Everything within reach is gone; copies elsewhere are waited for, until then at the latest.
    Waiting(Timestamp),
    /// It is complete.
    Done,
}

impl Kernel {
    /// Goes on with an erasure: destroys keys, removes bytes and rows, takes the name out of what is shared, and waits for what
    /// lies elsewhere. Every step can be done again.
    ///
    /// # Errors
    /// Whatever would not: the obligation stays, and the next sweep goes on.
    pub async fn pursue(&self, tombstone: DatumId) -> Result<Progress, RightsError> {
        let stone = self.store.tombstone(tombstone).await?;
        let stone = stone.ok_or_else(|| RightsError::missing("tombstone", tombstone))?;
        if stone.done.is_some() {
            return Ok(Progress::Done);
        }
        let machine = self.machine(&self.region_of(&stone).await?)?;
        let open = self.store.targets(tombstone).await?;
        let open: Vec<String> = open
            .into_iter()
            .filter(|target| *target.state != "done")
            .map(|target| target.store.to_string())
            .collect();
        let wanted = |store: &str| open.iter().any(|open| open == store);
        if wanted("keys") || wanted("rows") {
            // Where no database is restored from, before anything is gone.
            self.remember(std::slice::from_ref(&stone))?;
            let held = machine.held(&stone).await?;
            let keys = machine.destroy_keys(&stone, held).await?;
            if !held {
                self.reached(&stone, "keys", keys, Some(Kind::KeysDestroyed)).await?;
            }
            let rows = machine.remove_rows(&stone).await?;
            if !held {
                self.reached(&stone, "rows", rows, None).await?;
            }
        }
        if let Some(person) = person_of(&stone) {
            if wanted("shared") {
                let shared = machine.leave_shared(&stone, person).await?;
                self.reached(&stone, "shared", shared, None).await?;
            }
            if wanted("mentions") {
                let mentions = self.unmention(&stone, person).await?;
                self.reached(&stone, "mentions", mentions, None).await?;
            }
        } else {
            for store in ["shared", "mentions"].into_iter().filter(|store| wanted(store)) {
                self.reached(&stone, store, 0, None).await?;
            }
        }
        // Nothing of it is left in the database's own log.
        self.store.settle().await?;
        self.elsewhere(&stone).await
    }

    /// Backups and processors: when the last copy is gone, so is the erasure's end.
    async fn elsewhere(&self, stone: &tombstones::Model) -> Result<Progress, RightsError> {
        let backups = self.store.backups().await?;
        let copies = backups.iter().filter(|b| b.gone.is_none() && *b.made <= *stone.at).count();
        if copies == 0 {
            self.reached(stone, "backups", backups.len() as u64, None).await?;
        }
        let left = self.store.targets(*stone.id).await?;
        let left: Vec<_> = left.iter().filter(|target| *target.state != "done").collect();
        let (unit, now) = (self.store.begin().await?, self.now());
        unit.waive(*stone.id, now).await?;
        if left.is_empty() {
            unit.rest(*stone.id, now).await?;
            let what = ("erased", *stone.id, stone.reach.as_str(), *stone.target);
            unit.log(&self.entry(Kind::Erased, stone.promise.as_str(), *stone.workspace, None, &what)?)
                .await?;
            unit.commit().await?;
            return Ok(Progress::Done);
        }
        // A hold may end any day, a processor may answer: it is tried again tomorrow.
        let until = self.backups_until(*stone.at);
        let only_backups = left.iter().all(|target| *target.store == "backups");
        let next = if only_backups { until.max(now) } else { now + SignedDuration::from_hours(24) };
        unit.owe([owe(stone.promise.as_str(), Task::Erase.word(), *stone.id, next)?]).await?;
        unit.commit().await?;
        Ok(Progress::Waiting(until.max(next)))
    }

    /// Writes down that a place was reached.
    async fn reached(
        &self,
        stone: &tombstones::Model,
        store: &str,
        count: u64,
        kind: Option<Kind>,
    ) -> Result<(), RightsError> {
        let mut target = waiting(*stone.id, store, self.now())?;
        (target.state, target.count) = (Col(term("done")?), count as i64);
        let unit = self.store.begin().await?;
        unit.reach(target).await?;
        if let Some(kind) = kind {
            let what = (store, *stone.id, count);
            unit.log(&self.entry(kind, stone.promise.as_str(), *stone.workspace, None, &what)?).await?;
        }
        Ok(unit.commit().await?)
    }

    /// Takes somebody's name out of the rows that mention him, or that others share.
    async fn unmention(&self, stone: &tombstones::Model, person: PersonId) -> Result<u64, RightsError> {
        let mentions = self.mentioned(*stone.workspace, person).await?;
        let unit = self.store.begin().await?;
        for mention in &mentions {
            unit.unname(*mention, nobody(stone)).await?;
        }
        unit.forget_standings(person, *stone.workspace).await?;
        unit.commit().await?;
        Ok(mentions.len() as u64)
    }

    pub(crate) async fn region_of(&self, stone: &tombstones::Model) -> Result<String, RightsError> {
        match self.region(*stone.workspace).await {
            Ok(region) => Ok(region),
            // The workspace itself went first: nothing of it is left to lie anywhere.
            Err(RightsError::Missing { .. }) => {
                let first = self.charter().regions.keys().next();
                first.cloned().ok_or_else(|| RightsError::Said("the charter has no region".to_owned()))
            }
            Err(other) => Err(other),
        }
    }
}

impl Desk<'_> {
    /// Whether a hold keeps any of it.
    async fn held(&self, stone: &tombstones::Model) -> Result<bool, RightsError> {
        let (store, now) = (&self.kernel.store, self.kernel.now());
        let some = match (person_of(stone), stone.reach.as_str()) {
            (Some(person), _) => {
                store.tied(person, *stone.workspace, Tie::Owns, true, (None, 1), now).await?
            }
            (None, "project") => {
                let project = ProjectId::of(stone.target.uuid());
                store.doomed(*stone.workspace, Some(project), true, 1, now).await?
            }
            (None, "workspace") => store.doomed(*stone.workspace, None, true, 1, now).await?,
            (None, _) => {
                let one = store.data(&[*stone.target], now).await?;
                one.into_iter().filter(|known| known.datum.held).collect()
            }
        };
        Ok(!some.is_empty())
    }

    /// Destroys every key an erasure reaches, but the one that opens what a hold keeps. Says how many data that made unreadable.
    async fn destroy_keys(&self, stone: &tombstones::Model, held: bool) -> Result<u64, RightsError> {
        let kernel = self.kernel;
        let now = kernel.now();
        if let Some(person) = person_of(stone) {
            // Leave to forget him altogether: asked for his account, whether he has one there or not.
            let his = self.draft("account", *stone.workspace, None, &[person]).await?;
            let permit = self.may::<incamera_gate::Erase>(&his)?;
            if !held {
                kernel.vault.forget(&permit, person)?;
            }
            let (mut count, mut after) = (0, None);
            loop {
                let page = kernel
                    .store
                    .tied(person, *stone.workspace, Tie::Owns, false, (after, AT_ONCE), now)
                    .await?;
                let Some(last) = page.last().map(|known| known.datum.id) else { return Ok(count) };
                count += self.shred(&page)?;
                after = Some(last);
            }
        }
        if *stone.reach == "workspace" && !held {
            let workspace = Datum::new(*stone.target, "configuration", *stone.workspace, &self.intent.place);
            let permit = self.may::<incamera_gate::Erase>(&workspace)?;
            return Ok(kernel.vault.destroy_workspace(&permit)? as u64);
        }
        // What is destroyed with its rows is counted with them.
        Ok(0)
    }

    fn shred(&self, page: &[Known]) -> Result<u64, RightsError> {
        let data: Vec<&Datum> = page.iter().map(|known| &known.datum).collect();
        self.kernel.vault.shred(&self.permits(&data)?)?;
        Ok(data.len() as u64)
    }

    /// Removes bytes and rows. Says how many data went.
    async fn remove_rows(&self, stone: &tombstones::Model) -> Result<u64, RightsError> {
        let (kernel, mut gone) = (self.kernel, 0);
        loop {
            let now = kernel.now();
            let page = match (person_of(stone), stone.reach.as_str()) {
                (Some(person), _) => {
                    kernel
                        .store
                        .tied(person, *stone.workspace, Tie::Owns, false, (None, AT_ONCE), now)
                        .await?
                }
                (None, "project") => {
                    let project = ProjectId::of(stone.target.uuid());
                    kernel.store.doomed(*stone.workspace, Some(project), false, AT_ONCE, now).await?
                }
                (None, "workspace") => {
                    kernel.store.doomed(*stone.workspace, None, false, AT_ONCE, now).await?
                }
                (None, _) => {
                    let mut one = kernel.store.data(&[*stone.target], now).await?;
                    one.retain(|known| !known.datum.held);
                    one
                }
            };
            if page.is_empty() {
                return Ok(gone);
            }
            let doom = self.doom(page).await?;
            gone += self.end(&doom, nobody(stone)).await?.0;
        }
    }

    /// Makes what somebody shares with others forget him. Footage that shows him still shows him: whoever keeps the film owes
    /// its redaction from now on.
    async fn leave_shared(&self, stone: &tombstones::Model, person: PersonId) -> Result<u64, RightsError> {
        let (kernel, mut left) = (self.kernel, 0);
        loop {
            let now = kernel.now();
            let page =
                kernel.store.tied(person, *stone.workspace, Tie::Shares, false, (None, AT_ONCE), now).await?;
            if page.is_empty() {
                return Ok(left);
            }
            let ids: Vec<DatumId> = page.iter().map(|known| known.datum.id).collect();
            let due = kernel.answer_by(now);
            let shows = page.iter().filter(|known| known.datum.class == "footage");
            let unit = kernel.store.begin().await?;
            let redactions =
                shows.map(|known| owe(stone.promise.as_str(), Task::Redact.word(), known.datum.id, due));
            unit.owe(redactions.collect::<Result<Vec<_>, _>>()?).await?;
            unit.untie(person, &ids).await?;
            unit.commit().await?;
            left += ids.len() as u64;
        }
    }
}

/// Whom a tombstone is about.
fn person_of(stone: &tombstones::Model) -> Option<PersonId> {
    (*stone.reach == "person").then(|| PersonId::of(stone.target.uuid()))
}

/// Who stands in the place of one who is forgotten: somebody of this name never was.
fn nobody(stone: &tombstones::Model) -> PersonId {
    PersonId::of(stone.id.uuid())
}

impl Kernel {
    /// By when a promise to answer wants something done that begins now.
    pub(crate) fn answer_by(&self, now: Timestamp) -> Timestamp {
        let within = self.charter().answer.within;
        now.checked_add(jiff::SignedDuration::from_hours(24 * i64::from(within.count)))
            .unwrap_or(Timestamp::MAX)
    }
}
