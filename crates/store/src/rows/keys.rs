//! A key for programs that act for somebody.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keys")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// For whom.
    pub person: Col<PersonId>,
    /// What he calls it.
    pub name: Col<Sealed>,
    /// The key, to be found by.
    pub digest: Col<BlindIndex>,
    /// What it may do.
    pub scope: Col<Term>,
    /// Until when.
    pub expires: Col<Timestamp>,
    /// When it was last used.
    pub used: Option<Col<Timestamp>>,
    /// When it was taken back.
    pub revoked: Option<Col<Timestamp>>,
}

row! { 3, "account" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Name => Label::Sealed,
            Column::Digest => Label::Trace,
            Column::Scope | Column::Expires | Column::Used | Column::Revoked => Label::Fact,
        }
    }
}
