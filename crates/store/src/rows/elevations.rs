//! Somebody may see more for a while, for a reason.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "elevations")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// Why.
    pub reason: Col<Sealed>,
    /// Who agreed.
    pub approver: Option<Col<PersonId>>,
    /// When he asked.
    pub asked: Col<Timestamp>,
    /// Since when.
    pub granted: Option<Col<Timestamp>>,
    /// Until when.
    pub expires: Option<Col<Timestamp>>,
}

row! { 27, "audit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Reason => Label::Sealed,
            Column::Approver => Label::Person(Edge::Mentions),
            Column::Asked | Column::Granted | Column::Expires => Label::Fact,
        }
    }
}
