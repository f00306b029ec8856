//! What was done about a case.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stages")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which.
    pub case: Col<DatumId>,
    /// What.
    pub what: Col<Term>,
    /// In words.
    pub text: Option<Col<Sealed>>,
    /// When.
    pub at: Col<Timestamp>,
}

row! { 35, "case" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Case => Label::Datum(Edge::Owns),
            Column::What | Column::At => Label::Fact,
            Column::Text => Label::Sealed,
        }
    }
}
