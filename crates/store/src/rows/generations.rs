//! An image made from words.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "generations")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// For which film.
    pub project: Option<Col<ProjectId>>,
    /// Who asked.
    pub author: Col<PersonId>,
    /// What for.
    pub prompt: Col<Sealed>,
    /// Which model made it.
    pub model: Col<Term>,
    /// From which image.
    pub parent: Option<Col<DatumId>>,
    /// When.
    pub made: Col<Timestamp>,
}

row! { 23, "prompt" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Project => Label::Datum(Edge::Owns),
            Column::Author => Label::Person(Edge::Owns),
            Column::Prompt => Label::Sealed,
            Column::Model | Column::Made => Label::Fact,
            Column::Parent => Label::Datum(Edge::Derives),
        }
    }
}
