//! What sentences are filled with.

use jiff::civil::Date;

use super::Kind;
use crate::duration::{Clock, Keep};

/// Something a sentence is filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// As it is.
    Name(String),
    /// Several, as they are.
    Names(Vec<String>),
    /// A number.
    Number(u32),
    /// A word of the language: `word-…`.
    Word(&'static str),
    /// So many of a unit, the unit in words of the language; none leaves the place to `word-none`.
    Length(Option<(u32, &'static str)>),
    /// A day.
    Date(Date),
    /// Other promises' short names: `name-…` of this kind.
    Titles(Kind, Vec<String>),
    /// A message of this family: `family-word`.
    Said(&'static str, &'static str),
    /// Several.
    All(Vec<Fact>),
}

impl Fact {
    /// As the charter writes it, in no language.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Names(names) | Self::Titles(_, names) => names.join(", "),
            Self::Number(number) => number.to_string(),
            Self::Word(word) | Self::Said(_, word) => (*word).to_owned(),
            Self::Length(None) => "none".to_owned(),
            Self::Length(Some((count, unit))) => format!("{count} {unit}"),
            Self::Date(date) => date.to_string(),
            Self::All(facts) => facts.iter().map(Self::plain).collect::<Vec<_>>().join(", "),
        }
    }
}

pub(crate) fn kept(keep: Keep) -> Fact {
    match keep {
        Keep::Term => Fact::Word("term"),
        Keep::For(count, unit) => Fact::Length(Some((count, unit.word()))),
    }
}

pub(crate) fn clock(clock: Option<Clock>) -> Fact {
    Fact::Length(clock.map(|clock| (clock.count, clock.unit.word())))
}
