//! Erasure: what goes, what stays and why, and proof of it.
//!
//! A tombstone closes the gate at once; then keys are destroyed, then bytes and rows go, then whoever else has a copy is told.
//! Each step can be done again: a process that is killed in the middle leaves an obligation that goes on where it stopped.

mod begin;
mod doom;
mod plan;
mod pursue;
mod receipt;

pub use self::{
    plan::{Goes, Plan, Reason, Stays},
    pursue::Progress,
    receipt::{Erasure, Target},
};
