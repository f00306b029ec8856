//! Proof that policies keep prohibitions: for every actor, datum and context there can be, by a solver.

use std::time::{Duration, Instant};

use cedar_policy::{Policy, PolicyId, PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicySet, solver::LocalSolver};
use incamera_charter::Theorem;
use tokio::process::Command;

use crate::{counterexample::Counterexample, rules::RulesError, scope};

/// How long the solver may think about one action of one theorem.
const PATIENCE: Duration = Duration::from_secs(30);

/// Cases that tell a person something, the most telling first: a live datum about somebody else, who is not spared anything
/// that has nothing to do with it. A datum about nobody breaks a rule just as well, and leaves people wondering.
const TELLING: [&str; 3] = [
    "!resource.about.isEmpty() && !resource.about.contains(principal.person) && principal.workspace == resource.workspace && !resource.erased",
    "!resource.about.isEmpty() && !resource.about.contains(principal.person)",
    "!resource.about.isEmpty()",
];

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

    /// Its name and version: `cvc5 1.0.3`.
    ///
    /// # Errors
    /// That it does not start, or says nothing of itself.
    pub fn version(&self) -> Result<String, String> {
        let program = self.program.display();
        let told = std::process::Command::new(&self.program)
            .arg("--version")
            .output()
            .map_err(|e| format!("{program} does not start: {e}"))?;
        let said = String::from_utf8_lossy(&told.stdout).into_owned();
        let first = said.lines().next().unwrap_or_default().trim();
        let named = first.trim_start_matches("This is ").replacen(" version ", " ", 1);
        // cvc5 tells in brackets what it was built from.
        let named = named.split(" [").next().unwrap_or_default().trim().to_owned();
        if named.is_empty() { Err(format!("{program} does not say what it is")) } else { Ok(named) }
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
        let mut spent = false;
        let verdict = match &mut compiler {
            Err(why) => Verdict::Unknown(why.clone()),
            Ok(compiler) => runtime
                .block_on(hold(compiler, schema, policies, theorem, statement, &mut spent))
                .unwrap_or_else(Verdict::Unknown),
        };
        // A solver that gave up once answers nothing more.
        if (spent || matches!(verdict, Verdict::Unknown(_))) && compiler.is_ok() {
            compiler = runtime.block_on(async { solver.start() });
        }
        each(Proof { promise: theorem.id.clone(), verdict, took: begun.elapsed() });
    }
    Ok(())
}

/// `spent` is set where the solver gave up although there is a verdict.
async fn hold(
    compiler: &mut CedarSymCompiler<LocalSolver>,
    schema: &Schema,
    policies: &PolicySet,
    theorem: &Theorem,
    statement: &PolicySet,
    spent: &mut bool,
) -> Result<Verdict, String> {
    for act in &theorem.does {
        let env = RequestEnv::new(scope::actor(), scope::action(*act), scope::datum());
        let deployed = CompiledPolicySet::compile(policies, &env, schema).map_err(|e| e.to_string())?;
        let promised = CompiledPolicySet::compile(statement, &env, schema).map_err(|e| e.to_string())?;
        let found = compiler
            .check_implies_with_counterexample_opt(&deployed, &promised)
            .await
            .map_err(|e| e.to_string())?;
        let Some(any) = found else { continue };
        // Only what is broken costs a second question.
        let mut told = any;
        for case in TELLING {
            let narrowed = narrowed(policies, case)?;
            let deployed = CompiledPolicySet::compile(&narrowed, &env, schema).map_err(|e| e.to_string())?;
            match compiler.check_implies_with_counterexample_opt(&deployed, &promised).await {
                Ok(None) => {}
                Ok(Some(telling)) => {
                    told = telling;
                    break;
                }
                // What was found already stays found.
                Err(_) => {
                    *spent = true;
                    break;
                }
            }
        }
        return Ok(Verdict::Broken(Box::new(Counterexample::read(*act, &told, &theorem.policies))));
    }
    Ok(Verdict::Proved)
}

/// The same policies, allowing nothing but cases of this kind.
fn narrowed(policies: &PolicySet, case: &str) -> Result<PolicySet, String> {
    let only = format!("forbid(principal, action, resource) unless {{ {case} }};");
    let only = Policy::parse(Some(PolicyId::new("telling")), only).map_err(|e| e.to_string())?;
    let mut narrowed = policies.clone();
    narrowed.add(only).map_err(|e| e.to_string())?;
    Ok(narrowed)
}
