//! Keeping a datum for oneself until a unit of work ends.

use incamera_model::DatumId;
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Expr, LockType, Query},
};

use crate::{error::StoreError, kernel::data, transaction::Transaction};

impl Transaction {
    /// Waits until nobody else works on a datum, and keeps others from it until this unit of work ends: what is read of it from
    /// here on is what is written over. On SQLite, where one unit of work is at it at a time anyway, it asks for nothing.
    ///
    /// # Errors
    /// A datum that is gone; a database that would not.
    pub async fn lock(&self, id: DatumId) -> Result<(), StoreError> {
        let select = Query::select()
            .column(data::Column::Id)
            .from(data::Entity)
            .and_where(Expr::col(data::Column::Id).eq(id.uuid()))
            .lock(LockType::Update)
            .take();
        self.inner.query_one(&select).await?.map(|_| ()).ok_or(StoreError::Missing(id))
    }
}
