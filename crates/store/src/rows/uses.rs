//! A cut uses a rush.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "uses")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which cut.
    pub line: Col<DatumId>,
    /// Which rush.
    pub rush: Col<DatumId>,
    /// Its place in the cut, from 0.
    pub place: Col<i64>,
}

row! { 45, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Line => Label::Datum(Edge::Owns),
            Column::Rush => Label::Datum(Edge::Mentions),
            Column::Place => Label::Fact,
        }
    }
}
