//! Forward only, whole or not at all.

use std::{env, process, time::Duration};

use incamera_trial::Postgres;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};

use super::{VERSIONS, Version, reach};

/// A second version, as heavy as they get: every row is written anew.
const SECOND: Version = Version {
    what: "a second",
    sqlite: "ALTER TABLE obligations ADD COLUMN more INTEGER;
             UPDATE obligations SET more = tries + 1;
             CREATE INDEX obligations_by_more ON obligations (more);
             CREATE TABLE second (id BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
             INSERT INTO second SELECT id FROM obligations;",
    postgres: "ALTER TABLE obligations ADD COLUMN more bigint;
               UPDATE obligations SET more = tries + 1;
               CREATE INDEX obligations_by_more ON obligations (more);
               CREATE TABLE second (id uuid PRIMARY KEY NOT NULL);
               INSERT INTO second SELECT id FROM obligations;",
};
const ROWS: i64 = 20_000;

fn wait<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(what)
}

/// One connection: a runner that refused holds its lock until its connection is closed, as the store then closes them all.
async fn connect(address: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(address);
    Database::connect(options.max_connections(1).to_owned()).await.unwrap()
}

async fn filled(address: &str, rows: i64) -> DatabaseConnection {
    let database = connect(address).await;
    reach(&database, &VERSIONS[..1]).await.unwrap();
    let sql = if address.starts_with("sqlite:") {
        format!(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {rows})
             INSERT INTO obligations SELECT randomblob(16), 'class.device', 'erase', randomblob(16), n, NULL, n, NULL FROM n"
        )
    } else {
        format!(
            "INSERT INTO obligations SELECT gen_random_uuid(), 'class.device', 'erase', gen_random_uuid(), n, NULL, n, NULL
             FROM generate_series(1, {rows}) n"
        )
    };
    database.execute_unprepared(&sql).await.unwrap();
    database
}

async fn number(database: &DatabaseConnection, sql: &str) -> Option<i64> {
    let statement = Statement::from_string(database.get_database_backend(), sql);
    database.query_one_raw(statement).await.ok()??.try_get_by_index(0).ok()
}

async fn forward(address: &str) {
    let database = filled(address, 100).await;
    for _ in 0..2 {
        reach(&database, &[VERSIONS[0], SECOND]).await.unwrap();
    }
    assert_eq!(number(&database, "SELECT COUNT(*) FROM obligations WHERE more = tries + 1").await, Some(100));
    let later = reach(&database, &VERSIONS[..1]).await.unwrap_err().to_string();
    assert!(later.contains("the database's versions do not fit this program"), "{later}");
    assert!(later.contains('2') && later.ends_with("or a newer one"), "{later}");
    let altered = Version { sqlite: "SELECT 2;", postgres: "SELECT 2;", ..SECOND };
    let past = reach(&database, &[VERSIONS[0], altered]).await.unwrap_err().to_string();
    assert!(past.contains("modified"), "{past}");
    let wrong = Version {
        what: "a third",
        sqlite: "CREATE TABLE third (id BLOB) STRICT; nonsense;",
        postgres: "CREATE TABLE third (id uuid); nonsense;",
    };
    assert!(reach(&database, &[VERSIONS[0], SECOND, wrong]).await.is_err());
    assert_eq!(
        number(&database, "SELECT COUNT(*) FROM third").await,
        None,
        "a version that fails leaves nothing"
    );
    reach(&database, &[VERSIONS[0], SECOND]).await.unwrap();
}

#[test]
fn tables_go_forward_with_what_is_in_them() {
    let folder = tempfile::tempdir().unwrap();
    wait(forward(&format!("sqlite:{}?mode=rwc", folder.path().join("rows.db").display())));
    wait(forward(&Postgres::shared().database().unwrap()));
}

const CHILD: &str = "INCAMERA_STORE_MIGRATES";

/// The child of the next test: migrates what it is told to.
#[test]
fn child() {
    let Ok(address) = env::var(CHILD) else { return };
    wait(async {
        let database = connect(&address).await;
        reach(&database, &[VERSIONS[0], SECOND]).await.unwrap();
    });
}

/// Whether the second version is there, whole; otherwise the first is.
async fn second(address: &str) -> bool {
    let database = connect(address).await;
    if address.starts_with("sqlite:") {
        let statement = Statement::from_string(database.get_database_backend(), "PRAGMA integrity_check");
        let line = database.query_one_raw(statement).await.unwrap().unwrap();
        assert_eq!(line.try_get_by_index::<String>(0).unwrap(), "ok");
    }
    assert_eq!(number(&database, "SELECT COUNT(*) FROM obligations").await, Some(ROWS));
    let version = number(&database, "SELECT MAX(version) FROM _sqlx_migrations").await;
    let columns = number(&database, "SELECT COUNT(*) FROM obligations WHERE more = tries + 1").await;
    let table = number(&database, "SELECT COUNT(*) FROM second").await;
    match version {
        Some(1) => assert_eq!((columns, table), (None, None)),
        Some(2) => assert_eq!((columns, table), (Some(ROWS), Some(ROWS))),
        other => panic!("version {other:?}"),
    }
    version == Some(2)
}

fn killed(address: &str) {
    wait(async { filled(address, ROWS).await.close().await.unwrap() });
    let mut kills = 0;
    for step in 0..12 {
        let mut child = process::Command::new(env::current_exe().unwrap())
            .args(["--exact", "migrate::tests::child"])
            .env(CHILD, address)
            .stdout(process::Stdio::null())
            .stderr(process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(10 << step));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            kills += 1;
        }
        child.wait().unwrap();
        if wait(second(address)) {
            break;
        }
    }
    assert!(kills > 1, "killed {kills} times before it was done");
}

#[test]
fn killed_half_way_a_version_is_there_or_not() {
    let folder = tempfile::tempdir().unwrap();
    killed(&format!("sqlite:{}?mode=rwc", folder.path().join("rows.db").display()));
    killed(&Postgres::shared().database().unwrap());
}
