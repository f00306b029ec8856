//! What was measured in a rush.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scans")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// In which.
    pub rush: Col<DatumId>,
    /// Which model heard the words.
    pub model: Option<Col<Term>>,
    /// When.
    pub made: Col<Timestamp>,
}

row! { 14, "footage" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Rush => Label::Datum(Edge::Derives),
            Column::Model | Column::Made => Label::Fact,
        }
    }
}
