//! Rows as linked data (JSON-LD 1.1), in the terms of schema.org and of the Data Privacy Vocabulary. The context stands in each
//! file: nothing is fetched to read it.

use incamera_charter::Class;
use incamera_store::{Column, Label, Listed};
use serde_json::{Map, Value, json};

use super::given::{Given, is_time, urn};
use crate::subject::Found;

/// What of schema.org a table's rows are.
const KINDS: [(&str, &str); 19] = [
    ("approvals", "schema:AssessAction"),
    ("cuts", "schema:CreativeWork"),
    ("drawings", "schema:Drawing"),
    ("engagements", "schema:EmployeeRole"),
    ("generations", "schema:ImageObject"),
    ("invitations", "schema:InviteAction"),
    ("meetings", "schema:Event"),
    ("members", "schema:OrganizationRole"),
    ("messages", "schema:Message"),
    ("milestones", "schema:Action"),
    ("notes", "schema:Comment"),
    ("people", "schema:Person"),
    ("projects", "schema:CreativeWork"),
    ("publications", "schema:PublicationEvent"),
    ("renders", "schema:VideoObject"),
    ("reviews", "schema:Review"),
    ("rushes", "schema:VideoObject"),
    ("subscriptions", "schema:SubscribeAction"),
    ("workspaces", "schema:Organization"),
];

/// What of schema.org a column says.
const TERMS: [(&str, &str); 19] = [
    ("actor", "schema:agent"),
    ("author", "schema:author"),
    ("begins", "schema:startDate"),
    ("country", "schema:addressCountry"),
    ("created", "schema:dateCreated"),
    ("description", "schema:description"),
    ("email", "schema:email"),
    ("ended", "schema:endDate"),
    ("ends", "schema:endDate"),
    ("expires", "schema:expires"),
    ("language", "schema:inLanguage"),
    ("made", "schema:dateCreated"),
    ("name", "schema:name"),
    ("prompt", "schema:text"),
    ("published", "schema:datePublished"),
    ("role", "schema:roleName"),
    ("text", "schema:text"),
    ("title", "schema:name"),
    ("written", "schema:dateCreated"),
];

fn known(list: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    list.iter().find(|(known, _)| *known == name).map(|(_, term)| *term)
}

/// The context of a table's file.
pub(super) fn context(table: &Listed) -> Value {
    let mut context: Map<String, Value> = [
        ("@vocab", "urn:incamera:"),
        ("schema", "https://schema.org/"),
        ("dpv", "https://w3id.org/dpv#"),
        ("pd", "https://w3id.org/dpv/pd#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ]
    .into_iter()
    .map(|(name, iri)| (name.to_owned(), iri.into()))
    .collect();
    context.insert("dpv:hasPurpose".to_owned(), json!({ "@type": "@id" }));
    for column in &table.columns {
        if let Some(term) = term(column) {
            context.insert(column.name.to_owned(), term);
        }
    }
    context.insert("media".to_owned(), json!({ "@id": "schema:contentUrl", "@type": "@id" }));
    Value::Object(context)
}

fn term(column: &Column) -> Option<Value> {
    let name =
        known(&TERMS, column.name).map_or_else(|| format!("urn:incamera:{}", column.name), str::to_owned);
    match column.label {
        Label::Key | Label::Trace => None,
        Label::Person(_) | Label::Datum(_) => Some(json!({ "@id": name, "@type": "@id" })),
        Label::Fact if is_time(column) => Some(json!({ "@id": name, "@type": "xsd:dateTime" })),
        Label::Fact | Label::Sealed => Some(name.into()),
    }
}

/// What the charter says of a class, for the head of its file.
pub(super) fn class(id: &str, class: Option<&Class>) -> Value {
    let Some(class) = class else { return json!({ "@id": format!("#class.{id}") }) };
    json!({
        "@id": format!("#class.{id}"),
        "@type": class.terms,
        "dpv:hasPurpose": class.purposes.iter().map(|p| format!("#purpose.{p}")).collect::<Vec<_>>(),
    })
}

/// One row.
pub(super) fn row(found: &Found, given: &Given, class: Option<&Class>, media: Option<&str>) -> Value {
    let mut kinds: Vec<&str> = vec!["dpv:PersonalData"];
    kinds.extend(known(&KINDS, found.table));
    kinds.extend(class.iter().flat_map(|class| &class.terms).map(String::as_str));
    let mut row = Map::new();
    row.insert("@id".to_owned(), urn(found.datum).into());
    row.insert("@type".to_owned(), json!(kinds));
    for field in &given.fields {
        row.insert(field.column.to_owned(), field.value.clone());
    }
    if let Some(media) = media {
        row.insert("media".to_owned(), media.into());
    }
    Value::Object(row)
}
