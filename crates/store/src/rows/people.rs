//! Somebody who has an account here, in the installation's own workspace.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "people")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// Where to write to.
    pub email: Col<Sealed>,
    /// The same, to be found by.
    pub email_trace: Col<BlindIndex>,
    /// What he is called.
    pub name: Col<Sealed>,
    /// In which language he is spoken to (BCP 47).
    pub language: Col<Term>,
    /// Where he lives (ISO 3166), if he said so.
    pub country: Option<Col<Term>>,
    /// Since when.
    pub created: Col<Timestamp>,
    /// When he closed it.
    pub closed: Option<Col<Timestamp>>,
}

row! { 1, "account" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Email | Column::Name => Label::Sealed,
            Column::EmailTrace => Label::Trace,
            Column::Language | Column::Country | Column::Created | Column::Closed => Label::Fact,
        }
    }
}
