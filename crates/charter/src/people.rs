//! From which age people may have an account, what they allow with what they put in, and that nothing is learned from it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{fault::Cause, purposes::Purpose, read::Desk};

/// From which age people may have an account, in years.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ages {
    /// Where no stricter age holds.
    pub elsewhere: u32,
    /// Where the law is stricter.
    pub stricter: u32,
    /// Countries where it is; `unknown` stands for those that are not known.
    pub stricter_in: Vec<String>,
    /// For invited staff, where no table says otherwise.
    pub working: u32,
    /// Ids of the purposes nobody under age is drawn into.
    pub spared: Vec<String>,
}

/// What people allow with what they put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Ids of the purposes it is for.
    pub purposes: Vec<String>,
}

/// Whether models learn from content. There is one answer; it is written down so that a change of it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    default: Off,
    consent: EachPerson,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Off {
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum EachPerson {
    EachPerson,
}

impl Training {
    /// Whether content is reserved: no machine may mine it, nor learn from it. Another answer than "off" does not compile.
    pub(crate) fn reserves(self) -> bool {
        let Self { default: Off::Off, consent: EachPerson::EachPerson } = self;
        true
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ages: Spanned<Ages>,
    licence: Spanned<Written>,
    training: Training,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    purposes: Vec<String>,
    ends: Spanned<String>,
    #[serde(default)]
    perpetual: bool,
    #[serde(default)]
    irrevocable: bool,
    #[serde(default)]
    sublicensable: bool,
}

/// The purposes a licence on content may be for: the service itself.
const SERVICE: &str = "service";

type All = (Option<Ages>, Option<Licence>, Option<Training>);

pub(crate) fn read(desk: &mut Desk<'_>, purposes: &BTreeMap<String, Purpose>) -> All {
    let Some((source, file)) = desk.file::<File>("people.toml") else { return All::default() };
    let place = source.place(file.ages.span().start);
    let ages = file.ages.into_inner();
    for purpose in &ages.spared {
        desk.known(&place, "purpose", purpose, purposes.keys());
    }
    let place = source.place(file.licence.span().start);
    let written = file.licence.into_inner();
    let words = [
        ("perpetual", written.perpetual),
        ("irrevocable", written.irrevocable),
        ("sublicensable", written.sublicensable),
    ];
    for (word, _) in words.iter().filter(|(_, said)| *said) {
        desk.fault(place.clone(), Cause::Broad((*word).to_owned()));
    }
    if written.ends.get_ref() != "deletion" {
        let at = source.place(written.ends.span().start);
        desk.fault(at, Cause::Broad(written.ends.into_inner()));
    }
    for purpose in &written.purposes {
        if matches!(purpose.as_str(), "*" | "any") || (purposes.contains_key(purpose) && purpose != SERVICE) {
            desk.fault(place.clone(), Cause::Broad(purpose.clone()));
        } else {
            desk.known(&place, "purpose", purpose, purposes.keys());
        }
    }
    (Some(ages), Some(Licence { purposes: written.purposes }), Some(file.training))
}
