//! Why data is used.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    fault::Cause,
    read::Desk,
    source::Day,
    vocabulary::{self, Terms},
};

/// Why data is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// Term of DPV, for example `dpv:ServiceProvision`.
    pub dpv: String,
    /// Data use of fideslang, for example `essential.service`.
    pub fides: String,
    /// What makes it lawful.
    pub basis: Basis,
    /// The yes counts only once it was confirmed from the address it was given for: double opt-in.
    pub confirmed: bool,
}

/// What makes a purpose lawful (GDPR Art. 6(1)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The contract with the person: (b).
    Contract,
    /// The person's own yes, which can be taken back: (a).
    Consent,
    /// A legitimate interest that outweighs: (f).
    Interest(Balancing),
    /// A legal obligation, by name: (c).
    Law(String),
}

/// Why an interest outweighs those of the people concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balancing {
    /// What is wanted.
    pub interest: String,
    /// Why nothing milder does.
    pub necessity: String,
    /// What it means for people, and what softens it.
    pub impact: String,
    /// When this was decided.
    pub decided: Date,
    /// By when it is looked at again.
    pub review: Date,
}

impl Basis {
    /// Its word in the charter and in the sentences.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Consent => "consent",
            Self::Interest(_) => "interest",
            Self::Law(_) => "law",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    purpose: BTreeMap<String, Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    dpv: Spanned<String>,
    fides: Spanned<String>,
    basis: Option<WrittenBasis>,
    #[serde(default)]
    confirmed: bool,
    law: Option<String>,
    balancing: Option<Spanned<WrittenBalancing>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum WrittenBasis {
    Contract,
    Consent,
    Interest,
    Law,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBalancing {
    interest: String,
    necessity: String,
    impact: String,
    decided: Day,
    review: Day,
}

pub(crate) fn read(desk: &mut Desk<'_>) -> BTreeMap<String, Purpose> {
    let Some((source, file)) = desk.file::<File>("purposes.toml") else { return BTreeMap::new() };
    let mut purposes = BTreeMap::new();
    for (id, place, written) in desk.rows(source, "purpose", file.purpose) {
        let (at, dpv) = (source.place(written.dpv.span().start), written.dpv.into_inner());
        if vocabulary::means_anything(&dpv) {
            desk.fault(at, Cause::Wildcard(dpv.clone()));
        } else if vocabulary::advertises(&dpv) {
            desk.fault(at, Cause::Advertising(dpv.clone()));
        } else if !Terms::Purposes.has(&dpv) {
            let near = Terms::Purposes.near(&dpv);
            desk.fault(at, Cause::Unknown { kind: "dpv-purpose", word: dpv.clone(), near });
        }
        let (at, fides) = (source.place(written.fides.span().start), written.fides.into_inner());
        if vocabulary::advertises(&fides) {
            desk.fault(at, Cause::Advertising(fides.clone()));
        } else if !Terms::FidesUses.has(&fides) {
            let near = Terms::FidesUses.near(&fides);
            desk.fault(at, Cause::Unknown { kind: "fides-use", word: fides.clone(), near });
        }
        let basis = match (written.basis, written.balancing, written.law) {
            (None, ..) => {
                desk.fault(place, Cause::NoBasis(id));
                continue;
            }
            (Some(WrittenBasis::Contract), ..) => Basis::Contract,
            (Some(WrittenBasis::Consent), ..) => Basis::Consent,
            (Some(WrittenBasis::Law), _, Some(law)) if !law.trim().is_empty() => Basis::Law(law),
            (Some(WrittenBasis::Law), ..) => {
                desk.fault(place, Cause::NoLaw(id));
                continue;
            }
            (Some(WrittenBasis::Interest), Some(test), _) => {
                let place = source.place(test.span().start);
                let test = test.into_inner();
                desk.due(&place, &id, test.review.0);
                Basis::Interest(Balancing {
                    interest: test.interest,
                    necessity: test.necessity,
                    impact: test.impact,
                    decided: test.decided.0,
                    review: test.review.0,
                })
            }
            (Some(WrittenBasis::Interest), None, _) => {
                desk.fault(place, Cause::NoBalancing(id));
                continue;
            }
        };
        purposes.insert(id, Purpose { dpv, fides, basis, confirmed: written.confirmed });
    }
    purposes
}
