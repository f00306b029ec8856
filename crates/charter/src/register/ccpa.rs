//! California's matrix: which of the eleven categories are collected and disclosed (Cal. Civ. Code §1798.110, §1798.130(a)(5)).

use serde::Serialize;

use super::{Words, json};
use crate::{
    charter::Charter,
    classes::{Ccpa, Class},
    promise::{Fact, Kind},
    sentences::Sentences,
};

#[derive(Serialize)]
struct Matrix<'a> {
    version: u32,
    categories: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    letter: char,
    category: &'static str,
    collected: bool,
    classes: Vec<&'a String>,
    purposes: Vec<&'a String>,
    retention: Vec<String>,
    /// Processors, for the purposes above.
    disclosed: Vec<&'a String>,
    /// A charter with a recipient that buys data is refused when it is read: there is no way to write another answer.
    sold: bool,
    /// Likewise for advertising across contexts.
    shared: bool,
}

fn rows(charter: &Charter) -> Vec<Row<'_>> {
    let row = |category: Ccpa| {
        let held: Vec<(&String, &Class)> =
            charter.classes.iter().filter(|(_, class)| class.ccpa == category).collect();
        let serves = |purpose: &&String| held.iter().any(|(_, class)| charter.serves(class, purpose));
        let kept = |(id, class): &(&String, &Class)| format!("{id}: {}", class.retention.keep.written());
        let receives =
            charter.processors.iter().filter(|(_, p)| held.iter().any(|(id, _)| p.fields.contains(id)));
        Row {
            letter: category.letter(),
            category: category.word(),
            collected: !held.is_empty(),
            classes: held.iter().map(|(id, _)| *id).collect(),
            purposes: charter.purposes.keys().filter(serves).collect(),
            retention: held.iter().map(kept).collect(),
            disclosed: receives.map(|(id, _)| id).collect(),
            sold: false,
            shared: false,
        }
    };
    Ccpa::ALL.into_iter().map(row).collect()
}

pub(super) fn data(charter: &Charter) -> String {
    json(&Matrix { version: charter.version, categories: rows(charter) })
}

pub(super) fn page(charter: &Charter, told: &Sentences) -> Result<String, String> {
    let words = Words { charter, told };
    let mut table = Vec::new();
    for row in rows(charter) {
        let category = words.word(&format!("ccpa-{}", row.category))?;
        let mut kept = Vec::new();
        for id in &row.classes {
            let title = words.titles(Kind::Class, [*id])?;
            let keep = words.keep(charter.classes[*id].retention.keep)?;
            kept.push(
                told.say("register-kept", &[("class", Fact::Name(title)), ("keep", Fact::Name(keep))])?,
            );
        }
        let disclosed = row.disclosed.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ");
        table.push(vec![
            format!("{}. {category}", row.letter),
            words.word(if row.collected { "yes" } else { "no" })?,
            kept.join(", "),
            if row.collected { words.titles(Kind::Purpose, row.purposes)? } else { String::new() },
            if disclosed.is_empty() { words.word("nobody")? } else { disclosed },
            words.word("never")?,
        ]);
    }
    let columns = [
        "column-category",
        "column-collected",
        "column-held",
        "column-purposes",
        "column-disclosed",
        "column-sold",
    ];
    Ok(words.head("ccpa")? + &words.table(&columns, &table)?)
}
