//! The gate's no.

use incamera_charter::Act;

/// Something is not done, and by which promise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is refused: {why}", act.word())]
pub struct Refusal {
    /// What would have been done.
    pub act: Act,
    /// Why not.
    pub why: Why,
}

/// Why something is not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Why {
    /// No role of the actor's lets him; `role.editor`. Nothing else is said of the datum to somebody who may not have it.
    #[error("{promise} does not allow it")]
    NotGiven {
        /// The promise that would have to.
        promise: String,
    },
    /// A promise stands against it: `purpose.training`, `right.restriction`.
    #[error("{promise} forbids it")]
    Forbidden {
        /// Which.
        promise: String,
    },
    /// A word that the charter does not have.
    #[error("the charter has no {kind} `{id}`: use one that it declares, or declare it first")]
    Undeclared {
        /// `purpose`, `class`, `role`, `region`, `processor`.
        kind: &'static str,
        /// The word.
        id: String,
    },
    /// The decision could not be made; nobody gets a yes by that.
    #[error("no decision could be made: {0}")]
    Undecided(String),
}

impl Refusal {
    /// The promise that it rests on, in the policy's words: `purpose.training`, `role.editor`; what is not declared falls under
    /// `purposes`, what could not be decided under `gate`.
    pub fn promise(&self) -> &str {
        match &self.why {
            Why::NotGiven { promise } | Why::Forbidden { promise } => promise,
            Why::Undeclared { .. } => "purposes",
            Why::Undecided(_) => "gate",
        }
    }
}
