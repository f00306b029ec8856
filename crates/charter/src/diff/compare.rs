//! How two values are compared, and what the difference weighs.
#![expect(
    clippy::trivially_copy_pass_by_ref,
    clippy::ptr_arg,
    clippy::ref_option,
    reason = "every field is compared in the same way, whatever it is"
)]

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use jiff::civil::Date;

use super::{Change, Weight, tell::Told};
use crate::{
    charter::Charter,
    duration::{Clock, ClockUnit, Keep, LengthUnit},
    promise::{Fact, Kind},
    purposes::Basis,
};

/// Both versions, and what was found so far.
pub(super) struct Desk<'a> {
    pub(super) old: &'a Charter,
    pub(super) new: &'a Charter,
    pub(super) changes: Vec<Change>,
}

/// What a change is about.
pub(super) struct Subject {
    /// A kind of promise; none is a part of the charter that is no promise.
    pub(super) kind: Option<Kind>,
    pub(super) word: &'static str,
    pub(super) id: String,
    pub(super) purposes: BTreeSet<String>,
}

impl Subject {
    pub(super) fn of(word: &'static str) -> Self {
        Self { kind: None, word, id: String::new(), purposes: BTreeSet::new() }
    }

    pub(super) fn promise(kind: Kind, id: &str) -> Self {
        Self { kind: Some(kind), word: kind.word(), id: id.to_owned(), purposes: BTreeSet::new() }
    }

    /// The same, touching these purposes.
    pub(super) fn touching<'n>(self, purposes: impl IntoIterator<Item = &'n String>) -> Self {
        Self { purposes: purposes.into_iter().cloned().collect(), ..self }
    }

    fn name(&self) -> String {
        if self.id.is_empty() { self.word.to_owned() } else { format!("{}.{}", self.word, self.id) }
    }
}

/// An old value and a new one.
pub(super) type Pair<'a, T> = (&'a T, &'a T);

impl Desk<'_> {
    /// One field of a promise that stands in both.
    pub(super) fn field<T: PartialEq>(
        &mut self,
        about: &Subject,
        field: &'static str,
        (old, new): Pair<'_, T>,
        weigh: impl Fn(&T, &T) -> Weight,
        fact: impl Fn(&T) -> Fact,
    ) {
        if old != new {
            let weight = weigh(old, new);
            self.add(about, Some(field), (Some(fact(old)), Some(fact(new))), weight, &about.purposes);
        }
    }

    /// A list of which the order says nothing.
    pub(super) fn list<T: Ord + Clone>(
        &mut self,
        about: &Subject,
        field: &'static str,
        (old, new): (&[T], &[T]),
        weigh: impl Fn(&BTreeSet<T>, &BTreeSet<T>) -> Weight,
        fact: impl Fn(&[T]) -> Fact,
    ) {
        let set = |list: &[T]| list.iter().cloned().collect::<BTreeSet<T>>();
        let fact = |set: &BTreeSet<T>| fact(&set.iter().cloned().collect::<Vec<T>>());
        self.field(about, field, (&set(old), &set(new)), weigh, fact);
    }

    /// Rows that came, went, or stand in both. `about` says what a row is and what it touches.
    pub(super) fn rows<T: PartialEq>(
        &mut self,
        (old, new): Pair<'_, BTreeMap<String, T>>,
        came: Weight,
        gone: Weight,
        about: impl Fn(&str, &T) -> Subject,
        both: impl Fn(&mut Self, &Subject, Pair<'_, T>),
    ) {
        for (id, row) in old {
            let mut subject = about(id, row);
            match new.get(id) {
                None => {
                    let was = Some(Fact::Name(subject.name()));
                    self.add(&subject, None, (was, None), gone, &subject.purposes);
                }
                Some(now) => {
                    subject.purposes.extend(about(id, now).purposes);
                    both(self, &subject, (row, now));
                }
            }
        }
        for (id, row) in new.iter().filter(|(id, _)| !old.contains_key(*id)) {
            let subject = about(id, row);
            let is = Some(Fact::Name(subject.name()));
            self.add(&subject, None, (None, is), came, &subject.purposes);
        }
    }

    pub(super) fn add(
        &mut self,
        about: &Subject,
        field: Option<&'static str>,
        (before, after): (Option<Fact>, Option<Fact>),
        weight: Weight,
        purposes: &BTreeSet<String>,
    ) {
        let asked = |charter: &Charter, id: &String| {
            charter.purposes.get(id).is_some_and(|p| p.basis == Basis::Consent)
        };
        let again = |id: &&String| weight == Weight::Material && asked(self.old, id) && asked(self.new, id);
        self.changes.push(Change {
            promise: about.name(),
            field,
            before: before.as_ref().map(Fact::plain),
            after: after.as_ref().map(Fact::plain),
            weight,
            purposes: purposes.clone(),
            reconsent: purposes.iter().filter(again).cloned().collect(),
            told: Told::of(about, (before, after), (self.old, self.new)),
        });
    }
}

/// The facts that fields are told by.
pub(super) fn name(text: &String) -> Fact {
    Fact::Name(text.clone())
}

pub(super) fn names(texts: &[String]) -> Fact {
    Fact::Names(texts.to_vec())
}

pub(super) fn number(number: &u32) -> Fact {
    Fact::Number(*number)
}

pub(super) fn day(day: &Date) -> Fact {
    Fact::Date(*day)
}

pub(super) fn titles(kind: Kind) -> impl Fn(&[String]) -> Fact {
    move |ids| Fact::Titles(kind, ids.to_vec())
}

/// What touches purposes touches those that came; only if none did, those that went.
pub(super) fn touched(about: Subject, (old, new): (&[String], &[String])) -> Subject {
    let besides =
        |a: &[String], b: &[String]| a.iter().filter(|id| !b.contains(id)).cloned().collect::<Vec<_>>();
    let came = besides(new, old);
    let ids = if came.is_empty() { besides(old, new) } else { came };
    about.touching(&ids)
}

pub(super) fn material<T: ?Sized>(_: &T, _: &T) -> Weight {
    Weight::Material
}

pub(super) fn neutral<T: ?Sized>(_: &T, _: &T) -> Weight {
    Weight::Neutral
}

/// More is material: what is held, who sees it, where it goes.
pub(super) fn lost<T: Ord>(old: &BTreeSet<T>, new: &BTreeSet<T>) -> Weight {
    if new.is_subset(old) { Weight::Tightening } else { Weight::Material }
}

/// Less is material: who is protected, what is spared.
pub(super) fn gained<T: Ord>(old: &BTreeSet<T>, new: &BTreeSet<T>) -> Weight {
    lost(new, old)
}

/// A higher number spares people more.
pub(super) fn higher(old: &u32, new: &u32) -> Weight {
    if new >= old { Weight::Tightening } else { Weight::Material }
}

/// A shorter time spares people more.
pub(super) fn shorter<T: Lasts>(old: &T, new: &T) -> Weight {
    let ((a, unit), (b, other)) = (old.written(), new.written());
    if unit == other {
        return if b <= a { Weight::Tightening } else { Weight::Material };
    }
    let (Some((least, most)), Some((from, to))) = (old.hours(), new.hours()) else { return Weight::Material };
    // What is counted in days ends with the last of them, not to the hour.
    let rest = if new.whole_days() && !old.whole_days() { 24 } else { 0 };
    let to = to.saturating_add(rest);
    match to.cmp(&least) {
        Ordering::Greater => Weight::Material,
        Ordering::Equal if least == most && from == to => Weight::Neutral,
        _ => Weight::Tightening,
    }
}

/// A longer time spares people more.
pub(super) fn longer<T: Lasts>(old: &T, new: &T) -> Weight {
    shorter(new, old)
}

/// A deadline that may be missing; none is later than any.
pub(super) fn sooner(old: &Option<Clock>, new: &Option<Clock>) -> Weight {
    match (old, new) {
        (Some(old), Some(new)) => shorter(old, new),
        (_, None) => Weight::Material,
        (None, _) => Weight::Tightening,
    }
}

/// A leave that may be missing; none is shorter than any.
pub(super) fn narrower(old: &Option<Clock>, new: &Option<Clock>) -> Weight {
    match (old, new) {
        (Some(old), Some(new)) => shorter(old, new),
        (_, None) => Weight::Tightening,
        (None, _) => Weight::Material,
    }
}

/// Something that takes a time.
pub(super) trait Lasts {
    /// Count and unit as they are written.
    fn written(&self) -> (u32, &'static str);
    /// Whether it ends with a day.
    fn whole_days(&self) -> bool;
    /// The least and the most hours it may take; none if nobody can say.
    fn hours(&self) -> Option<(u64, u64)>;
}

impl Lasts for Clock {
    fn written(&self) -> (u32, &'static str) {
        (self.count, self.unit.word())
    }

    fn whole_days(&self) -> bool {
        self.unit != ClockUnit::Hours
    }

    fn hours(&self) -> Option<(u64, u64)> {
        let count = u64::from(self.count);
        Some(match self.unit {
            ClockUnit::Hours => (count, count),
            ClockUnit::Days => (24 * count, 24 * count),
            // Weekends and holidays: no calendar knows how many.
            ClockUnit::BusinessDays => (24 * count, u64::MAX),
            ClockUnit::Months => (24 * 28 * count, 24 * 31 * count + 24 * 14),
            ClockUnit::PerYear => return None,
        })
    }
}

impl Lasts for Keep {
    fn written(&self) -> (u32, &'static str) {
        match self {
            Self::Term => (0, "term"),
            Self::For(count, unit) => (*count, unit.word()),
        }
    }

    fn whole_days(&self) -> bool {
        false
    }

    fn hours(&self) -> Option<(u64, u64)> {
        let Self::For(count, unit) = self else { return None };
        let count = u64::from(*count);
        Some(match unit {
            LengthUnit::Hours => (count, count),
            LengthUnit::Days => (24 * count, 24 * count),
            LengthUnit::Months => (24 * 28 * count, 24 * 31 * count),
            LengthUnit::Years => (24 * 365 * count, 24 * 366 * count),
        })
    }
}
