//! What is due, what was erased, and what goes to the ledger.

use std::collections::BTreeSet;

use incamera_ledger::{Ledger, LogKey, Writer};
use incamera_store::{Col, Reads, Registers, Standing, StoreError, kernel};

use crate::studio::{NOW, Studio, at, entry, id, message, say, standing, term, workspace};

on_both! {
    /// proves: RET-15
    what_is_due_is_done_once,
    two_at_once_claim_different_things,
    /// proves: RET-14
    tombstones_stand,
    versions_and_backups_are_noted,
    /// proves: SEC-14
    nothing_is_shipped_twice_or_lost,
}

fn due(n: u64, seconds: i64) -> kernel::obligations::Model {
    kernel::obligations::Model {
        id: Col(id(n)),
        promise: term("class.device"),
        task: term("erase"),
        target: Col(id(1000 + n / 2)),
        due: Col(at(seconds)),
        claimed: None,
        tries: 0,
        done: None,
    }
}

async fn what_is_due_is_done_once(studio: Studio) {
    let store = &studio.store;
    let unit = store.begin().await.unwrap();
    unit.owe((0..130).map(|n| due(n, n as i64 - 100))).await.unwrap();
    unit.owe((0..3).map(|n| due(n, 0)).chain([due(0, 5)])).await.unwrap();
    unit.owe([]).await.unwrap();
    unit.commit().await.unwrap();
    let overdue = store.overdue(NOW, 1000).await.unwrap();
    assert_eq!(overdue.iter().map(|o| *o.id).collect::<Vec<_>>(), (0..=100).map(id).collect::<Vec<_>>());
    let claimed = store.claim(NOW, at(60), 3).await.unwrap();
    assert_eq!(claimed.iter().map(|o| *o.id).collect::<Vec<_>>(), [0, 1, 2].map(id), "the oldest first");
    assert_eq!(claimed.iter().map(|o| *o.due).collect::<Vec<_>>(), [at(-100), at(-99), at(-98)]);
    let next = store.claim(NOW, at(60), 2).await.unwrap();
    assert_eq!(next.iter().map(|o| *o.id).collect::<Vec<_>>(), [3, 4].map(id));
    let unit = store.begin().await.unwrap();
    assert!(unit.meet(id(0), at(1)).await.unwrap());
    assert!(!unit.meet(id(0), at(2)).await.unwrap());
    assert_eq!(unit.waive(id(1001), at(1)).await.unwrap(), 2);
    unit.commit().await.unwrap();
    let owed = store.owed(id(1000)).await.unwrap();
    assert_eq!(owed.iter().map(|o| o.done).collect::<Vec<_>>(), [Some(Col(at(1))), None]);
    // What a killed process took comes back; what was put off comes back when it said.
    store.postpone(id(4), at(90)).await.unwrap();
    let back = store.claim(at(60), at(120), 2).await.unwrap();
    assert_eq!(back.iter().map(|o| *o.id).collect::<Vec<_>>(), [1, 5].map(id));
    assert_eq!(store.owed(id(1000)).await.unwrap()[1].tries, 2);
    let all: BTreeSet<_> = store.claim(at(90), at(120), 1000).await.unwrap().iter().map(|o| *o.id).collect();
    assert!(all.contains(&id(4)) && !all.contains(&id(0)) && !all.contains(&id(2)) && !all.contains(&id(1)));
}

async fn two_at_once_claim_different_things(studio: Studio) {
    let other = studio.other().await;
    let unit = studio.store.begin().await.unwrap();
    unit.owe((0..200).map(|n| due(n, 0))).await.unwrap();
    unit.commit().await.unwrap();
    let claims = async |store: &incamera_store::Store| {
        let mut mine = Vec::new();
        loop {
            let some = store.claim(NOW, at(60), 7).await.unwrap();
            if some.is_empty() {
                return mine;
            }
            mine.extend(some.iter().map(|o| *o.id));
        }
    };
    let (mine, theirs) = tokio::join!(claims(&studio.store), claims(&other));
    let all: BTreeSet<_> = mine.iter().chain(&theirs).collect();
    assert_eq!((mine.len() + theirs.len(), all.len()), (200, 200));
}

async fn tombstones_stand(studio: Studio) {
    let store = &studio.store;
    let tomb = |n, seconds| kernel::tombstones::Model {
        id: Col(id(n)),
        workspace: Col(workspace(1)),
        reach: term("person"),
        target: Col(id(7)),
        promise: term("right.erasure"),
        request: None,
        at: Col(at(seconds)),
        done: None,
    };
    let target = |n, state: &str, tries| kernel::targets::Model {
        id: Col(id(n)),
        tombstone: Col(id(1)),
        store: term("keys"),
        state: term(state),
        count: tries,
        tries,
        due: Some(Col(at(9))),
        at: Col(at(tries)),
    };
    let unit = store.begin().await.unwrap();
    for _ in 0..2 {
        unit.bury(tomb(1, 0)).await.unwrap();
    }
    unit.bury(tomb(2, 10)).await.unwrap();
    unit.reach(target(11, "waiting", 0)).await.unwrap();
    unit.reach(target(12, "waiting", 0)).await.unwrap();
    unit.reach(target(11, "done", 1)).await.unwrap();
    unit.rest(id(1), at(20)).await.unwrap();
    unit.commit().await.unwrap();
    let tombs = async |since, open| {
        let found = store.tombstones(since, open).await.unwrap();
        found.iter().map(|tomb| *tomb.id).collect::<Vec<_>>()
    };
    assert_eq!(tombs(None, false).await, [id(1), id(2)]);
    assert_eq!(tombs(Some(at(10)), false).await, [id(2)]);
    assert_eq!(tombs(None, true).await, [id(2)]);
    assert_eq!(store.tombstone(id(1)).await.unwrap().unwrap().done, Some(Col(at(20))));
    assert_eq!(store.tombstone(id(3)).await.unwrap(), None);
    assert_eq!(store.targets(id(1)).await.unwrap(), [target(11, "done", 1), target(12, "waiting", 0)]);
}

async fn versions_and_backups_are_noted(studio: Studio) {
    let store = &studio.store;
    let version = |number| kernel::versions::Model {
        number,
        digest: term("b1a5"),
        published: Col(NOW),
        effective: Col(at(30 * 86_400)),
    };
    let backup = |n, tested, gone| kernel::backups::Model {
        id: Col(id(n)),
        made: Col(at(n as i64)),
        bytes: 1 << 40,
        tested,
        gone,
    };
    let unit = store.begin().await.unwrap();
    unit.publish(version(2)).await.unwrap();
    unit.publish(version(1)).await.unwrap();
    unit.note_backup(backup(2, None, None)).await.unwrap();
    unit.note_backup(backup(1, None, None)).await.unwrap();
    unit.note_backup(backup(1, Some(Col(NOW)), Some(Col(at(5))))).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(store.versions().await.unwrap(), [version(1), version(2)]);
    let expected = [backup(1, Some(Col(NOW)), Some(Col(at(5)))), backup(2, None, None)];
    assert_eq!(store.backups().await.unwrap(), expected);
    let unit = store.begin().await.unwrap();
    assert!(unit.publish(version(2)).await.is_err(), "a version is published once");
    assert!(matches!(unit.commit().await, Err(StoreError::Failed)));
}

async fn nothing_is_shipped_twice_or_lost(studio: Studio) {
    let logs = studio.folder.path().join("log");
    let open = || Ledger::open(&logs, LogKey::of("example.test/log", &[7; 32]).unwrap()).unwrap();
    let log = async |store: &incamera_store::Store, range: std::ops::Range<u64>| {
        let unit = store.begin().await.unwrap();
        for n in range {
            unit.log(&entry(n)).await.unwrap();
        }
        unit.commit().await.unwrap();
    };
    log(&studio.store, 0..1500).await;
    let unit = studio.store.begin().await.unwrap();
    say(&unit, &message(1, 1)).await;
    unit.log(&entry(9999)).await.unwrap();
    drop(unit);
    // It stops between shipping and forgetting: the database does not let it forget.
    let (stop, go) = if studio.is_lite() {
        (
            "CREATE TRIGGER stop BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'stop'); END",
            "DROP TRIGGER stop",
        )
    } else {
        (
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stop'; END $$;
             CREATE TRIGGER stop BEFORE DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION stop()",
            "DROP TRIGGER stop ON outbox",
        )
    };
    studio.sql(stop).await;
    let writer = Writer::start(open(), vec![]);
    assert!(studio.store.ship(&writer).await.is_err());
    drop(writer);
    assert_eq!(open().size(), 1024, "the first of them are in the ledger");
    assert_eq!(studio.store.waiting().await.unwrap(), 1500, "and wait still");
    studio.sql(go).await;
    let store = studio.other().await;
    log(&store, 1500..1510).await;
    let writer = Writer::start(open(), vec![]);
    // Two at once, as after a restart that overlaps.
    let (one, two) = tokio::join!(store.ship(&writer), studio.store.ship(&writer));
    assert!(one.unwrap() + two.unwrap() >= 1510);
    assert_eq!((store.waiting().await.unwrap(), store.ship(&writer).await.unwrap()), (0, 0));
    drop(writer);
    assert_eq!(open().size(), 1510);
    let unit = store.begin().await.unwrap();
    unit.stand(standing(3, 1, Standing::Minor, None)).await.unwrap();
    unit.commit().await.unwrap();
    assert!(store.datum(id(1), NOW).await.unwrap().is_none());
}
