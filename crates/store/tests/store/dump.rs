//! Everything out and in again, whichever the engine.

use std::io;

use incamera_gate::{Datum, Write};
use incamera_store::{Col, Filing, Registers, Route, Standing, Store, StoreError, kernel, rows};

use crate::studio::{
    NOW, Studio, at, entry, hold, id, message, permit, say, sealed, standing, term, wait, workspace,
};

/// Rows of every sort, with something and with nothing in what may be empty.
async fn fill(store: &Store) {
    let unit = store.begin().await.unwrap();
    let source = kernel::sources::Model {
        id: Col(id(1)),
        workspace: Col(workspace(1)),
        route: Route::Public as i16,
        name: sealed("a festival's page"),
        entered: Col(NOW),
    };
    unit.enter_source(source).await.unwrap();
    // More than a page, and people with more than a page of data.
    for n in 100..2400 {
        say(&unit, &message(n, (n % 2) as u8)).await;
    }
    let (said, row) = message(2, 1);
    let said = Datum { project: None, restricted: false, about: [crate::studio::person(1)].into(), ..said };
    let filing = Filing { route: Route::Public, source: Some(id(1)), clock: None, bytes: Some(1 << 40) };
    unit.insert::<rows::messages::Entity>(&permit::<Write>(&said), row, filing).await.unwrap();
    for (n, ended) in [(3, None), (4, Some(Col(at(1))))] {
        let (kept, row) = hold(n, "datum", id(2), 60);
        let row = rows::holds::Model { ended, ..row };
        unit.insert::<rows::holds::Entity>(&permit::<Write>(&kept), row, filing).await.unwrap();
    }
    let stand = standing(5, 1, Standing::Consent, Some("training"));
    unit.stand(kernel::standings::Model { datum: Some(Col(id(2))), ..stand }).await.unwrap();
    unit.stand(standing(6, 2, Standing::Minor, None)).await.unwrap();
    let tomb = kernel::tombstones::Model {
        id: Col(id(7)),
        workspace: Col(workspace(1)),
        reach: term("person"),
        target: Col(id(8)),
        promise: term("right.erasure"),
        request: None,
        at: Col(NOW),
        done: Some(Col(at(3))),
    };
    unit.bury(tomb).await.unwrap();
    let target = kernel::targets::Model {
        id: Col(id(9)),
        tombstone: Col(id(7)),
        store: term("keys"),
        state: term("done"),
        count: 3,
        tries: 1,
        due: None,
        at: Col(NOW),
    };
    unit.reach(target).await.unwrap();
    let due = kernel::obligations::Model {
        id: Col(id(10)),
        promise: term("class.device"),
        task: term("erase"),
        target: Col(id(2)),
        due: Col(NOW),
        claimed: None,
        tries: 0,
        done: None,
    };
    unit.owe([due]).await.unwrap();
    for n in 0..5 {
        unit.log(&entry(n)).await.unwrap();
    }
    let version =
        kernel::versions::Model { number: 1, digest: term("b1a5"), published: Col(NOW), effective: Col(NOW) };
    unit.publish(version).await.unwrap();
    let backup = kernel::backups::Model {
        id: Col(id(11)),
        made: Col(NOW),
        bytes: -1,
        tested: None,
        gone: Some(Col(NOW)),
    };
    unit.note_backup(backup).await.unwrap();
    unit.commit().await.unwrap();
}

async fn dumped(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.dump(&mut bytes).await.unwrap();
    bytes
}

#[test]
fn everything_comes_back_on_either_engine() {
    wait(async {
        let (lite, postgres) = (Studio::lite().await, Studio::postgres().await);
        fill(&lite.store).await;
        let first = dumped(&lite.store).await;
        assert_eq!(first, dumped(&lite.store).await, "the same rows are the same bytes");
        let rows = postgres.store.load(&mut first.as_slice()).await.unwrap();
        let second = dumped(&postgres.store).await;
        assert!(first == second, "{rows} rows of SQLite in PostgreSQL");
        for again in [Studio::lite().await, Studio::postgres().await] {
            assert_eq!(again.store.load(&mut second.as_slice()).await.unwrap(), rows);
            assert!(dumped(&again.store).await == first);
            assert_eq!(again.store.waiting().await.unwrap(), 5);
            assert_eq!(again.store.versions().await.unwrap().len(), 1);
            let twice = again.store.load(&mut second.as_slice()).await.unwrap_err();
            assert!(twice.to_string().contains("restore into a new place"), "{twice}");
            // What it draws itself goes on.
            let unit = again.store.begin().await.unwrap();
            unit.log(&entry(100)).await.unwrap();
            unit.commit().await.unwrap();
        }
    });
}

async fn nothing_is_loaded_of_what_is_not_whole(studio: Studio) {
    let other = Studio::lite().await;
    let unit = other.store.begin().await.unwrap();
    for n in 1..=3 {
        say(&unit, &message(n, 1)).await;
    }
    unit.commit().await.unwrap();
    let whole = dumped(&other.store).await;
    let store = &studio.store;
    let last = whole.len() - 1;
    for cut in [0, 5, 16, 20, whole.len() / 2, last - 33, last - 10, last] {
        let refused = store.load(&mut &whole[..cut]).await.unwrap_err();
        assert!(matches!(refused, StoreError::Stream(_)), "cut at {cut}: {refused}");
    }
    let step = if studio.is_lite() { 7 } else { 41 };
    for at in (0..whole.len()).step_by(step) {
        let mut altered = whole.clone();
        altered[at] ^= 0x10;
        assert!(store.load(&mut altered.as_slice()).await.is_err(), "byte {at} of {}", whole.len());
    }
    assert_eq!(studio.store.tombstones(None, false).await.unwrap(), []);
    store.load(&mut whole.as_slice()).await.unwrap();
    assert!(dumped(store).await == whole);
    let mut failing = Failing;
    assert!(matches!(store.dump(&mut failing).await, Err(StoreError::Stream(_))));
    store.dump(&mut io::sink()).await.unwrap();
}

on_both! {
    nothing_is_loaded_of_what_is_not_whole,
}

struct Failing;

impl io::Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("a full disk"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
