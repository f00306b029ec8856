//! A database, opened.

use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::{error::StoreError, migrate, transaction::Transaction, unit::Unit};

/// Rows, on SQLite or PostgreSQL. The same code runs on both, and the same tests.
///
/// SQLite has one connection that writes, and others that read beside it: nobody waits for a lock that nobody gives.
pub struct Store {
    pub(crate) reads: DatabaseConnection,
    pub(crate) writes: DatabaseConnection,
}

/// Connections that read, at most.
const READERS: u32 = 4;
/// Connections that write to PostgreSQL, at most.
const WRITERS: u32 = 4;
/// Prepared statements that each connection remembers: there are about two hundred shapes.
const STATEMENTS: usize = 512;

impl Store {
    /// Opens a database, and brings its tables up to date: `sqlite:/srv/incamera/rows.db` (made if it is not there) or
    /// `postgres://incamera@localhost/incamera`.
    ///
    /// # Errors
    /// An address that is none; a database that would not, or that a later program wrote.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let lite = address.starts_with("sqlite:");
        if !lite && !address.starts_with("postgres:") && !address.starts_with("postgresql:") {
            return Err(StoreError::Address(address.to_owned()));
        }
        let writes = connect(address, if lite { 1 } else { WRITERS }, false).await?;
        migrate::run(&writes).await?;
        let reads = connect(address, READERS, lite).await?;
        Ok(Self { reads, writes })
    }

    /// Begins a unit of work: all of it is written, or nothing.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        Ok(Transaction { inner: Unit::of(self.writes.begin_with_options(options).await?) })
    }

    /// A look at everything as it is at one moment.
    pub(crate) async fn snapshot(&self) -> Result<Transaction, StoreError> {
        let lite = self.reads.get_database_backend() == DbBackend::Sqlite;
        let options = TransactionOptions {
            isolation_level: (!lite).then_some(sea_orm::IsolationLevel::RepeatableRead),
            access_mode: (!lite).then_some(AccessMode::ReadOnly),
            sqlite_transaction_mode: None,
        };
        Ok(Transaction { inner: Unit::of(self.reads.begin_with_options(options).await?) })
    }

    /// Gives the disk what SQLite still keeps in its log; after an erasure no old page is left behind.
    ///
    /// # Errors
    /// A database that would not; somebody who reads what was there before, and does not end.
    pub async fn settle(&self) -> Result<(), StoreError> {
        if self.writes.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        // SQLite waits for those who read, for as long as `busy_timeout` says, and then tells with a row, not with an error.
        let sql = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
        let line = self.writes.query_one_raw(sql).await?;
        let busy = line.map_or(Ok(1), |line| line.try_get_by_index::<i64>(0))?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Unsettled) }
    }

    /// Has PostgreSQL count what its tables hold, so that it knows which index is worth asking: after much was written at once. It does
    /// so by itself later. SQLite is left as it is: told what its tables hold, it chose worse, four times so on a single read.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn learn(&self) -> Result<(), StoreError> {
        let engine = self.writes.get_database_backend();
        if engine == DbBackend::Postgres {
            self.writes.execute_raw(Statement::from_string(engine, "ANALYZE")).await?;
        }
        Ok(())
    }

    /// Closes every connection.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn close(self) -> Result<(), StoreError> {
        self.reads.close().await?;
        Ok(self.writes.close().await?)
    }
}

async fn connect(address: &str, most: u32, read_only: bool) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(address);
    options
        .max_connections(most)
        .min_connections(1)
        .sqlx_logging(false)
        .connect_timeout(Duration::from_secs(10))
        // A connection in use is alive: asking before each statement doubles the time of a short one.
        .test_before_acquire_if_idle_for(Duration::from_secs(30));
    // Compiling a filter to machine code takes far longer than running it over a page.
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.statement_cache_capacity(STATEMENTS).options([("jit", "off")])
    });
    options.map_sqlx_sqlite_opts(move |sqlite| {
        // One commit, one sync; deleted bytes are overwritten; nothing is written to temporary files.
        sqlite
            .create_if_missing(!read_only)
            // Tables keep rows where their keys are, as far as a quarter of a page: with the usual 4 KiB, a sealed text of
            // 1,000 bytes takes a page of its own beside. Written down when a database is made, and never after.
            .page_size(8192)
            .foreign_keys(false)
            .busy_timeout(Duration::from_secs(10))
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .pragma("cache_size", "-65536")
            .pragma("query_only", if read_only { "ON" } else { "OFF" })
            .statement_cache_capacity(STATEMENTS)
            // Rows go from one thread to another: a page at a time, not a few and a wait.
            .row_buffer_size(1024)
    });
    Ok(Database::connect(options).await?)
}
