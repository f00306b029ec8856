//! What somebody says about a frame.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notes")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// In which review.
    pub review: Col<DatumId>,
    /// Who.
    pub author: Col<PersonId>,
    /// From which frame.
    pub frame: Col<i64>,
    /// To which frame, if it is a range.
    pub last: Option<Col<i64>>,
    /// What he says.
    pub text: Col<Sealed>,
    /// To which note it replies.
    pub parent: Option<Col<DatumId>>,
    /// When.
    pub written: Col<Timestamp>,
    /// When it was settled.
    pub resolved: Option<Col<Timestamp>>,
}

row! { 18, "message" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Review => Label::Datum(Edge::Owns),
            Column::Author => Label::Person(Edge::Owns),
            Column::Frame | Column::Last | Column::Written | Column::Resolved => Label::Fact,
            Column::Text => Label::Sealed,
            Column::Parent => Label::Datum(Edge::Shares),
        }
    }
}
