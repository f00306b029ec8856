//! Records of consent (ISO/IEC TS 27560) in the profile of the Data Privacy Vocabulary: one for each yes, with what became of it
//! and the words in which it was asked.

use std::collections::BTreeMap;

use incamera_charter::{Charter, Keep};
use incamera_model::{DatumId, WorkspaceId};
use serde_json::{Value, json};

use super::given::{Given, urn};
use crate::subject::Found;

/// What was said, in the order in which it was.
pub(super) struct Said {
    datum: DatumId,
    workspace: WorkspaceId,
    kept: String,
    fields: BTreeMap<&'static str, Value>,
}

impl Said {
    /// One row of `consents`.
    pub(super) fn of(found: &Found, given: &Given) -> Self {
        let fields = given.fields.iter().map(|field| (field.column, field.value.clone())).collect();
        let Found { datum, workspace, .. } = *found;
        Self { datum, workspace, kept: found.kept.keep.clone(), fields }
    }

    fn word(&self, column: &str) -> &str {
        self.fields.get(column).and_then(Value::as_str).unwrap_or_default()
    }

    fn value(&self, column: &str) -> Value {
        self.fields.get(column).cloned().unwrap_or(Value::Null)
    }
}

/// A record for each yes: its name, and what it says. What confirms or takes back a yes that is not there has one of its own.
pub(super) fn records(charter: &Charter, said: &[Said]) -> Vec<(DatumId, Value)> {
    let mut events: BTreeMap<String, Vec<&Said>> = BTreeMap::new();
    for one in said {
        let yes = match one.word("yes") {
            "" => urn(one.datum),
            yes => yes.to_owned(),
        };
        events.entry(yes).or_default().push(one);
    }
    let record = |events: &Vec<&Said>| (events[0].datum, record(charter, events));
    events.values().map(record).collect()
}

fn status(act: &str) -> &'static str {
    match act {
        // Confirmed by a second step, it is the same yes.
        "given" | "confirmed" => "dpv:ConsentGiven",
        "withdrawn" => "dpv:ConsentWithdrawn",
        _ => "dpv:ConsentUnknown",
    }
}

fn record(charter: &Charter, events: &[&Said]) -> Value {
    // INVARIANT: a record is made of one event at least, and the yes was said before what became of it.
    let (first, last) = (events[0], events[events.len() - 1]);
    let purpose = first.word("purpose");
    let classes: Vec<_> = charter
        .classes
        .iter()
        .filter(|(_, class)| class.purposes.iter().any(|served| served == purpose))
        .map(|(id, class)| {
            json!({
                "@id": format!("#class.{id}"),
                "@type": class.terms,
                "dpv:hasStorageCondition": Keep::written(class.retention.keep),
            })
        })
        .collect();
    let recipients: Vec<_> = charter
        .processors
        .iter()
        .filter(|(_, processor)| processor.purposes.iter().any(|served| served == purpose))
        .map(|(id, _)| id)
        .collect();
    let event = |one: &&Said| {
        json!({
            "dct:identifier": urn(one.datum),
            "dpv:hasConsentStatus": status(one.word("act")),
            "dpv:isIndicatedAtTime": one.value("at"),
            "dpv:hasIndicationMethod": one.value("method"),
            "dpv:isIndicatedBy": "#you",
            "dpv:hasNotice": {
                "@type": "dpv:ConsentNotice",
                "dct:hasVersion": one.value("version"),
                "dct:language": one.value("language"),
                "dct:description": one.value("wording"),
            },
        })
    };
    json!({
        "@context": {
            "dpv": "https://w3id.org/dpv#",
            "pd": "https://w3id.org/dpv/pd#",
            "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
            "dct": "http://purl.org/dc/terms/",
            "dpv:hasConsentStatus": { "@type": "@id" },
            "dpv:hasDataSubject": { "@type": "@id" },
            "dpv:hasLegalBasis": { "@type": "@id" },
            "dpv:isIndicatedBy": { "@type": "@id" },
            "events": { "@id": "dct:hasPart", "@container": "@list" },
            "workspace": "urn:incamera:workspace",
            "project": { "@id": "urn:incamera:project", "@type": "@id" },
            "datum": { "@id": "urn:incamera:datum", "@type": "@id" },
        },
        "@id": urn(first.datum),
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": "ISO/IEC TS 27560:2023",
        "dct:identifier": urn(first.datum),
        "dpv:hasDataSubject": "#you",
        "dpv:hasDataController": {
            "@type": "dpv:DataController",
            "dpv:hasName": charter.operator.name,
            "dpv:hasContact": charter.operator.contact,
        },
        "dpv:hasConsentStatus": status(last.word("act")),
        "dpv:hasStorageCondition": first.kept,
        "dpv:hasProcess": {
            "@type": "dpv:Process",
            "dpv:hasPurpose": {
                "@id": format!("#purpose.{purpose}"),
                "@type": charter.purposes.get(purpose).map(|purpose| purpose.dpv.clone()),
            },
            "dpv:hasLegalBasis": "eu-gdpr:A6-1-a",
            "dpv:hasPersonalData": classes,
            "dpv:hasRecipient": recipients,
            "dpv:hasScope": {
                "workspace": first.workspace, "project": first.value("project"), "datum": first.value("only"),
            },
        },
        "events": events.iter().map(event).collect::<Vec<_>>(),
    })
}
