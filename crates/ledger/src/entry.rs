//! What is written down.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something that happened. Its type has no place for a free word: everything about people is behind the commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    // INVARIANT: fields stand in the order of their names, so that what serde writes is canonical (RFC 8785 for these types).
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// Keyed digest of what happened, by a key of the person it is about; with the key gone nothing links the entry to anybody.
    #[serde(with = "hex")]
    pub commitment: [u8; 32],
    /// Its name, drawn by whoever writes it: written twice, it stands in the log once.
    pub id: Uuid,
    /// What happened.
    pub kind: Kind,
    /// By which promise.
    pub promise: Promise,
    /// Version of the charter then.
    pub version: u32,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The gate said no.
    Refused,
    /// Data was read.
    Read,
    /// Data was made or changed.
    Write,
    /// Data went to a processor.
    Disclosed,
    /// Somebody said yes.
    Consent,
    /// Somebody took a yes back.
    Withdrawal,
    /// A request came in.
    RequestOpened,
    /// A request's deadline was moved, with its reason, while the old one still ran.
    RequestExtended,
    /// Who asks was found to be whom the request is about, or that person's agent.
    RequestVerified,
    /// A request was answered.
    RequestClosed,
    /// Data may be kept and no longer used (GDPR Art. 18).
    Restricted,
    /// A restriction ended, and the person was told before.
    RestrictionLifted,
    /// Somebody objected to a purpose (GDPR Art. 21).
    Objected,
    /// A legal hold began: what it names is not erased.
    HoldPlaced,
    /// A legal hold ended: what waited for it is erased.
    HoldEnded,
    /// A retention schedule ended data whose time had come.
    Retained,
    /// Data was handed to the person it is about, or to whom that person named.
    Exported,
    /// A processor was taken on, changed or left.
    ProcessorChanged,
    /// Somebody was given more rights than the role has, for a time and a reason.
    Elevated,
    /// The charter's prohibitions were proved over the rules in force, or were not.
    CharterProved,
    /// An erasure began: from here on nothing of it is read.
    Tombstone,
    /// Keys were destroyed.
    KeysDestroyed,
    /// An erasure reached all its targets, or says which it did not.
    Erased,
    /// Keys were wrapped anew.
    KeysRotated,
    /// A version of the charter was published.
    CharterPublished,
    /// A backup was made and read back.
    BackedUp,
    /// A backup was restored, and every tombstone since it replayed.
    Restored,
    /// An incident reached its next stage.
    Incident,
    /// An authority asked, or was answered.
    Authority,
}

/// Id of a promise: `purpose.training`, `role.editor`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Promise(String);

/// A text that is no promise's id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no promise's id: use 1 to 64 of a-z, 0-9, `-` and `.`, as the charter names it")]
pub struct PromiseError;

impl FromStr for Promise {
    type Err = PromiseError;

    fn from_str(text: &str) -> Result<Self, PromiseError> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(plain);
        if fits { Ok(Self(text.to_owned())) } else { Err(PromiseError) }
    }
}

impl TryFrom<String> for Promise {
    type Error = PromiseError;

    fn try_from(text: String) -> Result<Self, PromiseError> {
        text.parse()
    }
}

impl From<Promise> for String {
    fn from(promise: Promise) -> Self {
        promise.0
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Entry {
    /// Its bytes in the log: canonical JSON, less than 512 of them.
    pub fn bytes(&self) -> Vec<u8> {
        // INVARIANT: numbers and plain words can be written as JSON; the default is never taken.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads an entry as it stands in the log; anything but the canonical bytes is refused.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let entry: Self = serde_json::from_slice(bytes).ok()?;
        (entry.bytes() == bytes).then_some(entry)
    }
}
