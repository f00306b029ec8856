//! What was proved of a published version, kept beside it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Published, Unreadable};

/// What became of each prohibition of a version. It names the version by its digest; nobody signs it, so who doubts it proves
/// the version again.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Proofs {
    /// Number of the version.
    pub version: u32,
    /// Digest of the version.
    pub digest: String,
    /// The day it was tried.
    pub on: Date,
    /// The solver and its version: `cvc5 1.0.3`; none where there was none.
    pub solver: Option<String>,
    /// By prohibition: `never.read-erased`.
    pub results: BTreeMap<String, Outcome>,
}

/// What became of one prohibition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "outcome")]
pub enum Outcome {
    /// It holds for everything there can be.
    Proved {
        /// How long that took, in milliseconds.
        millis: u64,
    },
    /// Somebody could do what it forbids.
    Broken {
        /// How long that took, in milliseconds.
        millis: u64,
        /// The case, in Cedar's words.
        counterexample: String,
    },
    /// Nobody knows.
    NotProved {
        /// How long was tried, in milliseconds.
        millis: u64,
        /// The solver's words, or those of the system that has none.
        why: String,
    },
}

impl Proofs {
    /// Whether they are about that very version.
    pub fn are_of(&self, version: &Published) -> bool {
        self.version == version.number && self.digest == version.digest
    }

    /// How many are proved, broken, and not proved.
    pub fn count(&self) -> (usize, usize, usize) {
        let count = |wanted: fn(&Outcome) -> bool| self.results.values().filter(|o| wanted(o)).count();
        (
            count(|o| matches!(o, Outcome::Proved { .. })),
            count(|o| matches!(o, Outcome::Broken { .. })),
            count(|o| matches!(o, Outcome::NotProved { .. })),
        )
    }

    /// Writes them down.
    pub fn to_json(&self) -> String {
        // INVARIANT: all members are strings, numbers, and maps of strings.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads what [`Proofs::to_json`] wrote.
    ///
    /// # Errors
    /// What is no such file.
    pub fn from_json(text: &str) -> Result<Self, Unreadable> {
        serde_json::from_str(text).map_err(|e| Unreadable::Format(e.to_string()))
    }
}
