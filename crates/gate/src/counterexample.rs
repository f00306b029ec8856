//! What somebody could do against a prohibition.

use std::collections::BTreeMap;

use cedar_policy::{EntityUid, EvalResult};
use cedar_policy_symcc::Env;
use incamera_charter::Act;

/// A case that the policies allow and a prohibition forbids, as the solver found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterexample {
    /// What would be done.
    pub act: Act,
    /// In which role.
    pub role: String,
    /// With which class of data.
    pub class: String,
    /// For which purpose.
    pub purpose: String,
    /// How many people the datum is about.
    pub about: usize,
    /// How many of them said yes to the purpose; none where the prohibition asks for no yes.
    pub consented: Option<usize>,
    /// What else is the case that the prohibition speaks of: `restricted`, `minor`, `held`, `erased`, `objected`,
    /// `elsewhere` (somewhere else than the datum's region), `other-workspace`, `unregistered` (the recipient may not have
    /// this class).
    pub besides: Vec<&'static str>,
    /// All of it, in Cedar's words.
    pub whole: String,
}

impl Counterexample {
    pub(crate) fn read(act: Act, env: &Env, prohibition: &str) -> Self {
        let attributes = |uid: Option<&EntityUid>| -> BTreeMap<String, EvalResult> {
            let entity = uid.and_then(|uid| env.entities.get(uid));
            entity
                .into_iter()
                .flat_map(cedar_policy::Entity::attrs)
                .filter_map(|(name, value)| Some((name.to_owned(), value.ok()?)))
                .collect()
        };
        let actor = attributes(env.request.principal());
        let datum = attributes(env.request.resource());
        let context = |name: &str| env.request.context()?.get(name);
        let id = |value: Option<&EvalResult>| match value {
            Some(EvalResult::EntityUid(uid)) => uid.id().unescaped().to_owned(),
            _ => String::new(),
        };
        let purpose = id(context("purpose").as_ref());
        let about = people(datum.get("about"));
        let consented = match datum.get("consented") {
            Some(EvalResult::Record(by)) => {
                by.get(&purpose).map(|yes| people(Some(yes)).iter().filter(|p| about.contains(p)).count())
            }
            _ => None,
        };
        let consented = consented.filter(|_| prohibition.contains("resource.consented"));
        let said =
            |of: &BTreeMap<String, EvalResult>, name: &str| of.get(name) == Some(&EvalResult::Bool(true));
        let recipient = match context("recipient") {
            Some(EvalResult::EntityUid(uid)) => attributes(Some(&uid)),
            _ => BTreeMap::new(),
        };
        let has = |set: Option<&EvalResult>, what: Option<&EvalResult>| match (set, what) {
            (Some(EvalResult::Set(set)), Some(what)) => set.contains(what),
            _ => false,
        };
        let place = context("place");
        let there = |place: Option<&EvalResult>| place == datum.get("region");
        // The solver fills in everything; only what the prohibition speaks of is told.
        let cases = [
            ("restricted", "resource.restricted", said(&datum, "restricted")),
            ("minor", "resource.minor", said(&datum, "minor")),
            ("held", "resource.held", said(&datum, "held")),
            ("erased", "resource.erased", said(&datum, "erased")),
            ("objected", "resource.objected", has(datum.get("objected"), context("purpose").as_ref())),
            ("elsewhere", "resource.region", !there(place.as_ref()) || !there(recipient.get("place"))),
            ("other-workspace", "resource.workspace", actor.get("workspace") != datum.get("workspace")),
            ("unregistered", "recipient.fields", !has(recipient.get("fields"), datum.get("class"))),
        ];
        let besides = cases.iter().filter(|(_, word, is)| *is && prohibition.contains(word));
        Self {
            act,
            role: id(actor.get("role")),
            class: id(datum.get("class")),
            purpose,
            about: about.len(),
            consented,
            besides: besides.map(|(name, ..)| *name).collect(),
            whole: env.to_string(),
        }
    }
}

fn people(set: Option<&EvalResult>) -> Vec<EntityUid> {
    let Some(EvalResult::Set(set)) = set else { return Vec::new() };
    let person = |value: &EvalResult| match value {
        EvalResult::EntityUid(uid) => Some(uid.clone()),
        _ => None,
    };
    set.iter().filter_map(person).collect()
}
