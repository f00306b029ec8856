//! The one decision point.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    marker::PhantomData,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use cedar_policy::{
    ActionConstraint, Effect, Entities, Entity, PartialEntities, PartialEntityUid, PartialRequest, Policy,
    PolicyId, PolicySet, Schema,
};
use incamera_charter::{Act, Charter};
use jiff::civil::Date;

use crate::{
    action::Action,
    actor::{Actor, Intent},
    condition::Condition,
    datum::Datum,
    facts,
    leave::{Leave, Remainder},
    permit::Permit,
    refusal::{Refusal, Why},
    residual,
    rules::{Rulebook, RulesError},
    scope,
};

/// How many actors' remainders are remembered before all are forgotten.
const REMEMBERED: usize = 4096;

/// One version of a charter, in force on one day: everything that is read, changed, disclosed or erased is decided here.
///
/// The policies are asked once for each actor and intent, by Cedar's partial evaluation; what remains to be asked of a datum is
/// remembered. That this decides as the whole set of policies does is tested on random cases.
pub struct Gate {
    charter: Charter,
    schema: Schema,
    slices: BTreeMap<Act, PolicySet>,
    /// Where each policy stands in the text.
    policies: HashMap<PolicyId, usize>,
    /// Promises, as their policies stand in the text.
    promises: Vec<String>,
    /// Regions and recipients.
    places: Vec<Entity>,
    /// From where each region is reached today, itself not counted.
    reached: BTreeMap<String, BTreeSet<String>>,
    remembered: Mutex<HashMap<(Act, Actor, Intent), Arc<Remainder>>>,
    refused: Mutex<BTreeMap<String, u64>>,
}

impl Gate {
    /// Opens the gate of a charter. Open it anew each day: a transfer past its review lets nothing through.
    ///
    /// # Errors
    /// Rules that cannot be used.
    pub fn open(charter: Charter, rulebook: &Rulebook, today: Date) -> Result<Self, RulesError> {
        let wrong = |e: &dyn ToString| RulesError::Machine(e.to_string());
        let places = facts::places(&charter, today).map_err(|e| wrong(&e))?;
        Entities::from_entities(places.clone(), Some(rulebook.schema())).map_err(|e| wrong(&e))?;
        let mut policies: Vec<&Policy> = rulebook.policies().policies().collect();
        // Cedar names them `policy0`, `policy1`, … as they stand in the text.
        policies.sort_by_key(|policy| (policy.id().to_string().len(), policy.id().to_string()));
        let promise = |policy: &&Policy| policy.annotation("promise").unwrap_or("unnamed").to_owned();
        let mut slices = BTreeMap::new();
        for act in Act::ALL {
            let speaking = policies.iter().filter(|policy| speaks(policy, act));
            let slice = PolicySet::from_policies(speaking.map(|policy| (*policy).clone()));
            slices.insert(act, slice.map_err(|e| wrong(&e))?);
        }
        let mut reached: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for transfer in facts::live(&charter, today) {
            reached.entry(transfer.to.clone()).or_default().insert(transfer.from.clone());
        }
        Ok(Self {
            charter,
            schema: rulebook.schema().clone(),
            slices,
            promises: policies.iter().map(promise).collect(),
            policies: policies
                .iter()
                .enumerate()
                .map(|(place, policy)| (policy.id().clone(), place))
                .collect(),
            places,
            reached,
            remembered: Mutex::default(),
            refused: Mutex::default(),
        })
    }

    /// The charter it keeps.
    pub fn charter(&self) -> &Charter {
        &self.charter
    }

    /// Decides whether somebody may do `A` with a datum.
    ///
    /// # Errors
    /// The refusal, which names the promise. What cannot be decided is refused.
    pub fn decide<'a, A: Action>(
        &'a self,
        actor: &Actor,
        datum: &'a Datum,
        intent: &'a Intent,
    ) -> Result<Permit<'a, A>, Refusal> {
        self.leave(actor, intent)?.decide(datum)
    }

    /// What somebody may do `A` with, for a whole list.
    ///
    /// # Errors
    /// A refusal of everything.
    pub fn leave<'a, A: Action>(
        &'a self,
        actor: &Actor,
        intent: &'a Intent,
    ) -> Result<Leave<'a, A>, Refusal> {
        match self.remainder(A::ACT, actor, intent) {
            Ok(remainder) => Ok(Leave {
                gate: self,
                purpose: &intent.purpose,
                role: actor.role.clone(),
                remainder,
                action: PhantomData,
            }),
            Err(why) => Err(self.refuse(Refusal { act: A::ACT, why })),
        }
    }

    /// How often each promise refused something since this gate opened.
    pub fn refused(&self) -> BTreeMap<String, u64> {
        locked(&self.refused).clone()
    }

    pub(crate) fn refuse(&self, refusal: Refusal) -> Refusal {
        let mut refused = locked(&self.refused);
        match refused.get_mut(refusal.promise()) {
            Some(count) => *count += 1,
            None => {
                refused.insert(refusal.promise().to_owned(), 1);
            }
        }
        refusal
    }

    /// The promise of the policy at this place.
    pub(crate) fn promise(&self, place: usize) -> &str {
        &self.promises[place]
    }

    /// What a datum is asked before a remainder speaks of it.
    pub(crate) fn declares(&self, datum: &Datum) -> Result<(), Why> {
        known("class", &datum.class, self.charter.classes.contains_key(&datum.class))?;
        known("region", &datum.region, self.charter.regions.contains_key(&datum.region))
    }

    fn remainder(&self, act: Act, actor: &Actor, intent: &Intent) -> Result<Arc<Remainder>, Why> {
        let key = (act, actor.clone(), intent.clone());
        if let Some(remainder) = locked(&self.remembered).get(&key) {
            return Ok(Arc::clone(remainder));
        }
        let Charter { roles, purposes, regions, processors, .. } = &self.charter;
        known("role", &actor.role, roles.contains_key(&actor.role))?;
        known("purpose", &intent.purpose, purposes.contains_key(&intent.purpose))?;
        known("region", &intent.place, regions.contains_key(&intent.place))?;
        if let Some(recipient) = &intent.recipient {
            known("processor", recipient, processors.contains_key(recipient))?;
        }
        let remainder = Arc::new(self.evaluate(act, actor, intent).map_err(Why::Undecided)?);
        let mut remembered = locked(&self.remembered);
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(key, Arc::clone(&remainder));
        Ok(remainder)
    }

    fn evaluate(&self, act: Act, actor: &Actor, intent: &Intent) -> Result<Remainder, String> {
        let why = |e: &dyn ToString| e.to_string();
        let entities = self.places.iter().cloned().chain([facts::actor(actor)?]);
        let entities = Entities::from_entities(entities, None).map_err(|e| why(&e))?;
        let entities = PartialEntities::from_concrete(entities, &self.schema).map_err(|e| why(&e))?;
        let request = PartialRequest::new(
            PartialEntityUid::from_concrete(facts::actor_uid()),
            scope::action(act),
            PartialEntityUid::new(scope::datum(), None),
            Some(facts::context(intent)?),
            &self.schema,
        )
        .map_err(|e| why(&e))?;
        let answer = self.slices[&act].tpe(&request, &entities, &self.schema).map_err(|e| why(&e))?;
        let reached = |region: &str| self.reached.get(region).cloned().unwrap_or_default();
        let mut remainder = Remainder::default();
        for policy in answer.policies() {
            let place = *self.policies.get(policy.id()).ok_or("a policy of no name")?;
            let condition = residual::read(&policy, &reached)?;
            if condition != Condition::Never {
                let gives = policy.effect() == Effect::Permit;
                let side = if gives { &mut remainder.given } else { &mut remainder.taken };
                side.push((place, condition));
            }
        }
        remainder.given.sort_by_key(|(place, _)| *place);
        remainder.taken.sort_by_key(|(place, _)| *place);
        Ok(remainder)
    }
}

fn speaks(policy: &Policy, act: Act) -> bool {
    let action = scope::action(act);
    match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::Eq(only) => only == action,
        ActionConstraint::In(some) => some.contains(&action),
    }
}

fn known(kind: &'static str, id: &str, known: bool) -> Result<(), Why> {
    if known { Ok(()) } else { Err(Why::Undeclared { kind, id: id.to_owned() }) }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these locks is whole after every step, whoever panicked elsewhere.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
