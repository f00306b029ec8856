//! Which requirement rows which tests prove: every `proves: ID, ID` in a comment of a test.

use std::collections::BTreeMap;

use crate::house::{files, read, root};

pub(crate) fn print() -> Result<(), String> {
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files(&root().join("crates"), "rs")? {
        let text = read(&file)?;
        let mut ids: Vec<String> = Vec::new();
        for line in text.lines() {
            if let Some((_, list)) = line.split_once("proves:") {
                ids.extend(list.split([',', ' ', '(']).filter(|w| is_row(w)).map(str::to_owned));
            } else if let Some(name) = line.trim_start().strip_prefix("fn ") {
                let name = name.split('(').next().unwrap_or_default();
                let place = file.strip_prefix(root()).unwrap_or(&file).display();
                for id in ids.drain(..) {
                    rows.entry(id).or_default().push(format!("`{name}` in {place}"));
                }
            }
        }
    }
    println!("| row | proved by |\n| --- | --- |");
    for (id, tests) in rows {
        println!("| {id} | {} |", tests.join("; "));
    }
    Ok(())
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
