//! Jobs: rows that somebody is at for a while, and that come back when he is not any more.

use incamera_model::{DatumId, Term};
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult, Iterable,
    sea_query::{Expr, LockBehavior, LockType, Query},
};

use crate::{
    column::Col, error::StoreError, reads::Connected, rows::jobs, store::Store, transaction::Transaction,
};

/// Waits for somebody.
const WAITING: &str = "waiting";
/// Somebody is at it.
const RUNNING: &str = "running";

impl Store {
    /// Takes the job that is due longest, until `until`: nobody else gets it before then. One that a killed process took comes back
    /// after that. None while nothing is due.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn claim_job(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<jobs::Model>, StoreError> {
        let claim = self.begin().await?;
        let state = || Expr::col(jobs::Column::State);
        let left = state().eq(RUNNING).and(Expr::col(jobs::Column::Claimed).lte(now.as_millisecond()));
        let due = Query::select()
            .columns(jobs::Column::iter())
            .from(jobs::Entity)
            .and_where(state().eq(WAITING).or(left))
            .and_where(Expr::col(jobs::Column::Due).lte(now.as_millisecond()))
            .order_by(jobs::Column::Due, sea_orm::Order::Asc)
            .order_by(jobs::Column::Id, sea_orm::Order::Asc)
            .limit(1)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .take();
        let Some(line) = claim.connection().query_one(&due).await? else { return Ok(None) };
        let mut job = jobs::Model::from_query_result(&line, "")?;
        job.tries = Col(*job.tries + 1);
        job.claimed = Some(Col(until));
        job.state = Col(word(RUNNING)?);
        let update = Query::update()
            .table(jobs::Entity)
            .value(jobs::Column::State, RUNNING)
            .value(jobs::Column::Tries, *job.tries)
            .value(jobs::Column::Claimed, until.as_millisecond())
            .and_where(Expr::col(jobs::Column::Id).eq(job.id.uuid()))
            .take();
        claim.inner.execute(&update).await?;
        claim.commit().await?;
        Ok(Some(job))
    }

    /// Stays at a job until `until`. False when it is nobody's to do any more: it was erased, called off or given to somebody else.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn stay_at(&self, job: DatumId, until: Timestamp) -> Result<bool, StoreError> {
        let update = Query::update()
            .table(jobs::Entity)
            .value(jobs::Column::Claimed, until.as_millisecond())
            .and_where(Expr::col(jobs::Column::Id).eq(job.uuid()))
            .and_where(Expr::col(jobs::Column::State).eq(RUNNING))
            .take();
        Ok(self.writes.execute(&update).await?.rows_affected() == 1)
    }

    /// Gives back every job that somebody was at: for the one process that does them, when it starts. Says how many.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn give_back_jobs(&self) -> Result<u64, StoreError> {
        let update = Query::update()
            .table(jobs::Entity)
            .value(jobs::Column::State, WAITING)
            .value(jobs::Column::Claimed, Option::<i64>::None)
            .and_where(Expr::col(jobs::Column::State).eq(RUNNING))
            .take();
        Ok(self.writes.execute(&update).await?.rows_affected())
    }
}

impl Transaction {
    /// Gives a job back that was not ended for any fault of its own: the try does not count. False when it is gone.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn give_back_job(&self, job: DatumId) -> Result<bool, StoreError> {
        let update = Query::update()
            .table(jobs::Entity)
            .value(jobs::Column::State, WAITING)
            .value(jobs::Column::Tries, Expr::col(jobs::Column::Tries).sub(1))
            .value(jobs::Column::Claimed, Option::<i64>::None)
            .and_where(Expr::col(jobs::Column::Id).eq(job.uuid()))
            .and_where(Expr::col(jobs::Column::State).eq(RUNNING))
            .take();
        Ok(self.inner.execute(&update).await?.rows_affected() == 1)
    }

    /// Writes down how a job stands now: `done`, `failed` and why, or `waiting` until `due` for another try. False when it is gone.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn settle_job(
        &self,
        job: DatumId,
        state: &Term,
        why: Option<&Term>,
        due: Timestamp,
    ) -> Result<bool, StoreError> {
        let update = Query::update()
            .table(jobs::Entity)
            .value(jobs::Column::State, state.as_str())
            .value(jobs::Column::Why, why.map(Term::as_str))
            .value(jobs::Column::Due, due.as_millisecond())
            .value(jobs::Column::Claimed, Option::<i64>::None)
            .and_where(Expr::col(jobs::Column::Id).eq(job.uuid()))
            .take();
        Ok(self.inner.execute(&update).await?.rows_affected() == 1)
    }
}

fn word(word: &str) -> Result<Term, StoreError> {
    word.parse()
        .map_err(|e: incamera_model::TermError| StoreError::Strange { what: "state", why: e.to_string() })
}
