//! The server at its public face: a bound port, a plain HTTP client, real rows, keys and ledger.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accounts;
mod boundaries;
mod document;
mod events;
mod films;
mod guests;
mod privacy;
mod sentences;
mod studio;
mod uploads;
