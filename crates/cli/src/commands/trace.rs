//! `incamera trace`: from a requirement to the tests that prove it, and what became of them.

use std::{fs, path::Path};

use serde::{Deserialize, Serialize};

use crate::args;
use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, Exit, unreadable};
use crate::say::{Message, printable, say, shown};

/// What `cargo xtask trace --json` wrote.
#[derive(Deserialize)]
struct Trace {
    at: String,
    rows: Vec<Row>,
}

#[derive(Deserialize, Serialize)]
struct Row {
    #[serde(rename = "row")]
    id: String,
    title: String,
    tests: Vec<Test>,
}

#[derive(Deserialize, Serialize)]
struct Test {
    #[serde(rename = "test")]
    name: String,
    file: String,
    outcome: Option<Outcome>,
    at: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    Passed,
    Ignored,
    Failed,
}

/// How a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Standing {
    /// Every test of it passed the last time.
    Proved,
    /// There are tests, and not all of them ran.
    NotRun,
    /// A test of it failed.
    Failed,
    /// No test proves it.
    NoTest,
}

impl Row {
    fn standing(&self) -> Standing {
        let is = |wanted: Outcome| move |test: &Test| test.outcome == Some(wanted);
        if self.tests.is_empty() {
            Standing::NoTest
        } else if self.tests.iter().any(is(Outcome::Failed)) {
            Standing::Failed
        } else if self.tests.iter().all(is(Outcome::Passed)) {
            Standing::Proved
        } else {
            Standing::NotRun
        }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    row: &'a Row,
    standing: Standing,
}

/// Prints the rows asked for, or all.
pub(crate) fn run(args: &args::Trace, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    let trace = read(&args.file)?;
    if let Some(unknown) = args.rows.iter().find(|id| trace.rows.iter().all(|row| row.id != **id)) {
        return Err(Error::Usage(say!("error-trace-row", row = printable(unknown).into_owned())));
    }
    let wanted = |row: &&Row| args.rows.is_empty() || args.rows.contains(&row.id);
    let mut counts = [0_usize; 4];
    for row in trace.rows.iter().filter(wanted) {
        let standing = row.standing();
        counts[standing as usize] += 1;
        let (word, ink): (Message, Ink) = match standing {
            Standing::Proved => (say!("trace-proved"), Ink::Green),
            Standing::NotRun => (say!("trace-not-run"), Ink::Yellow),
            Standing::Failed => (say!("trace-failed"), Ink::Red),
            Standing::NoTest => (say!("trace-no-test"), Ink::Dim),
        };
        let word = console.ink(ink, &console.text(&word));
        console.result(&format!("{}  {word}  {}\n", printable(&row.id), printable(&row.title)));
        for test in &row.tests {
            let outcome = match test.outcome {
                Some(Outcome::Passed) => say!("trace-passed"),
                Some(Outcome::Ignored) => say!("trace-ignored"),
                Some(Outcome::Failed) => say!("trace-failed"),
                None => say!("trace-not-run"),
            };
            let at = test.at.as_deref().map(|at| format!(" {}", printable(at))).unwrap_or_default();
            let (name, file) = (printable(&test.name), printable(&test.file));
            console.result(&format!("        {name}  {file}  {}{at}\n", console.text(&outcome)));
        }
        console.event(&Line { row, standing });
    }
    let [proved, not_run, failed, untested] = counts;
    let at = printable(&trace.at).into_owned();
    let sum =
        say!("trace-sum", at = at, proved = proved, unrun = not_run, failed = failed, untested = untested);
    console.result(&format!("\n{}\n", console.text(&sum)));
    // Who asks for certain rows wants them proved; who reads the whole table wants to see nothing fail.
    let short = failed > 0 || (!args.rows.is_empty() && not_run + untested > 0);
    Ok(if short { Exit::Partly } else { Exit::Done })
}

fn read(path: &Path) -> Result<Trace, Error> {
    let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
    let wrong = |e: serde_json::Error| {
        say!("error-trace", path = shown(path), detail = printable(&e.to_string()).into_owned())
    };
    Ok(serde_json::from_str(&text).map_err(wrong)?)
}
