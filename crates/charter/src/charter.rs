//! The whole charter, and what it says of itself.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{
    classes::Class,
    cookies::Cookie,
    duration::Clock,
    fault::Cause,
    holidays::Calendar,
    notices::{Breach, Notice},
    people::{Ages, Licence, Training},
    places::{Region, Transfer},
    processors::Processor,
    prohibitions::Never,
    purposes::Purpose,
    read::Desk,
    reviews::Review,
    rights::{Answer, Regime, Right},
    roles::Role,
    source::Day,
};

/// All promises of one version, checked. Maps go by the ids that stand in the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charter {
    /// Its number; a version never changes.
    pub version: u32,
    /// Languages it is told in (BCP 47).
    pub languages: Vec<String>,
    /// When people were told of it.
    pub noticed: Date,
    /// From when it holds.
    pub effective: Date,
    /// It says of itself that no change in it is material, and may hold before the notice has run. Publishing checks that.
    pub tightens: bool,
    /// Who answers for the installation.
    pub operator: Operator,
    /// Why data is used.
    pub purposes: BTreeMap<String, Purpose>,
    /// What is held, and how long.
    pub classes: BTreeMap<String, Class>,
    /// Where it may lie.
    pub regions: BTreeMap<String, Region>,
    /// Ways across borders.
    pub transfers: BTreeMap<String, Transfer>,
    /// Who else receives it.
    pub processors: BTreeMap<String, Processor>,
    /// What holds for every answer to a request.
    pub answer: Answer,
    /// Who may do what.
    pub roles: BTreeMap<String, Role>,
    /// The clocks of laws.
    pub regimes: BTreeMap<String, Regime>,
    /// The days on which nobody works.
    pub calendars: BTreeMap<String, Calendar>,
    /// What people may ask for.
    pub rights: BTreeMap<String, Right>,
    /// How long before something happens people are told.
    pub notices: BTreeMap<String, Notice>,
    /// By when a breach is reported.
    pub breaches: BTreeMap<String, Breach>,
    /// After how long backups are gone.
    pub backup: Clock,
    /// From which age people may have an account.
    pub ages: Ages,
    /// What people allow with what they put in.
    pub licence: Licence,
    /// Whether anything is learned from content.
    pub training: Training,
    /// What browsers are asked to keep.
    pub cookies: BTreeMap<String, Cookie>,
    /// What must never be possible.
    pub never: BTreeMap<String, Never>,
    /// What is looked at again, and how often.
    pub reviews: BTreeMap<String, Review>,
}

/// Who answers for an installation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Name of the person or firm.
    pub name: String,
    /// Where to write to.
    pub contact: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    charter: Written,
    operator: Operator,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    languages: Vec<String>,
    noticed: Day,
    effective: Spanned<Day>,
    #[serde(default)]
    tightens: bool,
}

type About = (u32, Vec<String>, Date, Date, bool, Operator);

/// A version that takes effect before the notice has run is refused, unless it is one of several and says that it only
/// tightens; before people were told, none does.
pub(crate) fn read(desk: &mut Desk<'_>, notice: Option<&Notice>) -> Option<About> {
    let (source, file) = desk.file::<File>("charter.toml")?;
    let Written { version, languages, noticed, effective, tightens } = file.charter;
    let place = source.place(effective.span().start);
    let effective = effective.into_inner().0;
    let waits = notice.filter(|_| !tightens || version == 1);
    let earliest = waits.map_or(noticed.0, |notice| notice.before.after(noticed.0));
    if effective < earliest {
        desk.fault(place, Cause::TooEarly { earliest });
    }
    Some((version, languages, noticed.0, effective, tightens, file.operator))
}
