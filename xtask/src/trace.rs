//! Which requirement rows which tests prove, and what became of these tests: every `proves: ID, ID` in a comment of a test,
//! joined with the rows of `docs/requirements.tsv` and with the last results.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    house::{files, read, root},
    results::{self, Outcome},
};

/// All rows, for `incamera trace --file`.
#[derive(Serialize)]
struct Trace {
    /// The commit the rows and tests are of.
    at: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    #[serde(rename = "row")]
    id: String,
    title: String,
    tests: Vec<Test>,
}

#[derive(Clone, Serialize)]
struct Test {
    #[serde(rename = "test")]
    name: String,
    /// Relative to the repository.
    file: String,
    /// What became of it the last time; none if it never ran here.
    outcome: Option<Outcome>,
    /// On which commit that was.
    at: Option<String>,
}

/// Prints the table, or with `--json` what `incamera trace` reads.
///
/// # Errors
/// A test that names a row there is not.
pub(crate) fn print(words: &[String]) -> Result<(), String> {
    let mut proved = proved()?;
    let list = read(&root().join("docs/requirements.tsv"))?;
    let mut rows = Vec::new();
    for line in list.lines() {
        let (row, title) = line.split_once('\t').ok_or_else(|| format!("docs/requirements.tsv: {line}"))?;
        let tests = proved.remove(row).unwrap_or_default();
        rows.push(Row { id: row.to_owned(), title: title.to_owned(), tests });
    }
    if let Some((row, tests)) = proved.first_key_value() {
        let named = tests.first().map(|t| format!("{} in {}", t.name, t.file)).unwrap_or_default();
        return Err(format!("{named} proves {row}, which stands not in docs/requirements.tsv"));
    }
    if words.iter().any(|word| word == "--json") {
        let trace = Trace { at: results::commit(), rows };
        println!("{}", serde_json::to_string_pretty(&trace).map_err(|e| e.to_string())?);
        return Ok(());
    }
    println!("| row | requirement | proved by |\n| --- | --- | --- |");
    for Row { id, title, tests } in rows {
        let told = |test: &Test| {
            let outcome = match test.outcome {
                Some(Outcome::Passed) => "passed",
                Some(Outcome::Failed) => "FAILED",
                Some(Outcome::Ignored) => "ignored",
                None => "not run",
            };
            format!("`{}` in {} ({outcome})", test.name, test.file)
        };
        let tests: Vec<String> = tests.iter().map(told).collect();
        let tests = if tests.is_empty() { "no test".to_owned() } else { tests.join("; ") };
        println!("| {id} | {} | {tests} |", title.replace('|', "\\|"));
    }
    Ok(())
}

/// The tests of each row.
fn proved() -> Result<BTreeMap<String, Vec<Test>>, String> {
    let last = results::last()?;
    let mut rows: BTreeMap<String, Vec<Test>> = BTreeMap::new();
    let mut sources = files(&root().join("crates"), "rs")?;
    for folder in ["src", "walks"] {
        sources.extend(files(&root().join("web").join(folder), "ts")?);
    }
    for path in sources {
        let text = read(&path)?;
        let file = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
        let mut ids: Vec<String> = Vec::new();
        for line in text.lines() {
            if let Some((_, list)) = line.split_once("proves:") {
                ids.extend(list.split([',', ' ', '(']).filter(|w| is_row(w)).map(str::to_owned));
            } else if let Some(name) = named(line) {
                let result = last.get(name);
                let proof = Test {
                    name: name.to_owned(),
                    file: file.clone(),
                    outcome: result.map(|last| last.outcome),
                    at: result.map(|last| last.at.clone()),
                };
                for id in ids.drain(..) {
                    rows.entry(id).or_default().push(proof.clone());
                }
            }
        }
    }
    Ok(rows)
}

/// The test that begins on a line: `fn name(` in Rust, `it('name', ` in the pages' tests.
fn named(line: &str) -> Option<&str> {
    let line = line.trim_start();
    match line.strip_prefix("it('") {
        Some(rest) => rest.split_once("',").map(|(name, _)| name),
        None => line.strip_prefix("fn ")?.split('(').next(),
    }
}

/// `EDT-01` and its like.
fn is_row(word: &str) -> bool {
    word.split_once('-').is_some_and(|(group, number)| {
        group.len() == 3
            && group.bytes().all(|b| b.is_ascii_uppercase())
            && number.len() == 2
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}
