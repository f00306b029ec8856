//! Somebody in a workspace.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "members")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// As what.
    pub role: Col<Term>,
    /// What he is called there.
    pub name: Col<Sealed>,
    /// Where to write to.
    pub email: Option<Col<Sealed>>,
    /// May see how publications fare.
    pub analytics: Col<bool>,
    /// May see raw footage.
    pub footage: Col<bool>,
    /// May see bills.
    pub billing: Col<bool>,
    /// Since when.
    pub since: Col<Timestamp>,
    /// Until when.
    pub until: Option<Col<Timestamp>>,
}

row! { 7, "account" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Role | Column::Analytics | Column::Footage | Column::Billing | Column::Since | Column::Until => Label::Fact,
            Column::Name | Column::Email => Label::Sealed,
        }
    }
}
