//! The standing obligations of an installation: what the charter wants done again and again.

use incamera_charter::{Keep, Schedule, Task as What};
use incamera_model::DatumId;
use incamera_store::kernel::obligations;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    adopt::morning,
    error::RightsError,
    kernel::Kernel,
    owe::{installation, owe},
    sweep::Task,
};

/// At which hour of the night (UTC) a backup is made, and data ends after it.
const BACKUP: i8 = 1;
const PURGE: i8 = 3;
/// What is looked at seat by seat, feature by feature, test by test: owed with each of them, and not for the whole.
const ONE_BY_ONE: [&str; 3] = ["review.access", "review.impact", "review.balancing"];

impl Kernel {
    /// Owes what the charter wants again and again: a backup each day, the end of each class each night, and each review by its
    /// day. Said again, nothing is owed twice. Says how much it is.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn plan(&self) -> Result<usize, RightsError> {
        let mut due = vec![self.daily_backup()?];
        for class in self.charter().classes.keys() {
            due.extend(self.nightly(class)?);
        }
        for (promise, at) in self.reviews() {
            due.push(owe(&promise, Task::Review.word(), installation(), at)?);
        }
        let count = due.len();
        let unit = self.store.begin().await?;
        unit.owe(due).await?;
        unit.commit().await?;
        Ok(count)
    }

    /// The next backup.
    pub(crate) fn daily_backup(&self) -> Result<obligations::Model, RightsError> {
        owe("backup", Task::Backup.word(), installation(), self.next(BACKUP))
    }

    /// The next end of a class; none for what is no class.
    pub(crate) fn nightly(&self, class: &str) -> Result<Option<obligations::Model>, RightsError> {
        if !self.charter().classes.contains_key(class) {
            return Ok(None);
        }
        owe(&format!("class.{class}"), Task::Retain.word(), installation(), self.next(PURGE)).map(Some)
    }

    /// When something that is as old as the backups may be is too old.
    pub(crate) fn rotation(
        &self,
        backup: DatumId,
        made: Timestamp,
    ) -> Result<obligations::Model, RightsError> {
        let window = self.charter().backup;
        let keep = match window.unit {
            incamera_charter::ClockUnit::Hours => {
                Keep::For(window.count, incamera_charter::LengthUnit::Hours)
            }
            incamera_charter::ClockUnit::Months => {
                Keep::For(window.count, incamera_charter::LengthUnit::Months)
            }
            // A window in working days would be longer than so many days, and none is promised per year.
            _ => Keep::For(window.count, incamera_charter::LengthUnit::Days),
        };
        let over = crate::retain::until(keep, made).unwrap_or(Timestamp::MAX);
        owe("backup", Task::Rotate.word(), backup, over)
    }

    /// What is looked at again, and when next.
    fn reviews(&self) -> Vec<(String, Timestamp)> {
        let next = |schedule: Schedule| {
            let at = match schedule.task {
                What::Balancing(day) | What::Assessment(day) | What::Mechanism(day) => morning(day),
                What::Review { every, .. } if !ONE_BY_ONE.contains(&schedule.promise.as_str()) => {
                    self.next_review(every)
                }
                What::Review { .. } | What::Retention { .. } | What::Backups { .. } => return None,
            };
            Some((schedule.promise, at))
        };
        self.charter().schedules().into_iter().filter_map(next).collect()
    }

    /// The next time, counted from the day people were told of this charter: whoever starts anew counts the same.
    fn next_review(&self, every: Keep) -> Timestamp {
        let (mut at, now) = (morning(self.charter().noticed), self.now());
        while at <= now {
            match crate::retain::until(every, at) {
                Some(next) if next > at => at = next,
                _ => return Timestamp::MAX,
            }
        }
        at
    }

    /// The next time that it is this hour (UTC).
    fn next(&self, hour: i8) -> Timestamp {
        let now = self.now().to_zoned(TimeZone::UTC);
        let on = |day: Date| day.at(hour, 0, 0, 0).to_zoned(TimeZone::UTC).map(|at| at.timestamp());
        let today = on(now.date()).unwrap_or(Timestamp::MAX);
        if today > now.timestamp() {
            return today;
        }
        now.date().tomorrow().and_then(on).unwrap_or(Timestamp::MAX)
    }
}
