//! What an index says.

use incamera_charter::{Class, Keep};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_store::{Known, Route, Standing, Tie};
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

/// Everything held about one person.
#[derive(Clone, Debug, Serialize)]
pub struct Index {
    /// Who.
    pub person: PersonId,
    /// When it was made.
    pub at: Timestamp,
    /// What is held, in the order in which it was made.
    pub held: Vec<Found>,
    /// What holds of him: consents, objections, restrictions.
    pub standings: Vec<Stands>,
}

/// Something held.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// Its name.
    pub datum: DatumId,
    /// In which table its row stands.
    pub table: &'static str,
    /// Id of the charter's class.
    pub class: String,
    /// Whose.
    pub workspace: WorkspaceId,
    /// Of which film.
    pub project: Option<ProjectId>,
    /// Where it lies.
    pub region: String,
    /// Since when, as its name says.
    pub since: Option<Timestamp>,
    /// How it came: `person`, `observed`, `third-party`, `public`.
    pub route: &'static str,
    /// From which entered source.
    pub source: Option<DatumId>,
    /// `owns`: about him alone. `keeps`: the same, and a law keeps it. `shares`: about others too. None: it only names him, or belongs to what is his.
    pub tie: Option<&'static str>,
    /// About how many others it is.
    pub others: usize,
    /// Where his name stands in the row.
    pub named: Vec<Named>,
    /// By which column it belongs to what is his alone, where it neither is about him nor names him.
    pub via: Option<&'static str>,
    /// How many bytes its object in the vault has; none where it has none.
    pub object: Option<u64>,
    /// How long it is kept.
    pub kept: Kept,
    /// Its use is restricted.
    pub restricted: bool,
    /// It is erased, or on its way.
    pub erased: bool,
    /// A law or a dispute keeps it.
    pub held: bool,
    /// What keeps it, as far as it can be told.
    pub holds: Vec<Hold>,
    /// To whom it went.
    pub disclosed: Vec<Disclosed>,
    /// Where else it may be.
    pub copies: Copies,
    #[serde(skip)]
    pub(crate) known: Known,
}

/// A column in which he is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Which.
    pub column: &'static str,
    /// What becomes of the row when he goes: `owns`, `shares`, `derives`, `mentions`.
    pub edge: &'static str,
}

/// How long something is kept.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// As the charter says it: `24 months`, `term`.
    pub keep: String,
    /// From when: `collected`, `used`, `closed`, `term-end`.
    pub from: &'static str,
    /// Why.
    pub ground: String,
    /// What happens then: `shred`, `delete`, `aggregate`.
    pub end: &'static str,
    /// Until when; none while the subscription runs, or while what starts the clock has not happened.
    pub until: Option<Timestamp>,
}

/// Why something is kept in spite of everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hold {
    /// `law`, `dispute`, `enforcement`.
    pub ground: String,
    /// Since when.
    pub placed: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// Something went to somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disclosed {
    /// What; none where it is about all that is held.
    pub datum: Option<DatumId>,
    /// To whom.
    pub recipient: String,
    /// Why.
    pub purpose: String,
    /// When.
    pub at: Timestamp,
}

/// Where copies may be.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Copies {
    /// Backups that were made since it is there and have not rotated out; without the keys nobody reads them.
    pub backups: Vec<DatumId>,
    /// When the last of those will have rotated out, if it were erased now.
    pub backups_gone: Option<Timestamp>,
    /// Processors whose entry in the register lets them have its class.
    pub processors: Vec<Processor>,
}

/// Somebody who may have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Processor {
    /// Id in the register.
    pub id: String,
    /// In which region it works.
    pub place: String,
}

/// What holds of a person somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct Stands {
    /// Where.
    pub workspace: WorkspaceId,
    /// `consent`, `objection`, `restriction`, `minor`, `confirmed`, `erased`.
    pub kind: &'static str,
    /// For which purpose; `any` where it is for none.
    pub purpose: String,
    /// For this film alone.
    pub project: Option<ProjectId>,
    /// For this datum alone.
    pub datum: Option<DatumId>,
    /// Since when.
    pub since: Timestamp,
}

impl Found {
    /// What is known of it, before anything else was looked up.
    pub(super) fn of(known: Known, table: &'static str, class: Option<&Class>, person: PersonId) -> Self {
        let data = &known.data;
        Self {
            datum: known.datum.id,
            table,
            class: known.datum.class.clone(),
            workspace: known.datum.workspace,
            project: known.datum.project,
            region: known.datum.region.clone(),
            since: made(known.datum.id),
            route: route(data.route),
            source: data.source.map(|source| *source),
            tie: known.ties.get(&person).map(|tie| match tie {
                Tie::Owns => "owns",
                Tie::Shares => "shares",
                Tie::Keeps => "keeps",
            }),
            others: known.ties.keys().filter(|other| **other != person).count(),
            named: Vec::new(),
            via: None,
            object: data.bytes.map(i64::unsigned_abs),
            kept: Kept::of(class, data.clock.map(|clock| *clock)),
            restricted: known.datum.restricted,
            erased: known.datum.erased,
            held: known.datum.held,
            holds: Vec::new(),
            disclosed: Vec::new(),
            copies: Copies::default(),
            known,
        }
    }
}

impl Kept {
    fn of(class: Option<&Class>, clock: Option<Timestamp>) -> Self {
        // A class the charter does not have any more: the gate refuses it, and nothing says how long it is kept.
        let Some(class) = class else {
            return Self {
                keep: "unknown".to_owned(),
                from: "collected",
                ground: "none".to_owned(),
                end: "delete",
                until: None,
            };
        };
        let retention = &class.retention;
        let until = clock.and_then(|clock| retention.keep.until(&clock.to_zoned(TimeZone::UTC)));
        Self {
            keep: Keep::written(retention.keep),
            from: retention.from.word(),
            ground: retention.ground.clone(),
            end: retention.end.word(),
            until: until.map(|until| until.timestamp()),
        }
    }
}

/// When something was made: a UUID of version 7 says so. One that stands for a workspace or a film does, too.
pub(crate) fn made(datum: DatumId) -> Option<Timestamp> {
    let (seconds, nanos) = datum.uuid().get_timestamp()?.to_unix();
    Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok()
}

fn route(number: i16) -> &'static str {
    [Route::Person, Route::Observed, Route::ThirdParty, Route::Public]
        .into_iter()
        .find(|route| *route as i16 == number)
        .map_or("unknown", Route::word)
}

/// The word for what holds of somebody.
pub(super) fn standing(number: i16) -> &'static str {
    [
        (Standing::Consent, "consent"),
        (Standing::Objection, "objection"),
        (Standing::Restriction, "restriction"),
        (Standing::Minor, "minor"),
        (Standing::Confirmed, "confirmed"),
        (Standing::Erased, "erased"),
    ]
    .into_iter()
    .find(|(standing, _)| *standing as i16 == number)
    .map_or("unknown", |(_, word)| word)
}
