//! What the gate allows and refuses, by which promise; and that one decision, a list's condition and all policies
//! together say the same of every case.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod charter;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityUid, PolicySet, Request,
    RestrictedExpression, Schema,
};
use charter::charter;
use incamera_charter::{Act, Charter};
use incamera_gate::{Action, Actor, Datum, Gate, Intent, Refusal, Rulebook, Why};
use incamera_gate::{Answer, Disclose, Erase, JoinError, Process, Read, Train, Write};
use incamera_gate::{Difference, Shadow};
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
    let elevated = Actor { elevated: true, workspace: Some(workspace(1)), ..operator.clone() };
    assert!(gate.decide::<Read>(&elevated, &rush(), &service).is_ok());
    // A reason approved for one workspace opens no other.
    let elsewhere = Actor { workspace: Some(workspace(2)), ..elevated };
    assert_eq!(why::<Read>(&gate, &elsewhere, &rush(), &service), not_given("role.operator"));
    let nowhere = Actor { elevated: true, ..operator };
    assert_eq!(why::<Read>(&gate, &nowhere, &rush(), &service), not_given("role.operator"));
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

/// proves: POL-06
#[test]
fn a_coming_charter_is_counted_and_not_obeyed() {
    let narrower = charter(&[("roles.toml", "read = [\"edit\", \"message\"]", "read = [\"message\"]")]);
    let shadow = Shadow::cast(gate(&charter(&[])), gate(&narrower));
    let (film, service) = (Datum { class: "edit".to_owned(), ..rush() }, Intent::here("service", "eu"));
    assert!(shadow.decide::<Read>(&actor("viewer"), &film, &service).is_ok());
    assert!(shadow.decide::<Read>(&actor("viewer"), &rush(), &service).is_err());
    assert!(shadow.decide::<Read>(&actor("producer"), &film, &service).is_ok());
    let difference = Difference { act: Act::Read, now: None, next: Some("role.viewer".to_owned()) };
    assert_eq!(shadow.differences(), BTreeMap::from([(difference, 1)]));
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

/// All policies together, asked by Cedar's own authorizer over entities that it validates: what the proofs speak of.
struct Oracle {
    schema: Schema,
    policies: PolicySet,
    purposes: Vec<String>,
    places: Vec<Entity>,
    ours: BTreeMap<String, EntityUid>,
}

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.parse().unwrap(), EntityId::new(id))
}

fn one(kind: &str, id: &str) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(uid(kind, id))
}

fn set<T: ToString>(kind: &str, ids: impl IntoIterator<Item = T>) -> RestrictedExpression {
    RestrictedExpression::new_set(ids.into_iter().map(|id| one(kind, &id.to_string())))
}

fn entity<const N: usize>(uid: EntityUid, attributes: [(&str, RestrictedExpression); N]) -> Entity {
    Entity::new(uid, attributes.map(|(name, value)| (name.to_owned(), value)).into(), [].into()).unwrap()
}

impl Oracle {
    fn new(charter: &Charter) -> Self {
        let rules = charter.rules();
        let nothing: [&str; 0] = [];
        let mut places = Vec::new();
        let mut ours = BTreeMap::new();
        for region in charter.regions.keys() {
            let reaches = charter.transfers.values().filter(|t| t.from == *region).map(|t| &t.to);
            places.push(entity(uid("Region", region), [("reaches", set("Region", reaches))]));
            let us = uid("Recipient", &format!("us in {region}"));
            let none = [
                ("place", one("Region", region)),
                ("fields", set("Class", nothing)),
                ("purposes", set("Purpose", nothing)),
            ];
            places.push(entity(us.clone(), none));
            ours.insert(region.clone(), us);
        }
        for (id, processor) in &charter.processors {
            let registered = [
                ("place", one("Region", &processor.place)),
                ("fields", set("Class", &processor.fields)),
                ("purposes", set("Purpose", &processor.purposes)),
            ];
            places.push(entity(uid("Recipient", id), registered));
        }
        Self {
            schema: Schema::from_cedarschema_str(&rules.schema).unwrap().0,
            policies: PolicySet::from_str(&rules.policies).unwrap(),
            purposes: charter.purposes.keys().cloned().collect(),
            places,
            ours,
        }
    }

    /// The decision, and the promises of the policies that made it.
    fn decide(&self, act: Act, who: &Actor, datum: &Datum, intent: &Intent) -> (Decision, BTreeSet<String>) {
        let truth = RestrictedExpression::new_bool;
        let workspace = who.workspace.map(|w| w.to_string()).unwrap_or_default();
        let actor = [
            ("person", one("Person", &who.person.to_string())),
            ("role", one("Role", &who.role)),
            ("workspace", one("Workspace", &workspace)),
            ("projects", set("Project", &who.projects)),
            ("elevated", truth(who.elevated)),
        ];
        let yes = |p: &String| (p.clone(), set("Person", datum.consented.get(p).into_iter().flatten()));
        let mut held = vec![
            ("class", one("Class", &datum.class)),
            ("workspace", one("Workspace", &datum.workspace.to_string())),
            ("region", one("Region", &datum.region)),
            ("about", set("Person", &datum.about)),
            ("consented", RestrictedExpression::new_record(self.purposes.iter().map(yes)).unwrap()),
            ("confirmed", set("Person", &datum.confirmed)),
            ("objected", set("Purpose", &datum.objected)),
            ("restricted", truth(datum.restricted)),
            ("minor", truth(datum.minor)),
            ("held", truth(datum.held)),
            ("erased", truth(datum.erased)),
        ];
        held.extend(datum.project.map(|p| ("project", one("Project", &p.to_string()))));
        let held = held.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let datum = Entity::new(uid("Datum", "d"), held, [].into()).unwrap();
        let entities = self.places.iter().cloned().chain([entity(uid("Actor", "a"), actor), datum]);
        let entities = Entities::from_entities(entities, Some(&self.schema)).unwrap();
        let recipient = match &intent.recipient {
            Some(recipient) => uid("Recipient", recipient),
            None => self.ours[&intent.place].clone(),
        };
        let context = Context::from_pairs([
            ("purpose".to_owned(), one("Purpose", &intent.purpose)),
            ("place".to_owned(), one("Region", &intent.place)),
            ("recipient".to_owned(), RestrictedExpression::new_entity_uid(recipient)),
        ]);
        let request = Request::new(
            uid("Actor", "a"),
            uid("Action", act.word()),
            uid("Datum", "d"),
            context.unwrap(),
            Some(&self.schema),
        );
        let answer = Authorizer::new().is_authorized(&request.unwrap(), &self.policies, &entities);
        assert_eq!(answer.diagnostics().errors().count(), 0);
        let promise = |id| self.policies.annotation(id, "promise").unwrap().to_owned();
        (answer.decision(), answer.diagnostics().reason().map(promise).collect())
    }
}

/// How many of these are allowed, after comparing each with the oracle.
fn compared<A: Action>(gate: &Gate, oracle: &Oracle, who: &Actor, intent: &Intent, data: &[Datum]) -> usize {
    let condition = gate.leave::<A>(who, intent).unwrap().condition();
    let mut allowed = 0;
    for datum in data {
        let case = || format!("{:?} {who:?} {datum:?} {intent:?}", A::ACT);
        let (truth, promises) = oracle.decide(A::ACT, who, datum, intent);
        assert_eq!(condition.holds(datum), truth == Decision::Allow, "{}", case());
        match gate.decide::<A>(who, datum, intent) {
            Ok(permit) => {
                assert!(truth == Decision::Allow && promises.contains(permit.promise()), "{}", case());
                allowed += 1;
            }
            Err(Refusal { why: Why::Forbidden { promise }, .. }) => {
                assert!(truth == Decision::Deny && promises.contains(&promise), "{}", case());
            }
            Err(refusal) => assert!(truth == Decision::Deny, "{refusal} {}", case()),
        }
    }
    allowed
}

/// 100,000 cases: 1,000 actors with an intent, 100 data each.
///
/// proves: PRV-01, SEC-10, EVD-01
#[test]
fn what_is_decided_is_what_is_proved_about() {
    let charter = abroad();
    let (gate, oracle) = (gate(&charter), Oracle::new(&charter));
    let config = ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let cases = (actors(), intents(&charter), 0..7_usize, proptest::collection::vec(data(&charter), 100));
    let (allowed, asked) = (Cell::new(0), Cell::new(0));
    let acts = [
        compared::<Read>,
        compared::<Write>,
        compared::<Process>,
        compared::<Train>,
        compared::<Disclose>,
        compared::<Erase>,
        compared::<Answer>,
    ];
    runner
        .run(&cases, |(who, intent, act, data)| {
            allowed.set(allowed.get() + acts[act](&gate, &oracle, &who, &intent, &data));
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
