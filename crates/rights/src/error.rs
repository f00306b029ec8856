//! What goes wrong.

use incamera_gate::{Refusal, RulesError};
use incamera_ledger::LedgerError;
use incamera_model::DatumId;
use incamera_store::StoreError;
use incamera_vault::VaultError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RightsError {
    /// The gate said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Rows would not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Keys or sealed bytes would not.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The ledger would not.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The charter's rules cannot be used.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// A file would not.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// There is no such thing.
    #[error("there is no {kind} {id}: it was erased, or never made")]
    Missing {
        /// `request`, `person`, `backup`, …
        kind: &'static str,
        /// Which.
        id: String,
    },
    /// Not now, as things stand.
    #[error("{what} is {state}: {next}")]
    State {
        /// What was to be done something with.
        what: String,
        /// How it stands.
        state: String,
        /// What to do instead.
        next: &'static str,
    },
    /// A backup that is not what was backed up.
    #[error("{backup}, {part}: {why}: take another backup")]
    Backup {
        /// Its file.
        backup: String,
        /// Which part of it: `rows`, `objects/…`, `ledger/…`.
        part: String,
        /// What is wrong with it.
        why: String,
    },
    /// Something said that makes no sense.
    #[error("{0}")]
    Said(String),
}

impl RightsError {
    /// There is no such datum.
    pub(crate) fn missing(kind: &'static str, id: DatumId) -> Self {
        Self::Missing { kind, id: id.to_string() }
    }
}
