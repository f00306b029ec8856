//! A film made from a cut.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "renders")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// From which.
    pub cut: Col<DatumId>,
    /// How.
    pub preset: Col<Term>,
    /// `waiting`, `running`, `done`, `failed`.
    pub state: Col<Term>,
    /// How long, in milliseconds.
    pub duration: Option<Col<i64>>,
    /// When.
    pub made: Option<Col<Timestamp>>,
}

row! { 16, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Cut => Label::Datum(Edge::Derives),
            Column::Preset | Column::State | Column::Duration | Column::Made => Label::Fact,
        }
    }
}
