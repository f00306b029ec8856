//! A process that writes is killed at any moment: what was acknowledged is there, and nothing is there by half.

use std::{
    collections::BTreeSet,
    env, fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use incamera_store::{Col, Reads as _, Store, kernel};
use sea_orm::{ConnectionTrait as _, Statement};
use uuid::Uuid;

use crate::studio::{NOW, Studio, entry, id, message, say, term, wait};

const ADDRESS: &str = "INCAMERA_STORE_WRITES";
const ACKNOWLEDGED: &str = "INCAMERA_STORE_ACKNOWLEDGES";
const FROM: &str = "INCAMERA_STORE_FROM";

/// The child: writes units of work until it is killed, and says after each that it is written.
#[test]
fn child() {
    let Ok(address) = env::var(ADDRESS) else { return };
    let mut said = fs::File::options().append(true).open(env::var(ACKNOWLEDGED).unwrap()).unwrap();
    let from: u64 = env::var(FROM).unwrap().parse().unwrap();
    wait(async {
        let store = Store::open(&address).await.unwrap();
        for n in from.. {
            let unit = store.begin().await.unwrap();
            say(&unit, &message(n, 1)).await;
            unit.log(&entry(n)).await.unwrap();
            unit.owe([due(n)]).await.unwrap();
            unit.commit().await.unwrap();
            said.write_all(&n.to_be_bytes()).unwrap();
        }
    });
}

fn due(n: u64) -> kernel::obligations::Model {
    kernel::obligations::Model {
        id: Col(id(n)),
        promise: term("class.message"),
        task: term("erase"),
        target: Col(id(n)),
        due: Col(NOW),
        claimed: None,
        tries: 0,
        done: None,
    }
}

fn acknowledged(file: &Path) -> Vec<u64> {
    let bytes = fs::read(file).unwrap();
    bytes.as_chunks::<8>().0.iter().map(|n| u64::from_be_bytes(*n)).collect()
}

async fn what_was_acknowledged_is_there_whole(studio: Studio) {
    let file = studio.folder.path().join("acknowledged");
    fs::write(&file, []).unwrap();
    for kill in 0..6_u64 {
        let from = kill * 100_000 + 1;
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "crash::child"])
            .envs([(ADDRESS, studio.address.clone()), (FROM, from.to_string())])
            .env(ACKNOWLEDGED, &file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let before = acknowledged(&file).len();
        while acknowledged(&file).len() <= before + kill as usize {
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
            thread::sleep(Duration::from_micros(300 * (kill + 1) + 17));
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let acknowledged = acknowledged(&file);
    let raw = studio.raw().await;
    let ids = async |sql: &str| {
        let lines = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
        lines.iter().map(|line| line.try_get_by_index(0).unwrap()).collect::<BTreeSet<Uuid>>()
    };
    let messages = ids("SELECT id FROM messages").await;
    for table in [
        "SELECT id FROM data",
        "SELECT datum FROM about",
        "SELECT id FROM outbox",
        "SELECT id FROM obligations",
    ] {
        assert_eq!(ids(table).await, messages, "{table}");
    }
    for n in &acknowledged {
        assert!(messages.contains(&id(*n).uuid()), "{n} was acknowledged");
    }
    assert!(messages.len() - acknowledged.len() <= 6, "at most one a kill was written and not acknowledged");
    if studio.is_lite() {
        let check = Statement::from_string(raw.get_database_backend(), "PRAGMA integrity_check");
        let line = raw.query_one_raw(check).await.unwrap().unwrap();
        assert_eq!(line.try_get_by_index::<String>(0).unwrap(), "ok");
    }
    // The database is written to as before.
    studio.messages(1_000_000..=1_000_001, 1).await;
    assert!(studio.store.datum(id(1_000_001), NOW).await.unwrap().is_some());
}

on_both! {
    what_was_acknowledged_is_there_whole,
}
