//! The gate's yes.

use std::{fmt, marker::PhantomData};

use incamera_charter::Act;

use crate::{action::Action, datum::Datum};

/// Leave to do one thing with one datum, for one purpose. Only the gate makes it, and it lasts no longer than the facts it was
/// decided on are borrowed; whoever holds personal data asks for one before opening anything.
pub struct Permit<'a, A> {
    datum: &'a Datum,
    purpose: &'a str,
    promise: &'a str,
    version: u32,
    action: PhantomData<fn() -> A>,
}

impl<'a, A: Action> Permit<'a, A> {
    pub(crate) fn new(datum: &'a Datum, purpose: &'a str, promise: &'a str, version: u32) -> Self {
        Self { datum, purpose, promise, version, action: PhantomData }
    }

    /// With what.
    pub fn datum(&self) -> &'a Datum {
        self.datum
    }

    /// Id of the purpose.
    pub fn purpose(&self) -> &'a str {
        self.purpose
    }

    /// The promise that gives the leave: `role.producer`.
    pub fn promise(&self) -> &'a str {
        self.promise
    }

    /// Version of the charter it was decided by.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// What may be done.
    pub fn act(&self) -> Act {
        A::ACT
    }
}

impl<A: Action> fmt::Debug for Permit<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Permit({} {} for {} by {})", A::ACT.word(), self.datum.id, self.purpose, self.promise)
    }
}
