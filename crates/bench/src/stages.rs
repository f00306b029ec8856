//! Where the time of one read and one write goes.

use std::{hint::black_box, time::Instant};

use incamera_gate::{Process, Write};
use incamera_ledger::Kind;
use incamera_store::{Filing, Reads, rows::messages};
use serde_json::Value;

use crate::{
    Settings,
    plan::{Dice, EACH, text},
    report::{median, round, say},
    studio::Studio,
};

/// `engine= records=20000 rounds=2000 bytes=1000`
pub(crate) async fn run(settings: &Settings) {
    let (records, rounds) = (settings.get("records", 20_000), settings.get("rounds", 2_000));
    let bytes = settings.get("bytes", 1_000);
    for engine in settings.engines() {
        let folder = tempfile::tempdir().unwrap();
        let mut studio = Studio::found(engine, folder.path(), records / EACH).await;
        studio.fill(&(0..records).map(|record| record / EACH).collect::<Vec<_>>(), bytes).await;
        let (kernel, mut dice) = (&studio.kernel, Dice(7));
        let (store, vault, workspace) = (kernel.store(), kernel.vault(), studio.workspace);
        let mut stages: Vec<(&str, Vec<f64>)> = Vec::new();
        let mut add = |name: &'static str, begun: Instant| {
            let took = begun.elapsed().as_secs_f64() * 1e6;
            match stages.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => all.push(took),
                None => stages.push((name, vec![took])),
            }
        };
        for _ in 0..rounds {
            let id = studio.records[dice.below(records)];
            let now = kernel.now();
            let begun = Instant::now();
            let desk = studio.working();
            add("read: desk", begun);
            let begun = Instant::now();
            let held = store.fetch::<messages::Entity>(id, now).await.unwrap().unwrap();
            add("read: fetch row and facts", begun);
            let author = *held.datum().about.first().unwrap();
            let begun = Instant::now();
            black_box(desk.leave::<Process>().unwrap().decide(held.datum()).unwrap());
            add("read: decide (part of the next)", begun);
            let begun = Instant::now();
            black_box(kernel.entry(Kind::Read, "role.machine", workspace, Some(author), &id).unwrap());
            add("read: entry (part of the next)", begun);
            let begun = Instant::now();
            let permit = desk.may::<Process>(held.datum()).unwrap();
            add("read: decide and note", begun);
            let row = held.open(&permit).unwrap();
            let begun = Instant::now();
            black_box(vault.open_field(&permit, "text", &row.text).unwrap());
            add("read: open the field", begun);
        }
        for number in 0..rounds / 10 {
            let author = studio.people[dice.below(records / EACH)];
            let begun = Instant::now();
            let desk = studio.producing();
            let datum = desk.draft("message", workspace, Some(studio.project), &[author]).await.unwrap();
            add("write: draft", begun);
            let begun = Instant::now();
            let permit = desk.may::<Write>(&datum).unwrap();
            add("write: decide", begun);
            let begun = Instant::now();
            let row = studio.message(&permit, author, &text(number, bytes));
            add("write: seal", begun);
            let begun = Instant::now();
            let unit = store.begin().await.unwrap();
            add("write: begin", begun);
            let begun = Instant::now();
            unit.insert::<messages::Entity>(&permit, row, Filing::from_person(kernel.now())).await.unwrap();
            add("write: facts, whom it is about, row", begun);
            let begun = Instant::now();
            unit.log(&desk.wrote(&permit).unwrap()).await.unwrap();
            add("write: entry into the outbox", begun);
            let begun = Instant::now();
            unit.commit().await.unwrap();
            add("write: commit", begun);
        }
        for (stage, took) in &stages {
            say(
                "stage",
                &[
                    ("engine", Value::from(engine.name())),
                    ("stage", Value::from(*stage)),
                    ("p50_us", round(median(took), 1)),
                ],
            );
        }
    }
}
