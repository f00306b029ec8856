//! Proof that policies keep prohibitions: for every actor, datum and context there can be, by a solver.

use std::time::{Duration, Instant};

use cedar_policy::{PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicySet, solver::LocalSolver};
use incamera_charter::Theorem;
use tokio::process::Command;

use crate::{counterexample::Counterexample, rules::RulesError, scope};

/// How long the solver may think about one action of one theorem.
const PATIENCE: Duration = Duration::from_secs(30);

/// What became of one theorem.
#[derive(Debug)]
pub struct Proof {
    /// The prohibition's id.
    pub promise: String,
    /// What was found out.
    pub verdict: Verdict,
    /// How long it took.
    pub took: Duration,
}

/// What was found out about a theorem.
#[derive(Debug)]
pub enum Verdict {
    /// It holds for everything there can be.
    Proved,
    /// It does not: somebody could do this.
    Broken(Box<Counterexample>),
    /// Nobody knows: no solver, or it gave up. In its words.
    Unknown(String),
}

/// The program that solves.
#[derive(Clone, Debug)]
pub struct Solver {
    program: std::path::PathBuf,
}

impl Solver {
    /// This one.
    pub fn at(program: impl Into<std::path::PathBuf>) -> Self {
        Self { program: program.into() }
    }

    fn start(&self) -> Result<CedarSymCompiler<LocalSolver>, String> {
        let mut command = Command::new(&self.program);
        command.args(["--lang", "smt"]).arg(format!("--tlimit-per={}", PATIENCE.as_millis()));
        command.kill_on_drop(true);
        let solver = LocalSolver::from_command(&mut command)
            .map_err(|e| format!("{} does not start: {e}", self.program.display()))?;
        CedarSymCompiler::new(solver).map_err(|e| e.to_string())
    }
}

/// Proves theorems about the policies of a [`Rulebook`](crate::Rulebook), one after the other.
pub(crate) fn prove(
    schema: &Schema,
    policies: &PolicySet,
    theorems: &[Theorem],
    solver: &Solver,
    mut each: impl FnMut(Proof),
) -> Result<(), RulesError> {
    let stated: Vec<PolicySet> =
        theorems.iter().map(|t| scope::statement(schema, t)).collect::<Result<_, _>>()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| RulesError::Machine(e.to_string()))?;
    let mut compiler = runtime.block_on(async { solver.start() });
    for (theorem, statement) in theorems.iter().zip(&stated) {
        let begun = Instant::now();
        let verdict = match &mut compiler {
            Err(why) => Verdict::Unknown(why.clone()),
            Ok(compiler) => runtime
                .block_on(hold(compiler, schema, policies, theorem, statement))
                .unwrap_or_else(Verdict::Unknown),
        };
        // A solver that gave up once answers nothing more.
        if matches!(verdict, Verdict::Unknown(_)) && compiler.is_ok() {
            compiler = runtime.block_on(async { solver.start() });
        }
        each(Proof { promise: theorem.id.clone(), verdict, took: begun.elapsed() });
    }
    Ok(())
}

async fn hold(
    compiler: &mut CedarSymCompiler<LocalSolver>,
    schema: &Schema,
    policies: &PolicySet,
    theorem: &Theorem,
    statement: &PolicySet,
) -> Result<Verdict, String> {
    for act in &theorem.does {
        let env = RequestEnv::new(scope::actor(), scope::action(*act), scope::datum());
        let deployed = CompiledPolicySet::compile(policies, &env, schema).map_err(|e| e.to_string())?;
        let promised = CompiledPolicySet::compile(statement, &env, schema).map_err(|e| e.to_string())?;
        let found = compiler
            .check_implies_with_counterexample_opt(&deployed, &promised)
            .await
            .map_err(|e| e.to_string())?;
        if let Some(env) = found {
            return Ok(Verdict::Broken(Box::new(Counterexample::read(*act, &env, &theorem.policies))));
        }
    }
    Ok(Verdict::Proved)
}
