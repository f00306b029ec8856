//! Somebody signed in.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// The cookie, to be found by.
    pub token: Col<BlindIndex>,
    /// With which program.
    pub client: Option<Col<Sealed>>,
    /// Since when.
    pub created: Col<Timestamp>,
    /// When it was last seen.
    pub used: Col<Timestamp>,
    /// Until when.
    pub expires: Col<Timestamp>,
}

row! { 4, "device" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Token => Label::Trace,
            Column::Client => Label::Sealed,
            Column::Created | Column::Used | Column::Expires => Label::Fact,
        }
    }
}
