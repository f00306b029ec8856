//! The gate: the one place where it is decided who may do what with which datum, and the proof that it keeps the promises.
//!
//! Nothing else in the house uses Cedar. What the charter compiles to is read into a [`Rulebook`]; a solver proves each
//! prohibition over it, for everything there can be.

mod counterexample;
mod prove;
mod rules;
mod scope;

pub use self::{
    counterexample::Counterexample,
    prove::{Proof, Solver, Verdict},
    rules::{Rulebook, RulesError},
};
