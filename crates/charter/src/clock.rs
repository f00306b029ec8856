//! From promises to dates: by when somebody is answered, an authority is told, and data is gone.
//!
//! A period in days, working days or months does not count the day of the event, and ends with its last day (Regulation
//! 1182/71, Art. 3). A month ends on the same day of a later month, or with that month if it has no such day, and on the
//! next working day if nobody works then. Hours are hours, by night and on holidays. Where several clocks run, the earliest
//! date holds.

use jiff::{Timestamp, ToSpan, Zoned, civil::Date};

use crate::{
    charter::Charter,
    country::{self, UNKNOWN},
    duration::{Clock, ClockUnit, Keep, LengthUnit},
    holidays::Calendar,
    people::Ages,
    rights::{Regime, Right},
};

/// When something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last day on which it is in time, where the event was.
    pub day: Date,
    /// From this moment on it is late.
    pub before: Timestamp,
    /// The promise that wants it first: `answer`, `regime.gdpr`, `breach.authority`.
    pub by: String,
}

/// When the steps of an answer are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// When receipt must be confirmed, if any law wants that.
    pub acknowledge: Option<Due>,
    /// When the answer must be there.
    pub answer: Due,
    extended: Option<Due>,
    received: Timestamp,
}

/// There is no such right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the charter gives no right {0}: its rights stand in rights.toml")]
pub struct NoRight(pub String);

impl Deadlines {
    /// When the answer must be there, if the reasons for putting it off are told at `told`: none if no law allows it, or if
    /// that is too late. They must be told before the answer is due.
    pub fn extended(&self, told: Timestamp) -> Option<&Due> {
        self.extended.as_ref().filter(|_| self.received <= told && told < self.answer.before)
    }
}

impl Charter {
    /// Ids of the laws that protect somebody who lives in, or writes from, these places (ISO 3166: `FR`, `US-CA`). Of whom
    /// nothing is known, all might.
    pub fn laws(&self, places: &[&str]) -> Vec<&str> {
        self.regimes_of(places).map(|(id, _)| id.as_str()).collect()
    }

    fn regimes_of<'a>(&'a self, places: &[&str]) -> impl Iterator<Item = (&'a String, &'a Regime)> {
        let unknown = places.is_empty() || places.contains(&UNKNOWN);
        self.regimes.iter().filter(move |(_, regime)| {
            unknown || regime.places.iter().any(|law| places.iter().any(|place| country::within(place, law)))
        })
    }

    /// When a request for `right`, received then and there, is due. `places`: where the requester lives and writes from, as
    /// far as it is known.
    ///
    /// # Errors
    /// There is no such right.
    pub fn due(&self, right: &str, received: &Zoned, places: &[&str]) -> Result<Deadlines, NoRight> {
        let Right { regimes, opts_out, article: _ } =
            self.rights.get(right).ok_or_else(|| NoRight(right.to_owned()))?;
        let mut answer = self.reckon("answer", received, self.answer.within, None);
        let (mut acknowledge, mut extended) = (None, None);
        for (id, regime) in self.regimes_of(places).filter(|(id, _)| regimes.contains(id)) {
            let by = format!("regime.{id}");
            let reckon = |clock| self.reckon(&by, received, clock, regime.calendar.as_ref());
            let opting = regime.opt_out.filter(|_| *opts_out);
            let first = reckon(opting.unwrap_or(regime.answer));
            let last = match regime.extend.filter(|_| opting.is_none()) {
                Some(more) if more.unit == regime.answer.unit => {
                    reckon(Clock { count: regime.answer.count.saturating_add(more.count), ..more })
                }
                Some(more) => {
                    let then = first.day.to_zoned(received.time_zone().clone()).unwrap_or(received.clone());
                    self.reckon(&by, &then, more, regime.calendar.as_ref())
                }
                None => first.clone(),
            };
            answer = earlier(Some(answer), first);
            extended = Some(earlier(extended, last));
            if let Some(clock) = regime.acknowledge {
                acknowledge = Some(earlier(acknowledge, reckon(clock)));
            }
        }
        let extended = extended.filter(|extended| extended.before > answer.before);
        Ok(Deadlines { acknowledge, answer, extended, received: received.timestamp() })
    }

    /// By when a breach that became known then and there is reported, by the reports that the charter promises. `places`:
    /// where the people concerned live, as far as it is known.
    pub fn breach_due(&self, known: &Zoned, places: &[&str]) -> Vec<Due> {
        let laws = self.laws(places);
        let wanted = self.breaches.iter().filter(|(_, breach)| laws.contains(&breach.regime.as_str()));
        let reckon = |(id, breach): (&String, &crate::Breach)| {
            let calendar = self.regimes.get(&breach.regime).and_then(|regime| regime.calendar.as_ref());
            self.reckon(&format!("breach.{id}"), known, breach.within, calendar)
        };
        wanted.map(reckon).collect()
    }

    fn reckon(&self, by: &str, from: &Zoned, clock: Clock, calendar: Option<&String>) -> Due {
        let weekends = Calendar { days: std::collections::BTreeMap::new(), observed: false };
        let calendar = calendar.and_then(|id| self.calendars.get(id)).unwrap_or(&weekends);
        let (start, by) = (from.date(), by.to_owned());
        let day = match clock.unit {
            ClockUnit::Hours => {
                let before = from.timestamp().checked_add(i64::from(clock.count).hours());
                let before = before.unwrap_or(Timestamp::MAX);
                return Due { day: before.to_zoned(from.time_zone().clone()).date(), before, by };
            }
            ClockUnit::Days => clock.after(start),
            ClockUnit::BusinessDays => calendar.working_days_after(start, clock.count),
            ClockUnit::Months => calendar.working(clock.after(start)),
            // INVARIANT: refused where the charter is read.
            ClockUnit::PerYear => start,
        };
        let next = day.tomorrow().and_then(|next| next.to_zoned(from.time_zone().clone()));
        Due { day, before: next.map_or(Timestamp::MAX, |next| next.timestamp()), by }
    }
}

fn earlier(a: Option<Due>, b: Due) -> Due {
    match a {
        Some(a) if a.before <= b.before => a,
        _ => b,
    }
}

impl Ages {
    /// From which age somebody of a country (ISO 3166-1) may have an account, in years. What is no country is not known.
    pub fn minimum(&self, country: &str) -> u32 {
        let known = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        let country = if known { country } else { UNKNOWN };
        let strict = self.stricter_in.iter().any(|place| country::within(country, place));
        if strict { self.stricter } else { self.elsewhere }
    }
}

impl Keep {
    /// From when what began at `from` is kept no longer; none while the subscription runs.
    pub fn until(self, from: &Zoned) -> Option<Zoned> {
        let Self::For(count, unit) = self else { return None };
        let count = i64::from(count);
        let span = match unit {
            LengthUnit::Hours => count.hours(),
            LengthUnit::Days => count.days(),
            LengthUnit::Months => count.months(),
            LengthUnit::Years => count.years(),
        };
        // Nothing is kept past the end of the calendar.
        Some(from.checked_add(span).unwrap_or_else(|_| Timestamp::MAX.to_zoned(from.time_zone().clone())))
    }
}
