//! Erasures on their way: what must go, where it must be reached, and how far that is; versions, backups.

use incamera_model::{DatumId, PersonId, WorkspaceId};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::OnConflict};

use crate::{
    column::Col,
    error::StoreError,
    kernel::{backups, standings, targets, tombstones, versions},
    reads::Connected,
    transaction::Transaction,
};

impl Transaction {
    /// Writes a tombstone. Written twice (a restore replays them), it stands there once.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn bury(&self, tombstone: tombstones::Model) -> Result<(), StoreError> {
        tombstones::Entity::insert(tombstone.into_active_model())
            .on_conflict(OnConflict::column(tombstones::Column::Id).do_nothing().to_owned())
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Says that an erasure is complete.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn rest(&self, tombstone: DatumId, at: Timestamp) -> Result<(), StoreError> {
        tombstones::Entity::update_many()
            .col_expr(tombstones::Column::Done, at.as_millisecond().into())
            .filter(tombstones::Column::Id.eq(Col(tombstone)))
            .exec(&self.inner)
            .await?;
        Ok(())
    }

    /// Says that an erasure is not complete after all.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn reopen(&self, tombstone: DatumId) -> Result<(), StoreError> {
        tombstones::Entity::update_many()
            .col_expr(tombstones::Column::Done, sea_orm::sea_query::Expr::value(Option::<i64>::None))
            .filter(tombstones::Column::Id.eq(Col(tombstone)))
            .exec(&self.inner)
            .await?;
        Ok(())
    }

    /// Writes down how far an erasure is in one place; what stood there is written over.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn reach(&self, target: targets::Model) -> Result<(), StoreError> {
        let again = OnConflict::column(targets::Column::Id)
            .update_columns([
                targets::Column::State,
                targets::Column::Count,
                targets::Column::Tries,
                targets::Column::Due,
                targets::Column::At,
            ])
            .to_owned();
        targets::Entity::insert(target.into_active_model())
            .on_conflict(again)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Writes down a published version of the charter.
    ///
    /// # Errors
    /// A version of that number is there already.
    pub async fn publish(&self, version: versions::Model) -> Result<(), StoreError> {
        versions::Entity::insert(version.into_active_model()).exec_without_returning(&self.inner).await?;
        Ok(())
    }

    /// Writes down a backup, or what became of it.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn note_backup(&self, backup: backups::Model) -> Result<(), StoreError> {
        let again = OnConflict::column(backups::Column::Id)
            .update_columns([backups::Column::Tested, backups::Column::Gone, backups::Column::Bytes])
            .to_owned();
        backups::Entity::insert(backup.into_active_model())
            .on_conflict(again)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }
}

/// What the kernel's registers say.
#[expect(async_fn_in_trait, reason = "closed: nobody else implements it")]
pub trait Registers: Connected {
    /// All tombstones since a moment, in the order of their making; the open ones only, if asked.
    ///
    /// # Errors
    /// A database that would not.
    async fn tombstones(
        &self,
        since: Option<Timestamp>,
        open: bool,
    ) -> Result<Vec<tombstones::Model>, StoreError> {
        let mut find = tombstones::Entity::find().order_by_asc(tombstones::Column::Id);
        if let Some(since) = since {
            find = find.filter(tombstones::Column::At.gte(Col(since)));
        }
        if open {
            find = find.filter(tombstones::Column::Done.is_null());
        }
        Ok(find.all(self.connection()).await?)
    }

    /// One tombstone.
    ///
    /// # Errors
    /// A database that would not.
    async fn tombstone(&self, id: DatumId) -> Result<Option<tombstones::Model>, StoreError> {
        Ok(tombstones::Entity::find_by_id(Col(id)).one(self.connection()).await?)
    }

    /// Where an erasure must reach, and how far it is there.
    ///
    /// # Errors
    /// A database that would not.
    async fn targets(&self, tombstone: DatumId) -> Result<Vec<targets::Model>, StoreError> {
        Ok(targets::Entity::find()
            .filter(targets::Column::Tombstone.eq(Col(tombstone)))
            .order_by_asc(targets::Column::Id)
            .all(self.connection())
            .await?)
    }

    /// What holds of a person in a workspace.
    ///
    /// # Errors
    /// A database that would not.
    async fn standings(
        &self,
        person: PersonId,
        workspace: WorkspaceId,
    ) -> Result<Vec<standings::Model>, StoreError> {
        Ok(standings::Entity::find()
            .filter(standings::Column::Person.eq(Col(person)))
            .filter(standings::Column::Workspace.eq(Col(workspace)))
            .all(self.connection())
            .await?)
    }

    /// Published versions of the charter, in their order.
    ///
    /// # Errors
    /// A database that would not.
    async fn versions(&self) -> Result<Vec<versions::Model>, StoreError> {
        Ok(versions::Entity::find().order_by_asc(versions::Column::Number).all(self.connection()).await?)
    }

    /// Backups, the oldest first; those that rotated out too.
    ///
    /// # Errors
    /// A database that would not.
    async fn backups(&self) -> Result<Vec<backups::Model>, StoreError> {
        Ok(backups::Entity::find().order_by_asc(backups::Column::Made).all(self.connection()).await?)
    }
}

impl<C: Connected> Registers for C {}
