//! What the charter compiles to for others: the registers that laws ask for, and the files that machines look for.
//!
//! Each is made from the promises alone. What machines read is made once; what people read, once for each language.

mod activity;
mod ccpa;
mod cookies;
mod csv;
mod dpv;
mod fides;
mod processors;
mod ropa;
mod signals;
mod transfers;

pub use self::csv::csv;
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    charter::Charter,
    duration::Keep,
    promise::{Fact, Kind, kept},
    sentences::Sentences,
};

/// One register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its path below the folder it is written to, or below the root of a site: `ropa.json`, `.well-known/security.txt`.
    pub name: String,
    /// All of it.
    pub text: String,
}

impl Charter {
    /// Every register, in the order of their names. `today` decides until when `security.txt` holds and which transfer
    /// mechanisms do. The sentences need the words of `registers.ftl` ([`Sentences::with`]).
    ///
    /// # Errors
    /// The message that is missing or cannot be filled.
    pub fn registers(&self, sentences: &[Sentences], today: Date) -> Result<Vec<Document>, String> {
        let flows = transfers::flows(self, today);
        let mut all = vec![
            Document::of(".well-known/gpc.json", signals::gpc(self)),
            Document::of(".well-known/security.txt", signals::security(self, today)),
            Document::of(".well-known/tdmrep.json", signals::tdm(self)),
            Document::of("ai.txt", signals::ai(self)),
            Document::of("ccpa.json", ccpa::data(self)),
            Document::of("cookies.json", cookies::data(self)),
            Document::of("dpv.jsonld", dpv::graph(self, sentences)?),
            Document::of("fides.yml", fides::manifest(self)),
            Document::of("processors.json", processors::data(self)),
            Document::of("ropa.json", ropa::data(self, &flows)),
            Document::of("transfers.json", transfers::data(self, &flows)),
        ];
        for told in sentences {
            let language = told.language();
            let mut add = |name: &str, text| all.push(Document { name: name.replace('*', language), text });
            add("ccpa.*.md", ccpa::page(self, told)?);
            add("cookies.*.md", cookies::page(self, told)?);
            add("processors.*.md", processors::page(self, told)?);
            add("ropa.*.csv", ropa::sheet(self, &flows, told)?);
            add("transfers.*.md", transfers::page(self, &flows, told)?);
        }
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(all)
    }
}

impl Document {
    fn of(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), text }
    }
}

/// JSON as people can read it too.
fn json(value: &impl Serialize) -> String {
    // INVARIANT: what is written here has strings for keys and no value that refuses.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The words of one page.
struct Words<'a> {
    charter: &'a Charter,
    told: &'a Sentences,
}

impl Words<'_> {
    /// A word of the registers.
    fn word(&self, name: &str) -> Result<String, String> {
        self.told.say(&format!("register-{name}"), &[])
    }

    /// Titles of promises, in a row; `word-none` where there are none.
    fn titles<'n>(&self, kind: Kind, ids: impl IntoIterator<Item = &'n String>) -> Result<String, String> {
        let ids: Vec<String> = ids.into_iter().cloned().collect();
        if ids.is_empty() {
            self.told.say("word-none", &[])
        } else {
            self.told.tell(&Fact::Titles(kind, ids))
        }
    }

    fn keep(&self, keep: Keep) -> Result<String, String> {
        self.told.tell(&kept(keep))
    }

    fn date(&self, date: Date) -> Result<String, String> {
        self.told.tell(&Fact::Date(date))
    }

    /// Title and first lines of a page.
    fn head(&self, page: &str) -> Result<String, String> {
        let frame = [
            ("operator", Fact::Name(self.charter.operator.name.clone())),
            ("contact", Fact::Name(self.charter.operator.contact.clone())),
            ("version", Fact::Number(self.charter.version)),
            ("effective", Fact::Date(self.charter.effective)),
        ];
        let title = self.told.say(&format!("register-{page}-title"), &frame)?;
        let since = self.told.say("register-since", &frame)?;
        let intro = self.told.say(&format!("register-{page}-intro"), &frame)?;
        Ok(format!("# {title}\n\n{since}\n\n{intro}\n"))
    }

    /// A table in Markdown.
    fn table(&self, columns: &[&str], rows: &[Vec<String>]) -> Result<String, String> {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell_of(cell)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let heads = columns.iter().map(|name| self.word(name)).collect::<Result<Vec<_>, _>>()?;
        let rule = vec!["---".to_owned(); heads.len()];
        let body: String = rows.iter().map(|row| line(row)).collect();
        Ok(format!("\n{}{}{body}", line(&heads), line(&rule)))
    }
}

/// What stands in a cell is text, not Markdown or HTML.
fn cell_of(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '\\' | '<' | '>' | '[' | ']' | '`' | '*' | '_' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    // The rule between head and body, and nothing a person wrote.
    if text == "---" { text.to_owned() } else { out }
}
