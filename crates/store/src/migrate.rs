//! Versions of the tables: forward only, each in a transaction of its own, none altered after it was released.
//!
//! The runner is sqlx's: it writes down the digest of each version it ran, and refuses a database whose past differs.

use std::borrow::Cow;

use sea_orm::{DatabaseConnection, DbBackend};
use sqlx::{
    SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};

use crate::error::StoreError;

/// Each version: what it does, for SQLite and for PostgreSQL.
const VERSIONS: [(&str, &str, &str); 2] = [
    (
        "the first tables",
        include_str!("../migrations/1.sqlite.sql"),
        include_str!("../migrations/1.postgres.sql"),
    ),
    (
        "counts, beats and what workspaces keep",
        include_str!("../migrations/2.sqlite.sql"),
        include_str!("../migrations/2.postgres.sql"),
    ),
];

pub(crate) async fn run(database: &DatabaseConnection) -> Result<(), StoreError> {
    let lite = database.get_database_backend() == DbBackend::Sqlite;
    let versions = VERSIONS.iter().zip(1..).map(|((what, sqlite, postgres), number)| {
        let sql = if lite { *sqlite } else { *postgres };
        Migration::new(number, Cow::Borrowed(*what), MigrationType::Simple, sql.into_sql_str(), false)
    });
    let migrator = Migrator::with_migrations(versions.collect());
    let done = if lite {
        migrator.run(database.get_sqlite_connection_pool()).await
    } else {
        migrator.run(database.get_postgres_connection_pool()).await
    };
    done.map_err(|e| StoreError::Version(e.to_string()))
}
