//! `incamera charter prove`: does what is decided by keep what must never be possible?

use std::{collections::BTreeMap, path::Path};

use incamera_charter::{Charter, Kind, Outcome, Proofs, Published, Rules, Sentences};
use incamera_gate::{Counterexample, Proof, Rulebook, Solver, Verdict};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    fault,
    load::{self, Loaded},
};
use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::say::{Message, printable, say};
use crate::shelf;

/// One line for machines.
#[derive(Serialize)]
struct Line<'a> {
    promise: String,
    proved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counterexample: Option<Told<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    millis: u128,
}

/// A counter-example for machines.
#[derive(Serialize)]
struct Told<'a> {
    sentence: String,
    action: &'a str,
    role: &'a str,
    class: &'a str,
    purpose: &'a str,
    /// The whole case, in Cedar's words.
    case: &'a str,
}

pub(super) fn run(
    charter: &Charter,
    sentences: Option<&Sentences>,
    policies: Option<&Path>,
    solver: &Path,
    context: &Context,
) -> Result<Exit, Error> {
    let mut rules = charter.rules();
    if let Some(folder) = policies {
        let files = load::files_of(folder, "cedar")?;
        if files.is_empty() {
            return Err(say!("error-policies-none", path = crate::say::shown(folder)).into());
        }
        rules.policies = files.iter().map(|file| file.text.as_str()).collect::<Vec<_>>().join("\n");
    }
    let (mut proved, mut broken, mut unknown) = (0, 0, 0);
    let tell = |proof: Proof| {
        match proof.verdict {
            Verdict::Proved => proved += 1,
            Verdict::Broken(_) => broken += 1,
            Verdict::Unknown(_) => unknown += 1,
        }
        say_proof(&proof, sentences, context);
    };
    each(&rules, solver, tell)?;
    sum((proved, broken, unknown), solver, context);
    Ok(if broken + unknown == 0 { Exit::Done } else { Exit::Partly })
}

/// Proves a published version anew, and keeps the result beside it.
pub(super) fn keep(
    loaded: &Loaded,
    path: Option<&Path>,
    solver: &Path,
    today: Date,
    context: &Context,
) -> Result<Exit, Error> {
    let (Some(published), Some(path)) = (&loaded.version, path) else {
        return Err(Error::Usage(say!("error-keep")));
    };
    let proofs = version(published, solver, today, context)?;
    let (proved, broken, unknown) = proofs.count();
    sum((proved, broken, unknown), solver, context);
    // What was proved once stays proved: a solver that gives up today takes nothing back.
    if unknown == 0 {
        let kept = shelf::keep(path, &proofs)?;
        let wrote = say!("exported", path = crate::say::shown(&kept));
        context.console.result(&format!("{}\n", context.console.text(&wrote)));
    }
    Ok(if broken + unknown == 0 { Exit::Done } else { Exit::Partly })
}

fn sum((proved, broken, unknown): (usize, usize, usize), solver: &Path, context: &Context) {
    let count = say!("proved", proved = proved, broken = broken, unknown = unknown);
    context.console.result(&format!("\n{}\n", context.console.text(&count)));
    if unknown > 0 {
        context.console.warn(&say!("warning-no-proof", solver = crate::say::shown(solver)));
    }
}

/// Tries every prohibition of a version, and tells of each.
pub(super) fn version(
    version: &Published,
    solver: &Path,
    today: Date,
    context: &Context,
) -> Result<Proofs, Error> {
    let read = load::whole(&version.sources(), None, today);
    let (charter, spoken) = read.map_err(|faults| fault::refused(&faults, context))?;
    let language = context.console.language();
    let sentences = spoken.iter().find(|s| s.language() == language).or(spoken.first());
    let mut results = BTreeMap::new();
    each(&charter.rules(), solver, |proof| {
        say_proof(&proof, sentences, context);
        results.insert(format!("never.{}", proof.promise), outcome(proof));
    })?;
    let solver = Solver::at(solver).version().ok();
    let (number, digest) = (version.number(), version.digest().to_owned());
    Ok(Proofs { version: number, digest, on: today, solver, results })
}

fn outcome(proof: Proof) -> Outcome {
    let millis = u64::try_from(proof.took.as_millis()).unwrap_or(u64::MAX);
    match proof.verdict {
        Verdict::Proved => Outcome::Proved { millis },
        Verdict::Broken(example) => Outcome::Broken { millis, counterexample: example.whole },
        Verdict::Unknown(why) => Outcome::NotProved { millis, why },
    }
}

/// Tries every theorem of the rules, one after the other.
///
/// # Errors
/// Rules that cannot be used.
pub(super) fn each(rules: &Rules, solver: &Path, tell: impl FnMut(Proof)) -> Result<(), Error> {
    let refused = |e: incamera_gate::RulesError| {
        Error::from(say!("error-policies", detail = printable(&e.to_string()).into_owned()))
    };
    let rulebook = Rulebook::read(rules).map_err(refused)?;
    rulebook.prove(&Solver::at(solver), tell).map_err(refused)
}

/// What became of a proof: the prohibition, and what could happen if it is broken.
pub(super) fn say_proof(proof: &Proof, sentences: Option<&Sentences>, context: &Context) {
    let console = &context.console;
    let promise = format!("never.{}", proof.promise);
    let prohibition = sentences.and_then(|s| s.prohibition(&proof.promise)).unwrap_or_default();
    let millis = proof.took.as_millis();
    let line = |mark: &str, ink, word: Message| {
        let verdict = console.ink(ink, &format!("{mark} {}", console.text(&word)));
        console.result(&format!("{verdict}  {prohibition}  {promise}  {millis} ms\n"));
    };
    let mut machine =
        Line { promise: promise.clone(), proved: None, counterexample: None, why: None, millis };
    match &proof.verdict {
        Verdict::Proved => {
            line("✓", Ink::Green, say!("proof-proved"));
            machine.proved = Some(true);
        }
        Verdict::Broken(example) => {
            let sentence = sentence(example, sentences, context);
            line("✗", Ink::Red, say!("proof-broken"));
            console.result(&format!("    {sentence}\n"));
            machine.proved = Some(false);
            machine.counterexample = Some(Told {
                sentence,
                action: example.act.word(),
                role: &example.role,
                class: &example.class,
                purpose: &example.purpose,
                case: &example.whole,
            });
        }
        Verdict::Unknown(why) => {
            line("?", Ink::Yellow, say!("proof-unknown"));
            machine.why = Some(why);
        }
    }
    console.event(&machine);
}

/// "An editor could read footage for usage statistics, although …".
fn sentence(example: &Counterexample, sentences: Option<&Sentences>, context: &Context) -> String {
    let named = |kind, id: &str| {
        sentences.and_then(|s| s.name(kind, id)).unwrap_or_else(|| printable(id).into_owned())
    };
    let mut although: Vec<Message> = Vec::new();
    match example.consented {
        Some(_) if example.about == 0 => although.push(say!("although-nobody")),
        Some(yes) if yes < example.about => {
            although.push(say!("although-no-yes", yes = yes, about = example.about));
        }
        _ => {}
    }
    although.extend(example.besides.iter().map(|case| match *case {
        "restricted" => say!("although-restricted"),
        "minor" => say!("although-minor"),
        "held" => say!("although-held"),
        "erased" => say!("although-erased"),
        "objected" => say!("although-objected"),
        "elsewhere" => say!("although-elsewhere"),
        "other-workspace" => say!("although-other-workspace"),
        _ => say!("although-unregistered"),
    }));
    let told: Vec<String> = although.iter().map(|message| context.console.text(message)).collect();
    let act = context.console.text(&match example.act {
        incamera_charter::Act::Read => say!("act-read"),
        incamera_charter::Act::Write => say!("act-write"),
        incamera_charter::Act::Process => say!("act-process"),
        incamera_charter::Act::Train => say!("act-train"),
        incamera_charter::Act::Disclose => say!("act-disclose"),
        incamera_charter::Act::Erase => say!("act-erase"),
        incamera_charter::Act::Answer => say!("act-answer"),
    });
    let role = named(Kind::Role, &example.role);
    let class = named(Kind::Class, &example.class);
    let purpose = named(Kind::Purpose, &example.purpose);
    context.console.text(&if told.is_empty() {
        say!("counterexample", role = role, act = act, class = class, purpose = purpose)
    } else {
        let although = told.join("; ");
        say!(
            "counterexample-although",
            role = role,
            act = act,
            class = class,
            purpose = purpose,
            although = although
        )
    })
}
