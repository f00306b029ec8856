//! Somebody gets letters.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subscriptions")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// Which: `news`, `processors`, `policy`.
    pub list: Col<Term>,
    /// Where they go.
    pub email: Col<Sealed>,
    /// The same, to be found by.
    pub email_trace: Col<BlindIndex>,
    /// By which he confirms, and by which he leaves.
    pub token: Col<BlindIndex>,
    /// When he confirmed.
    pub confirmed: Option<Col<Timestamp>>,
}

row! { 28, "subscription" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::List | Column::Confirmed => Label::Fact,
            Column::Email => Label::Sealed,
            Column::EmailTrace | Column::Token => Label::Trace,
        }
    }
}
