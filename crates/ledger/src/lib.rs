//! The ledger: an append-only log in the tile format of C2SP (`tlog-tiles`), with signed checkpoints (`tlog-checkpoint`,
//! `signed-note`) and receipts (`tlog-proof`), which stock clients verify.
//!
//! An [`Entry`] names what happened, by which promise, and commits to the rest by a keyed digest; nothing in it can hold a name,
//! a word or an address. [`Ledger`] writes; [`verify`] needs nothing but the public key.

mod entry;
mod error;
mod keys;
mod ledger;
mod receipt;
mod tiles;
pub mod verify;
mod writer;

pub use self::{
    entry::{Entry, Kind, Promise, PromiseError},
    error::{LedgerError, VerifyError},
    keys::{LogKey, PublicKey},
    ledger::Ledger,
    receipt::Receipt,
    writer::Writer,
};
