//! Sealed bytes that belong to a render: a film is sealed in two, its index behind its pictures.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reels")]
pub struct Model {
    /// Its name, and that of its object.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Of which render.
    pub of: Col<DatumId>,
    /// `film`, `poster`.
    pub what: Col<Term>,
    /// From which byte of the whole on it counts.
    pub place: Col<i64>,
    /// `making`, `ready`.
    pub state: Col<Term>,
    /// When it was begun.
    pub made: Col<Timestamp>,
}

row! { 43, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Of => Label::Datum(Edge::Derives),
            Column::What | Column::Place | Column::State | Column::Made => Label::Fact,
        }
    }
}
