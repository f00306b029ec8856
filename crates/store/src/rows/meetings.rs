//! A live room.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meetings")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// For which film.
    pub project: Col<ProjectId>,
    /// Who opened it.
    pub host: Col<PersonId>,
    /// What it is called.
    pub title: Col<Sealed>,
    /// From when.
    pub begins: Col<Timestamp>,
    /// Until when.
    pub ended: Option<Col<Timestamp>>,
}

row! { 24, "meeting" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Project => Label::Datum(Edge::Owns),
            Column::Host => Label::Person(Edge::Mentions),
            Column::Title => Label::Sealed,
            Column::Begins | Column::Ended => Label::Fact,
        }
    }
}
