//! A charter before its date: it is asked beside the one in force, and its answers are counted, not obeyed.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use incamera_charter::Act;

use crate::{
    action::Action,
    actor::{Actor, Intent},
    datum::Datum,
    gate::Gate,
    permit::Permit,
    refusal::Refusal,
};

/// The gate in force, and the one that will be.
pub struct Shadow {
    now: Gate,
    next: Gate,
    differences: Mutex<BTreeMap<Difference, u64>>,
}

/// What the coming charter would have answered otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// To what.
    pub act: Act,
    /// The promise that refuses today; none where it is allowed.
    pub now: Option<String>,
    /// The promise that will refuse; none where it will be allowed.
    pub next: Option<String>,
}

impl Shadow {
    /// Lets `next` watch what `now` decides.
    pub fn cast(now: Gate, next: Gate) -> Self {
        Self { now, next, differences: Mutex::default() }
    }

    /// The gate in force.
    pub fn now(&self) -> &Gate {
        &self.now
    }

    /// Decides as the gate in force does, and counts where the coming one would not.
    ///
    /// # Errors
    /// The refusal of the gate in force.
    pub fn decide<'a, A: Action>(
        &'a self,
        actor: &Actor,
        datum: &'a Datum,
        intent: &'a Intent,
    ) -> Result<Permit<'a, A>, Refusal> {
        let now = self.now.decide::<A>(actor, datum, intent);
        let next = self.next.decide::<A>(actor, datum, intent);
        let promise = |refusal: &Refusal| refusal.promise().to_owned();
        let (was, will) = (now.as_ref().err().map(promise), next.as_ref().err().map(promise));
        if was != will {
            let difference = Difference { act: A::ACT, now: was, next: will };
            let mut differences = self.differences.lock().unwrap_or_else(PoisonError::into_inner);
            *differences.entry(difference).or_default() += 1;
        }
        now
    }

    /// What will be answered otherwise, and how often it was asked.
    pub fn differences(&self) -> BTreeMap<Difference, u64> {
        self.differences.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
