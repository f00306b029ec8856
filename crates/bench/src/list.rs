//! A list of 1,000 filtered by what the gate said, through the store; beside it, a page of 1,000 rows of a raw table.

use std::hint::black_box;

use incamera_gate::Read;
use incamera_store::{Page, Reads, rows::messages};
use serde_json::Value;

use crate::{
    Engine, Settings,
    plan::{EACH, Mix, plan},
    raw::Raw,
    report::{Watch, median, quantile, round, say},
    studio::{Studio, address},
};

/// `engine= records=10000 rounds=99 changes=400`: so many operations of a controller, some of which are objections.
pub(crate) async fn run(settings: &Settings) {
    let (records, rounds) = (settings.get("records", 10_000), settings.get("rounds", 99));
    let changes = settings.get("changes", 400);
    for engine in settings.engines() {
        let folder = tempfile::tempdir().unwrap();
        let mut studio = Studio::found(engine, folder.path(), records / EACH).await;
        studio.fill(&(0..records).map(|record| record / EACH).collect::<Vec<_>>(), 100).await;
        let mut through = crate::through::Through::new(studio, 100, false);
        // Some people object to something, as they do.
        for op in plan(Mix::Controller, records, changes, 1) {
            if matches!(op, crate::plan::Op::ObjectPerson { .. }) {
                through.act(op).await;
            }
        }
        let studio = &through.studio;
        studio.kernel.store().learn().await.unwrap();
        let desk = studio.producing();
        let store = studio.kernel.store();
        let mut raw =
            Raw::begin(engine, &address(engine, folder.path(), "raw.db"), records, 100, false).await;
        let (mut took, watch) = (Vec::new(), Watch::start());
        for number in 0..rounds {
            let begun = std::time::Instant::now();
            assert_eq!(raw.list(number * 89 % (records - 1_001), 1_000).await, 1_000);
            took.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        line(engine, records, "raw", &took, watch.stop().cpu);
        for (what, rows) in [("facts", false), ("rows", true)] {
            let mut took = Vec::new();
            let watch = Watch::start();
            for number in 0..rounds {
                let now = studio.kernel.now();
                let page = Page {
                    workspace: studio.workspace,
                    project: Some(studio.project),
                    after: Some(studio.records[number * 89 % (records - 1_001)]),
                    limit: 1_000,
                };
                let begun = std::time::Instant::now();
                let leave = desk.leave::<Read>().unwrap();
                let found = if rows {
                    black_box(store.list::<messages::Entity, Read>(&leave, page, now).await.unwrap()).len()
                } else {
                    black_box(store.known::<Read>(&leave, page, now).await.unwrap()).len()
                };
                assert_eq!(found, 1_000);
                took.push(begun.elapsed().as_secs_f64() * 1e3);
            }
            line(engine, records, what, &took, watch.stop().cpu);
        }
    }
}

fn line(engine: Engine, records: usize, what: &str, took: &[f64], cpu: f64) {
    say(
        "list of 1,000",
        &[
            ("engine", Value::from(engine.name())),
            ("of", Value::from(records)),
            ("what", Value::from(what)),
            ("runs", Value::from(took.len())),
            ("p50_ms", round(median(took), 2)),
            ("p99_ms", round(quantile(took, 0.99), 2)),
            ("cpu_ms_each", round(cpu * 1e3 / took.len() as f64, 2)),
        ],
    );
}
