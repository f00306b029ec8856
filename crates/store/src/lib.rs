//! The store: rows of the whole studio, on SQLite or PostgreSQL, one code for both.
//!
//! Each row is a datum. Its facts (whose, of which class, about whom, where) stand in one table, [`kernel::data`], for the gate to
//! decide on and for lists to be filtered by in the database; what it says about people is sealed. A row comes shut
//! ([`Held`]) and opens with the gate's permit. Every column has a [`Label`]; plans, exports and registers are made from them.
//!
//! Nothing here asks the clock: times are arguments.

mod catalogue;
mod column;
mod dump;
mod error;
mod facts;
mod filter;
mod jobs;
pub mod kernel;
mod label;
mod lock;
mod migrate;
mod names;
mod obligations;
mod outbox;
mod question;
mod reads;
mod retention;
pub mod rows;
mod standing;
mod store;
mod tally;
mod tombstones;
mod transaction;
mod unit;
mod value;

pub use self::{
    catalogue::{Listed, table, tables},
    column::{Col, Plain},
    error::StoreError,
    facts::{Held, Known},
    label::{Column, Edge, Label, Labelled, Table},
    reads::{Mention, Page, Reads, Stretch},
    retention::{Counted, Ending, Expired, Retention},
    standing::{Route, Standing, Tie},
    store::Store,
    tally::Tally,
    tombstones::Registers,
    transaction::{Filing, Mark, Transaction, standing},
    value::{Cell, Named},
};
