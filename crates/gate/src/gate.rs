//! The one decision point.

use std::{
    collections::{BTreeMap, BTreeSet},
    marker::PhantomData,
    sync::{Mutex, PoisonError},
};

use cedar_policy::{
    ActionConstraint, Authorizer, Decision, Effect, Entities, Entity, PartialEntities, PartialEntityUid,
    PartialRequest, Policy, PolicyId, PolicySet, Request, Schema,
};
use incamera_charter::{Act, Charter};
use jiff::civil::Date;

use crate::{
    action::Action,
    actor::{Actor, Intent},
    condition::Condition,
    datum::Datum,
    facts,
    leave::{Asked, Leave},
    permit::Permit,
    refusal::{Refusal, Why},
    residual,
    rules::{Rulebook, RulesError},
    scope,
};

/// One version of a charter, in force on one day: everything that is read, changed, disclosed or erased is decided here.
pub struct Gate {
    charter: Charter,
    schema: Schema,
    slices: BTreeMap<Act, Slice>,
    /// Regions and recipients.
    places: Vec<Entity>,
    entities: Entities,
    /// From where each region is reached today, itself not counted.
    reached: BTreeMap<String, BTreeSet<String>>,
    authorizer: Authorizer,
    /// How often each promise refused something since this gate opened.
    refused: Mutex<BTreeMap<String, u64>>,
}

/// The policies that can speak about one action.
struct Slice {
    /// What gives leave.
    given: PolicySet,
    /// What takes it away, and a leave for everything.
    taken: PolicySet,
    /// Place in the text, and the promise.
    promises: BTreeMap<PolicyId, (usize, String)>,
}

impl Gate {
    /// Opens the gate of a charter. Open it anew each day: a transfer past its review lets nothing through.
    ///
    /// # Errors
    /// Rules that cannot be used.
    pub fn open(charter: Charter, rulebook: &Rulebook, today: Date) -> Result<Self, RulesError> {
        let machine = |e: String| RulesError::Machine(e);
        let places = facts::places(&charter, today).map_err(machine)?;
        let entities = Entities::from_entities(places.clone(), Some(rulebook.schema()))
            .map_err(|e| RulesError::Machine(e.to_string()))?;
        let mut slices = BTreeMap::new();
        for act in Act::ALL {
            slices.insert(act, Slice::cut(rulebook.policies(), act)?);
        }
        let mut reached: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for transfer in charter.transfers.values().filter(|t| t.review >= today) {
            reached.entry(transfer.to.clone()).or_default().insert(transfer.from.clone());
        }
        Ok(Self {
            charter,
            schema: rulebook.schema().clone(),
            slices,
            places,
            entities,
            reached,
            authorizer: Authorizer::new(),
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
        let decided = self.declared(actor, intent).and_then(|()| {
            known("class", &datum.class, self.charter.classes.keys())?;
            known("region", &datum.region, self.charter.regions.keys())?;
            self.weigh(A::ACT, actor, datum, intent)
        });
        match decided {
            Ok(promise) => Ok(Permit::new(datum, &intent.purpose, promise, self.charter.version)),
            Err(why) => Err(self.refuse(Refusal { act: A::ACT, why })),
        }
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
        let residuals = self.declared(actor, intent).and_then(|()| self.residuals(A::ACT, actor, intent));
        match residuals {
            Ok((given, taken)) => Ok(Leave {
                gate: self,
                purpose: &intent.purpose,
                role: format!("role.{}", actor.role),
                given,
                taken,
                action: PhantomData,
            }),
            Err(why) => Err(self.refuse(Refusal { act: A::ACT, why })),
        }
    }

    /// How often each promise refused something since this gate opened.
    pub fn refused(&self) -> BTreeMap<String, u64> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn refuse(&self, refusal: Refusal) -> Refusal {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        match refused.get_mut(refusal.promise()) {
            Some(count) => *count += 1,
            None => {
                refused.insert(refusal.promise().to_owned(), 1);
            }
        }
        refusal
    }

    fn declared(&self, actor: &Actor, intent: &Intent) -> Result<(), Why> {
        known("role", &actor.role, self.charter.roles.keys())?;
        known("purpose", &intent.purpose, self.charter.purposes.keys())?;
        known("region", &intent.place, self.charter.regions.keys())?;
        match &intent.recipient {
            Some(recipient) => known("processor", recipient, self.charter.processors.keys()),
            None => Ok(()),
        }
    }

    fn weigh(&self, act: Act, actor: &Actor, datum: &Datum, intent: &Intent) -> Result<&str, Why> {
        let undecided = |e: String| Why::Undecided(e);
        let entities = [
            facts::actor(actor).map_err(undecided)?,
            facts::datum(datum, self.charter.purposes.keys()).map_err(undecided)?,
        ];
        let entities =
            self.entities.clone().add_entities(entities, None).map_err(|e| Why::Undecided(e.to_string()))?;
        let context = facts::context(intent).map_err(undecided)?;
        let request = Request::new(facts::actor_uid(), scope::action(act), facts::datum_uid(), context, None)
            .map_err(|e| Why::Undecided(e.to_string()))?;
        let slice = &self.slices[&act];
        let Some(promise) = self.ask(slice, &slice.given, &request, &entities, Decision::Allow)? else {
            return Err(Why::NotGiven { promise: format!("role.{}", actor.role) });
        };
        match self.ask(slice, &slice.taken, &request, &entities, Decision::Deny)? {
            Some(promise) => Err(Why::Forbidden { promise: promise.to_owned() }),
            None => Ok(promise),
        }
    }

    /// The first promise by which the policies come to this decision; none if they do not.
    fn ask<'a>(
        &self,
        slice: &'a Slice,
        policies: &PolicySet,
        request: &Request,
        entities: &Entities,
        decision: Decision,
    ) -> Result<Option<&'a str>, Why> {
        let answer = self.authorizer.is_authorized(request, policies, entities);
        if let Some(error) = answer.diagnostics().errors().next() {
            return Err(Why::Undecided(error.to_string()));
        }
        if answer.decision() != decision {
            return Ok(None);
        }
        let promises = answer.diagnostics().reason().filter_map(|id| slice.promises.get(id));
        Ok(promises.min().map(|(_, promise)| promise.as_str()))
    }

    fn residuals<'a>(
        &'a self,
        act: Act,
        actor: &Actor,
        intent: &Intent,
    ) -> Result<(Asked<'a>, Asked<'a>), Why> {
        let why = |e: &dyn ToString| Why::Undecided(e.to_string());
        let entities = self.places.iter().cloned().chain([facts::actor(actor).map_err(|e| why(&e))?]);
        let entities = Entities::from_entities(entities, None).map_err(|e| why(&e))?;
        let entities = PartialEntities::from_concrete(entities, &self.schema).map_err(|e| why(&e))?;
        let request = PartialRequest::new(
            PartialEntityUid::from_concrete(facts::actor_uid()),
            scope::action(act),
            PartialEntityUid::new(scope::datum(), None),
            Some(facts::context(intent).map_err(|e| why(&e))?),
            &self.schema,
        )
        .map_err(|e| why(&e))?;
        let slice = &self.slices[&act];
        let reached = |region: &str| self.reached.get(region).cloned().unwrap_or_default();
        let read = |policies: &PolicySet| -> Result<Asked<'a>, Why> {
            let answer = policies.tpe(&request, &entities, &self.schema).map_err(|e| why(&e))?;
            let mut found = Vec::new();
            for policy in answer.policies() {
                let Some((place, promise)) = slice.promises.get(policy.id()) else { continue };
                let condition = residual::read(&policy, &reached).map_err(|e| why(&e))?;
                found.push((*place, promise.as_str(), condition));
            }
            found.sort_by_key(|(place, ..)| *place);
            let kept = found.into_iter().filter(|(.., condition)| *condition != Condition::Never);
            Ok(kept.map(|(_, promise, condition)| (promise, condition)).collect())
        };
        Ok((read(&slice.given)?, read(&slice.taken)?))
    }
}

impl Slice {
    fn cut(policies: &PolicySet, act: Act) -> Result<Self, RulesError> {
        let action = scope::action(act);
        let speaks = |policy: &&Policy| match policy.action_constraint() {
            ActionConstraint::Any => true,
            ActionConstraint::Eq(only) => only == action,
            ActionConstraint::In(some) => some.contains(&action),
        };
        let wrong = |e: &dyn ToString| RulesError::Machine(e.to_string());
        // Cedar names policies `policy0`, `policy1`, … as they stand in the text.
        let place = |id: &PolicyId| id.to_string().trim_start_matches("policy").parse().unwrap_or(usize::MAX);
        let mut promises = BTreeMap::new();
        let (mut given, mut taken) = (PolicySet::new(), PolicySet::new());
        for policy in policies.policies().filter(speaks) {
            let promise = policy.annotation("promise").unwrap_or("unnamed").to_owned();
            promises.insert(policy.id().clone(), (place(policy.id()), promise));
            let side = if policy.effect() == Effect::Permit { &mut given } else { &mut taken };
            side.add(policy.clone()).map_err(|e| wrong(&e))?;
        }
        let all = Policy::parse(Some(PolicyId::new("everything")), "permit(principal, action, resource);");
        taken.add(all.map_err(|e| wrong(&e))?).map_err(|e| wrong(&e))?;
        Ok(Self { given, taken, promises })
    }
}

fn known<'a>(kind: &'static str, id: &str, mut ids: impl Iterator<Item = &'a String>) -> Result<(), Why> {
    if ids.any(|known| known == id) { Ok(()) } else { Err(Why::Undeclared { kind, id: id.to_owned() }) }
}
