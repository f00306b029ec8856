//! A tenant.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workspaces")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// What it is called.
    pub name: Col<Sealed>,
    /// Where its data lies.
    pub region: Col<Term>,
    /// What was agreed.
    pub plan: Col<Term>,
    /// Since when.
    pub created: Col<Timestamp>,
    /// When the subscription ended.
    pub ended: Option<Col<Timestamp>>,
    /// When its admin wants everything gone.
    pub purge: Option<Col<Timestamp>>,
}

row! { 6, "configuration" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Name => Label::Sealed,
            Column::Region | Column::Plan | Column::Created | Column::Ended | Column::Purge => Label::Fact,
        }
    }
}
