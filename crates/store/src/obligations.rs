//! What is due: rows, claimed by one process at a time, done once.

use incamera_model::DatumId;
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType, OnConflict, Query},
};

use crate::{
    column::Col,
    error::StoreError,
    kernel::obligations,
    names::{AT_ONCE, any_of, parts},
    reads::Connected,
    store::Store,
    transaction::Transaction,
};

impl Transaction {
    /// Writes down that something is due. The same promise, task, target and time are due once, however often it is said.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn owe(&self, due: impl IntoIterator<Item = obligations::Model>) -> Result<(), StoreError> {
        let rows: Vec<_> = due.into_iter().map(IntoActiveModel::into_active_model).collect();
        for some in parts(&rows) {
            obligations::Entity::insert_many(some.iter().cloned())
                .on_conflict(OnConflict::column(obligations::Column::Id).do_nothing().to_owned())
                .exec_without_returning(&self.inner)
                .await?;
        }
        Ok(())
    }

    /// Says that obligations are met, in the transaction of what met them.
    ///
    /// # Errors
    /// A database that would not. Nothing is returned for what was met before: `false` says that it is not met twice.
    pub async fn meet(&self, id: DatumId, at: Timestamp) -> Result<bool, StoreError> {
        let update = Query::update()
            .table(obligations::Entity)
            .value(obligations::Column::Done, at.as_millisecond())
            .and_where(Expr::col(obligations::Column::Id).eq(id.uuid()))
            .and_where(Expr::col(obligations::Column::Done).is_null())
            .take();
        Ok(self.inner.execute(&update).await?.rows_affected() == 1)
    }

    /// The same for many. Says which of them were not met before.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn meet_all(&self, ids: &[DatumId], at: Timestamp) -> Result<Vec<DatumId>, StoreError> {
        let mut open = Vec::new();
        for some in ids.chunks(500) {
            let ids = || some.iter().map(|id| id.uuid());
            let select = Query::select()
                .column(obligations::Column::Id)
                .from(obligations::Entity)
                .and_where(Expr::col(obligations::Column::Id).is_in(ids()))
                .and_where(Expr::col(obligations::Column::Done).is_null())
                .lock(LockType::Update)
                .take();
            for line in self.inner.query_all(&select).await? {
                open.push(DatumId::of(line.try_get("", "id")?));
            }
            let update = Query::update()
                .table(obligations::Entity)
                .value(obligations::Column::Done, at.as_millisecond())
                .and_where(Expr::col(obligations::Column::Id).is_in(ids()))
                .and_where(Expr::col(obligations::Column::Done).is_null())
                .take();
            self.inner.execute(&update).await?;
        }
        Ok(open)
    }

    /// Gives an obligation back that was claimed and could not be met: tried again at `at`.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn postpone(&self, id: DatumId, at: Timestamp) -> Result<(), StoreError> {
        let update = Query::update()
            .table(obligations::Entity)
            .value(obligations::Column::Claimed, at.as_millisecond())
            .and_where(Expr::col(obligations::Column::Id).eq(id.uuid()))
            .take();
        self.inner.execute(&update).await?;
        Ok(())
    }

    /// Drops what was due about something that is gone.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn waive(&self, target: DatumId, at: Timestamp) -> Result<u64, StoreError> {
        let update = Query::update()
            .table(obligations::Entity)
            .value(obligations::Column::Done, at.as_millisecond())
            .and_where(Expr::col(obligations::Column::Target).eq(target.uuid()))
            .and_where(Expr::col(obligations::Column::Done).is_null())
            .take();
        Ok(self.inner.execute(&update).await?.rows_affected())
    }
}

impl Store {
    /// Takes what is due now, at most so many, until `until`: nobody else gets it before then. What a killed process took comes
    /// back after that.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn claim(
        &self,
        now: Timestamp,
        until: Timestamp,
        most: u64,
    ) -> Result<Vec<obligations::Model>, StoreError> {
        let claim = self.begin().await?;
        let free = Expr::col(obligations::Column::Claimed)
            .is_null()
            .or(Expr::col(obligations::Column::Claimed).lte(now.as_millisecond()));
        let due = Query::select()
            .columns(<obligations::Column as sea_orm::Iterable>::iter())
            .from(obligations::Entity)
            .and_where(Expr::col(obligations::Column::Done).is_null())
            .and_where(Expr::col(obligations::Column::Due).lte(now.as_millisecond()))
            .and_where(free)
            .order_by(obligations::Column::Due, sea_orm::Order::Asc)
            .limit(most)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .take();
        let lines = claim.connection().query_all(&due).await?;
        let taken: Vec<obligations::Model> =
            lines.iter().map(|l| obligations::Model::from_query_result(l, "")).collect::<Result<_, _>>()?;
        let names: Vec<DatumId> = taken.iter().map(|o| *o.id).collect();
        for some in names.chunks(AT_ONCE) {
            let update = Query::update()
                .table(obligations::Entity)
                .value(obligations::Column::Claimed, until.as_millisecond())
                .value(obligations::Column::Tries, Expr::col(obligations::Column::Tries).add(1))
                .and_where(any_of(Expr::col(obligations::Column::Id), some))
                .take();
            claim.inner.execute(&update).await?;
        }
        claim.commit().await?;
        Ok(taken)
    }

    /// What should have been done by now and was not.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn overdue(&self, now: Timestamp, most: u64) -> Result<Vec<obligations::Model>, StoreError> {
        use sea_orm::{ColumnTrait, QueryFilter};
        Ok(obligations::Entity::find()
            .filter(obligations::Column::Done.is_null())
            .filter(obligations::Column::Due.lte(Col(now)))
            .order_by_asc(obligations::Column::Due)
            .limit(most)
            .all(&self.reads)
            .await?)
    }

    /// What is due about something, done or not.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn owed(&self, target: DatumId) -> Result<Vec<obligations::Model>, StoreError> {
        use sea_orm::{ColumnTrait, QueryFilter};
        Ok(obligations::Entity::find()
            .filter(obligations::Column::Target.eq(Col(target)))
            .order_by_asc(obligations::Column::Due)
            .all(&self.reads)
            .await?)
    }

    /// Gives obligations back that were claimed and could not be met: tried again at `at`.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn postpone(&self, id: DatumId, at: Timestamp) -> Result<(), StoreError> {
        let update = Query::update()
            .table(obligations::Entity)
            .value(obligations::Column::Claimed, at.as_millisecond())
            .and_where(Expr::col(obligations::Column::Id).eq(id.uuid()))
            .take();
        self.writes.execute(&update).await?;
        Ok(())
    }
}
