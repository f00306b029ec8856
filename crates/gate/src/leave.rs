//! The gate's yes to a whole list: what remains to be asked of each datum.

use std::{fmt, marker::PhantomData, sync::Arc};

use crate::{
    action::Action,
    condition::Condition,
    datum::Datum,
    gate::Gate,
    permit::Permit,
    refusal::{Refusal, Why},
};

/// The policies with actor and intent filled in: what remains to be asked of a datum, by the policy's place in the text.
#[derive(Debug, Default)]
pub(crate) struct Remainder {
    /// What gives leave.
    pub(crate) given: Vec<(usize, Condition)>,
    /// What takes it away.
    pub(crate) taken: Vec<(usize, Condition)>,
}

/// What one actor may do for one purpose. A list asks the database for [`condition`](Self::condition) instead of deciding row
/// by row; both say the same, by test.
pub struct Leave<'a, A> {
    pub(crate) gate: &'a Gate,
    pub(crate) purpose: &'a str,
    pub(crate) role: String,
    pub(crate) remainder: Arc<Remainder>,
    pub(crate) action: PhantomData<fn() -> A>,
}

impl<'a, A: Action> Leave<'a, A> {
    /// What a datum must be like.
    pub fn condition(&self) -> Condition {
        let given = Condition::any(self.remainder.given.iter().map(|(_, c)| c.clone()));
        let taken = self.remainder.taken.iter().map(|(_, c)| !c.clone());
        Condition::all(std::iter::once(given).chain(taken))
    }

    /// Decides about one datum.
    ///
    /// # Errors
    /// The refusal.
    pub fn decide(&self, datum: &'a Datum) -> Result<Permit<'a, A>, Refusal> {
        self.weigh(datum).map_err(|why| self.gate.refuse(Refusal { act: A::ACT, why }))
    }

    fn weigh(&self, datum: &'a Datum) -> Result<Permit<'a, A>, Why> {
        self.gate.declares(datum)?;
        let first = |of: &[(usize, Condition)]| {
            of.iter()
                .find(|(_, condition)| condition.holds(datum))
                .map(|(place, _)| self.gate.promise(*place))
        };
        let Some(promise) = first(&self.remainder.given) else {
            return Err(Why::NotGiven { promise: format!("role.{}", self.role) });
        };
        match first(&self.remainder.taken) {
            Some(promise) => Err(Why::Forbidden { promise: promise.to_owned() }),
            None => Ok(Permit::new(datum, self.purpose, promise, self.gate.charter().version)),
        }
    }
}

impl<A: Action> fmt::Debug for Leave<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Leave({} for {} where {:?})", A::ACT.word(), self.purpose, self.condition())
    }
}
