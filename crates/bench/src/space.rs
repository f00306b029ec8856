//! What of an installation's bytes is payload, and what is facts, indexes, seals and log.

use std::{fs, path::Path};

use incamera_ledger::{Entry, Kind};
use serde_json::{Map, Value};
use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::{
    Engine, Settings,
    plan::EACH,
    raw::Raw,
    report::{round, say},
    studio::{Studio, address},
};

/// `engine= records=50000 bytes=1000`
pub(crate) async fn run(settings: &Settings) {
    let (records, bytes) = (settings.get("records", 50_000), settings.get("bytes", 1_000));
    for engine in settings.engines() {
        let folder = tempfile::tempdir().unwrap();
        let mut raw =
            Raw::begin(engine, &address(engine, folder.path(), "raw.db"), records, bytes, false).await;
        let mut studio = Studio::found(engine, folder.path(), records / EACH).await;
        studio.fill(&(0..records).map(|record| record / EACH).collect::<Vec<_>>(), bytes).await;
        // Each was written down, as its writing is.
        let kernel = &studio.kernel;
        for some in studio.records.chunks(4_096).zip(0..).map(|(some, at)| (some, at * 4_096)) {
            let entry = |(n, id): (usize, &incamera_model::DatumId)| -> Entry {
                let person = studio.people[(some.1 + n) / EACH];
                kernel.entry(Kind::Write, "role.producer", studio.workspace, Some(person), id).unwrap()
            };
            kernel.ledger().write(some.0.iter().enumerate().map(entry)).unwrap();
        }
        // Everybody said yes to something, and one in ten objected.
        for person in (0..records / EACH).step_by(10) {
            let reach = incamera_rights::Reach::all(studio.workspace);
            kernel.object(studio.people[person], crate::plan::OBJECTED, reach).await.unwrap();
        }
        kernel.ship().await.unwrap();
        kernel.store().settle().await.unwrap();
        let payload = (records * bytes) as f64;
        let mut tables = Map::new();
        let mut rows = 0;
        for (name, size) in sizes(engine, &studio.layout.rows).await {
            if size * 1000 > records as i64 * bytes as i64 {
                tables.insert(name, round(size as f64 / records as f64, 1));
            }
            rows += size;
        }
        let keys = fs::metadata(studio.layout.keys.join("keyring")).unwrap().len() as i64;
        let ledger = under(&studio.layout.ledger) as i64;
        let share = |total: i64| round(1.0 - payload / total as f64, 3);
        let raw = raw.size().await;
        say(
            "space",
            &[
                ("engine", Value::from(engine.name())),
                ("records", Value::from(records)),
                ("bytes", Value::from(bytes)),
                ("bytes_a_record", Value::Object(tables)),
                ("rows_and_keys_metadata_share", share(rows + keys)),
                ("with_the_ledger_share", share(rows + keys + ledger)),
                ("ledger_bytes_a_record", round(ledger as f64 / records as f64, 1)),
                ("rows_and_keys_factor", round((rows + keys) as f64 / payload, 3)),
                ("with_the_ledger_factor", round((rows + keys + ledger) as f64 / payload, 3)),
                ("raw_metadata_share", share(raw)),
                ("raw_factor", round(raw as f64 / payload, 3)),
            ],
        );
    }
}

/// What each table and index takes.
async fn sizes(engine: Engine, address: &str) -> Vec<(String, i64)> {
    match engine {
        Engine::Sqlite => {
            let mut link = SqliteConnection::connect(address).await.unwrap();
            sqlx::query_as("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC")
                .fetch_all(&mut link)
                .await
                .unwrap()
        }
        Engine::Postgres => {
            let mut link = PgConnection::connect(address).await.unwrap();
            sqlx::query_as(
                "SELECT relname::text, pg_relation_size(oid) FROM pg_class
                 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') ORDER BY 2 DESC",
            )
            .fetch_all(&mut link)
            .await
            .unwrap()
        }
    }
}

/// Bytes of all files in a folder.
fn under(folder: &Path) -> u64 {
    let each = fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() { under(&path) } else { fs::metadata(path).unwrap().len() }
    });
    each.sum()
}
