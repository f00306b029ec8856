//! The ledger: an append-only log in the tile format of C2SP (`tlog-tiles`), with signed checkpoints (`tlog-checkpoint`,
//! `signed-note`) and receipts (`tlog-proof`), which stock clients verify.
//!
//! An [`Entry`] names what happened, by which promise, and commits to the rest by a keyed digest; nothing in it can hold a name,
//! a word or an address. [`Ledger`] writes, [`Writer`] does for many threads, and ships what is on disk to each [`Sink`];
//! [`verify`] needs nothing but the public key; a [`Witness`] makes a fork impossible to hide from who knows its key.

mod entry;
mod error;
mod files;
mod keys;
mod ledger;
mod log;
mod receipt;
mod ship;
mod sink;
mod tiles;
pub mod verify;
pub mod witness;
mod writer;

pub use self::{
    entry::{Entry, Kind, Promise, PromiseError},
    error::{LedgerError, VerifyError},
    keys::{LogKey, PublicKey},
    ledger::Ledger,
    log::Log,
    receipt::Receipt,
    ship::Trouble,
    sink::Sink,
    witness::{Cosignature, Cosigned, Witness, WitnessKey},
    writer::Writer,
};
