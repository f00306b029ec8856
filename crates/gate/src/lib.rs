//! The gate: the one place where it is decided who may do what with which datum, and the proof that it keeps the promises.
//!
//! Nothing else in the house uses Cedar. What the charter compiles to is read into a [`Rulebook`]; a [`Gate`] decides by it,
//! one datum at a time or for a whole list; a solver proves each prohibition over it, for everything there can be.

mod action;
mod actor;
mod condition;
mod counterexample;
mod datum;
mod facts;
mod gate;
mod leave;
mod permit;
mod prove;
mod refusal;
mod residual;
mod rules;
mod scope;
mod shadow;

pub use self::{
    action::{Action, Answer, Disclose, Erase, Opens, Process, Read, Train, Write},
    actor::{Actor, Intent},
    condition::Condition,
    counterexample::Counterexample,
    datum::{Datum, JoinError},
    gate::Gate,
    leave::Leave,
    permit::Permit,
    prove::{Proof, Solver, Verdict},
    refusal::{Refusal, Why},
    rules::{Rulebook, RulesError},
    shadow::{Difference, Shadow},
};
