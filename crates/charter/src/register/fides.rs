//! The charter as a manifest of fideslang 3.1: what runs, what it does with data, and what is held.

use serde::Serialize;
use serde_json::Value;

use super::activity::Activity;
use crate::{
    charter::Charter,
    classes::{Class, Whom},
    processors::Processor,
    purposes::Basis,
    vocabulary,
};

#[derive(Serialize)]
struct Manifest<'a> {
    organization: [Organization<'a>; 1],
    data_subject: [Subject; 1],
    dataset: [Dataset<'a>; 1],
    system: Vec<System<'a>>,
}

#[derive(Serialize)]
struct Organization<'a> {
    fides_key: &'static str,
    name: &'a str,
    controller: Contact<'a>,
}

#[derive(Serialize)]
struct Contact<'a> {
    name: &'a str,
    address: &'static str,
    email: &'a str,
    phone: &'static str,
}

/// Fideslang knows no people in a picture.
#[derive(Serialize)]
struct Subject {
    fides_key: &'static str,
    name: &'static str,
    is_default: bool,
}

#[derive(Serialize)]
struct Dataset<'a> {
    fides_key: &'static str,
    organization_fides_key: &'static str,
    name: &'static str,
    collections: Vec<Collection<'a>>,
}

#[derive(Serialize)]
struct Collection<'a> {
    name: &'a str,
    fields: Vec<Field<'a>>,
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    data_categories: [&'static str; 1],
    data_subjects: Vec<&'static str>,
}

#[derive(Serialize)]
struct System<'a> {
    fides_key: &'a str,
    organization_fides_key: &'static str,
    name: &'a str,
    description: &'a str,
    #[serde(rename = "system_type")]
    of: &'static str,
    does_international_transfers: bool,
    dataset_references: Vec<&'static str>,
    privacy_declarations: Vec<Declaration<'a>>,
}

#[derive(Serialize)]
struct Declaration<'a> {
    name: String,
    data_categories: Vec<&'static str>,
    data_use: &'a str,
    data_subjects: Vec<&'static str>,
    legal_basis_for_processing: &'static str,
    retention_period: String,
    data_shared_with_third_parties: bool,
    third_parties: String,
}

const OWNER: &str = "operator";
const STUDIO: &str = "studio";

pub(super) fn manifest(charter: &Charter) -> String {
    let operator = &charter.operator;
    let activities = charter.activities();
    let mut system = vec![System {
        fides_key: STUDIO,
        organization_fides_key: OWNER,
        name: &operator.name,
        description: "",
        of: "Service",
        does_international_transfers: !charter.transfers.is_empty(),
        dataset_references: vec![STUDIO],
        privacy_declarations: declarations(&activities, None),
    }];
    for (id, processor) in &charter.processors {
        system.push(System {
            fides_key: id,
            organization_fides_key: OWNER,
            name: id,
            description: &processor.role,
            of: "Processor",
            does_international_transfers: charter.transfers.values().any(|t| t.to == processor.place),
            dataset_references: Vec::new(),
            privacy_declarations: declarations(&activities, Some((id, processor))),
        });
    }
    let manifest = Manifest {
        organization: [Organization {
            fides_key: OWNER,
            name: &operator.name,
            controller: Contact { name: &operator.name, address: "", email: &operator.contact, phone: "" },
        }],
        data_subject: [Subject { fides_key: "filmed", name: "filmed", is_default: false }],
        dataset: [Dataset {
            fides_key: STUDIO,
            organization_fides_key: OWNER,
            name: STUDIO,
            collections: charter
                .classes
                .iter()
                .map(|(name, class)| Collection { name, fields: fields(class) })
                .collect(),
        }],
        system,
    };
    // INVARIANT: what is written here has strings for keys and no value that refuses.
    let value = serde_json::to_value(&manifest).unwrap_or_default();
    let mut out = String::new();
    yaml(&value, 0, &mut out);
    out
}

/// What is done for each purpose with each class; by a processor, only what the register lets it have.
fn declarations<'a>(activities: &[Activity<'a>], by: Option<(&String, &Processor)>) -> Vec<Declaration<'a>> {
    let mut all = Vec::new();
    for activity in activities {
        for (id, class) in &activity.classes {
            let receives = |p: &Processor| p.fields.contains(id) && p.purposes.contains(activity.id);
            if by.is_some_and(|(_, processor)| !receives(processor)) {
                continue;
            }
            let third = activity.recipients.iter().filter(|(_, p)| receives(p));
            let third: Vec<&str> = third.map(|(name, _)| name.as_str()).collect();
            let shared = by.is_none() && !third.is_empty();
            all.push(Declaration {
                name: format!("{}.{id}", activity.id),
                data_categories: categories(class),
                data_use: &activity.purpose.fides,
                data_subjects: subjects(class),
                legal_basis_for_processing: match activity.purpose.basis {
                    Basis::Consent => "Consent",
                    Basis::Contract => "Contract",
                    Basis::Law(_) => "Legal obligations",
                    Basis::Interest(_) => "Legitimate interests",
                },
                retention_period: class.retention.keep.written(),
                data_shared_with_third_parties: shared,
                third_parties: if shared { third.join(", ") } else { String::new() },
            });
        }
    }
    all
}

fn categories(class: &Class) -> Vec<&'static str> {
    let mut all: Vec<&str> = class.terms.iter().map(|term| vocabulary::fides(term)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn fields(class: &Class) -> Vec<Field<'_>> {
    let field = |term| Field {
        name: str::trim_start_matches(term, "pd:"),
        data_categories: [vocabulary::fides(term)],
        data_subjects: subjects(class),
    };
    class.terms.iter().map(String::as_str).map(field).collect()
}

fn subjects(class: &Class) -> Vec<&'static str> {
    let key = |whom: &Whom| match whom {
        Whom::Member => "customer",
        Whom::Guest => "anonymous_user",
        Whom::Filmed => "filmed",
        Whom::Visitor => "visitor",
    };
    class.about.iter().map(key).collect()
}

/// Writes a value as a block of YAML 1.2. A scalar of JSON is one of YAML.
fn yaml(value: &Value, depth: usize, out: &mut String) {
    let margin = "  ".repeat(depth);
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                out.extend([&margin, name, ":"]);
                below(member, depth, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                out.extend([&margin, "-"]);
                below(item, depth, out);
            }
        }
        scalar => out.extend([&margin, scalar.to_string().as_str(), "\n"]),
    }
}

fn below(value: &Value, depth: usize, out: &mut String) {
    let block = match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if block {
        out.push('\n');
        yaml(value, depth + 1, out);
    } else {
        out.extend([" ", value.to_string().as_str(), "\n"]);
    }
}
