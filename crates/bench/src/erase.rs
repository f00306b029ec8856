//! Somebody is erased from a full installation: when the gate is closed, the keys are gone, rows and objects are gone.

use std::{cell::Cell, io::Write as _, time::Instant};

use incamera_gate::{Datum, Write};
use incamera_model::PersonId;
use incamera_store::{Col, Filing, Reads, rows::rushes};
use incamera_vault::Under;
use serde_json::Value;

use crate::{
    Engine, Settings,
    report::{Watch, median, round, say},
    studio::Studio,
};

/// `engine= people=10000 rows=1000000 objects=10000 big=100000 small=9 bytes=100`
pub(crate) async fn run(settings: &Settings) {
    let (people, rows) = (settings.get("people", 10_000), settings.get("rows", 1_000_000));
    let (objects, big) = (settings.get("objects", 10_000), settings.get("big", 100_000));
    let (small, bytes) = (settings.get("small", 9), settings.get("bytes", 100));
    for engine in settings.engines() {
        let folder = tempfile::tempdir().unwrap();
        let watch = Watch::start();
        let mut studio = Studio::found(engine, folder.path(), people).await;
        // The first has a tenth of all; the others take turns for the rest.
        let every = rows / big;
        let whose: Vec<usize> =
            (0..rows).map(|row| if row % every == 0 { 0 } else { 1 + row % (people - 1) }).collect();
        studio.fill(&whose, bytes).await;
        shoot(&studio, objects).await;
        let kernel = &studio.kernel;
        kernel.store().settle().await.unwrap();
        kernel.store().learn().await.unwrap();
        say(
            "fill for erasure",
            &[
                ("engine", Value::from(engine.name())),
                ("people", Value::from(people)),
                ("rows", Value::from(rows)),
                ("objects", Value::from(objects)),
                ("seconds", round(watch.stop().wall, 1)),
            ],
        );
        let mut took = Vec::new();
        for number in 0..small {
            took.push(erase(&studio, studio.people[people / 2 + number]).await);
        }
        tell(engine, "one of all", &took);
        let took = erase(&studio, studio.people[0]).await;
        tell(engine, "who has a tenth of all rows", &[took]);
    }
}

/// A short rush for each of the first people, sealed.
async fn shoot(studio: &Studio, how_many: usize) {
    let kernel = &studio.kernel;
    let data: Vec<Datum> = (0..how_many)
        .map(|number| {
            let mut datum = Datum::new(kernel.id(), "footage", studio.workspace, "eu");
            datum.project = Some(studio.project);
            datum.about.insert(studio.people[number % studio.people.len()]);
            datum
        })
        .collect();
    // Each waits for the disk several times: some at once.
    std::thread::scope(|scope| {
        for some in data.chunks(how_many.div_ceil(8).max(1)) {
            scope.spawn(move || {
                let desk = studio.producing();
                for datum in some {
                    let permit = desk.may::<Write>(datum).unwrap();
                    let mut sealing = kernel.vault().seal(&permit).unwrap();
                    sealing.write_all(&[7; 4096]).unwrap();
                    sealing.finish().unwrap();
                }
            });
        }
    });
    let desk = studio.producing();
    for some in data.chunks(2_000) {
        let unit = kernel.store().begin().await.unwrap();
        for datum in some {
            let permit = desk.may::<Write>(datum).unwrap();
            let author = *datum.about.first().unwrap();
            let row = rushes::Model {
                id: Col(datum.id),
                project: Col(studio.project),
                uploader: Col(author),
                name: Col(kernel
                    .vault()
                    .seal_field(&permit, Under::Person(author), "name", "a.mov")
                    .unwrap()),
                digest: Col(kernel.vault().blind_index("digest", &datum.id.to_string()).unwrap()),
                duration: Col(2_000),
                state: Col("here".parse().unwrap()),
            };
            let filing = Filing { bytes: Some(4096), ..Filing::from_person(kernel.now()) };
            unit.insert::<rushes::Entity>(&permit, row, filing).await.unwrap();
        }
        unit.commit().await.unwrap();
    }
}

/// Milliseconds since it was asked for.
struct Erased {
    rows: usize,
    gate: f64,
    keys: f64,
    gone: f64,
    all: f64,
    cpu: f64,
}

async fn erase(studio: &Studio, person: PersonId) -> Erased {
    let (kernel, workspace) = (&studio.kernel, studio.workspace);
    let before = kernel.store().about(person, Some(workspace), kernel.now()).await.unwrap();
    let objects = before.iter().filter(|known| known.data.bytes.is_some()).count();
    let there = kernel.vault().objects().list().unwrap().len();
    let (watch, begun) = (Watch::start(), Instant::now());
    let millis = || begun.elapsed().as_secs_f64() * 1e3;
    let stone = kernel.erase_person(workspace, person, "right.erasure", None).await.unwrap();
    let gate = millis();
    let (keys, gone) = (Cell::new(0.0), Cell::new(0.0));
    let looking = async {
        loop {
            for target in kernel.erasure(stone).await.unwrap().targets {
                let seen = match target.store.as_str() {
                    "keys" => &keys,
                    "rows" => &gone,
                    _ => continue,
                };
                if target.state == "done" && seen.get() == 0.0 {
                    seen.set(millis());
                }
            }
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        pursued = kernel.pursue(stone) => { pursued.unwrap(); }
        () = looking => {}
    }
    let all = millis();
    // Too fast to be seen on its way.
    for seen in [&keys, &gone] {
        if seen.get() == 0.0 {
            seen.set(all);
        }
    }
    let cpu = watch.stop().cpu;
    assert!(kernel.store().about(person, Some(workspace), kernel.now()).await.unwrap().is_empty());
    assert!(!kernel.vault().has_subject(workspace, person));
    assert_eq!(kernel.vault().objects().list().unwrap().len(), there - objects);
    kernel.ship().await.unwrap();
    Erased { rows: before.len(), gate, keys: keys.get(), gone: gone.get(), all, cpu }
}

fn tell(engine: Engine, who: &str, took: &[Erased]) {
    let middle = |of: fn(&Erased) -> f64| round(median(&took.iter().map(of).collect::<Vec<_>>()), 1);
    let worst = |of: fn(&Erased) -> f64| round(took.iter().map(of).fold(0.0, f64::max), 1);
    say(
        "erase",
        &[
            ("engine", Value::from(engine.name())),
            ("who", Value::from(who)),
            ("runs", Value::from(took.len())),
            ("data", Value::from(took[0].rows)),
            ("gate_ms", middle(|e| e.gate)),
            ("gate_worst_ms", worst(|e| e.gate)),
            ("keys_ms", middle(|e| e.keys)),
            ("keys_worst_ms", worst(|e| e.keys)),
            ("rows_and_objects_ms", middle(|e| e.gone)),
            ("rows_and_objects_worst_ms", worst(|e| e.gone)),
            ("all_ms", middle(|e| e.all)),
            ("cpu_s", round(median(&took.iter().map(|e| e.cpu).collect::<Vec<_>>()), 2)),
        ],
    );
}
