//! How far a request is, and where it may go from there. The states and reasons are those of the Data Rights Protocol 1.0, for
//! the laws it does not speak of too; nothing here forgets a clock, which runs in every state but the last ones.

use crate::{error::RightsError, request::ground::Ground};

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It came in.
    Received,
    /// Whoever asks is shown to be whom it is about, or to act for him.
    Verifying,
    /// Something in it was not clear; he was asked. The clock runs on.
    Clarifying,
    /// Somebody is at it.
    Working,
    /// It was answered.
    Fulfilled,
    /// It was refused, for a ground.
    Denied,
    /// Whoever asked took it back.
    Revoked,
}

impl State {
    /// All of them, in the order in which they are passed.
    pub const ALL: [Self; 7] = [
        Self::Received,
        Self::Verifying,
        Self::Clarifying,
        Self::Working,
        Self::Fulfilled,
        Self::Denied,
        Self::Revoked,
    ];

    /// Its word in rows and reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Verifying => "verifying",
            Self::Clarifying => "clarifying",
            Self::Working => "working",
            Self::Fulfilled => "fulfilled",
            Self::Denied => "denied",
            Self::Revoked => "revoked",
        }
    }

    pub(crate) fn of(word: &str) -> Result<Self, RightsError> {
        let known = Self::ALL.into_iter().find(|state| state.word() == word);
        known.ok_or_else(|| RightsError::Said(format!("`{word}` is no state of a request")))
    }

    /// Whether it is over.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Fulfilled | Self::Denied | Self::Revoked)
    }

    /// Where it may go from here.
    pub fn next(self) -> &'static [Self] {
        use State::{Clarifying, Denied, Fulfilled, Received, Revoked, Verifying, Working};
        match self {
            // A link is asked for again where it is verifying already.
            Received | Verifying => &[Verifying, Clarifying, Working, Denied, Revoked],
            Clarifying => &[Received, Verifying, Working, Denied, Revoked],
            Working => &[Clarifying, Fulfilled, Denied, Revoked],
            Fulfilled | Denied | Revoked => &[],
        }
    }

    /// Goes there.
    ///
    /// # Errors
    /// There is no way there from here; the error says what to do.
    pub fn to(self, to: Self) -> Result<Self, Stray> {
        if self.next().contains(&to) { Ok(to) } else { Err(Stray { from: self, to }) }
    }

    /// Status and reason in the Data Rights Protocol 1.0 (`status`, `reason`).
    pub fn protocol(self, ground: Option<Ground>) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Received => ("open", None),
            Self::Verifying => ("in_progress", Some("need_user_verification")),
            Self::Clarifying | Self::Working => ("in_progress", None),
            Self::Fulfilled => ("fulfilled", None),
            Self::Denied => ("denied", Some(ground.map_or("other", Ground::reason))),
            Self::Revoked => ("revoked", None),
        }
    }
}

/// A step that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a request that is {} cannot become {}: {}", from.word(), to.word(), self.instead())]
pub struct Stray {
    /// How far it is.
    pub from: State,
    /// What it should have become.
    pub to: State,
}

impl Stray {
    /// What to do instead.
    pub fn instead(&self) -> &'static str {
        match (self.from, self.to) {
            (State::Fulfilled | State::Denied | State::Revoked, _) => "it is over; open a new one",
            (State::Received, _) => {
                "find out who asks first, or ask what is meant, or refuse it with a ground"
            }
            (State::Verifying, _) => "wait until it is known who asks, or refuse it as unverified",
            (State::Clarifying, _) => "note the reply first, or refuse it with a ground",
            (State::Working, _) => "answer it, ask what is meant, or refuse it with a ground",
        }
    }
}
