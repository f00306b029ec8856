//! Sealed bytes that belong to a rush: a stretch of the original, or something made from it.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pieces")]
pub struct Model {
    /// Its name, and that of its object.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Of which rush.
    pub of: Col<DatumId>,
    /// `original`, `poster`, `storyboard`, `proxy`.
    pub what: Col<Term>,
    /// From which byte of the whole on it counts.
    pub place: Col<i64>,
    /// `making`, `ready`.
    pub state: Col<Term>,
    /// When it was begun.
    pub made: Col<Timestamp>,
}

row! { 42, "footage" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Of => Label::Datum(Edge::Derives),
            Column::What | Column::Place | Column::State | Column::Made => Label::Fact,
        }
    }
}
