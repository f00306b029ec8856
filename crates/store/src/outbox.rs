//! Entries on their way to the ledger: written with what they tell of, shipped after the commit, in order.

use incamera_ledger::{Entry, Writer};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use crate::{
    error::StoreError,
    kernel::outbox,
    names::{AT_ONCE, any_of},
    store::Store,
};

/// How many entries are shipped at once.
const SHIPPED: u64 = 1024;

impl Store {
    /// Ships every entry that waits to the ledger, and forgets those that are on its disk. Killed half-way, some are shipped
    /// again; the ledger knows them by their names and writes nothing twice.
    ///
    /// # Errors
    /// A database or a ledger that would not: what waits stays.
    pub async fn ship(&self, ledger: &Writer) -> Result<u64, StoreError> {
        let mut shipped = 0;
        loop {
            let some = outbox::Entity::find()
                .order_by_asc(outbox::Column::Seq)
                .limit(SHIPPED)
                .all(&self.reads)
                .await?;
            if some.is_empty() {
                return Ok(shipped);
            }
            let strange = || StoreError::Strange { what: "entry", why: "not one of the ledger's".to_owned() };
            let entries: Vec<Entry> = some
                .iter()
                .map(|row| Entry::read(&row.entry).ok_or_else(strange))
                .collect::<Result<_, _>>()?;
            shipped += entries.len() as u64;
            ledger.write(entries).map_err(|e| StoreError::Strange { what: "ledger", why: e.to_string() })?;
            // One by one, not up to the last: another unit may have drawn an earlier number and commit only now.
            let numbers: Vec<i64> = some.iter().map(|row| row.seq).collect();
            for some in numbers.chunks(AT_ONCE) {
                let gone = any_of(Expr::col(outbox::Column::Seq), some);
                outbox::Entity::delete_many().filter(gone).exec(&self.writes).await?;
            }
        }
    }

    /// How many entries wait.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn waiting(&self) -> Result<u64, StoreError> {
        use sea_orm::PaginatorTrait;
        Ok(outbox::Entity::find().count(&self.reads).await?)
    }
}
