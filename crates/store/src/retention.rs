//! Data whose time has come, found by its clock; how much of it went; and what a workspace keeps shorter or longer.

use incamera_model::{DatumId, Term, WorkspaceId};
use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict, Query},
};

use crate::{
    catalogue::tables,
    column::Col,
    error::StoreError,
    facts::{self, Known},
    filter,
    kernel::{beats, counts, data, keeps},
    label::Edge,
    names::AT_ONCE,
    reads::{Connected, ids},
    rows::workspaces,
    store::Store,
    transaction::Transaction,
};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i16)]
pub enum Counted {
    /// Rows that became this number.
    Aggregated = 1,
    /// Rows that came to their end.
    Ended = 2,
}

/// Data of one table whose clock stands at `by` or before; whatever their clock, where there is no `by`.
#[derive(Clone, Copy, Debug)]
pub struct Expired<'a> {
    /// The table's number.
    pub kind: i16,
    /// The last moment from which it is kept no longer.
    pub by: Option<Timestamp>,
    /// Of this workspace, or of all.
    pub workspace: Option<WorkspaceId>,
    /// But not of these.
    pub except: &'a [WorkspaceId],
}

impl Expired<'_> {
    fn condition(&self) -> Expr {
        let column = |column| Expr::col((data::Entity, column));
        let mut condition = column(data::Column::Kind).eq(self.kind);
        if let Some(by) = self.by {
            condition = condition.and(column(data::Column::Clock).lte(by.as_millisecond()));
        }
        if let Some(workspace) = self.workspace {
            condition = condition.and(column(data::Column::Workspace).eq(workspace.uuid()));
        }
        if !self.except.is_empty() {
            let others = self.except.iter().map(|workspace| workspace.uuid());
            condition = condition.and(column(data::Column::Workspace).is_not_in(others));
        }
        condition
    }
}

/// When the subscription of a workspace ended, and when its admin wants everything gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Whose.
    pub workspace: WorkspaceId,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// When everything is to go.
    pub purge: Option<Timestamp>,
}

/// What retention asks.
#[expect(async_fn_in_trait, reason = "closed: nobody else implements it")]
pub trait Retention: Connected {
    /// The facts about what has expired, the oldest first (in the order of their ids where no clock counts), from after `after` on.
    ///
    /// # Errors
    /// A database that would not.
    async fn expired(
        &self,
        which: &Expired<'_>,
        after: Option<(Timestamp, DatumId)>,
        limit: u64,
        now: Timestamp,
    ) -> Result<Vec<Known>, StoreError> {
        let column = |column| Expr::col((data::Entity, column));
        let mut page = Query::select();
        page.column((data::Entity, data::Column::Id))
            .from(data::Entity)
            .and_where(which.condition())
            .limit(limit);
        if which.by.is_some() {
            page.order_by((data::Entity, data::Column::Clock), sea_orm::Order::Asc);
        }
        page.order_by((data::Entity, data::Column::Id), sea_orm::Order::Asc);
        if let Some((_, id)) = after.filter(|_| which.by.is_none()) {
            page.and_where(column(data::Column::Id).gt(id.uuid()));
        } else if let Some((clock, id)) = after {
            let later = column(data::Column::Clock).gt(clock.as_millisecond());
            let same = column(data::Column::Clock)
                .eq(clock.as_millisecond())
                .and(column(data::Column::Id).gt(id.uuid()));
            // The first half lets the index be used.
            page.and_where(column(data::Column::Clock).gte(clock.as_millisecond())).and_where(later.or(same));
        }
        let mut select = facts::select(now);
        select.and_where(column(data::Column::Id).in_subquery(page.take()));
        let mut found = facts::gather(&self.connection().query_all(&select).await?)?;
        if which.by.is_some() {
            found.sort_by_key(|known| (known.data.clock.map(|clock| *clock), known.datum.id));
        }
        Ok(found)
    }

    /// How much has expired: all of it, and what of it a hold keeps.
    ///
    /// # Errors
    /// A database that would not.
    async fn expired_count(&self, which: &Expired<'_>, now: Timestamp) -> Result<(u64, u64), StoreError> {
        let mut select = Query::select();
        select
            .expr_as(Expr::col((data::Entity, data::Column::Id)).count(), "count")
            .from(data::Entity)
            .and_where(which.condition());
        let count = async |select: &sea_orm::sea_query::SelectStatement| -> Result<u64, StoreError> {
            let line = self.connection().query_one(select).await?;
            Ok(line.map_or(Ok(0), |line| line.try_get::<i64>("", "count"))?.unsigned_abs())
        };
        let all = count(&select).await?;
        let held = if all == 0 { 0 } else { count(select.and_where(filter::held(now))).await? };
        Ok((all, held))
    }

    /// Rows of tables of this class that belong to these data, or were made from them.
    ///
    /// # Errors
    /// A database that would not.
    async fn dependents(&self, parents: &[DatumId], class: &str) -> Result<Vec<DatumId>, StoreError> {
        let mut found = Vec::new();
        let tables = tables().iter().filter(|table| table.class == class);
        let columns =
            tables.flat_map(|table| table.parents().map(move |(column, edge)| (table, column, edge)));
        for (table, column, edge) in columns {
            if !matches!(edge, Edge::Owns | Edge::Derives) {
                continue;
            }
            for some in parents.chunks(AT_ONCE) {
                let uuids: Vec<_> = some.iter().map(|id| id.uuid()).collect();
                for line in self.connection().query_all(&ids(table, column.name, &uuids)).await? {
                    found.push(DatumId::of(line.try_get("", "id")?));
                }
            }
        }
        Ok(found)
    }

    /// Names of data that have an object in the vault, in their order, after `after`.
    ///
    /// # Errors
    /// A database that would not.
    async fn with_objects(&self, after: Option<DatumId>, limit: u64) -> Result<Vec<DatumId>, StoreError> {
        let mut select = Query::select();
        select
            .column(data::Column::Id)
            .from(data::Entity)
            .and_where(Expr::col(data::Column::Bytes).is_not_null())
            .order_by(data::Column::Id, sea_orm::Order::Asc)
            .limit(limit);
        if let Some(after) = after {
            select.and_where(Expr::col(data::Column::Id).gt(after.uuid()));
        }
        let lines = self.connection().query_all(&select).await?;
        lines.iter().map(|line| Ok(DatumId::of(line.try_get("", "id")?))).collect()
    }

    /// Workspaces whose subscription ended, or whose admin wants everything gone, with when.
    ///
    /// # Errors
    /// A database that would not.
    async fn terms(&self) -> Result<Vec<Ending>, StoreError> {
        let select = Query::select()
            .columns([workspaces::Column::Id, workspaces::Column::Ended, workspaces::Column::Purge])
            .from(workspaces::Entity)
            .and_where(
                Expr::col(workspaces::Column::Ended)
                    .is_not_null()
                    .or(Expr::col(workspaces::Column::Purge).is_not_null()),
            )
            .take();
        let lines = self.connection().query_all(&select).await?;
        let time = |line: &sea_orm::QueryResult, column| -> Result<Option<Timestamp>, StoreError> {
            Ok(line.try_get::<Option<Col<Timestamp>>>("", column)?.map(|time| *time))
        };
        lines
            .iter()
            .map(|line| {
                let workspace = WorkspaceId::of(line.try_get("", "id")?);
                Ok(Ending { workspace, ended: time(line, "ended")?, purge: time(line, "purge")? })
            })
            .collect()
    }

    /// What was counted since a day, by table.
    ///
    /// # Errors
    /// A database that would not.
    async fn counted(&self, since: Option<Timestamp>) -> Result<Vec<counts::Model>, StoreError> {
        let mut find = counts::Entity::find();
        if let Some(since) = since {
            find = find.filter(counts::Column::Day.gte(Col(since)));
        }
        Ok(find.all(self.connection()).await?)
    }

    /// Where workspaces keep a class differently.
    ///
    /// # Errors
    /// A database that would not.
    async fn keeps(&self, class: &Term) -> Result<Vec<keeps::Model>, StoreError> {
        let find = keeps::Entity::find().filter(keeps::Column::Class.eq(Col(class.clone())));
        Ok(find.all(self.connection()).await?)
    }
}

impl<C: Connected> Retention for C {}

impl Transaction {
    /// Adds to what was counted on the day of `at` (UTC).
    ///
    /// # Errors
    /// A database that would not.
    pub async fn count(&self, at: Timestamp, kind: i16, what: Counted, more: u64) -> Result<(), StoreError> {
        let day = at.to_zoned(TimeZone::UTC).start_of_day();
        let day = day.map_or(at, |day| day.timestamp());
        // A day has 86,400,000 milliseconds: there is room for table and kind below it.
        let id = day.as_millisecond() + i64::from(kind) * 10 + i64::from(what as i16);
        let row = counts::Model { id, day: Col(day), kind, what: what as i16, count: more as i64 };
        let again = OnConflict::column(counts::Column::Id)
            .value(counts::Column::Count, Expr::col((counts::Entity, counts::Column::Count)).add(more as i64))
            .to_owned();
        counts::Entity::insert(row.into_active_model())
            .on_conflict(again)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Writes down how long a workspace keeps a class; what stood there is written over.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn keep(&self, keep: keeps::Model) -> Result<(), StoreError> {
        let again = OnConflict::column(keeps::Column::Id)
            .update_columns([
                keeps::Column::Length,
                keeps::Column::Unit,
                keeps::Column::Contract,
                keeps::Column::Since,
            ])
            .to_owned();
        keeps::Entity::insert(keep.into_active_model())
            .on_conflict(again)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }
}

impl Store {
    /// Writes down that something ran, and says when it did before.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn beat(&self, of: DatumId, at: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let before = beats::Entity::find_by_id(Col(of)).one(&self.writes).await?;
        let row = beats::Model { id: Col(of), at: Col(at) };
        let again = OnConflict::column(beats::Column::Id).update_column(beats::Column::At).to_owned();
        beats::Entity::insert(row.into_active_model())
            .on_conflict(again)
            .exec_without_returning(&self.writes)
            .await?;
        Ok(before.map(|row| *row.at))
    }
}
