//! From where somebody signed in.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "devices")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// Which device.
    pub description: Col<Sealed>,
    /// From which network address.
    pub address: Option<Col<Sealed>>,
    /// When it was last seen.
    pub seen: Col<Timestamp>,
}

row! { 5, "device" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Description | Column::Address => Label::Sealed,
            Column::Seen => Label::Fact,
        }
    }
}
