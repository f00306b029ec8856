//! What somebody signs in with.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credentials")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// `passkey`, `password`, `totp`, `recovery`.
    pub method: Col<Term>,
    /// The credential itself.
    pub secret: Col<Sealed>,
    /// Since when.
    pub created: Col<Timestamp>,
    /// When it last opened the door.
    pub used: Option<Col<Timestamp>>,
}

row! { 2, "account" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Method | Column::Created | Column::Used => Label::Fact,
            Column::Secret => Label::Sealed,
        }
    }
}
