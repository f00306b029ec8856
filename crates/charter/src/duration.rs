//! Lengths of time as the charter writes them. "30 days", "one month" and "45 days from receipt" are three different clocks.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// How long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// As long as the subscription runs.
    Term,
    /// So many of these.
    For(u32, LengthUnit),
}

/// A unit of keeping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LengthUnit {
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

impl Keep {
    /// Reads `term`, `90 days`, `1 year`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text == "term" {
            return Some(Self::Term);
        }
        let (count, unit) = text.split_once(' ')?;
        let unit = match unit {
            "hour" | "hours" => LengthUnit::Hours,
            "day" | "days" => LengthUnit::Days,
            "month" | "months" => LengthUnit::Months,
            "year" | "years" => LengthUnit::Years,
            _ => return None,
        };
        count.parse().ok().filter(|n| (1..=1200).contains(n)).map(|n| Self::For(n, unit))
    }

    /// As the charter writes it: `term`, `90 days`.
    pub fn written(self) -> String {
        match self {
            Self::Term => "term".to_owned(),
            Self::For(count, unit) => {
                let unit = unit.word();
                format!("{count} {}", if count == 1 { unit.trim_end_matches('s') } else { unit })
            }
        }
    }
}

impl LengthUnit {
    /// Its word in the sentences.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

/// A deadline: so many units from an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: ClockUnit,
}

impl Clock {
    /// In words of the charter: `30 days`.
    pub fn written(self) -> String {
        format!("{} {}", self.count, self.unit.word())
    }

    /// So long after a day, by the calendar alone: months keep the day of the month or end with it, hours are whole days,
    /// and every day counts as a working day.
    pub fn after(self, day: Date) -> Date {
        let count = i64::from(self.count);
        let span = match self.unit {
            ClockUnit::Hours => i64::from(self.count.div_ceil(24)).days(),
            ClockUnit::Days | ClockUnit::BusinessDays => count.days(),
            ClockUnit::Months => count.months(),
            ClockUnit::PerYear => 0.days(),
        };
        day.checked_add(span).unwrap_or(Date::MAX)
    }
}

/// What a deadline is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockUnit {
    /// Hours, nights and holidays included.
    Hours,
    /// Calendar days.
    Days,
    /// Days on which authorities work.
    BusinessDays,
    /// Calendar months, rolling to the next working day (Regulation 1182/71).
    Months,
    /// Not a deadline: how often in twelve months.
    PerYear,
}

impl ClockUnit {
    /// Its word in the sentences.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::BusinessDays => "business-days",
            Self::Months => "months",
            Self::PerYear => "per-year",
        }
    }
}
