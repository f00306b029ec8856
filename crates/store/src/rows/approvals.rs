//! Somebody's decision on a review.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approvals")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// On which.
    pub review: Col<DatumId>,
    /// Whose.
    pub person: Col<PersonId>,
    /// `approved`, `refused`.
    pub decision: Col<Term>,
    /// Why.
    pub text: Option<Col<Sealed>>,
    /// When.
    pub decided: Col<Timestamp>,
}

row! { 20, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Review => Label::Datum(Edge::Owns),
            Column::Person => Label::Person(Edge::Owns),
            Column::Decision | Column::Decided => Label::Fact,
            Column::Text => Label::Sealed,
        }
    }
}
