//! What became of each test the last time it ran: kept in the target directory, for `cargo xtask trace`.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
};

use serde::{Deserialize, Serialize};

use crate::house::{root, target};

/// What became of a test. Of several with one name the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// It did what it should.
    Passed,
    /// It was left out.
    Ignored,
    /// It did not.
    Failed,
}

/// The last result of a test.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Last {
    /// What became of it.
    pub(crate) outcome: Outcome,
    /// On which commit, as `git describe --always --dirty` names it.
    pub(crate) at: String,
}

/// By the test function's name, without its modules.
pub(crate) type Results = BTreeMap<String, Last>;

/// How a runner of tests tells what it does on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Runner {
    /// `cargo nextest`, with `--message-format libtest-json`: lines for machines there, those for people beside it.
    Nextest,
    /// `cargo test`: `test a::b ... ok`, for people, who see it too.
    Cargo,
    /// `vitest`, with `--reporter tap-flat`: `ok 1 - file > group > name # time=1ms`; people are shown what is not ok.
    Tap,
}

/// Forgets what became of tests: some are no longer there.
pub(crate) fn forget() -> Result<(), String> {
    write(&Results::new())
}

/// Runs tests and keeps what becomes of them.
pub(crate) fn record(command: &mut Command, runner: Runner) -> Result<(), String> {
    let mut child = command
        .current_dir(root())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("{command:?}: {e}"))?;
    let mut found: BTreeMap<String, Outcome> = BTreeMap::new();
    for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        // What is no text is no result.
        let Ok(line) = line else { continue };
        if runner == Runner::Cargo || runner == Runner::Tap && !line.starts_with("ok ") {
            let _gone = writeln!(std::io::stdout(), "{line}");
        }
        if let Some((name, outcome)) = told(&line, runner) {
            let worst = found.entry(name).or_insert(outcome);
            *worst = outcome.max(*worst);
        }
    }
    let status = child.wait().map_err(|e| format!("{command:?}: {e}"))?;
    keep(found)?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}

/// What a line says of a test.
fn told(line: &str, runner: Runner) -> Option<(String, Outcome)> {
    let (name, word) = match runner {
        Runner::Cargo => {
            let (name, word) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
            (name.to_owned(), word.to_owned())
        }
        Runner::Tap => {
            let (outcome, rest) = line.split_once(" - ")?;
            let outcome = if outcome.starts_with("ok ") { Outcome::Passed } else { Outcome::Failed };
            let name = rest.split(" # ").next()?.rsplit(" > ").next()?;
            let known = outcome == Outcome::Passed || line.starts_with("not ok ");
            let outcome = if rest.contains(" # SKIP") { Outcome::Ignored } else { outcome };
            return known.then(|| (name.to_owned(), outcome));
        }
        Runner::Nextest => {
            let event: serde_json::Value = serde_json::from_str(line).ok()?;
            if event["type"] != "test" {
                return None;
            }
            (event["name"].as_str()?.to_owned(), event["event"].as_str()?.to_owned())
        }
    };
    let outcome = match word.as_str() {
        "ok" => Outcome::Passed,
        "failed" | "FAILED" | "timeout" => Outcome::Failed,
        word if word.starts_with("ignored") => Outcome::Ignored,
        _ => return None,
    };
    // `incamera-charter::versions$module::test`, `module::test - should panic`.
    let name = name.rsplit(['$', ':']).next()?.split([' ', '#']).next()?.to_owned();
    Some((name, outcome))
}

fn keep(found: BTreeMap<String, Outcome>) -> Result<(), String> {
    let mut results = last()?;
    let at = commit();
    results.extend(found.into_iter().map(|(name, outcome)| (name, Last { outcome, at: at.clone() })));
    write(&results)
}

fn write(results: &Results) -> Result<(), String> {
    let text = serde_json::to_string_pretty(results).map_err(|e| e.to_string())?;
    let path = path();
    fs::create_dir_all(target()).map_err(|e| format!("{}: {e}", target().display()))?;
    fs::write(&path, text + "\n").map_err(|e| format!("{}: {e}", path.display()))
}

/// The last results; none where no test ran yet.
pub(crate) fn last() -> Result<Results, String> {
    let path = path();
    match fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text).map_err(|e| format!("{}: {e}: delete it", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Results::new()),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// The commit that lies here.
pub(crate) fn commit() -> String {
    let git = Command::new("git").args(["describe", "--always", "--dirty"]).current_dir(root()).output();
    let told = git.ok().filter(|told| told.status.success());
    told.map_or_else(|| "unknown".to_owned(), |t| String::from_utf8_lossy(&t.stdout).trim().to_owned())
}

fn path() -> PathBuf {
    target().join("incamera-tests.json")
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Runner, told};

    #[test]
    fn each_runner_is_understood() {
        let cargo = |line| told(line, Runner::Cargo);
        assert_eq!(cargo("test tests::a_name ... ok"), Some(("a_name".to_owned(), Outcome::Passed)));
        assert_eq!(
            cargo("test a_name - should panic ... FAILED"),
            Some(("a_name".to_owned(), Outcome::Failed))
        );
        assert_eq!(cargo("test a ... ignored, slow"), Some(("a".to_owned(), Outcome::Ignored)));
        assert_eq!(cargo("test result: ok. 1 passed"), None);
        let nextest = |line| told(line, Runner::Nextest);
        let passed = r#"{"type":"test","event":"ok","name":"incamera-charter::versions$tests::a_name","exec_time":0.1}"#;
        assert_eq!(nextest(passed), Some(("a_name".to_owned(), Outcome::Passed)));
        assert_eq!(nextest(r#"{"type":"test","event":"started","name":"a::b$c"}"#), None);
        assert_eq!(nextest(r#"{"type":"suite","event":"ok","passed":1}"#), None);
        let tap = |line| told(line, Runner::Tap);
        let passed = "ok 3 - src/a.test.ts > a group > goes on, and on # time=12.5ms";
        assert_eq!(tap(passed), Some(("goes on, and on".to_owned(), Outcome::Passed)));
        let failed = "not ok 4 - walks/b.test.ts > shows it # time=3ms";
        assert_eq!(tap(failed), Some(("shows it".to_owned(), Outcome::Failed)));
        assert_eq!(tap("1..4"), None);
        assert_eq!(tap("    message: \"a - b\""), None);
    }
}
