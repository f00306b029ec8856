//! The names of the schema that `charter` compiles, as Cedar's own types.

use std::str::FromStr;

use cedar_policy::{EntityId, EntityTypeName, EntityUid, PolicySet, Schema, ValidationMode, Validator};
use incamera_charter::{Act, Theorem};

use crate::rules::RulesError;

fn kind(name: &'static str) -> EntityTypeName {
    // INVARIANT: every name handed in here is an identifier.
    #[expect(clippy::expect_used, reason = "names of the schema, written here")]
    EntityTypeName::from_str(name).expect("an identifier")
}

/// Somebody acting.
pub(crate) fn actor() -> EntityTypeName {
    kind("Actor")
}

/// Something held.
pub(crate) fn datum() -> EntityTypeName {
    kind("Datum")
}

/// What is done.
pub(crate) fn action(act: Act) -> EntityUid {
    entity("Action", act.word())
}

/// An entity of this kind.
pub(crate) fn entity(name: &'static str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind(name), EntityId::new(id))
}

/// Policies that fit the schema.
pub(crate) fn policies(schema: &Schema, what: &str, text: &str) -> Result<PolicySet, RulesError> {
    let wrong = |why: String| RulesError::Policies { what: what.to_owned(), why };
    let policies = PolicySet::from_str(text).map_err(|e| wrong(e.to_string()))?;
    let found = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
    let said: Vec<String> = found.validation_errors().map(ToString::to_string).collect();
    if said.is_empty() { Ok(policies) } else { Err(wrong(said.join("; "))) }
}

/// A theorem as policies.
pub(crate) fn statement(schema: &Schema, theorem: &Theorem) -> Result<PolicySet, RulesError> {
    policies(schema, &format!("never.{}", theorem.id), &theorem.policies)
}
