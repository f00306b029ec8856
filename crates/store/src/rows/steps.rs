//! What happened to a request.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "steps")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// To which.
    pub request: Col<DatumId>,
    /// What.
    pub what: Col<Term>,
    /// In words.
    pub text: Option<Col<Sealed>>,
    /// When.
    pub at: Col<Timestamp>,
}

row! { 31, "request" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Request => Label::Datum(Edge::Owns),
            Column::What | Column::At => Label::Fact,
            Column::Text => Label::Sealed,
        }
    }
}
