//! The register of processing (GDPR Art. 30(1)).

use serde::Serialize;

use super::{Words, activity::Activity, csv::csv, json, transfers::Flow};
use crate::{
    charter::{Charter, Operator},
    promise::{Fact, Kind},
    purposes::Basis,
    sentences::Sentences,
};

#[derive(Serialize)]
struct Register<'a> {
    version: u32,
    effective: String,
    /// (a)
    controller: &'a Operator,
    activities: Vec<Row<'a>>,
    /// (g) Prohibitions that are proved over the running rules, and how long a backup keeps what is gone.
    measures: Vec<String>,
}

#[derive(Serialize)]
struct Row<'a> {
    /// (b)
    purpose: &'a str,
    dpv: &'a str,
    basis: &'static str,
    article: &'static str,
    law: Option<&'a str>,
    /// (c)
    subjects: Vec<&'static str>,
    /// (c), with (f)
    data: Vec<Data<'a>>,
    /// (d)
    recipients: Vec<Recipient<'a>>,
    /// (e)
    transfers: Vec<Crossing<'a>>,
}

#[derive(Serialize)]
struct Data<'a> {
    class: &'a str,
    terms: &'a [String],
    keep: String,
    from: &'static str,
    ground: &'a str,
    end: &'static str,
}

#[derive(Serialize)]
struct Recipient<'a> {
    name: &'a str,
    place: &'a str,
    safeguards: &'a str,
}

#[derive(Serialize)]
struct Crossing<'a> {
    recipient: &'a str,
    from: &'a str,
    to: &'a str,
    mechanism: &'static str,
}

pub(super) fn data(charter: &Charter, flows: &[Flow<'_>]) -> String {
    json(&Register {
        version: charter.version,
        effective: charter.effective.to_string(),
        controller: &charter.operator,
        activities: charter.activities().iter().map(|activity| row(activity, flows)).collect(),
        measures: measures(charter),
    })
}

fn row<'a>(activity: &Activity<'a>, flows: &'a [Flow<'a>]) -> Row<'a> {
    let data = |&(class, of): &(&'a String, &'a crate::Class)| Data {
        class,
        terms: &of.terms,
        keep: of.retention.keep.written(),
        from: of.retention.from.word(),
        ground: &of.retention.ground,
        end: of.retention.end.word(),
    };
    let recipient = |&(name, p): &(&'a String, &'a crate::Processor)| Recipient {
        name,
        place: &p.place,
        safeguards: &p.safeguards,
    };
    let crossing = |flow: &'a Flow<'a>| {
        let mechanism = flow.by?.1.mechanism.word();
        let here = activity.recipients.iter().any(|(name, _)| *name == flow.processor);
        here.then_some(Crossing { recipient: flow.processor, from: flow.from, to: flow.to, mechanism })
    };
    Row {
        purpose: activity.id,
        dpv: &activity.purpose.dpv,
        basis: activity.purpose.basis.word(),
        article: activity.article(),
        law: if let Basis::Law(law) = &activity.purpose.basis { Some(law) } else { None },
        subjects: activity.about().into_iter().map(crate::Whom::word).collect(),
        data: activity.classes.iter().map(data).collect(),
        recipients: activity.recipients.iter().map(recipient).collect(),
        transfers: flows.iter().filter_map(crossing).collect(),
    }
}

fn measures(charter: &Charter) -> Vec<String> {
    charter.never.keys().map(|id| format!("never.{id}")).chain(["backup".to_owned()]).collect()
}

/// The same as a sheet: a row for each purpose and class of data.
pub(super) fn sheet(charter: &Charter, flows: &[Flow<'_>], told: &Sentences) -> Result<String, String> {
    let words = Words { charter, told };
    let heads = [
        "controller",
        "contact",
        "purpose",
        "basis",
        "subjects",
        "class",
        "terms",
        "recipients",
        "transfers",
        "keep",
        "measures",
    ];
    let heads = heads.iter().map(|name| words.word(&format!("column-{name}")));
    let mut rows = vec![heads.collect::<Result<Vec<_>, _>>()?];
    for activity in charter.activities() {
        let mut basis = told.tell(&Fact::Word(activity.purpose.basis.word()))?;
        if let Basis::Law(law) = &activity.purpose.basis {
            basis.extend([" (", law, ")"]);
        }
        let purpose = words.titles(Kind::Purpose, [activity.id])?;
        for (id, class) in &activity.classes {
            let recipients = activity.recipients.iter().filter(|(_, p)| p.fields.contains(id));
            let mut named = Vec::new();
            for (name, p) in recipients.clone() {
                let facts = [
                    ("name", Fact::Name((*name).clone())),
                    ("place", Fact::Titles(Kind::Region, vec![p.place.clone()])),
                    ("safeguards", Fact::Name(p.safeguards.clone())),
                ];
                named.push(told.say("register-recipient", &facts)?);
            }
            let mut crossings = Vec::new();
            for flow in flows.iter().filter(|f| recipients.clone().any(|(name, _)| *name == f.processor)) {
                let Some((_, transfer)) = flow.by else { continue };
                let facts = [
                    ("from", Fact::Titles(Kind::Region, vec![flow.from.clone()])),
                    ("to", Fact::Titles(Kind::Region, vec![flow.to.clone()])),
                    ("mechanism", Fact::Word(transfer.mechanism.word())),
                ];
                crossings.push(told.say("register-crossing", &facts)?);
            }
            let subjects = class.about.iter().map(|whom| words.word(&format!("subject-{}", whom.word())));
            let retention = &class.retention;
            let kept = told.say(
                "register-limit",
                &[
                    ("keep", Fact::Name(words.keep(retention.keep)?)),
                    ("from", Fact::Word(retention.from.word())),
                    ("end", Fact::Word(retention.end.word())),
                    ("ground", Fact::Name(retention.ground.clone())),
                ],
            )?;
            let none = || told.say("word-none", &[]);
            rows.push(vec![
                charter.operator.name.clone(),
                charter.operator.contact.clone(),
                purpose.clone(),
                basis.clone(),
                subjects.collect::<Result<Vec<_>, _>>()?.join(", "),
                words.titles(Kind::Class, [*id])?,
                class.terms.join(", "),
                if named.is_empty() { words.word("nobody")? } else { named.join(", ") },
                if crossings.is_empty() { none()? } else { crossings.join(", ") },
                kept,
                measures(charter).join(", "),
            ]);
        }
    }
    Ok(csv(&rows))
}
