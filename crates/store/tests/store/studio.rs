//! A store with people in it, and the gate's permits.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use incamera_charter::{read, shipped};
use incamera_gate::{Action, Actor, Datum, Gate, Intent, Permit, Rulebook, Write};
use incamera_ledger::{Entry, Kind};
use incamera_model::{BlindIndex, DatumId, PersonId, ProjectId, Sealed, Term, WorkspaceId};
use incamera_store::{Col, Filing, Page, Reads as _, Standing, Store, Transaction, kernel::standings, rows};
use incamera_trial::Postgres;
use jiff::{Timestamp, civil::date};

/// The shipped charter's.
pub(crate) static GATE: LazyLock<Gate> = LazyLock::new(|| {
    let charter = read(&shipped::files(), date(2026, 11, 24)).unwrap();
    let rulebook = Rulebook::read(&charter.rules()).unwrap();
    Gate::open(charter, &rulebook, date(2026, 11, 24)).unwrap()
});

/// Every purpose of it, here.
static INTENTS: LazyLock<Vec<Intent>> =
    LazyLock::new(|| GATE.charter().purposes.keys().map(|purpose| Intent::here(purpose, "eu")).collect());

pub(crate) struct Studio {
    pub(crate) store: Store,
    pub(crate) address: String,
    /// Goes with it.
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) fn wait<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(what)
}

pub(crate) fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Studio) -> F) {
    wait(async { test(Studio::lite().await).await });
}

pub(crate) fn on_postgres<F: Future<Output = ()>>(test: impl FnOnce(Studio) -> F) {
    wait(async { test(Studio::postgres().await).await });
}

impl Studio {
    pub(crate) async fn lite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("rows.db").display());
        Self { store: Store::open(&address).await.unwrap(), address, folder }
    }

    pub(crate) async fn postgres() -> Self {
        let address = Postgres::shared().database().unwrap();
        Self { store: Store::open(&address).await.unwrap(), address, folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn is_lite(&self) -> bool {
        self.address.starts_with("sqlite:")
    }

    /// Another store on the same database.
    pub(crate) async fn other(&self) -> Store {
        Store::open(&self.address).await.unwrap()
    }

    /// The same database, past the store.
    pub(crate) async fn raw(&self) -> sea_orm::DatabaseConnection {
        sea_orm::Database::connect(&self.address).await.unwrap()
    }

    pub(crate) async fn sql(&self, sql: &str) {
        use sea_orm::ConnectionTrait as _;
        let raw = self.raw().await;
        raw.execute_unprepared(sql).await.unwrap();
        raw.close().await.unwrap();
    }

    /// Messages about their authors, from 1 on.
    pub(crate) async fn messages(&self, ids: std::ops::RangeInclusive<u64>, author: u8) {
        let unit = self.store.begin().await.unwrap();
        for n in ids {
            say(&unit, &message(n, author)).await;
        }
        unit.commit().await.unwrap();
    }

    pub(crate) async fn fact(&self, n: u64) -> Datum {
        self.store.datum(id(n), NOW).await.unwrap().unwrap().datum
    }
}

pub(crate) const NOW: Timestamp = Timestamp::constant(1_795_000_000, 0);

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(NOW.as_second() + seconds).unwrap()
}

pub(crate) fn id(n: u64) -> DatumId {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&n.to_be_bytes());
    DatumId::new(1_000_000 + n, random)
}

pub(crate) fn person(n: u8) -> PersonId {
    PersonId::new(n.into(), [n; 10])
}

pub(crate) fn workspace(n: u8) -> WorkspaceId {
    WorkspaceId::new(n.into(), [n; 10])
}

pub(crate) fn project(n: u8) -> ProjectId {
    ProjectId::new(n.into(), [n; 10])
}

pub(crate) fn term(word: &str) -> Col<Term> {
    Col(word.parse().unwrap())
}

pub(crate) fn sealed(text: &str) -> Col<Sealed> {
    Col(Sealed::of(text.bytes().rev().collect()))
}

pub(crate) fn trace(n: u8) -> Col<BlindIndex> {
    Col(BlindIndex::of([n; 32]))
}

pub(crate) fn page(limit: u64) -> Page {
    Page { workspace: workspace(1), project: None, after: None, limit }
}

/// A datum of workspace 1 and film 1.
pub(crate) fn datum(n: u64, class: &str, about: &[u8]) -> Datum {
    Datum {
        id: id(n),
        class: class.to_owned(),
        workspace: workspace(1),
        project: Some(project(1)),
        region: "eu".to_owned(),
        about: about.iter().map(|n| person(*n)).collect(),
        consented: BTreeMap::new(),
        confirmed: BTreeSet::new(),
        objected: BTreeSet::new(),
        restricted: false,
        minor: false,
        held: false,
        erased: false,
    }
}

pub(crate) fn actor(role: &str, who: u8, at: WorkspaceId) -> Actor {
    let projects = (1..=3).map(project).collect();
    Actor { person: person(who), role: role.to_owned(), workspace: Some(at), projects, elevated: false }
}

/// Somebody's permit, whoever may.
pub(crate) fn permit<A: Action>(datum: &Datum) -> Permit<'_, A> {
    let roles = ["machine", "producer", "dpo", "admin", "operator", "person"];
    let asked = roles.iter().flat_map(|role| INTENTS.iter().map(move |intent| (role, intent)));
    let mut said = asked.filter_map(|(role, intent)| {
        let own = datum.about.iter().next().copied();
        let mut who = actor(role, 99, datum.workspace);
        if let (&"person", Some(own)) = (role, own) {
            who.person = own;
        }
        GATE.decide(&who, datum, intent).ok()
    });
    said.next().unwrap_or_else(|| panic!("nobody may {} {}", A::ACT.word(), datum.class))
}

pub(crate) fn message(n: u64, author: u8) -> (Datum, rows::messages::Model) {
    let row = rows::messages::Model {
        id: Col(id(n)),
        project: Col(project(1)),
        author: Col(person(author)),
        text: sealed("hello"),
        written: Col(NOW),
    };
    (datum(n, "message", &[author]), row)
}

pub(crate) async fn say(unit: &Transaction, (datum, row): &(Datum, rows::messages::Model)) {
    let filing = Filing::from_person(NOW);
    unit.insert::<rows::messages::Entity>(&permit::<Write>(datum), row.clone(), filing).await.unwrap();
}

/// A hold on something, until so many seconds from now.
pub(crate) fn hold(n: u64, reach: &str, target: DatumId, until: i64) -> (Datum, rows::holds::Model) {
    let row = rows::holds::Model {
        id: Col(id(n)),
        reach: term(reach),
        target: Col(target),
        ground: term("dispute"),
        author: Col(person(9)),
        text: sealed("a letter from the court"),
        placed: Col(NOW),
        until: Col(at(until)),
        ended: None,
    };
    (Datum { project: None, ..datum(n, "case", &[]) }, row)
}

pub(crate) fn standing(n: u64, who: u8, kind: Standing, purpose: Option<&str>) -> standings::Model {
    let purpose = purpose.map(|purpose| purpose.parse().unwrap());
    incamera_store::standing(id(n), person(who), workspace(1), kind, purpose, NOW).unwrap()
}

pub(crate) fn entry(n: u64) -> Entry {
    Entry {
        at: 1_795_000_000_000 + n,
        commitment: [n as u8; 32],
        id: id(n).uuid(),
        kind: Kind::Write,
        promise: "purpose.service".parse().unwrap(),
        version: 1,
    }
}
