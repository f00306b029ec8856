//! A transaction that remembers whether each step of it was done.

use std::sync::atomic::{AtomicUsize, Ordering};

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement};

/// A transaction in which no step may fail: PostgreSQL answers the COMMIT of a failed one with a silent rollback, and SQLite
/// would keep the steps before it. Neither is what a caller means who went on after an error.
pub struct Unit {
    inner: DatabaseTransaction,
    /// Steps that were begun and not done: failed, or dropped half-way.
    open: AtomicUsize,
}

impl Unit {
    pub(crate) fn of(inner: DatabaseTransaction) -> Self {
        Self { inner, open: AtomicUsize::new(0) }
    }

    /// Commits; says no, and takes all of it back, if a step was not done.
    pub(crate) async fn commit(self) -> Result<bool, DbErr> {
        let whole = self.open.load(Ordering::Acquire) == 0;
        if whole {
            self.inner.commit().await?;
        } else {
            self.inner.rollback().await?;
        }
        Ok(whole)
    }

    async fn step<T>(&self, step: impl Future<Output = Result<T, DbErr>>) -> Result<T, DbErr> {
        self.open.fetch_add(1, Ordering::AcqRel);
        let done = step.await?;
        self.open.fetch_sub(1, Ordering::AcqRel);
        Ok(done)
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Unit {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.step(self.inner.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.step(self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.step(self.inner.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.step(self.inner.query_all_raw(statement)).await
    }
}
