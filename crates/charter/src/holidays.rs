//! Days on which nobody works.

use std::collections::BTreeMap;

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use serde::Deserialize;
use toml::Spanned;

use crate::{fault::Cause, read::Desk, source::MONTHS};

/// The days on which nobody works somewhere, besides Saturdays and Sundays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// By name.
    pub days: BTreeMap<String, Holiday>,
    /// What falls on a Saturday is kept on the Friday before, what falls on a Sunday on the Monday after.
    pub observed: bool,
}

/// When a holiday is, each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    rule: Rule,
    /// As the charter writes it: `easter+1`.
    pub written: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// Days of a month, from and to.
    Fixed(i8, i8, i8),
    /// So many days after Easter Sunday.
    Easter(i32),
    /// The so-manieth weekday of a month; the last is -1.
    Nth(Weekday, i8, i8),
}

impl Calendar {
    /// Whether nobody works on that day.
    pub fn is_free(&self, day: Date) -> bool {
        let weekend = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let neighbour = |shift: i32| day.checked_add(shift.days()).ok();
        let kept_today = self.observed
            && match day.weekday() {
                Weekday::Friday => neighbour(1).is_some_and(|saturday| self.falls_on(saturday)),
                Weekday::Monday => neighbour(-1).is_some_and(|sunday| self.falls_on(sunday)),
                _ => false,
            };
        weekend(day) || self.falls_on(day) || kept_today
    }

    fn falls_on(&self, day: Date) -> bool {
        self.days.values().any(|holiday| holiday.rule.falls_on(day))
    }

    /// The day itself if somebody works on it, else the next on which somebody does.
    pub(crate) fn working(&self, mut day: Date) -> Date {
        while self.is_free(day) {
            let Ok(next) = day.tomorrow() else { return day };
            day = next;
        }
        day
    }

    /// The so-manieth working day after a day; the day itself for none.
    pub(crate) fn working_days_after(&self, mut day: Date, count: u32) -> Date {
        for _ in 0..count {
            let Ok(next) = day.tomorrow() else { return day };
            day = self.working(next);
        }
        day
    }
}

impl Rule {
    fn read(text: &str) -> Option<Self> {
        if let Some(shift) = text.strip_prefix("easter") {
            let shift: i32 = if shift.is_empty() { 0 } else { shift.parse().ok()? };
            return (shift.abs() <= 100 && !text.ends_with("+0")).then_some(Self::Easter(shift));
        }
        let words: Vec<&str> = text.split(' ').collect();
        match words[..] {
            [days, name] => {
                let (from, to) = days.split_once('-').unwrap_or((days, days));
                let (month, from, to) = (month(name)?, from.parse().ok()?, to.parse().ok()?);
                // A leap year has every day there can be.
                let real = |day| Date::new(2024, month, day).is_ok();
                (real(from) && real(to) && from <= to).then_some(Self::Fixed(month, from, to))
            }
            [weekday, "last", name] => Some(Self::Nth(weekday_of(weekday)?, -1, month(name)?)),
            [weekday, nth, name] => {
                let nth = nth.parse().ok().filter(|n| (1..=4).contains(n))?;
                Some(Self::Nth(weekday_of(weekday)?, nth, month(name)?))
            }
            _ => None,
        }
    }

    fn falls_on(self, day: Date) -> bool {
        match self {
            Self::Fixed(month, from, to) => day.month() == month && (from..=to).contains(&day.day()),
            Self::Easter(shift) => easter(day.year()).checked_add(shift.days()).is_ok_and(|on| on == day),
            Self::Nth(weekday, nth, month) => {
                day.month() == month && day.nth_weekday_of_month(nth, weekday).is_ok_and(|on| on == day)
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8).
#[expect(clippy::many_single_char_names, reason = "the letters of the source")]
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    // INVARIANT: always from 22 March to 25 April.
    Date::new(year as i16, (n / 31) as i8, (n % 31 + 1) as i8).unwrap_or(Date::MIN)
}

fn month(name: &str) -> Option<i8> {
    MONTHS.iter().position(|month| *month == name).map(|n| n as i8 + 1)
}

fn weekday_of(name: &str) -> Option<Weekday> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let n = DAYS.iter().position(|day| *day == name)?;
    Weekday::from_monday_one_offset(n as i8 + 1).ok()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    calendar: BTreeMap<String, Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    observed: bool,
    days: BTreeMap<String, String>,
}

pub(crate) fn read(desk: &mut Desk<'_>) -> BTreeMap<String, Calendar> {
    let Some((source, file)) = desk.file::<File>("holidays.toml") else { return BTreeMap::new() };
    let mut calendars = BTreeMap::new();
    for (id, place, calendar) in desk.rows(source, "calendar", file.calendar) {
        let mut days = BTreeMap::new();
        for (name, written) in calendar.days {
            if let Some(rule) = Rule::read(&written) {
                days.insert(name, Holiday { rule, written });
            } else {
                let near = ["1 may", "24-31 december", "easter+1", "monday 3 january", "monday last may"];
                let near = near.map(str::to_owned).into();
                desk.fault(place.clone(), Cause::Unknown { kind: "holiday", word: written, near });
            }
        }
        calendars.insert(id, Calendar { days, observed: calendar.observed });
    }
    calendars
}
