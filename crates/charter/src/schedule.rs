//! What comes due by itself: data that ends, backups that go, and what is looked at again.
//!
//! What somebody sets off (a request, a breach, a change of the charter) has its date from [`Charter::due`],
//! [`Charter::breach_due`] and [`earliest_effective`](crate::earliest_effective).

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    charter::Charter,
    classes::{End, Start},
    duration::{Clock, Keep},
    promise::{Kind, Promise},
    purposes::Basis,
};

/// Something that comes due by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// The promise that wants it, as the policy names it: `class.device`, `backup`, `review.access`.
    pub promise: String,
    /// What is done.
    pub task: Task,
}

/// What is done when its time has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// Data of a class comes to its end: once [`Keep::until`] has passed since the event; with the subscription, if it says so.
    Retention {
        /// Id of the class.
        class: String,
        /// How long it is kept.
        keep: Keep,
        /// The event that starts the clock.
        from: Start,
        /// What happens to it.
        end: End,
    },
    /// Backups older than this go.
    Backups {
        /// From when a backup was made.
        window: Clock,
    },
    /// A balancing test is made anew by that day.
    Balancing(Date),
    /// A processor is assessed anew by that day.
    Assessment(Date),
    /// The way across a border is looked at again by that day; after it nothing crosses.
    Mechanism(Date),
    /// Something is looked at again: once [`Keep::until`] has passed since the last time.
    Review {
        /// How long until the next time.
        every: Keep,
        /// Id of the role that does it.
        by: String,
        /// Rows of the requirements it answers.
        rows: Vec<String>,
    },
}

impl Charter {
    /// Everything that comes due by itself, in the order of the policy.
    pub fn schedules(&self) -> Vec<Schedule> {
        let schedule =
            |promise: &Promise| Some(Schedule { promise: promise.name(), task: self.task(promise)? });
        self.promises().iter().filter_map(schedule).collect()
    }

    fn task(&self, promise: &Promise) -> Option<Task> {
        let id = &promise.id;
        match promise.kind {
            Kind::Class => {
                let retention = &self.classes.get(id)?.retention;
                let (keep, from, end) = (retention.keep, retention.from, retention.end);
                Some(Task::Retention { class: id.clone(), keep, from, end })
            }
            Kind::Purpose => match &self.purposes.get(id)?.basis {
                Basis::Interest(test) => Some(Task::Balancing(test.review)),
                Basis::Contract | Basis::Consent | Basis::Law(_) => None,
            },
            Kind::Processor => Some(Task::Assessment(self.processors.get(id)?.assessment.review)),
            Kind::Transfer => Some(Task::Mechanism(self.transfers.get(id)?.review)),
            Kind::Backup => Some(Task::Backups { window: self.backup }),
            Kind::Review => {
                let review = self.reviews.get(id)?;
                Some(Task::Review { every: review.every, by: review.by.clone(), rows: review.rows.clone() })
            }
            // These hold always, or wait for somebody to set them off.
            Kind::Never
            | Kind::Region
            | Kind::Role
            | Kind::Right
            | Kind::Answer
            | Kind::Regime
            | Kind::Licence
            | Kind::Training
            | Kind::Ages
            | Kind::Cookie
            | Kind::Notice
            | Kind::Breach => None,
        }
    }
}
