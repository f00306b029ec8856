//! How much there is of what: for the map of what is stored.

use std::collections::BTreeMap;

use incamera_model::{PersonId, WorkspaceId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::{Alias, Expr, Query},
};

use crate::{
    catalogue::table,
    column::Col,
    error::StoreError,
    kernel::{data, standings},
    label::Column,
    standing::Route,
    store::Store,
};

/// How much there is of one table, in one region, that came in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Number of the table.
    pub kind: i16,
    /// Where it lies.
    pub region: String,
    /// How it came.
    pub route: Route,
    /// How many rows.
    pub rows: u64,
    /// How many of them have an object in the vault.
    pub objects: u64,
}

impl Store {
    /// How much there is of each table, by region and by how it came, in the order of the tables' numbers.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn tally(&self) -> Result<Vec<Tally>, StoreError> {
        let key = [data::Column::Kind, data::Column::Region, data::Column::Route];
        let select = Query::select()
            .columns(key)
            .expr_as(Expr::col(data::Column::Id).count(), "n")
            .expr_as(Expr::col(data::Column::Bytes).count(), "objects")
            .from(data::Entity)
            .group_by_columns(key)
            .order_by_columns(key.map(|column| (column, sea_orm::Order::Asc)))
            .take();
        let mut all = Vec::new();
        for line in self.reads.query_all(&select).await? {
            let route: i16 = line.try_get("", "route")?;
            let strange = || StoreError::Strange { what: "route", why: route.to_string() };
            let count = |name| line.try_get::<i64>("", name).map(i64::unsigned_abs);
            all.push(Tally {
                kind: line.try_get("", "kind")?,
                region: line.try_get("", "region")?,
                route: Route::of(route).ok_or_else(strange)?,
                rows: count("n")?,
                objects: count("objects")?,
            });
        }
        Ok(all)
    }

    /// In how many rows each column of a table holds something.
    ///
    /// # Errors
    /// A database that would not; a table that is none.
    pub async fn filled(&self, kind: i16) -> Result<BTreeMap<&'static str, u64>, StoreError> {
        let strange = || StoreError::Strange { what: "table", why: kind.to_string() };
        let table = table(kind).ok_or_else(strange)?;
        let mut select = Query::select();
        select.from(Alias::new(table.name));
        for Column { name, .. } in &table.columns {
            select.expr_as(Expr::col(Alias::new(*name)).count(), *name);
        }
        let line = self.reads.query_one(&select).await?.ok_or_else(strange)?;
        let count =
            |column: &Column| Ok((column.name, line.try_get::<i64>("", column.name).map(i64::unsigned_abs)?));
        table.columns.iter().map(count).collect()
    }

    /// What holds of a person, wherever it does.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn standings_of(&self, person: PersonId) -> Result<Vec<standings::Model>, StoreError> {
        Ok(standings::Entity::find()
            .filter(standings::Column::Person.eq(Col(person)))
            .order_by_asc(standings::Column::Id)
            .all(&self.reads)
            .await?)
    }

    /// Every workspace of which anything is held, the installation's own too.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn workspaces(&self) -> Result<Vec<WorkspaceId>, StoreError> {
        let select = Query::select()
            .distinct()
            .column(data::Column::Workspace)
            .from(data::Entity)
            .order_by(data::Column::Workspace, sea_orm::Order::Asc)
            .take();
        let lines = self.reads.query_all(&select).await?;
        lines.iter().map(|line| Ok(WorkspaceId::of(line.try_get("", "workspace")?))).collect()
    }
}
