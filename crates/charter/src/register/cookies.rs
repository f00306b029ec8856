//! The cookie table: what each is for, how long it lives, who sets it.

use serde::Serialize;

use super::{Words, json};
use crate::{
    charter::Charter,
    cookies::{Cookie, CookieKind},
    sentences::Sentences,
};

#[derive(Serialize)]
struct Table<'a> {
    version: u32,
    cookies: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    kind: &'static str,
    serves: &'static str,
    keep: String,
    /// Processor, or none for the studio itself.
    host: Option<&'a str>,
    /// Whether it waits for a yes.
    asks: bool,
}

pub(super) fn data(charter: &Charter) -> String {
    json(&Table { version: charter.version, cookies: charter.cookies.iter().map(row).collect() })
}

fn row<'a>((name, cookie): (&'a String, &'a Cookie)) -> Row<'a> {
    Row {
        name,
        kind: cookie.kind.word(),
        serves: cookie.serves.word(),
        keep: cookie.keep.written(),
        host: cookie.host.as_deref(),
        asks: cookie.kind != CookieKind::Essential,
    }
}

pub(super) fn page(charter: &Charter, told: &Sentences) -> Result<String, String> {
    let words = Words { charter, told };
    let mut rows = Vec::new();
    for (name, cookie) in &charter.cookies {
        let host = cookie.host.as_ref().unwrap_or(&charter.operator.name);
        rows.push(vec![
            name.clone(),
            told.say(&format!("word-{}", cookie.kind.word()), &[])?,
            told.say(&format!("word-{}", cookie.serves.word()), &[])?,
            words.keep(cookie.keep)?,
            host.clone(),
        ]);
    }
    let table = words
        .table(&["column-cookie", "column-kind", "column-serves", "column-keep", "column-host"], &rows)?;
    Ok(words.head("cookies")? + &table)
}
