//! Entries on their way to the ledger: written with what they tell of, shipped after the commit, in order.

use incamera_ledger::{Entry, Writer};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{error::StoreError, kernel::outbox, store::Store};

/// How many entries are shipped at once.
const AT_ONCE: u64 = 1000;

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
                .limit(AT_ONCE)
                .all(&self.reads)
                .await?;
            let Some(last) = some.last().map(|row| row.seq) else { return Ok(shipped) };
            let strange = || StoreError::Strange { what: "entry", why: "not one of the ledger's".to_owned() };
            let entries: Vec<Entry> = some
                .iter()
                .map(|row| Entry::read(&row.entry).ok_or_else(strange))
                .collect::<Result<_, _>>()?;
            shipped += entries.len() as u64;
            ledger.write(entries).map_err(|e| StoreError::Strange { what: "ledger", why: e.to_string() })?;
            let names: Vec<i64> = some.iter().map(|row| row.seq).collect();
            debug_assert!(names.iter().all(|seq| *seq <= last));
            outbox::Entity::delete_many().filter(outbox::Column::Seq.is_in(names)).exec(&self.writes).await?;
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
