//! The same operations through the kernel: a decision and a permit for each datum, sealed text, facts and standings, an entry
//! for the ledger per read (in groups) and per write (in its transaction).

use std::hint::black_box;

use incamera_gate::{Datum, Erase, Process, Read, Write};
use incamera_ledger::{Kind, Receipt};
use incamera_model::{DatumId, PersonId};
use incamera_rights::{Desk, Reach};
use incamera_store::{Col, Filing, Page, Reads, Registers, rows::messages};
use incamera_vault::Under;

use crate::{
    plan::{EACH, OBJECTED, Op, text},
    studio::Studio,
};

/// What is erased before a regulator asks for it, with the receipt of its tombstone.
pub(crate) struct Gone {
    person: PersonId,
    tombstone: DatumId,
    receipt: Receipt,
}

/// A studio at work.
pub(crate) struct Through {
    pub(crate) studio: Studio,
    pub(crate) gone: Vec<Gone>,
    bytes: usize,
    made: usize,
    /// Deletes as GDPR Art. 17 wants it: tombstone, keys, rows, mentions, receipt, step by step; else in one unit of work.
    whole: bool,
    shipped: std::time::Instant,
}

impl Through {
    pub(crate) fn new(studio: Studio, bytes: usize, whole: bool) -> Self {
        let made = studio.records.len();
        Self { studio, gone: Vec::new(), bytes, made, whole, shipped: std::time::Instant::now() }
    }

    /// Erases a few people with one record each, and keeps the receipts.
    pub(crate) async fn erase_some(&mut self, how_many: usize) {
        let kernel = &self.studio.kernel;
        let first = self.studio.people.len();
        let new: Vec<PersonId> = (0..how_many).map(|_| kernel.person()).collect();
        kernel.vault().prepare(self.studio.workspace, &new, &[]).unwrap();
        let people = self.studio.people.len()..first + how_many;
        self.studio.people.extend(new.iter().copied());
        let records = self.studio.records.len();
        self.studio.fill(&people.collect::<Vec<_>>(), self.bytes).await;
        self.studio.records.truncate(records);
        let kernel = &self.studio.kernel;
        let mut stones = Vec::new();
        for person in &new {
            let stone =
                kernel.erase_person(self.studio.workspace, *person, "right.erasure", None).await.unwrap();
            kernel.pursue(stone).await.unwrap();
            stones.push(stone);
        }
        kernel.ship().await.unwrap();
        let public = public(&self.studio);
        let log = &self.studio.layout.ledger;
        let size = size(&self.studio);
        for (person, tombstone) in new.into_iter().zip(stones) {
            // Which entry is his tombstone's is not asked: any receipt costs the same.
            let receipt = Receipt::of(log, &public, size - 1 - self.gone.len() as u64).unwrap();
            self.gone.push(Gone { person, tombstone, receipt });
        }
        self.studio.people.truncate(first);
    }

    /// Ships the outbox once a second, as a server does beside its work.
    async fn ship(&mut self) {
        if self.shipped.elapsed().as_millis() >= 1000 {
            self.studio.kernel.ship().await.unwrap();
            self.shipped = std::time::Instant::now();
        }
    }

    /// Does one.
    pub(crate) async fn act(&mut self, op: Op) {
        self.ship().await;
        let (studio, kernel) = (&self.studio, &self.studio.kernel);
        let (store, vault, workspace, now) = (kernel.store(), kernel.vault(), studio.workspace, kernel.now());
        match op {
            Op::Create { person } => {
                let (desk, author) = (studio.producing(), studio.people[person]);
                let datum = desk.draft("message", workspace, Some(studio.project), &[author]).await.unwrap();
                let permit = desk.may::<Write>(&datum).unwrap();
                let row = studio.message(&permit, author, &text(self.made, self.bytes));
                self.made += 1;
                let unit = store.begin().await.unwrap();
                unit.insert::<messages::Entity>(&permit, row, Filing::from_person(now)).await.unwrap();
                unit.log(&desk.wrote(&permit).unwrap()).await.unwrap();
                unit.commit().await.unwrap();
            }
            Op::DeletePerson { person } => {
                let person = studio.people[person];
                if self.whole {
                    let stone = kernel.erase_person(workspace, person, "right.erasure", None).await.unwrap();
                    kernel.pursue(stone).await.unwrap();
                    return;
                }
                let his = store.about(person, Some(workspace), now).await.unwrap();
                let data: Vec<&Datum> = his.iter().map(|known| &known.datum).collect();
                remove(&studio.producing(), &data, Some(person)).await;
            }
            Op::ObjectPerson { person, .. } => {
                let (person, reach) = (studio.people[person], Reach::all(workspace));
                kernel.object(person, OBJECTED, reach).await.unwrap();
            }
            Op::ReadPerson { person } => {
                let person = studio.people[person];
                let desk = kernel.own(person, workspace, "eu").unwrap();
                for held in store.rows_about::<messages::Entity>(person, workspace, now).await.unwrap() {
                    let permit = desk.may::<Read>(held.datum()).unwrap();
                    let row = held.open(&permit).unwrap();
                    black_box(vault.open_field(&permit, "text", &row.text).unwrap());
                }
            }
            Op::FactsPerson { person, regulator } => {
                let person = studio.people[person];
                let known = store.about(person, Some(workspace), now).await.unwrap();
                if regulator {
                    black_box(store.standings(person, workspace).await.unwrap());
                } else {
                    let desk = kernel.own(person, workspace, "eu").unwrap();
                    let leave = desk.leave::<Read>().unwrap();
                    assert!(known.iter().all(|known| leave.decide(&known.datum).is_ok()));
                }
                let what = ("facts", person, known.len());
                let entry = kernel.entry(Kind::Read, "right.access", workspace, Some(person), &what);
                kernel.ledger().note(entry.unwrap()).unwrap();
            }
            Op::Update { record } => {
                let author = studio.people[record / EACH];
                let desk = kernel.desk(studio.seat(author, "editor"), "service", "eu").unwrap();
                let held =
                    store.fetch::<messages::Entity>(studio.records[record], now).await.unwrap().unwrap();
                let datum = held.datum().clone();
                let permit = desk.may::<Write>(&datum).unwrap();
                let mut row = held.change(&permit).unwrap();
                let new = text(record + 1, self.bytes);
                row.text = Col(vault.seal_field(&permit, Under::Person(author), "text", &new).unwrap());
                let unit = store.begin().await.unwrap();
                unit.update::<messages::Entity>(&permit, row).await.unwrap();
                unit.log(&desk.wrote(&permit).unwrap()).await.unwrap();
                unit.commit().await.unwrap();
            }
            Op::Object { record, .. } => {
                let reach = Reach::only(workspace, studio.records[record]);
                kernel.object(studio.people[record / EACH], OBJECTED, reach).await.unwrap();
            }
            Op::Delete { record } => {
                let person = studio.people[record / EACH];
                let desk = kernel.own(person, workspace, "eu").unwrap();
                if self.whole {
                    let stone = desk.erase(studio.records[record], "right.erasure").await.unwrap();
                    kernel.pursue(stone).await.unwrap();
                    return;
                }
                let known = store.datum(studio.records[record], now).await.unwrap().unwrap();
                remove(&desk, &[&known.datum], Some(person)).await;
            }
            Op::Read { record } => {
                let desk = studio.working();
                let held =
                    store.fetch::<messages::Entity>(studio.records[record], now).await.unwrap().unwrap();
                let permit = desk.may::<Process>(held.datum()).unwrap();
                let row = held.open(&permit).unwrap();
                black_box(vault.open_field(&permit, "text", &row.text).unwrap());
            }
            Op::ReadPurpose { after, .. } => {
                let desk = studio.working();
                let leave = desk.leave::<Process>().unwrap();
                let after = Some(studio.records[after]);
                let page = Page { workspace, project: Some(studio.project), after, limit: 100 };
                for held in store.list::<messages::Entity, Process>(&leave, page, now).await.unwrap() {
                    let permit = desk.may::<Process>(held.datum()).unwrap();
                    let row = held.open(&permit).unwrap();
                    black_box(vault.open_field(&permit, "text", &row.text).unwrap());
                }
            }
            Op::Log { at } => {
                let size = size(studio);
                black_box(Receipt::of(&studio.layout.ledger, &public(studio), at as u64 % size).unwrap());
            }
            Op::Gone { which } => {
                let gone = &self.gone[which];
                assert!(!vault.has_subject(workspace, gone.person));
                assert!(store.about(gone.person, Some(workspace), now).await.unwrap().is_empty());
                black_box(kernel.erasure(gone.tombstone).await.unwrap());
                gone.receipt.verify(&public(studio)).unwrap();
            }
        }
    }
}

/// Keys, rows and the entry that says so, in one unit of work.
async fn remove(desk: &Desk<'_>, data: &[&Datum], person: Option<PersonId>) {
    let kernel = desk.kernel();
    let permits: Vec<_> = data.iter().map(|datum| desk.may::<Erase>(datum).unwrap()).collect();
    let Some(first) = permits.first() else { return };
    kernel.vault().shred(&permits).unwrap();
    let what = ("removed", data.iter().map(|datum| datum.id).collect::<Vec<_>>());
    let workspace = first.datum().workspace;
    let entry = kernel.entry(Kind::Erased, first.promise(), workspace, person, &what).unwrap();
    let unit = kernel.store().begin().await.unwrap();
    unit.remove(&permits).await.unwrap();
    unit.log(&entry).await.unwrap();
    unit.commit().await.unwrap();
}

/// What the ledger is verified with.
fn public(studio: &Studio) -> incamera_ledger::PublicKey {
    let text = std::fs::read_to_string(studio.layout.ledger.join("key")).unwrap();
    incamera_ledger::PublicKey::read(text.trim()).unwrap()
}

/// How many entries the ledger has, by its checkpoint.
pub(crate) fn size(studio: &Studio) -> u64 {
    let note = std::fs::read_to_string(studio.layout.ledger.join("checkpoint")).unwrap();
    note.lines().nth(1).unwrap().parse().unwrap()
}
