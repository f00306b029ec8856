//! A rush on its way in: how much of it is sealed already.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "uploads")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which rush it becomes.
    pub rush: Col<DatumId>,
    /// How many bytes it will have.
    pub length: Col<i64>,
    /// How many are sealed and on disk.
    pub received: Col<i64>,
    /// Until when the rest is waited for.
    pub expires: Col<Timestamp>,
}

row! { 41, "footage" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Rush => Label::Datum(Edge::Owns),
            Column::Length | Column::Received | Column::Expires => Label::Fact,
        }
    }
}
