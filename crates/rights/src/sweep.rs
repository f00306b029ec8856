//! What is due is done: claimed in groups, each task by its own verb, met in the transaction of what met it.
//!
//! A killed sweep loses nothing and repeats nothing: an obligation stays claimed for a while and comes back; the entry that says
//! it was met bears the obligation's own name, so that the ledger holds it once.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use incamera_ledger::{Entry, Kind};
use incamera_model::DatumId;
use incamera_store::{Reads, Transaction, kernel::obligations};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    error::RightsError,
    kernel::{HOUSE, Kernel},
    request::{self, Reminder},
};

/// What is done when something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Somebody is told that a deadline comes near.
    Warn,
    /// Somebody above is told that nobody did it.
    Escalate,
    /// People look at something again; met by [`Kernel::reviewed`] and not before.
    Review,
    /// Somebody makes footage forget whom it shows: blurs, mutes or cuts him.
    Redact,
    /// Whoever placed a hold looks at it again: it has ended.
    Hold,
    /// An erasure goes on.
    Erase,
    /// Data of a class that has come to its end goes.
    Retain,
    /// A backup is made, and read back.
    Backup,
    /// A backup that is too old goes.
    Rotate,
}

impl Task {
    /// All.
    pub const ALL: [Self; 9] = [
        Self::Warn,
        Self::Escalate,
        Self::Review,
        Self::Redact,
        Self::Hold,
        Self::Erase,
        Self::Retain,
        Self::Backup,
        Self::Rotate,
    ];

    /// Its word in the rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Escalate => "escalate",
            Self::Review => "review",
            Self::Redact => "redact",
            Self::Hold => "hold",
            Self::Erase => "erase",
            Self::Retain => "retain",
            Self::Backup => "backup",
            Self::Rotate => "rotate",
        }
    }

    /// The task of this word; none if this program does not know it.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| task.word() == word)
    }
}

/// What could not be done, and is tried again.
#[derive(Clone, Debug, PartialEq)]
pub struct Postponed {
    /// What.
    pub obligation: obligations::Model,
    /// Why.
    pub why: String,
    /// When it is tried again.
    pub until: Timestamp,
}

/// A time in which nothing was swept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// When it was swept last.
    pub from: Timestamp,
    /// When it was again.
    pub to: Timestamp,
}

/// What a sweep did.
#[derive(Clone, Debug, Default)]
pub struct Swept {
    /// How many obligations were met, by their task.
    pub met: BTreeMap<&'static str, u64>,
    /// Deadlines that people are to be told of, met with this sweep. The rows remember them as well.
    pub told: Vec<obligations::Model>,
    /// What officers are told of requests.
    pub reminders: Vec<Reminder>,
    /// What waits for people.
    pub waiting: Vec<obligations::Model>,
    /// What failed.
    pub failed: Vec<Postponed>,
    /// What this program does not know how to do: a newer one wrote it.
    pub unknown: Vec<Postponed>,
    /// What should have been done more than an hour ago; the oldest thousand.
    pub overdue: Vec<obligations::Model>,
    /// The time before, if it was too long.
    pub gap: Option<Gap>,
}

impl Swept {
    /// Whether anybody must look at it.
    pub fn alarms(&self) -> bool {
        !self.failed.is_empty() || !self.unknown.is_empty() || !self.overdue.is_empty() || self.gap.is_some()
    }
}

/// How many are claimed at once.
const GROUP: u64 = 1000;
/// How long they are claimed for: what a killed process took comes back after that.
const LEASE: Duration = Duration::from_mins(10);
/// After how long without a sweep it is an alarm (BRC-10).
const SILENCE: Duration = Duration::from_mins(15);
/// How late something is before it is overdue: a sweep runs every minute, and a failure is tried again within the hour.
const LATE: Duration = Duration::from_hours(1);
/// When people are reminded again.
const DAY: Duration = Duration::from_hours(24);
/// What keeps when it was last swept.
const SWEEP: DatumId = DatumId::of(Uuid::from_u128(0x3));

impl Kernel {
    /// Does what is due by now. Run it every minute.
    ///
    /// # Errors
    /// Another sweep that still runs; a database or a ledger that would not. What fails of the tasks themselves is put off, and
    /// stands in the answer.
    pub async fn sweep(&self) -> Result<Swept, RightsError> {
        let _turn = Turn::take(&self.sweeping)?;
        let mut swept = Swept { gap: self.beat().await?, ..Swept::default() };
        loop {
            let now = self.now();
            let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
            let claimed = self.store.claim(now, until, GROUP).await?;
            let last = (claimed.len() as u64) < GROUP;
            self.group(claimed, &mut swept).await?;
            self.ship().await?;
            if last {
                break;
            }
        }
        let late = self.now().checked_sub(LATE).unwrap_or(Timestamp::MIN);
        swept.overdue = self.store.overdue(late, 1000).await?;
        Ok(swept)
    }

    /// The oldest review of a promise that nobody did yet, due or not.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn review_of(&self, promise: &str) -> Result<Option<obligations::Model>, RightsError> {
        let owed = self.store.owed(crate::owe::installation()).await?;
        let open = |owed: &obligations::Model| {
            owed.done.is_none()
                && owed.promise.as_str() == promise
                && Task::of(owed.task.as_str()) == Some(Task::Review)
        };
        Ok(owed.into_iter().find(open))
    }

    /// Says that people did what waited for them: a review, a balancing test. Its receipt is in the ledger.
    ///
    /// # Errors
    /// Nothing of that name that waits for people.
    pub async fn reviewed(&self, review: &obligations::Model) -> Result<(), RightsError> {
        let unit = self.store.begin().await?;
        if Task::of(review.task.as_str()) != Some(Task::Review)
            || !self.meet(&unit, review, Kind::Write).await?
        {
            return Err(RightsError::missing("open review", *review.id));
        }
        unit.commit().await?;
        Ok(())
    }

    /// Meets an obligation in the unit of what met it, with its entry; `false` says that it was met before, and nothing is to be
    /// committed.
    pub(crate) async fn meet(
        &self,
        unit: &Transaction,
        obligation: &obligations::Model,
        kind: Kind,
    ) -> Result<bool, RightsError> {
        let met = unit.meet(*obligation.id, self.now()).await?;
        if met {
            unit.log(&self.receipt(obligation, kind)?).await?;
        }
        Ok(met)
    }

    /// The entry that says that an obligation was met. It bears the obligation's name.
    fn receipt(&self, obligation: &obligations::Model, kind: Kind) -> Result<Entry, RightsError> {
        let what = (obligation.task.as_str(), *obligation.target, obligation.due.as_millisecond());
        let entry = self.entry(kind, &plain(obligation.promise.as_str()), HOUSE, None, &what)?;
        Ok(Entry { id: obligation.id.uuid(), ..entry })
    }

    /// Writes down that this runs, and finds out whether it did all the time.
    async fn beat(&self) -> Result<Option<Gap>, RightsError> {
        let now = self.now();
        let before = self.store.beat(SWEEP, now).await?;
        let gap =
            before.filter(|before| now.duration_since(*before) > SILENCE.try_into().unwrap_or_default());
        let gap = gap.map(|from| Gap { from, to: now });
        if let Some(Gap { from, to }) = gap {
            self.alarm("monitoring", &("gap", from.as_millisecond(), to.as_millisecond()))?;
        }
        Ok(gap)
    }

    /// Writes down, within a second, that something is not as it should be.
    pub(crate) fn alarm(&self, promise: &str, what: &impl Serialize) -> Result<(), RightsError> {
        Ok(self.ledger.note(self.entry(Kind::Incident, &plain(promise), HOUSE, None, what)?)?)
    }

    async fn group(&self, claimed: Vec<obligations::Model>, swept: &mut Swept) -> Result<(), RightsError> {
        let (told, rest): (Vec<_>, Vec<_>) = claimed.into_iter().partition(|obligation| {
            matches!(Task::of(obligation.task.as_str()), Some(Task::Warn | Task::Escalate | Task::Hold))
        });
        // What is quickly done first: a backup may take its time.
        self.tell(told, swept).await?;
        for obligation in rest {
            let now = self.now();
            if request::is_ours(obligation.task.as_str()) {
                match self.remind(&obligation).await {
                    Ok(reminder) => {
                        *swept.met.entry("request").or_default() += 1;
                        swept.reminders.extend(reminder);
                    }
                    Err(error) => {
                        let until = again(now, obligation.tries);
                        swept.failed.push(self.postpone(obligation, until, error.to_string()).await?);
                    }
                }
                continue;
            }
            match self.duty(&obligation).await {
                Ok(None) => {}
                Ok(Some(true)) => {
                    *swept.met.entry("register").or_default() += 1;
                    continue;
                }
                Ok(Some(false)) => {
                    let until = later(now, DAY);
                    swept.waiting.push(self.postpone(obligation, until, String::new()).await?.obligation);
                    continue;
                }
                Err(error) => {
                    let until = again(now, obligation.tries);
                    swept.failed.push(self.postpone(obligation, until, error.to_string()).await?);
                    continue;
                }
            }
            let Some(task) = Task::of(obligation.task.as_str()) else {
                let why = format!("this program knows no task `{}`: a newer one does", *obligation.task);
                let postponed = self.postpone(obligation, later(now, DAY), why).await?;
                swept.unknown.push(postponed);
                continue;
            };
            let done = match task {
                Task::Review | Task::Redact => {
                    let until = later(now, DAY);
                    swept.waiting.push(self.postpone(obligation, until, String::new()).await?.obligation);
                    continue;
                }
                Task::Erase => self.pursue(*obligation.target).await.map(|_| ()),
                Task::Retain => self.meet_retain(&obligation).await,
                Task::Backup => self.meet_backup(&obligation).await,
                Task::Rotate => self.meet_rotate(&obligation).await,
                // Told above, with the others of its group.
                Task::Warn | Task::Escalate | Task::Hold => continue,
            };
            match done {
                Ok(()) => *swept.met.entry(task.word()).or_default() += 1,
                Err(error) => {
                    let until = again(now, obligation.tries);
                    swept.failed.push(self.postpone(obligation, until, error.to_string()).await?);
                }
            }
        }
        Ok(())
    }

    /// The officer of a request is told that it is due.
    async fn remind(&self, due: &obligations::Model) -> Result<Option<Reminder>, RightsError> {
        let known = self.store.datum(*due.target, self.now()).await?;
        let region = match known {
            Some(known) => known.datum.region,
            None => self.region(HOUSE).await?,
        };
        request::remind(&self.machine(&region)?, due).await
    }

    /// What people are told of is met when it is written down: all of a group in one unit.
    async fn tell(&self, group: Vec<obligations::Model>, swept: &mut Swept) -> Result<(), RightsError> {
        if group.is_empty() {
            return Ok(());
        }
        let unit = self.store.begin().await?;
        let ids: Vec<DatumId> = group.iter().map(|obligation| *obligation.id).collect();
        let mut met = unit.meet_all(&ids, self.now()).await?;
        met.sort_unstable();
        let open: Vec<_> = group.into_iter().filter(|o| met.binary_search(&o.id).is_ok()).collect();
        let entries: Vec<Entry> =
            open.iter().map(|o| self.receipt(o, Kind::Write)).collect::<Result<_, _>>()?;
        unit.log_all(&entries).await?;
        unit.commit().await?;
        for obligation in open {
            if let Some(task) = Task::of(obligation.task.as_str()) {
                *swept.met.entry(task.word()).or_default() += 1;
            }
            swept.told.push(obligation);
        }
        Ok(())
    }

    /// Puts an obligation off, aloud.
    async fn postpone(
        &self,
        obligation: obligations::Model,
        until: Timestamp,
        why: String,
    ) -> Result<Postponed, RightsError> {
        let unit = self.store.begin().await?;
        unit.postpone(*obligation.id, until).await?;
        let what = ("postponed", *obligation.id, obligation.task.as_str(), obligation.tries);
        let promise = plain(obligation.promise.as_str());
        unit.log(&self.entry(Kind::Incident, &promise, HOUSE, None, &what)?).await?;
        unit.commit().await?;
        Ok(Postponed { obligation, why, until })
    }
}

/// A promise's name as the ledger writes them.
fn plain(promise: &str) -> String {
    promise.to_ascii_lowercase().replace('_', "-")
}

/// When something that failed is tried again: after a minute, two, four, … up to an hour.
fn again(now: Timestamp, tries: i64) -> Timestamp {
    let minutes = 1_u64 << tries.clamp(0, 6);
    later(now, Duration::from_secs(60 * minutes.min(60)))
}

fn later(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// One sweep at a time.
struct Turn<'a>(&'a AtomicBool);

impl<'a> Turn<'a> {
    fn take(sweeping: &'a AtomicBool) -> Result<Self, RightsError> {
        if sweeping.swap(true, Ordering::Acquire) {
            return Err(RightsError::State {
                what: "the sweep".to_owned(),
                state: "running".to_owned(),
                next: "wait for it to end; what is due then is done by the next",
            });
        }
        Ok(Self(sweeping))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
