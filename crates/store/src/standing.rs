//! What holds of a person, and how data came.

/// What holds of a person in a workspace, for everything about him there, or for one film or datum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i16)]
pub enum Standing {
    /// He said yes to a purpose, and has not taken it back.
    Consent = 1,
    /// He objected to a purpose.
    Objection = 2,
    /// He had the use of his data restricted.
    Restriction = 3,
    /// He is under age.
    Minor = 4,
    /// He confirmed an address.
    Confirmed = 5,
    /// What is about him alone is erased, or on its way.
    Erased = 6,
}

impl Standing {
    pub(crate) fn of(number: i16) -> Option<Self> {
        [Self::Consent, Self::Objection, Self::Restriction, Self::Minor, Self::Confirmed, Self::Erased]
            .into_iter()
            .find(|standing| *standing as i16 == number)
    }
}

/// How a record came (PRV-08).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i16)]
pub enum Route {
    /// From the person, or from whom he works with here.
    Person = 1,
    /// Noticed while the studio was used.
    Observed = 2,
    /// From somebody else; needs an entered source.
    ThirdParty = 3,
    /// From a public place; needs an entered source.
    Public = 4,
}

impl Route {
    /// The one of this number, as [`data`](crate::kernel::data) has it.
    pub fn of(number: i16) -> Option<Self> {
        [Self::Person, Self::Observed, Self::ThirdParty, Self::Public]
            .into_iter()
            .find(|route| *route as i16 == number)
    }

    /// Whether a source must be entered before such data is used.
    pub fn needs_source(self) -> bool {
        matches!(self, Self::ThirdParty | Self::Public)
    }

    /// Its word in registers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Observed => "observed",
            Self::ThirdParty => "third-party",
            Self::Public => "public",
        }
    }
}

/// Whether data is about one person alone, and what becomes of it when he wants to be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i16)]
pub enum Tie {
    /// About this person alone: it goes with him.
    Owns = 1,
    /// About others too: it stays, and forgets him.
    Shares = 2,
    /// About this person alone, and kept as long as a law wants it: it outlives his other data.
    Keeps = 3,
}

impl Tie {
    pub(crate) fn of(number: i16) -> Option<Self> {
        [Self::Owns, Self::Shares, Self::Keeps].into_iter().find(|tie| *tie as i16 == number)
    }
}
