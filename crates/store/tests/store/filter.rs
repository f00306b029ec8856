//! A list filtered in the database holds exactly what the gate, asked datum by datum, says yes to. And the facts it is asked on
//! are what was written down.

use std::collections::{BTreeMap, BTreeSet};

use incamera_gate::{Action, Actor, Answer, Datum, Disclose, Erase, Intent, Process, Read, Train, Write};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_store::{
    Col, Page, Reads as _, Standing, Tie,
    kernel::{about, data, standings},
    rows::holds,
    tables,
};
use sea_orm::{DatabaseConnection, EntityTrait as _, IntoActiveModel as _};

use crate::studio::{GATE, NOW, Studio, at, id, person, project, term, workspace};

on_both! {
    /// proves: PRV-01, PRV-27, SEC-03, SEC-10, DSR-22, DSR-23, RET-10
    a_list_holds_what_the_gate_says_yes_to,
}

const DATA: u64 = 400;
const LEAVES: usize = 125;
const WORLDS: u64 = 2;

/// `SplitMix64`: the same cases every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    /// One time in so many.
    fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    fn of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.below(some.len())]
    }

    fn person(&mut self) -> u8 {
        1 + self.below(5) as u8
    }

    /// One of the first `of`, or none.
    fn perhaps(&mut self, of: u8) -> Option<u8> {
        let n = self.below(usize::from(of) + 1) as u8;
        (n > 0).then_some(n)
    }
}

/// What is in the database, kept beside it in the plainest way.
struct World {
    data: Vec<(data::Model, BTreeMap<PersonId, Tie>)>,
    standings: Vec<standings::Model>,
    holds: Vec<holds::Model>,
}

impl World {
    fn drawn(dice: &mut Dice) -> Self {
        let regions: Vec<&String> = GATE.charter().regions.keys().collect();
        let purposes: Vec<&String> = GATE.charter().purposes.keys().collect();
        let mut world = Self { data: Vec::new(), standings: Vec::new(), holds: Vec::new() };
        for n in 1..=DATA {
            // Footage, for it can be trained with, and everything else.
            let kind = if dice.one_in(2) { 13 } else { dice.of(tables()).kind };
            let region = if dice.one_in(40) {
                "moon"
            } else if dice.one_in(2) {
                "eu"
            } else {
                dice.of(&regions)
            };
            let row = data::Model {
                id: Col(id(n)),
                workspace: Col(workspace(1 + dice.below(2) as u8)),
                project: dice.perhaps(3).map(project).map(Col),
                kind,
                region: term(region),
                route: 1,
                source: None,
                clock: None,
                bytes: None,
                restricted: dice.one_in(12),
                erased: dice.one_in(12),
            };
            let tie = |dice: &mut Dice| if dice.one_in(2) { Tie::Owns } else { Tie::Shares };
            let ties = (0..dice.below(4)).map(|_| (person(dice.person()), tie(dice))).collect();
            world.data.push((row, ties));
        }
        for n in 0..60 {
            let kinds = [
                Standing::Consent,
                Standing::Consent,
                Standing::Consent,
                Standing::Objection,
                Standing::Restriction,
                Standing::Minor,
                Standing::Confirmed,
                Standing::Erased,
            ];
            let kind = *dice.of(&kinds);
            let purpose = match kind {
                Standing::Consent if dice.one_in(2) => "training",
                Standing::Consent | Standing::Objection => dice.of(&purposes),
                // Not what it is for; nobody is minor for a purpose.
                _ if dice.one_in(20) => "service",
                _ => "any",
            };
            // Wide reaches of what forbids would forbid all.
            let wide = kind == Standing::Consent || kind == Standing::Confirmed || dice.one_in(6);
            world.standings.push(standings::Model {
                id: Col(id(10_000 + n)),
                person: Col(person(dice.person())),
                workspace: Col(workspace(1 + dice.below(2) as u8)),
                kind: kind as i16,
                purpose: term(purpose),
                project: if wide { None } else { dice.perhaps(3).map(project).map(Col) },
                datum: if wide || dice.one_in(4) { None } else { Some(Col(id(1 + dice.next() % DATA))) },
                since: Col(NOW),
            });
        }
        for n in 0..20 {
            let (reach, target) = match dice.below(10) {
                0 => ("project", project(1 + dice.below(3) as u8).uuid()),
                1 => ("person", person(dice.person()).uuid()),
                2 => ("workspace", workspace(3).uuid()),
                _ => ("datum", id(1 + dice.next() % DATA).uuid()),
            };
            let (_, row) =
                crate::studio::hold(20_000 + n, reach, DatumId::of(target), 60 - dice.below(3) as i64 * 60);
            world.holds.push(holds::Model { ended: dice.one_in(4).then_some(Col(at(-5))), ..row });
        }
        world
    }

    async fn write(&self, raw: &DatabaseConnection) {
        let data = self.data.iter().map(|(row, _)| row.clone().into_active_model());
        data::Entity::insert_many(data).exec_without_returning(raw).await.unwrap();
        let ties = self.data.iter().flat_map(|(row, ties)| {
            let tied = |(person, tie): (&PersonId, &Tie)| {
                about::Model { person: Col(*person), datum: row.id, tie: *tie as i16 }.into_active_model()
            };
            ties.iter().map(tied)
        });
        about::Entity::insert_many(ties).exec_without_returning(raw).await.unwrap();
        let standings = self.standings.iter().cloned().map(sea_orm::IntoActiveModel::into_active_model);
        standings::Entity::insert_many(standings).exec_without_returning(raw).await.unwrap();
        let holds = self.holds.iter().cloned().map(sea_orm::IntoActiveModel::into_active_model);
        holds::Entity::insert_many(holds).exec_without_returning(raw).await.unwrap();
    }

    /// The facts about each datum, from what was drawn.
    fn facts(&self) -> Vec<Datum> {
        self.data.iter().map(|(row, ties)| self.fact(row, ties)).collect()
    }

    fn fact(&self, row: &data::Model, ties: &BTreeMap<PersonId, Tie>) -> Datum {
        let reaching = |kind: Standing| {
            self.standings.iter().filter(move |s| {
                s.kind == kind as i16
                    && s.workspace == row.workspace
                    && s.project.is_none_or(|project| Some(project) == row.project)
                    && s.datum.is_none_or(|datum| datum == row.id)
                    && ties.contains_key(&*s.person)
            })
        };
        let any = |kind| reaching(kind).any(|s| *s.purpose == "any");
        let mut consented: BTreeMap<String, BTreeSet<PersonId>> = BTreeMap::new();
        for yes in reaching(Standing::Consent) {
            consented.entry(yes.purpose.to_string()).or_default().insert(*yes.person);
        }
        let keeps = |hold: &&holds::Model| {
            let target = hold.target.uuid();
            hold.ended.is_none()
                && *hold.until > NOW
                && match hold.reach.as_str() {
                    "datum" => target == row.id.uuid(),
                    "person" => ties.keys().any(|person| person.uuid() == target),
                    "project" => row.project.is_some_and(|project| project.uuid() == target),
                    _ => target == row.workspace.uuid(),
                }
        };
        let owned = |s: &standings::Model| ties[&*s.person] == Tie::Owns && *s.purpose == "any";
        Datum {
            id: *row.id,
            class: incamera_store::table(row.kind).unwrap().class.to_owned(),
            workspace: *row.workspace,
            project: row.project.map(|p| *p),
            region: row.region.to_string(),
            about: ties.keys().copied().collect(),
            consented,
            confirmed: reaching(Standing::Confirmed)
                .filter(|s| *s.purpose == "any")
                .map(|s| *s.person)
                .collect(),
            objected: reaching(Standing::Objection).map(|s| s.purpose.to_string()).collect(),
            restricted: row.restricted || any(Standing::Restriction),
            minor: any(Standing::Minor),
            held: self.holds.iter().any(|hold| keeps(&hold)),
            erased: row.erased || reaching(Standing::Erased).any(owned),
        }
    }
}

const ROLES: [&str; 10] =
    ["person", "producer", "producer", "editor", "viewer", "guest", "admin", "dpo", "operator", "machine"];

fn actor(dice: &mut Dice) -> Actor {
    let projects: BTreeSet<ProjectId> =
        (0..dice.below(3)).map(|_| project(1 + dice.below(3) as u8)).collect();
    let place: Option<WorkspaceId> = (!dice.one_in(8)).then(|| workspace(1 + dice.below(2) as u8));
    Actor {
        person: person(dice.person()),
        role: (*dice.of(&ROLES)).to_owned(),
        workspace: place,
        projects,
        elevated: dice.one_in(2),
    }
}

fn intent(dice: &mut Dice) -> Intent {
    let charter = GATE.charter();
    let purposes: Vec<&String> = charter.purposes.keys().collect();
    let regions: Vec<&String> = charter.regions.keys().collect();
    let processors: Vec<&String> = charter.processors.keys().collect();
    let often = dice.below(3);
    Intent {
        purpose: if often == 0 { "service".to_owned() } else { (*dice.of(&purposes)).clone() },
        place: if dice.one_in(3) { (*dice.of(&regions)).clone() } else { "eu".to_owned() },
        recipient: (dice.one_in(5) && !processors.is_empty()).then(|| (*dice.of(&processors)).clone()),
    }
}

/// How many of these the gate says yes to, datum by datum and in the database.
async fn same<A: Action>(studio: &Studio, facts: &[Datum], actor: &Actor, intent: &Intent) -> usize {
    let Ok(leave) = GATE.leave::<A>(actor, intent) else { panic!("declared words are undeclared") };
    let decided: Vec<DatumId> =
        facts.iter().filter(|datum| leave.decide(datum).is_ok()).map(|datum| datum.id).collect();
    let mut listed = Vec::new();
    for n in 1..=2 {
        let page = Page { workspace: workspace(n), project: None, after: None, limit: 10_000 };
        let known = studio.store.known(&leave, page, NOW).await.unwrap();
        listed.extend(known.into_iter().map(|known| known.datum.id));
    }
    listed.sort();
    assert_eq!(listed, decided, "{actor:?} {intent:?} {leave:?}");
    listed.len()
}

async fn a_list_holds_what_the_gate_says_yes_to(studio: Studio) {
    let raw = studio.raw().await;
    let (mut asked, mut given) = (0, 0);
    for seed in 0..WORLDS {
        let mut dice = Dice(seed);
        let world = World::drawn(&mut dice);
        for entity in ["data", "about", "standings", "holds"] {
            studio.sql(&format!("DELETE FROM {entity}")).await;
        }
        world.write(&raw).await;
        let facts = world.facts();
        let ids: Vec<DatumId> = facts.iter().map(|datum| datum.id).collect();
        let loaded = studio.store.data(&ids, NOW).await.unwrap();
        let loaded: Vec<Datum> = loaded.into_iter().map(|known| known.datum).collect();
        for (loaded, fact) in loaded.iter().zip(&facts) {
            assert_eq!(loaded, fact);
        }
        assert_eq!(loaded.len(), facts.len());
        for n in 0..LEAVES {
            let (actor, intent) = (actor(&mut dice), intent(&mut dice));
            given += match n % 8 {
                0 | 1 => same::<Read>(&studio, &loaded, &actor, &intent).await,
                2 => same::<Write>(&studio, &loaded, &actor, &intent).await,
                3 => same::<Process>(&studio, &loaded, &actor, &intent).await,
                4 => {
                    let trainer = Actor { role: "machine".to_owned(), ..actor };
                    let training = Intent { purpose: "training".to_owned(), ..intent };
                    same::<Train>(&studio, &loaded, &trainer, &training).await
                }
                5 => same::<Disclose>(&studio, &loaded, &actor, &intent).await,
                6 => same::<Erase>(&studio, &loaded, &actor, &intent).await,
                _ => same::<Answer>(&studio, &loaded, &actor, &intent).await,
            };
            asked += loaded.len();
        }
    }
    assert_eq!(asked, 100_000);
    assert!(given > 1_000, "both answers are frequent, not {given} yes");
    raw.close().await.unwrap();
}
