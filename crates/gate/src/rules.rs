//! A charter's rules, read and checked by Cedar.

use cedar_policy::{PolicySet, Schema};
use incamera_charter::{Rules, Theorem};

use crate::{
    prove::{self, Proof, Solver},
    scope,
};

/// The rules of one version of a charter, ready to decide by and to prove things about.
#[derive(Clone, Debug)]
pub struct Rulebook {
    schema: Schema,
    policies: PolicySet,
    theorems: Vec<Theorem>,
}

/// Why rules cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RulesError {
    /// The schema is not one.
    #[error("the schema of the rules: {0}")]
    Schema(String),
    /// Policies that Cedar cannot read, or that speak of what the schema has not.
    #[error("{what}: {why}")]
    Policies {
        /// Which: `policies`, or the prohibition they state.
        what: String,
        /// In Cedar's words.
        why: String,
    },
    /// The machine would not.
    #[error("{0}")]
    Machine(String),
}

impl Rulebook {
    /// Reads rules.
    ///
    /// # Errors
    /// What in them is no Cedar or does not fit the schema; theorems too.
    pub fn read(rules: &Rules) -> Result<Self, RulesError> {
        let (schema, _warnings) =
            Schema::from_cedarschema_str(&rules.schema).map_err(|e| RulesError::Schema(e.to_string()))?;
        let policies = scope::policies(&schema, "policies", &rules.policies)?;
        for theorem in &rules.theorems {
            scope::statement(&schema, theorem)?;
        }
        Ok(Self { schema, policies, theorems: rules.theorems.clone() })
    }

    /// Proves every prohibition, and tells of each as it is done.
    ///
    /// # Errors
    /// Rules that cannot be used. A missing solver is none: it leaves [`Verdict::Unknown`](crate::Verdict).
    pub fn prove(&self, solver: &Solver, each: impl FnMut(Proof)) -> Result<(), RulesError> {
        prove::prove(&self.schema, &self.policies, &self.theorems, solver, each)
    }

    pub(crate) fn schema(&self) -> &Schema {
        &self.schema
    }

    pub(crate) fn policies(&self) -> &PolicySet {
        &self.policies
    }

    /// How many policies there are.
    pub fn len(&self) -> usize {
        self.policies.policies().count()
    }

    /// Whether nothing is allowed at all.
    pub fn is_empty(&self) -> bool {
        self.policies.is_empty()
    }
}
