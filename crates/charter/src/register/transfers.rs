//! Which data crosses which border, and by which article of the GDPR (Art. 44–49).

use jiff::civil::Date;
use serde::Serialize;

use super::{Words, json};
use crate::{
    charter::Charter,
    country,
    places::{Mechanism, Transfer},
    promise::{Fact, Kind},
    sentences::Sentences,
};

/// Data of workspaces pinned to one region would reach a processor in another.
pub(super) struct Flow<'a> {
    pub(super) processor: &'a String,
    pub(super) from: &'a String,
    pub(super) to: &'a String,
    pub(super) classes: &'a [String],
    /// By what right; without one the gate refuses it, and nothing flows.
    pub(super) by: Option<(&'a String, &'a Transfer)>,
}

/// Every flow a processor could cause, whether it is let through or not.
pub(super) fn flows(charter: &Charter, today: Date) -> Vec<Flow<'_>> {
    let mut flows = Vec::new();
    for (processor, p) in &charter.processors {
        for from in charter.regions.keys().filter(|region| **region != p.place) {
            let carries =
                |(_, t): &(&String, &Transfer)| t.from == *from && t.to == p.place && t.review >= today;
            let by = charter.transfers.iter().find(carries);
            flows.push(Flow { processor, from, to: &p.place, classes: &p.fields, by });
        }
    }
    flows
}

/// The articles of chapter V, and whether anything here rests on them. Art. 44 is the rule; Art. 48 and 49 carry nothing:
/// the charter has no word for them.
const CHAPTER: [(&str, &str); 6] = [
    ("44", "principle"),
    ("45", "adequacy"),
    ("46", "safeguards"),
    ("47", "rules"),
    ("48", "authorities"),
    ("49", "derogations"),
];

fn articles(mechanism: Mechanism) -> &'static [&'static str] {
    match mechanism {
        Mechanism::Adequacy | Mechanism::Dpf => &["45"],
        Mechanism::Scc => &["46"],
        Mechanism::Bcr => &["46", "47"],
    }
}

/// Its article in DPV's terms.
pub(super) fn term(mechanism: Mechanism) -> &'static str {
    match mechanism {
        Mechanism::Adequacy | Mechanism::Dpf => "eu-gdpr:A45-3",
        Mechanism::Scc => "eu-gdpr:A46-2-c",
        Mechanism::Bcr => "eu-gdpr:A46-2-b",
    }
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    articles: Vec<Article<'a>>,
    flows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Article<'a> {
    #[serde(rename = "article")]
    number: &'static str,
    subject: &'static str,
    /// Transfers that rest on it.
    transfers: Vec<&'a String>,
}

#[derive(Serialize)]
struct Row<'a> {
    processor: &'a str,
    from: &'a str,
    to: &'a str,
    classes: &'a [String],
    /// Whether the GDPR speaks of it: it leaves a country of the European Economic Area.
    gdpr: bool,
    /// Whether the gate lets it through.
    allowed: bool,
    transfer: Option<&'a str>,
    mechanism: Option<&'static str>,
    term: Option<&'static str>,
    review: Option<String>,
}

fn resting<'a>(charter: &'a Charter, article: &str) -> Vec<&'a String> {
    let rests = |t: &Transfer| article == "44" || articles(t.mechanism).contains(&article);
    charter.transfers.iter().filter(|(_, t)| rests(t)).map(|(id, _)| id).collect()
}

fn european(charter: &Charter, region: &str) -> bool {
    charter.regions.get(region).is_some_and(|r| r.countries.iter().any(|c| country::within(c, "EEA")))
}

pub(super) fn data(charter: &Charter, flows: &[Flow<'_>]) -> String {
    let article = |&(number, subject)| Article { number, subject, transfers: resting(charter, number) };
    json(&Report {
        version: charter.version,
        articles: CHAPTER.iter().map(article).collect(),
        flows: flows.iter().map(|flow| row(charter, flow)).collect(),
    })
}

fn row<'a>(charter: &Charter, flow: &Flow<'a>) -> Row<'a> {
    Row {
        processor: flow.processor,
        from: flow.from,
        to: flow.to,
        classes: flow.classes,
        gdpr: european(charter, flow.from),
        allowed: flow.by.is_some(),
        transfer: flow.by.map(|(id, _)| id.as_str()),
        mechanism: flow.by.map(|(_, t)| t.mechanism.word()),
        term: flow.by.map(|(_, t)| term(t.mechanism)),
        review: flow.by.map(|(_, t)| t.review.to_string()),
    }
}

pub(super) fn page(charter: &Charter, flows: &[Flow<'_>], told: &Sentences) -> Result<String, String> {
    let words = Words { charter, told };
    let mut chapter_rows = Vec::new();
    for (article, subject) in CHAPTER {
        let rests = resting(charter, article);
        let ids: Vec<&str> = rests.iter().map(|id| id.as_str()).collect();
        chapter_rows.push(vec![
            told.say("register-article", &[("article", Fact::Name(article.to_owned()))])?,
            words.word(&format!("article-{subject}"))?,
            if ids.is_empty() { words.titles(Kind::Region, [])? } else { ids.join(", ") },
        ]);
    }
    let mut page = words.head("transfers")?
        + &words.table(&["column-article", "column-subject", "column-transfers"], &chapter_rows)?;
    if charter.transfers.is_empty() {
        page += &["\n", &told.say("policy-no-transfer", &[])?, "\n"].concat();
    }
    for promise in charter.promises().iter().filter(|p| p.kind == Kind::Transfer) {
        let message = told.speaks_of(promise).ok_or_else(|| promise.messages().join(", "))?;
        page += &["\n- `", &promise.id, "`: ", &told.say(&message, &promise.facts)?, "\n"].concat();
    }
    let mut rows = Vec::new();
    for flow in flows {
        let (by, article) = match flow.by {
            Some((_, t)) => {
                let named = articles(t.mechanism).join(", ");
                let article = told.say("register-article", &[("article", Fact::Name(named))])?;
                (told.tell(&Fact::Word(t.mechanism.word()))?, article)
            }
            None => (words.word("refused")?, words.word("none-needed")?),
        };
        let region = |id| words.titles(Kind::Region, [id]);
        let classes = words.titles(Kind::Class, flow.classes)?;
        rows.push(vec![flow.processor.clone(), region(flow.from)?, region(flow.to)?, classes, by, article]);
    }
    if rows.is_empty() {
        return Ok(page);
    }
    let columns =
        ["column-processor", "column-from", "column-to", "column-classes", "column-by", "column-article"];
    Ok(page + &words.table(&columns, &rows)?)
}
