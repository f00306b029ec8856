//! The peer: one table in GDPRbench's shape, a key and nine columns of metadata with an index on each, asked by SQL through the
//! driver that the kernel's store uses, with the same settings for what is durable. One connection, held open; what is one
//! statement is its own transaction.

use std::hint::black_box;

use sqlx::{
    Connection, Executor, PgConnection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::{
    Engine,
    plan::{EACH, Op, PURPOSES, text},
};

/// A connection to the raw table.
pub(crate) struct Raw {
    link: Link,
    bytes: usize,
    next: usize,
    /// Writes a line for every operation in its transaction.
    audit: bool,
}

enum Link {
    Lite(SqliteConnection),
    Postgres(PgConnection),
}

macro_rules! run {
    ($raw:expr, $sql:expr $(, $arg:expr)*) => {
        match &mut $raw.link {
            Link::Lite(c) => { sqlx::query($sql)$(.bind($arg))*.execute(c).await.unwrap(); }
            Link::Postgres(c) => { sqlx::query($sql)$(.bind($arg))*.execute(c).await.unwrap(); }
        }
    };
}

macro_rules! ask {
    ($raw:expr, $row:ty, $sql:expr $(, $arg:expr)*) => {
        match &mut $raw.link {
            Link::Lite(c) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(c).await.unwrap(),
            Link::Postgres(c) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(c).await.unwrap(),
        }
    };
}

const COLUMNS: [&str; 9] =
    ["purpose", "ttl", "usr", "objection", "decision", "acl", "sharing", "source", "category"];
const INSERT: &str = "INSERT INTO records VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

type Facts = (String, i64, String, String, String, String, String, String, String);

impl Raw {
    /// Makes the table, its indexes, and a log of 10,000 lines, and fills it with records.
    pub(crate) async fn begin(
        engine: Engine,
        address: &str,
        records: usize,
        bytes: usize,
        audit: bool,
    ) -> Self {
        let link = match engine {
            Engine::Sqlite => {
                let options = address
                    .parse::<SqliteConnectOptions>()
                    .unwrap()
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .pragma("secure_delete", "ON")
                    .pragma("temp_store", "MEMORY")
                    .pragma("cache_size", "-65536")
                    .page_size(8192)
                    .row_buffer_size(1024);
                Link::Lite(SqliteConnection::connect_with(&options).await.unwrap())
            }
            Engine::Postgres => Link::Postgres(PgConnection::connect(address).await.unwrap()),
        };
        let mut raw = Self { link, bytes, next: 0, audit };
        raw.script(
            "CREATE TABLE records (key TEXT PRIMARY KEY, data TEXT NOT NULL, purpose TEXT NOT NULL, ttl BIGINT NOT NULL,
                 usr TEXT NOT NULL, objection TEXT NOT NULL, decision TEXT NOT NULL, acl TEXT NOT NULL, sharing TEXT NOT NULL,
                 source TEXT NOT NULL, category TEXT NOT NULL);
             CREATE TABLE lines (seq BIGINT PRIMARY KEY, line TEXT NOT NULL);",
        )
        .await;
        for column in COLUMNS {
            raw.script(&format!("CREATE INDEX records_by_{column} ON records ({column});")).await;
        }
        raw.script("BEGIN").await;
        for number in 0..10_000_i64 {
            run!(raw, "INSERT INTO lines VALUES ($1, $2)", number, text(number as usize, 250));
        }
        raw.script("COMMIT").await;
        while raw.next < records {
            raw.script("BEGIN").await;
            for _ in 0..2_000.min(records - raw.next) {
                raw.insert(raw.next / EACH).await;
            }
            raw.script("COMMIT").await;
        }
        raw.script(if engine == Engine::Sqlite { "PRAGMA wal_checkpoint(TRUNCATE)" } else { "ANALYZE" })
            .await;
        raw
    }

    /// A page of so many whole rows, in the order of their keys; says how many there were.
    pub(crate) async fn list(&mut self, after: usize, limit: i64) -> usize {
        type Row = (String, String, String, i64, String, String, String, String, String, String, String);
        let sql = "SELECT * FROM records WHERE key > $1 ORDER BY key LIMIT $2";
        black_box(ask!(self, Row, sql, key(after), limit)).len()
    }

    async fn script(&mut self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match &mut self.link {
            Link::Lite(c) => {
                c.execute(sqlx::raw_sql(sql)).await.unwrap();
            }
            Link::Postgres(c) => {
                c.execute(sqlx::raw_sql(sql)).await.unwrap();
            }
        }
    }

    async fn insert(&mut self, person: usize) {
        let n = self.next;
        self.next += 1;
        run!(
            self,
            INSERT,
            key(n),
            text(n, self.bytes),
            PURPOSES[n % 6],
            (n % 90) as i64,
            user(person),
            PURPOSES[n % 5],
            ["none", "scoring", "ranking"][n % 3],
            ["producer", "editor", "viewer"][n % 3],
            ["nobody", "mail", "cloud", "platform"][n % 4],
            ["person", "observed", "third-party"][n % 3],
            ["message", "account", "footage", "edit"][n % 4]
        );
    }

    /// Does one.
    pub(crate) async fn act(&mut self, op: Op) {
        if self.audit {
            self.script("BEGIN").await;
        }
        match op {
            Op::Create { person } => self.insert(person).await,
            Op::DeletePerson { person } => run!(self, "DELETE FROM records WHERE usr = $1", user(person)),
            Op::ObjectPerson { person, purpose } => run!(
                self,
                "UPDATE records SET objection = $2 WHERE usr = $1",
                user(person),
                PURPOSES[purpose]
            ),
            Op::ReadPerson { person } => {
                black_box(ask!(
                    self,
                    (String, String),
                    "SELECT key, data FROM records WHERE usr = $1",
                    user(person)
                ));
            }
            Op::FactsPerson { person, .. } => {
                black_box(ask!(
                    self,
                    Facts,
                    "SELECT purpose, ttl, usr, objection, decision, acl, sharing, source, category FROM records WHERE usr = $1",
                    user(person)
                ));
            }
            Op::Update { record } => run!(
                self,
                "UPDATE records SET data = $2 WHERE key = $1",
                key(record),
                text(record + 1, self.bytes)
            ),
            Op::Object { record, purpose } => {
                run!(
                    self,
                    "UPDATE records SET objection = $2 WHERE key = $1",
                    key(record),
                    PURPOSES[purpose]
                );
            }
            Op::Delete { record } => run!(self, "DELETE FROM records WHERE key = $1", key(record)),
            Op::Read { record } => {
                black_box(ask!(self, (String,), "SELECT data FROM records WHERE key = $1", key(record)));
            }
            Op::ReadPurpose { purpose, .. } => {
                black_box(ask!(
                    self,
                    (String, String),
                    "SELECT key, data FROM records WHERE purpose = $1 AND objection <> $2 LIMIT 100",
                    PURPOSES[purpose],
                    PURPOSES[purpose]
                ));
            }
            Op::Log { at } => {
                black_box(ask!(
                    self,
                    (String,),
                    "SELECT line FROM lines WHERE seq >= $1 ORDER BY seq LIMIT 256",
                    at as i64 / 256 * 256
                ));
            }
            Op::Gone { which } => {
                let gone = format!("gone{which}");
                let found = ask!(self, (String,), "SELECT key FROM records WHERE key = $1", gone);
                assert!(found.is_empty());
            }
        }
        if self.audit {
            let line = format!("{op:?}");
            run!(self, "INSERT INTO lines SELECT max(seq) + 1, $1 FROM lines", format!("{line:<250}"));
            self.script("COMMIT").await;
        }
    }

    /// What SQLite has of this table and its indexes, or what PostgreSQL has, in bytes.
    pub(crate) async fn size(&mut self) -> i64 {
        match &mut self.link {
            Link::Lite(c) => {
                sqlx::query_as::<_, (i64,)>("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%records%'")
                    .fetch_one(c)
                    .await
                    .unwrap()
                    .0
            }
            Link::Postgres(c) => {
                sqlx::query_as::<_, (i64,)>("SELECT pg_total_relation_size('records')")
                    .fetch_one(c)
                    .await
                    .unwrap()
                    .0
            }
        }
    }
}

fn key(n: usize) -> String {
    format!("key{n:010}")
}

fn user(n: usize) -> String {
    format!("user{n:06}")
}
