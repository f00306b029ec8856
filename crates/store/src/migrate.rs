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

/// A version: what it does, for SQLite and for PostgreSQL.
#[derive(Clone, Copy)]
struct Version {
    what: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const VERSIONS: [Version; 3] = [
    Version {
        what: "the first tables",
        sqlite: include_str!("../migrations/1.sqlite.sql"),
        postgres: include_str!("../migrations/1.postgres.sql"),
    },
    Version {
        what: "counts, beats and what workspaces keep",
        sqlite: include_str!("../migrations/2.sqlite.sql"),
        postgres: include_str!("../migrations/2.postgres.sql"),
    },
    Version {
        what: "rushes on their way in, what is made from them, and cuts through their versions",
        sqlite: include_str!("../migrations/3.sqlite.sql"),
        postgres: include_str!("../migrations/3.postgres.sql"),
    },
];

pub(crate) async fn run(database: &DatabaseConnection) -> Result<(), StoreError> {
    reach(database, &VERSIONS).await
}

async fn reach(database: &DatabaseConnection, versions: &[Version]) -> Result<(), StoreError> {
    let lite = database.get_database_backend() == DbBackend::Sqlite;
    let versions = versions.iter().zip(1..).map(|(version, number)| {
        let sql = if lite { version.sqlite } else { version.postgres };
        let what = Cow::Borrowed(version.what);
        Migration::new(number, what, MigrationType::Simple, sql.into_sql_str(), false)
    });
    let migrator = Migrator::with_migrations(versions.collect());
    let done = if lite {
        migrator.run(database.get_sqlite_connection_pool()).await
    } else {
        migrator.run(database.get_postgres_connection_pool()).await
    };
    done.map_err(|e| StoreError::Version(e.to_string()))
}

#[cfg(test)]
mod tests;
