//! Who else receives data.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    classes::Class, fault::Cause, places::Region, purposes::Purpose, read::Desk, source::Day, vocabulary,
};

/// Somebody who receives data to work on it for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Processor {
    /// What kind of firm it is.
    pub business: Business,
    /// What it does, in words for people.
    pub role: String,
    /// Id of the region where it works.
    pub place: String,
    /// What protects the data there.
    pub safeguards: String,
    /// When the written agreement was signed.
    pub agreement: Date,
    /// Ids of the classes it may see.
    pub fields: Vec<String>,
    /// Ids of the purposes it serves.
    pub purposes: Vec<String>,
    /// What was found out about it.
    pub assessment: Assessment,
}

/// What a processor lives on. Advertisers and data brokers can be written down, and are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Business {
    /// Machines and storage.
    Hosting,
    /// Sending mail.
    Mail,
    /// Taking payments.
    Payment,
    /// Publishing films where the person asks for it.
    Platform,
    /// Models that run elsewhere.
    Models,
    /// Advertising.
    Advertising,
    /// Buying and selling data.
    Broker,
}

impl Business {
    /// Its word in the charter and in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hosting => "hosting",
            Self::Mail => "mail",
            Self::Payment => "payment",
            Self::Platform => "platform",
            Self::Models => "models",
            Self::Advertising => "advertising",
            Self::Broker => "broker",
        }
    }
}

/// The three looks at a processor, with their dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// At its controls.
    pub controls: Date,
    /// At its finances.
    pub finances: Date,
    /// At its compliance.
    pub compliance: Date,
    /// By when they are repeated.
    pub review: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    processor: BTreeMap<String, Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    business: Business,
    role: String,
    place: String,
    safeguards: String,
    agreement: Option<Day>,
    fields: Vec<String>,
    purposes: Vec<String>,
    assessment: Option<WrittenAssessment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAssessment {
    controls: Day,
    finances: Day,
    compliance: Day,
    review: Day,
}

pub(crate) fn read(
    desk: &mut Desk<'_>,
    purposes: &BTreeMap<String, Purpose>,
    classes: &BTreeMap<String, Class>,
    regions: &BTreeMap<String, Region>,
) -> BTreeMap<String, Processor> {
    let Some((source, file)) = desk.file::<File>("processors.toml") else { return BTreeMap::new() };
    let mut processors = BTreeMap::new();
    for (id, place, written) in desk.rows(source, "processor", file.processor) {
        let sold =
            written.purposes.iter().filter_map(|p| purposes.get(p)).any(|p| vocabulary::advertises(&p.dpv));
        if sold || matches!(written.business, Business::Advertising | Business::Broker) {
            desk.fault(place.clone(), Cause::Advertising(id.clone()));
        }
        desk.known(&place, "region", &written.place, regions.keys());
        for field in &written.fields {
            desk.known(&place, "class", field, classes.keys());
        }
        for purpose in &written.purposes {
            desk.known(&place, "purpose", purpose, purposes.keys());
        }
        let Some(agreement) = written.agreement else {
            desk.fault(place, Cause::NoAgreement(id));
            continue;
        };
        let Some(looked) = written.assessment else {
            desk.fault(place, Cause::NoAssessment(id));
            continue;
        };
        desk.due(&place, &id, looked.review.0);
        processors.insert(
            id,
            Processor {
                business: written.business,
                role: written.role,
                place: written.place,
                safeguards: written.safeguards,
                agreement: agreement.0,
                fields: written.fields,
                purposes: written.purposes,
                assessment: Assessment {
                    controls: looked.controls.0,
                    finances: looked.finances.0,
                    compliance: looked.compliance.0,
                    review: looked.review.0,
                },
            },
        );
    }
    processors
}
