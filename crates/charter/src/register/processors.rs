//! Who else receives data: the page that anybody may read at any time.

use serde::Serialize;

use super::{Words, json};
use crate::{
    charter::Charter,
    processors::Processor,
    promise::{Fact, Kind},
    sentences::Sentences,
};

#[derive(Serialize)]
struct Register<'a> {
    version: u32,
    effective: String,
    processors: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    business: &'static str,
    role: &'a str,
    place: &'a str,
    countries: &'a [String],
    safeguards: &'a str,
    agreement: String,
    classes: &'a [String],
    purposes: &'a [String],
    assessment: Assessment,
}

#[derive(Serialize)]
struct Assessment {
    controls: String,
    finances: String,
    compliance: String,
    review: String,
}

pub(super) fn data(charter: &Charter) -> String {
    json(&Register {
        version: charter.version,
        effective: charter.effective.to_string(),
        processors: charter
            .processors
            .iter()
            .map(|(name, processor)| row(charter, name, processor))
            .collect(),
    })
}

fn row<'a>(charter: &'a Charter, name: &'a str, processor: &'a Processor) -> Row<'a> {
    let Processor { business, role, place, safeguards, agreement, fields, purposes, assessment } = processor;
    Row {
        name,
        business: business.word(),
        role,
        place,
        countries: charter.regions.get(place).map_or(&[], |region| &region.countries),
        safeguards,
        agreement: agreement.to_string(),
        classes: fields,
        purposes,
        assessment: Assessment {
            controls: assessment.controls.to_string(),
            finances: assessment.finances.to_string(),
            compliance: assessment.compliance.to_string(),
            review: assessment.review.to_string(),
        },
    }
}

pub(super) fn page(charter: &Charter, told: &Sentences) -> Result<String, String> {
    let words = Words { charter, told };
    let mut page = words.head("processors")?;
    for promise in charter.promises().iter().filter(|p| p.kind == Kind::Notice && p.id == "processor") {
        let message = told.speaks_of(promise).ok_or_else(|| promise.messages().join(", "))?;
        page += &["\n", &told.say(&message, &promise.facts)?, "\n"].concat();
    }
    if charter.processors.is_empty() {
        return Ok(format!("{page}\n{}\n", told.say("policy-no-processor", &[])?));
    }
    let mut rows = Vec::new();
    for (name, p) in &charter.processors {
        let looked = told.say(
            "register-assessed",
            &[
                ("controls", Fact::Date(p.assessment.controls)),
                ("finances", Fact::Date(p.assessment.finances)),
                ("compliance", Fact::Date(p.assessment.compliance)),
                ("review", Fact::Date(p.assessment.review)),
            ],
        )?;
        rows.push(vec![
            name.clone(),
            format!("{} ({})", p.role, words.word(&format!("business-{}", p.business.word()))?),
            words.titles(Kind::Region, [&p.place])?,
            words.titles(Kind::Class, &p.fields)?,
            words.titles(Kind::Purpose, &p.purposes)?,
            p.safeguards.clone(),
            words.date(p.agreement)?,
            looked,
        ]);
    }
    let columns = [
        "column-processor",
        "column-role",
        "column-place",
        "column-classes",
        "column-purposes",
        "column-safeguards",
        "column-agreement",
        "column-assessment",
    ];
    Ok(page + &words.table(&columns, &rows)?)
}
