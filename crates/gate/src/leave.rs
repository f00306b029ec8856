//! The gate's yes to a whole list: what remains to be asked of each datum.

use std::{fmt, marker::PhantomData};

use crate::{
    action::Action,
    condition::Condition,
    datum::Datum,
    gate::Gate,
    permit::Permit,
    refusal::{Refusal, Why},
};

/// What remains to be asked, with the promise that asks it, in the order of the policies.
pub(crate) type Asked<'a> = Vec<(&'a str, Condition)>;

/// What one actor may do for one purpose, and what a datum must be like for it: the policies with everything known filled in.
/// A list asks the database for [`condition`](Self::condition) instead of deciding row by row; both say the same, by test.
pub struct Leave<'a, A> {
    pub(crate) gate: &'a Gate,
    pub(crate) purpose: &'a str,
    pub(crate) role: String,
    /// What gives leave.
    pub(crate) given: Asked<'a>,
    /// What takes it away.
    pub(crate) taken: Asked<'a>,
    pub(crate) action: PhantomData<fn() -> A>,
}

impl<A: Action> Leave<'_, A> {
    /// What a datum must be like.
    pub fn condition(&self) -> Condition {
        let given = Condition::any(self.given.iter().map(|(_, c)| c.clone()));
        let taken = self.taken.iter().map(|(_, c)| !c.clone());
        Condition::all(std::iter::once(given).chain(taken))
    }

    /// Decides about one datum. The same answer as [`Gate::decide`](crate::Gate::decide), without going through the policies
    /// again.
    ///
    /// # Errors
    /// The refusal.
    pub fn decide<'d>(&'d self, datum: &'d Datum) -> Result<Permit<'d, A>, Refusal> {
        let refused = |why| self.gate.refuse(Refusal { act: A::ACT, why });
        let Some((promise, _)) = self.given.iter().find(|(_, condition)| condition.holds(datum)) else {
            return Err(refused(Why::NotGiven { promise: self.role.clone() }));
        };
        match self.taken.iter().find(|(_, condition)| condition.holds(datum)) {
            Some((promise, _)) => Err(refused(Why::Forbidden { promise: (*promise).to_owned() })),
            None => Ok(Permit::new(datum, self.purpose, promise, self.gate.charter().version)),
        }
    }
}

impl<A: Action> fmt::Debug for Leave<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Leave({} for {} where {:?})", A::ACT.word(), self.purpose, self.condition())
    }
}
