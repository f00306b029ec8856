//! What the gate allows and refuses, by which promise; and that one decision, a list's condition and the whole set of
//! policies say the same of every case.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod charter;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};

use cedar_policy::{Authorizer, Context, Decision, Entities, PolicySet, Request, Schema};
use charter::charter;
use incamera_charter::{Act, Charter};
use incamera_gate::{Action, Actor, Datum, Gate, Intent, Leave, Refusal, Rulebook, Why};
use incamera_gate::{Answer, Disclose, Erase, JoinError, Process, Read, Train, Write};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use jiff::civil::date;
use proptest::prelude::*;

fn gate(charter: &Charter) -> Gate {
    let rulebook = Rulebook::read(&charter.rules()).unwrap();
    Gate::open(charter.clone(), &rulebook, date(2026, 11, 24)).unwrap()
}

/// The shipped charter with a processor in the United States, and a way there.
fn abroad() -> Charter {
    charter(&[
        (
            "places.toml",
            "[region.sg]",
            "[transfer.us]\nfrom = \"eu\"\nto = \"us\"\nmechanism = \"dpf\"\nreview = 2027-01-31\n\n[region.sg]",
        ),
        ("processors.toml", "# Who else", PROCESSOR),
    ])
}

const PROCESSOR: &str = r#"[processor.platform]
business = "platform"
role = "publishes films"
place = "us"
safeguards = "TLS"
agreement = 2026-11-24
fields = ["edit"]
purposes = ["service"]
assessment = { controls = 2026-11-24, finances = 2026-11-24, compliance = 2026-11-24, review = 2027-11-24 }

# Who else"#;

fn person(n: u8) -> PersonId {
    PersonId::new(n.into(), [n; 10])
}

fn workspace(n: u8) -> WorkspaceId {
    WorkspaceId::new(n.into(), [n; 10])
}

fn project(n: u8) -> ProjectId {
    ProjectId::new(n.into(), [n; 10])
}

fn actor(role: &str) -> Actor {
    Actor {
        person: person(1),
        role: role.to_owned(),
        workspace: Some(workspace(1)),
        projects: BTreeSet::from([project(1)]),
        elevated: false,
    }
}

/// A rush of project 1 in workspace 1, about persons 2 and 3.
fn rush() -> Datum {
    Datum {
        id: DatumId::new(1, [1; 10]),
        class: "footage".to_owned(),
        workspace: workspace(1),
        project: Some(project(1)),
        region: "eu".to_owned(),
        about: BTreeSet::from([person(2), person(3)]),
        consented: BTreeMap::new(),
        confirmed: BTreeSet::new(),
        objected: BTreeSet::new(),
        restricted: false,
        minor: false,
        held: false,
        erased: false,
    }
}

fn forbidden(promise: &str) -> Why {
    Why::Forbidden { promise: promise.to_owned() }
}

fn not_given(promise: &str) -> Why {
    Why::NotGiven { promise: promise.to_owned() }
}

fn why<A: Action>(gate: &Gate, who: &Actor, datum: &Datum, intent: &Intent) -> Why {
    gate.decide::<A>(who, datum, intent).unwrap_err().why
}

/// proves: PRV-01, SEC-10
#[test]
fn a_permit_says_what_it_is_for() {
    let gate = gate(&charter(&[]));
    let (rush, intent) = (rush(), Intent::here("service", "eu"));
    let permit = gate.decide::<Read>(&actor("editor"), &rush, &intent).unwrap();
    assert_eq!((permit.act(), permit.datum().id, permit.purpose()), (Act::Read, rush.id, "service"));
    assert_eq!((permit.promise(), permit.version()), ("role.editor", gate.charter().version));
}

/// proves: PRV-01, PRV-27
#[test]
fn what_no_purpose_covers_is_refused() {
    let gate = gate(&charter(&[]));
    let undeclared = why::<Read>(&gate, &actor("editor"), &rush(), &Intent::here("curiosity", "eu"));
    assert_eq!(undeclared, Why::Undeclared { kind: "purpose", id: "curiosity".to_owned() });
    let other = why::<Read>(&gate, &actor("editor"), &rush(), &Intent::here("payment", "eu"));
    assert_eq!(other, forbidden("class.footage"));
    for (kind, who, datum, intent) in [
        ("role", actor("king"), rush(), Intent::here("service", "eu")),
        (
            "class",
            actor("editor"),
            Datum { class: "gossip".to_owned(), ..rush() },
            Intent::here("service", "eu"),
        ),
        (
            "region",
            actor("editor"),
            Datum { region: "moon".to_owned(), ..rush() },
            Intent::here("service", "eu"),
        ),
        ("region", actor("editor"), rush(), Intent::here("service", "moon")),
        (
            "processor",
            actor("machine"),
            rush(),
            Intent { recipient: Some("broker".to_owned()), ..Intent::here("service", "eu") },
        ),
    ] {
        assert!(
            matches!(why::<Read>(&gate, &who, &datum, &intent), Why::Undeclared { kind: k, .. } if k == kind)
        );
    }
}

/// proves: SEC-03, SEC-10
#[test]
fn whoever_has_no_role_learns_nothing_else() {
    let gate = gate(&charter(&[]));
    let service = Intent::here("service", "eu");
    let gone = Datum { erased: true, restricted: true, ..rush() };
    let elsewhere = Datum { workspace: workspace(2), ..gone.clone() };
    assert_eq!(why::<Read>(&gate, &actor("producer"), &gone, &service), forbidden("right.erasure"));
    assert_eq!(why::<Read>(&gate, &actor("producer"), &elsewhere, &service), not_given("role.producer"));
    assert_eq!(why::<Erase>(&gate, &actor("editor"), &gone, &service), not_given("role.editor"));
    let other_film = Datum { project: Some(project(2)), ..rush() };
    assert_eq!(why::<Read>(&gate, &actor("editor"), &other_film, &service), not_given("role.editor"));
    assert!(gate.decide::<Read>(&actor("producer"), &other_film, &service).is_ok());
}

/// proves: TRN-01, TRN-02, TRN-11
#[test]
fn training_needs_each_persons_own_yes() {
    let gate = gate(&charter(&[]));
    let training = Intent::here("training", "eu");
    let said = |purpose: &str, people: &[PersonId]| Datum {
        consented: BTreeMap::from([(purpose.to_owned(), people.iter().copied().collect())]),
        ..rush()
    };
    let machine = actor("machine");
    for refused in [rush(), said("training", &[person(2)]), said("analytics", &[person(2), person(3)])] {
        assert_eq!(why::<Train>(&gate, &machine, &refused, &training), forbidden("purpose.training"));
    }
    let both = said("training", &[person(2), person(3)]);
    assert!(gate.decide::<Train>(&machine, &both, &training).is_ok());
    assert_eq!(why::<Train>(&gate, &machine, &both, &Intent::here("service", "eu")), forbidden("training"));
}

/// proves: TRF-02, TRF-03, PRV-21, PRV-22
#[test]
fn data_leaves_by_the_register_alone() {
    let charter = abroad();
    let gate = gate(&charter);
    let film = Datum { class: "edit".to_owned(), ..rush() };
    let there = Intent { recipient: Some("platform".to_owned()), ..Intent::here("service", "eu") };
    assert!(gate.decide::<Disclose>(&actor("producer"), &film, &there).is_ok());
    assert_eq!(why::<Disclose>(&gate, &actor("producer"), &rush(), &there), forbidden("processor"));
    let asian = Datum { region: "sg".to_owned(), ..film.clone() };
    assert_eq!(why::<Disclose>(&gate, &actor("producer"), &asian, &there), forbidden("region"));
    assert_eq!(
        why::<Read>(&gate, &actor("producer"), &film, &Intent::here("service", "sg")),
        forbidden("region")
    );
    // The same charter after the mechanism's review.
    let later =
        Gate::open(charter.clone(), &Rulebook::read(&charter.rules()).unwrap(), date(2027, 2, 1)).unwrap();
    assert_eq!(why::<Disclose>(&later, &actor("producer"), &film, &there), forbidden("region"));
}

/// proves: DSR-22, DSR-23, DSR-30, RET-10, RET-14, KID-11, SEC-17
#[test]
fn rights_stand_against_roles() {
    let gate = gate(&charter(&[]));
    let service = Intent::here("service", "eu");
    let legal = Intent::here("legal", "eu");
    let producer = actor("producer");
    let restricted = Datum { restricted: true, ..rush() };
    assert_eq!(why::<Process>(&gate, &producer, &restricted, &service), forbidden("right.restriction"));
    assert!(gate.decide::<Read>(&producer, &restricted, &legal).is_ok());
    let objected = Datum { objected: BTreeSet::from(["service".to_owned()]), ..rush() };
    assert_eq!(why::<Read>(&gate, &producer, &objected, &service), forbidden("right.objection"));
    let held = Datum { held: true, ..rush() };
    assert_eq!(why::<Erase>(&gate, &producer, &held, &service), forbidden("purpose.legal"));
    let request = Datum { class: "request".to_owned(), about: BTreeSet::from([person(2)]), ..rush() };
    assert_eq!(why::<Read>(&gate, &actor("admin"), &request, &legal), not_given("role.admin"));
    assert!(gate.decide::<Answer>(&actor("dpo"), &request, &legal).is_ok());
    let own = Datum { about: BTreeSet::from([person(1)]), ..request };
    assert!(gate.decide::<Read>(&actor("admin"), &own, &legal).is_ok(), "one's own request is one's own");
    let operator = Actor { workspace: None, ..actor("operator") };
    assert_eq!(why::<Read>(&gate, &operator, &rush(), &service), not_given("role.operator"));
    assert!(gate.decide::<Read>(&Actor { elevated: true, ..operator }, &rush(), &service).is_ok());
}

/// proves: OBS-03
#[test]
fn refusals_are_counted_by_promise_and_name_nobody() {
    let gate = gate(&charter(&[]));
    let intent = Intent::here("payment", "eu");
    let refusal: Refusal = gate.decide::<Read>(&actor("editor"), &rush(), &intent).unwrap_err();
    assert_eq!(refusal.to_string(), "read is refused: class.footage forbids it");
    let payment = gate.leave::<Read>(&actor("editor"), &intent).unwrap();
    assert_eq!(payment.decide(&rush()).unwrap_err(), refusal);
    assert_eq!(gate.refused(), BTreeMap::from([("class.footage".to_owned(), 2)]));
}

#[test]
fn what_is_derived_is_as_restricted_as_its_parts() {
    let id = DatumId::new(9, [9; 10]);
    let other = Datum { id: DatumId::new(2, [2; 10]), workspace: workspace(2), ..rush() };
    assert!(matches!(Datum::derived(id, "edit", &[&rush(), &other]), Err(JoinError::Workspaces(..))));
    let other = Datum { region: "us".to_owned(), ..rush() };
    assert!(matches!(Datum::derived(id, "edit", &[&rush(), &other]), Err(JoinError::Regions(..))));
    assert_eq!(Datum::derived(id, "edit", &[]), Err(JoinError::Nothing));
    let other =
        Datum { project: Some(project(2)), minor: true, about: BTreeSet::from([person(4)]), ..rush() };
    let cut = Datum::derived(id, "edit", &[&rush(), &other]).unwrap();
    assert_eq!((cut.class.as_str(), cut.project, cut.minor, cut.about.len()), ("edit", None, true, 3));
}

// ---- every case says the same, however it is asked

const ROLES: [&str; 9] =
    ["person", "producer", "editor", "viewer", "guest", "admin", "dpo", "operator", "machine"];

fn some(of: u8) -> impl Strategy<Value = BTreeSet<PersonId>> {
    proptest::collection::btree_set((1..=of).prop_map(person), 0..3)
}

fn actors() -> impl Strategy<Value = Actor> {
    let projects = proptest::collection::btree_set((1..3u8).prop_map(project), 0..2);
    (
        1..4u8,
        proptest::sample::select(&ROLES),
        proptest::option::weighted(0.9, 1..3u8),
        projects,
        any::<bool>(),
    )
        .prop_map(|(who, role, place, projects, elevated)| Actor {
            person: person(who),
            role: role.to_owned(),
            workspace: place.map(workspace),
            projects,
            elevated,
        })
}

/// One of these words; the first of `often` half of the time, so that both answers are frequent.
fn words(often: &'static str, of: Vec<String>) -> impl Strategy<Value = String> {
    prop_oneof![Just(often.to_owned()), proptest::sample::select(of)]
}

fn intents(charter: &Charter) -> impl Strategy<Value = Intent> + use<> {
    let purposes = charter.purposes.keys().cloned().collect();
    let regions = charter.regions.keys().cloned().collect();
    let processors = charter.processors.keys().cloned().collect();
    (
        words("service", purposes),
        words("eu", regions),
        proptest::option::weighted(0.3, words("platform", processors)),
    )
        .prop_map(|(purpose, place, recipient)| Intent { purpose, place, recipient })
}

fn data(charter: &Charter) -> impl Strategy<Value = Datum> + use<> {
    let purposes: Vec<String> = charter.purposes.keys().cloned().collect();
    let what = (
        words("edit", charter.classes.keys().cloned().collect()),
        1..3u8,
        proptest::option::weighted(0.8, 1..3u8),
        words("eu", charter.regions.keys().cloned().collect()),
    );
    let rarely = || proptest::bool::weighted(0.1);
    let whom = (
        some(3),
        proptest::collection::btree_map(words("training", purposes.clone()), some(3), 0..12),
        some(3),
        proptest::collection::btree_set(words("training", purposes), 0..2),
    );
    (what, whom, rarely(), rarely(), rarely(), rarely()).prop_map(
        |(
            (class, at, film, region),
            (about, consented, confirmed, objected),
            restricted,
            minor,
            held,
            erased,
        )| Datum {
            id: DatumId::new(1, [1; 10]),
            class,
            workspace: workspace(at),
            project: film.map(project),
            region,
            about,
            consented,
            confirmed,
            objected,
            restricted,
            minor,
            held,
            erased,
        },
    )
}

/// One decision, and the same from the residual policies and from their condition.
fn agree<A: Action>(gate: &Gate, leave: &Leave<'_, A>, who: &Actor, datum: &Datum, intent: &Intent) -> bool {
    let one = gate.decide::<A>(who, datum, intent).map(|p| p.promise().to_owned());
    let other = leave.decide(datum).map(|p| p.promise().to_owned());
    assert_eq!(one, other, "{who:?} {datum:?} {intent:?}");
    assert_eq!(one.is_ok(), leave.condition().holds(datum), "{who:?} {datum:?} {intent:?}");
    one.is_ok()
}

/// The decision of all policies together, by Cedar alone, over validated entities.
fn whole(
    charter: &Charter,
    schema: &Schema,
    policies: &PolicySet,
    who: &Actor,
    datum: &Datum,
    intent: &Intent,
    act: Act,
) -> bool {
    let uid = |kind: &str, id: &str| serde_json::json!({ "__entity": { "type": kind, "id": id } });
    let set = |kind: &str, ids: Vec<String>| ids.iter().map(|id| uid(kind, id)).collect::<Vec<_>>();
    let people =
        |people: &BTreeSet<PersonId>| set("Person", people.iter().map(ToString::to_string).collect());
    let mut entities = Vec::new();
    for region in charter.regions.keys() {
        let reaches =
            charter.transfers.values().filter(|t| t.from == *region).map(|t| t.to.clone()).collect();
        entities.push(serde_json::json!({ "uid": { "type": "Region", "id": region }, "parents": [],
            "attrs": { "reaches": set("Region", reaches) } }));
        entities.push(serde_json::json!({ "uid": { "type": "Recipient", "id": format!("us in {region}") }, "parents": [],
            "attrs": { "place": uid("Region", region), "fields": [], "purposes": [] } }));
    }
    for (id, processor) in &charter.processors {
        entities.push(serde_json::json!({ "uid": { "type": "Recipient", "id": id }, "parents": [],
            "attrs": { "place": uid("Region", &processor.place), "fields": set("Class", processor.fields.clone()),
                       "purposes": set("Purpose", processor.purposes.clone()) } }));
    }
    let consented: serde_json::Map<String, serde_json::Value> = charter
        .purposes
        .keys()
        .map(|p| (p.clone(), people(datum.consented.get(p).unwrap_or(&BTreeSet::new())).into()))
        .collect();
    entities.push(serde_json::json!({ "uid": { "type": "Actor", "id": "a" }, "parents": [], "attrs": {
        "person": uid("Person", &who.person.to_string()), "role": uid("Role", &who.role),
        "workspace": uid("Workspace", &who.workspace.map(|w| w.to_string()).unwrap_or_default()),
        "projects": set("Project", who.projects.iter().map(ToString::to_string).collect()), "elevated": who.elevated } }));
    let mut attributes = serde_json::json!({
        "class": uid("Class", &datum.class), "workspace": uid("Workspace", &datum.workspace.to_string()),
        "region": uid("Region", &datum.region), "about": people(&datum.about), "consented": consented,
        "confirmed": people(&datum.confirmed), "objected": set("Purpose", datum.objected.iter().cloned().collect()),
        "restricted": datum.restricted, "minor": datum.minor, "held": datum.held, "erased": datum.erased });
    if let Some(project) = datum.project {
        attributes["project"] = uid("Project", &project.to_string());
    }
    entities.push(
        serde_json::json!({ "uid": { "type": "Datum", "id": "d" }, "parents": [], "attrs": attributes }),
    );
    let entities = Entities::from_json_value(entities.into(), Some(schema)).unwrap();
    let recipient = intent.recipient.clone().unwrap_or_else(|| format!("us in {}", intent.place));
    let context = serde_json::json!({ "purpose": uid("Purpose", &intent.purpose), "place": uid("Region", &intent.place),
        "recipient": uid("Recipient", &recipient) });
    let action = format!("Action::\"{}\"", act.word()).parse().unwrap();
    let context = Context::from_json_value(context, Some((schema, &action))).unwrap();
    let request = Request::new(
        "Actor::\"a\"".parse().unwrap(),
        action,
        "Datum::\"d\"".parse().unwrap(),
        context,
        Some(schema),
    )
    .unwrap();
    Authorizer::new().is_authorized(&request, policies, &entities).decision() == Decision::Allow
}

/// 100,000 cases: 1,000 actors with an intent, 100 data each.
///
/// proves: PRV-01, SEC-10
#[test]
fn a_list_and_a_decision_say_the_same() {
    let charter = abroad();
    let gate = gate(&charter);
    let config = ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let cases = (actors(), intents(&charter), 0..7u8, proptest::collection::vec(data(&charter), 100));
    let (allowed, asked) = (Cell::new(0), Cell::new(0));
    runner
        .run(&(cases), |(who, intent, act, data)| {
            fn all<A: Action>(gate: &Gate, who: &Actor, intent: &Intent, data: &[Datum]) -> usize {
                let leave = gate.leave::<A>(who, intent).unwrap();
                data.iter().filter(|datum| agree(gate, &leave, who, datum, intent)).count()
            }
            let ask = [
                all::<Read>,
                all::<Write>,
                all::<Process>,
                all::<Train>,
                all::<Disclose>,
                all::<Erase>,
                all::<Answer>,
            ];
            allowed.set(allowed.get() + ask[usize::from(act)](&gate, &who, &intent, &data));
            asked.set(asked.get() + data.len());
            Ok(())
        })
        .unwrap();
    let (allowed, asked) = (allowed.get(), asked.get());
    assert!(
        asked >= 100_000 && allowed > asked / 100,
        "{allowed} of {asked} allowed: enough of both answers"
    );
}

/// proves: EVD-01
#[test]
fn what_is_decided_is_what_was_proved_about() {
    let charter = abroad();
    let gate = gate(&charter);
    let rules = charter.rules();
    let schema = Schema::from_cedarschema_str(&rules.schema).unwrap().0;
    let policies = PolicySet::from_str(&rules.policies).unwrap();
    let config = ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let allowed = Cell::new(0);
    runner
        .run(&(actors(), intents(&charter), data(&charter)), |(who, intent, datum)| {
            let read = gate.decide::<Read>(&who, &datum, &intent).is_ok();
            assert_eq!(read, whole(&charter, &schema, &policies, &who, &datum, &intent, Act::Read));
            let process = gate.decide::<Process>(&who, &datum, &intent).is_ok();
            assert_eq!(process, whole(&charter, &schema, &policies, &who, &datum, &intent, Act::Process));
            allowed.set(allowed.get() + usize::from(read) + usize::from(process));
            Ok(())
        })
        .unwrap();
    assert!(allowed.get() > 30, "{allowed:?} allowed");
}

/// Whatever somebody may do with a derived datum for another than his own role, he may do with each of its parts.
#[test]
fn deriving_never_opens_anything() {
    let charter = abroad();
    let gate = gate(&charter);
    let config = ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let parts = proptest::collection::vec(data(&charter), 1..4);
    runner
        .run(&(actors(), intents(&charter), parts), |(who, intent, mut parts)| {
            let (class, region) = (parts[0].class.clone(), parts[0].region.clone());
            for part in &mut parts {
                (part.class, part.region, part.workspace) = (class.clone(), region.clone(), workspace(1));
            }
            let derived = Datum::derived(parts[0].id, &class, &parts.iter().collect::<Vec<_>>()).unwrap();
            let own = |datum: &Datum| datum.about == BTreeSet::from([who.person]);
            let train = gate.leave::<Train>(&who, &intent).unwrap();
            let process = gate.leave::<Process>(&who, &intent).unwrap();
            let read = gate.leave::<Read>(&who, &intent).unwrap();
            if !own(&derived) {
                let all = |allowed: &dyn Fn(&Datum) -> bool| !allowed(&derived) || parts.iter().all(allowed);
                assert!(all(&|d| train.decide(d).is_ok()), "{who:?} {intent:?} {parts:?}");
                assert!(all(&|d| process.decide(d).is_ok()), "{who:?} {intent:?} {parts:?}");
                assert!(all(&|d| read.decide(d).is_ok()), "{who:?} {intent:?} {parts:?}");
            }
            Ok(())
        })
        .unwrap();
}
