//! Strokes on a frame.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "drawings")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// With which note.
    pub note: Col<DatumId>,
    /// Who drew.
    pub author: Col<PersonId>,
    /// What.
    pub strokes: Col<Sealed>,
}

row! { 19, "message" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Note => Label::Datum(Edge::Derives),
            Column::Author => Label::Person(Edge::Owns),
            Column::Strokes => Label::Sealed,
        }
    }
}
