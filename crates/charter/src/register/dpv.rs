//! The charter as linked data, in the terms of the Data Privacy Vocabulary 2.3 (JSON-LD 1.1).

use serde::Serialize;
use serde_json::{Value, json};

use super::{activity::Activity, transfers};
use crate::{
    charter::Charter,
    classes::{Class, End, Whom},
    duration::{Keep, LengthUnit},
    processors::Processor,
    promise::Kind,
    sentences::Sentences,
};

/// A document of linked data. Our own nodes have relative names; everything else is a term of a vocabulary.
#[derive(Serialize)]
struct Graph {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "@graph")]
    nodes: Vec<Value>,
}

fn context() -> Value {
    let names = |name: &str| (format!("dpv:{name}"), json!({ "@type": "@id" }));
    let refers = [
        "hasDataController",
        "hasDataSubject",
        "hasLegalBasis",
        "hasPersonalData",
        "hasPurpose",
        "hasRecipient",
        "hasRight",
        "hasProcess",
        "hasTechnicalOrganisationalMeasure",
        "hasJurisdiction",
        "hasLocation",
    ];
    let mut context: serde_json::Map<String, Value> = refers.map(names).into_iter().collect();
    for (prefix, iri) in [
        ("dpv", "https://w3id.org/dpv#"),
        ("pd", "https://w3id.org/dpv/pd#"),
        ("loc", "https://w3id.org/dpv/loc#"),
        ("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"),
        ("dct", "http://purl.org/dc/terms/"),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ] {
        context.insert(prefix.to_owned(), iri.into());
    }
    Value::Object(context)
}

pub(super) fn graph(charter: &Charter, sentences: &[Sentences]) -> Result<String, String> {
    let mut nodes = vec![json!({
        "@id": "#operator",
        "@type": "dpv:DataController",
        "dpv:hasName": charter.operator.name,
        "dpv:hasContact": charter.operator.contact,
    })];
    for whom in Whom::ALL {
        let said = |s: &Sentences| s.say(&format!("register-subject-{}", whom.word()), &[]);
        nodes.push(json!({
            "@id": subject(whom), "@type": subject_term(whom), "dct:title": titles(sentences, said)?,
        }));
    }
    for (id, region) in &charter.regions {
        let said = |s: &Sentences| s.name(Kind::Region, id).ok_or_else(|| format!("name-region-{id}"));
        let countries: Vec<String> = region.countries.iter().map(|c| format!("loc:{c}")).collect();
        nodes.push(json!({
            "@id": format!("#region.{id}"), "@type": "dpv:Location", "dct:title": titles(sentences, said)?,
            "dpv:hasLocation": countries,
        }));
    }
    for (id, class) in &charter.classes {
        let said = |s: &Sentences| s.name(Kind::Class, id).ok_or_else(|| format!("name-class-{id}"));
        nodes.push(held(id, class, &titles(sentences, said)?));
    }
    for (id, processor) in &charter.processors {
        nodes.push(recipient(charter, id, processor));
    }
    for activity in charter.activities() {
        let id = activity.id;
        let said = |s: &Sentences| s.name(Kind::Purpose, id).ok_or_else(|| format!("name-purpose-{id}"));
        nodes.push(process(charter, &activity, &titles(sentences, said)?));
    }
    Ok(super::json(&Graph { context: context(), nodes }))
}

fn titles(
    sentences: &[Sentences],
    said: impl Fn(&Sentences) -> Result<String, String>,
) -> Result<Vec<Value>, String> {
    sentences.iter().map(|s| Ok(json!({ "@value": said(s)?, "@language": s.language() }))).collect()
}

fn subject(whom: Whom) -> String {
    format!("#subject.{}", whom.word())
}

fn subject_term(whom: Whom) -> &'static str {
    match whom {
        Whom::Member => "dpv:User",
        Whom::Guest => "dpv:Participant",
        Whom::Filmed => "dpv:DataSubject",
        Whom::Visitor => "dpv:Visitor",
    }
}

fn held(id: &str, class: &Class, title: &[Value]) -> Value {
    let mut types = vec!["dpv:PersonalData".to_owned()];
    types.extend(class.terms.iter().cloned());
    let length = match class.retention.keep {
        Keep::Term => json!({ "@type": "dpv:UntilEventDuration" }),
        Keep::For(count, unit) => {
            let text = match unit {
                LengthUnit::Hours => format!("PT{count}H"),
                LengthUnit::Days => format!("P{count}D"),
                LengthUnit::Months => format!("P{count}M"),
                LengthUnit::Years => format!("P{count}Y"),
            };
            json!({ "@type": "dpv:TemporalDuration", "rdf:value": { "@value": text, "@type": "xsd:duration" } })
        }
    };
    let end = match class.retention.end {
        End::Shred => "dpv:Erase",
        End::Delete => "dpv:Delete",
        End::Aggregate => "dpv:Anonymise",
    };
    json!({
        "@id": format!("#class.{id}"),
        "@type": types,
        "dct:title": title,
        "dpv:hasDataSubject": class.about.iter().map(|whom| subject(*whom)).collect::<Vec<_>>(),
        "dpv:hasStorageCondition": [
            { "@type": "dpv:StorageDuration", "dpv:hasDuration": length },
            { "@type": "dpv:StorageDeletion", "dpv:hasProcessing": { "@type": end } },
        ],
    })
}

fn recipient(charter: &Charter, id: &str, processor: &Processor) -> Value {
    let ways: Vec<&str> = charter
        .transfers
        .values()
        .filter(|t| t.to == processor.place)
        .map(|t| transfers::term(t.mechanism))
        .collect();
    json!({
        "@id": format!("#processor.{id}"),
        "@type": "dpv:DataProcessor",
        "dpv:hasName": id,
        "dct:description": processor.role,
        "dpv:hasLocation": format!("#region.{}", processor.place),
        "dpv:hasTechnicalOrganisationalMeasure": {
            "@type": "dpv:TechnicalOrganisationalMeasure", "dct:description": processor.safeguards,
        },
        "dpv:hasLegalBasis": ways,
    })
}

fn process(charter: &Charter, activity: &Activity<'_>, title: &[Value]) -> Value {
    let rights: Vec<&String> = charter.rights.values().filter_map(|right| right.article.as_ref()).collect();
    json!({
        "@id": format!("#purpose.{}", activity.id),
        "@type": "dpv:Process",
        "dct:title": title,
        "dpv:hasPurpose": activity.purpose.dpv,
        "dpv:hasLegalBasis": activity.article(),
        "dpv:hasDataController": "#operator",
        "dpv:hasPersonalData": activity.classes.iter().map(|(id, _)| format!("#class.{id}")).collect::<Vec<_>>(),
        "dpv:hasDataSubject": activity.about().into_iter().map(subject).collect::<Vec<_>>(),
        "dpv:hasRecipient": activity.recipients.iter().map(|(id, _)| format!("#processor.{id}")).collect::<Vec<_>>(),
        "dpv:hasRight": rights,
    })
}
