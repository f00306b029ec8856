//! What somebody tells the others of a film.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "messages")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Of which.
    pub project: Col<ProjectId>,
    /// Who.
    pub author: Col<PersonId>,
    /// What.
    pub text: Col<Sealed>,
    /// When.
    pub written: Col<Timestamp>,
}

row! { 21, "message" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Project => Label::Datum(Edge::Owns),
            Column::Author => Label::Person(Edge::Owns),
            Column::Text => Label::Sealed,
            Column::Written => Label::Fact,
        }
    }
}
