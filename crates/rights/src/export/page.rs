//! The page of an export: to be read, in the person's language, in any browser, with nothing but itself.

use std::{collections::BTreeMap, fmt::Write};

use incamera_charter::{Kind, Sentences};
use serde_json::Value;

use super::given::{Given, Reason, Share, Withheld};
use crate::{
    error::RightsError,
    subject::{Disclosed, Found, Index},
    words::Words,
};

/// How many rows of a table the page shows; all of them stand in the data.
const ROWS: usize = 100;
/// How long a text is on the page, in characters; all of it stands in the data.
const TEXT: usize = 2000;

/// Colours by the reader's own choice, a width that can be read, nothing from elsewhere.
const STYLE: &str = ":root{color-scheme:light dark;--ink:#1b1b1f;--paper:#fbfaf8;--line:#c9c5bd;--soft:#5b5a58;--mark:#0b57d0}\
@media (prefers-color-scheme:dark){:root{--ink:#ece9e4;--paper:#17171a;--line:#46454a;--soft:#b3b0ab;--mark:#a8c7fa}}\
body{margin:0 auto;max-width:60rem;padding:1rem;font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}\
a{color:var(--mark)}a:focus-visible,summary:focus-visible{outline:3px solid var(--mark);outline-offset:2px}\
h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}\
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:1rem 0}\
caption{text-align:start;color:var(--soft)}th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:start;\
vertical-align:top;overflow-wrap:anywhere}small,.soft{color:var(--soft)}\
.skip{position:absolute;left:-99rem}.skip:focus{position:static}@media print{a{color:inherit}}";

/// What the page shows of one table, gathered while its rows go by.
#[derive(Default)]
pub(super) struct Shown {
    /// How many rows were given whole, in part, and not at all.
    pub(super) shares: BTreeMap<Share, usize>,
    rows: Vec<Vec<(&'static str, String)>>,
    class: String,
    kept: Option<crate::subject::Kept>,
}

impl Shown {
    /// One more row.
    pub(super) fn add(&mut self, found: &Found, given: &Given, media: Option<&str>) {
        *self.shares.entry(given.share).or_default() += 1;
        if self.kept.is_none() {
            (self.class, self.kept) = (found.class.clone(), Some(found.kept.clone()));
        }
        if given.share == Share::Withheld || self.rows.len() >= ROWS {
            return;
        }
        let text = |value: &Value| match value {
            Value::String(text) => text.chars().take(TEXT).collect(),
            other => other.to_string(),
        };
        let mut row: Vec<(&'static str, String)> =
            given.fields.iter().map(|field| (field.column, text(&field.value))).collect();
        row.extend(media.map(|media| ("media", media.to_owned())));
        self.rows.push(row);
    }
}

/// Everything that stands on the page.
pub(super) struct Page<'a> {
    pub(super) words: &'a Words,
    pub(super) operator: &'a str,
    pub(super) contact: &'a str,
    pub(super) index: &'a Index,
    pub(super) tables: &'a BTreeMap<&'static str, Shown>,
    pub(super) withheld: &'a [Withheld],
    pub(super) backups: &'a str,
}

/// A text as HTML has it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What would turn the direction of the text, or is no text at all.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c if c.is_control() && c != '\n' && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

impl Page<'_> {
    fn say(&self, name: &str, with: &[(&'static str, &str)]) -> Result<String, RightsError> {
        Ok(escaped(&self.words.say(&format!("export-{name}"), with)?))
    }

    /// A word of a family; as the program has it where the language has none.
    fn word(&self, family: &str, word: &str) -> String {
        let said = self.words.say(&format!("export-{family}-{word}"), &[]);
        escaped(&said.unwrap_or_else(|_| word.replace(['_', '-'], " ")))
    }

    /// The whole page.
    pub(super) fn html(&self) -> Result<String, RightsError> {
        let mut out = String::new();
        let at = self.index.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
        let title = self.say("title", &[("operator", self.operator)])?;
        let language = self.words.language();
        let _infallible = write!(
            out,
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">{}</a>\n<header>\n<h1>{title}</h1>\n<p>{}</p>\n</header>\n<main id=\"main\">\n",
            self.say("skip", &[])?,
            self.say("intro", &[("at", &at), ("operator", self.operator), ("contact", self.contact)])?,
        );
        self.overview(&mut out)?;
        for (table, shown) in self.tables {
            self.table(&mut out, table, shown)?;
        }
        self.withheld(&mut out)?;
        self.disclosed(&mut out)?;
        let _infallible = write!(
            out,
            "<section aria-labelledby=\"more\"><h2 id=\"more\">{}</h2>\n<p>{}</p>\n<p>{}</p>\n<p>{}</p></section>\n</main>\n</body>\n</html>\n",
            self.say("more", &[])?,
            self.say("copies", &[("window", self.backups)])?,
            self.say("files", &[])?,
            self.say("rights", &[("contact", self.contact)])?,
        );
        Ok(out)
    }

    fn overview(&self, out: &mut String) -> Result<(), RightsError> {
        let heads = ["what", "whole", "part", "withheld"].map(|head| self.word("head", head));
        let _infallible = write!(
            out,
            "<section aria-labelledby=\"held\"><h2 id=\"held\">{}</h2>\n<div class=\"wide\"><table><caption>{}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n",
            self.say("held", &[])?,
            self.say("held-caption", &[])?,
            heads.map(|head| format!("<th scope=\"col\">{head}</th>")).concat(),
        );
        for (table, shown) in self.tables {
            let count = |share| shown.shares.get(&share).copied().unwrap_or_default();
            let _infallible = writeln!(
                out,
                "<tr><th scope=\"row\"><a href=\"#{table}\">{}</a></th><td>{}</td><td>{}</td><td>{}</td></tr>",
                self.word("table", table),
                count(Share::Whole),
                count(Share::Part),
                count(Share::Withheld),
            );
        }
        out.push_str("</tbody></table></div></section>\n");
        Ok(())
    }

    fn table(&self, out: &mut String, table: &str, shown: &Shown) -> Result<(), RightsError> {
        let told: &Sentences = &self.words.told;
        let class = told.name(Kind::Class, &shown.class).unwrap_or_else(|| shown.class.clone());
        let title = self.word("table", table);
        let _infallible =
            writeln!(out, "<section aria-labelledby=\"{table}\"><h2 id=\"{table}\">{title}</h2>");
        if let Some(kept) = &shown.kept {
            let until = kept.until.map(|until| until.strftime("%Y-%m-%d").to_string());
            let said = match &until {
                Some(day) => self.say("kept-until", &[("class", &class), ("day", day)])?,
                None => self.say("kept", &[("class", &class)])?,
            };
            let _infallible = writeln!(out, "<p class=\"soft\">{said}</p>");
        }
        let mut columns: Vec<&'static str> = Vec::new();
        for (column, _) in shown.rows.iter().flatten() {
            if !columns.contains(column) {
                columns.push(column);
            }
        }
        if !columns.is_empty() {
            let mut heads = String::new();
            for column in &columns {
                let _infallible = write!(heads, "<th scope=\"col\">{}</th>", self.word("column", column));
            }
            let _infallible = write!(
                out,
                "<div class=\"wide\"><table><caption>{}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n",
                self.say("rows", &[("file", &format!("data/{table}.json"))])?,
            );
            for row in &shown.rows {
                out.push_str("<tr>");
                for column in &columns {
                    let text = row.iter().find(|(known, _)| known == column).map_or("", |(_, text)| text);
                    let text = escaped(text);
                    let cell =
                        if *column == "media" { format!("<a href=\"{text}\">{text}</a>") } else { text };
                    let _infallible = write!(out, "<td>{cell}</td>");
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody></table></div>\n");
        }
        out.push_str("</section>\n");
        Ok(())
    }

    fn withheld(&self, out: &mut String) -> Result<(), RightsError> {
        if self.withheld.is_empty() {
            return Ok(());
        }
        let mut counts: BTreeMap<(Reason, &str, &str), usize> = BTreeMap::new();
        for one in self.withheld {
            *counts.entry((one.reason, one.table, &one.part)).or_default() += 1;
        }
        let heads = ["what", "which", "number", "why"].map(|head| self.word("head", head));
        let _infallible = write!(
            out,
            "<section aria-labelledby=\"not\"><h2 id=\"not\">{}</h2>\n<p>{}</p>\n<div class=\"wide\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n",
            self.say("withheld", &[])?,
            self.say("withheld-intro", &[("contact", self.contact)])?,
            heads.map(|head| format!("<th scope=\"col\">{head}</th>")).concat(),
        );
        for ((reason, table, part), count) in counts {
            let _infallible = writeln!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{count}</td><td>{}</td></tr>",
                self.word("table", table),
                self.word("column", part),
                self.say(&format!("reason-{}", reason.word()), &[])?,
            );
        }
        out.push_str("</tbody></table></div></section>\n");
        Ok(())
    }

    fn disclosed(&self, out: &mut String) -> Result<(), RightsError> {
        let went: Vec<(&Found, &Disclosed)> =
            self.index.held.iter().flat_map(|f| f.disclosed.iter().map(move |one| (f, one))).collect();
        let _infallible = writeln!(
            out,
            "<section aria-labelledby=\"went\"><h2 id=\"went\">{}</h2>",
            self.say("went", &[])?
        );
        if went.is_empty() {
            let _infallible = writeln!(out, "<p>{}</p></section>", self.say("went-nowhere", &[])?);
            return Ok(());
        }
        let heads = ["recipient", "purpose", "what", "when"].map(|head| self.word("head", head));
        let _infallible = write!(
            out,
            "<div class=\"wide\"><table><caption>{}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n",
            self.say("went-caption", &[("file", "disclosures.csv")])?,
            heads.map(|head| format!("<th scope=\"col\">{head}</th>")).concat(),
        );
        for (found, one) in went.iter().take(ROWS) {
            let purpose = self.words.told.name(Kind::Purpose, &one.purpose);
            let _infallible = writeln!(
                out,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                escaped(&one.recipient),
                escaped(purpose.as_deref().unwrap_or(&one.purpose)),
                self.word("table", found.table),
                one.at.strftime("%Y-%m-%d"),
            );
        }
        out.push_str("</tbody></table></div></section>\n");
        Ok(())
    }
}
