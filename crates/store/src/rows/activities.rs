//! What somebody did.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activities")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub actor: Col<PersonId>,
    /// What.
    pub what: Col<Term>,
    /// With what.
    pub target: Option<Col<DatumId>>,
    /// From where.
    pub region: Col<Term>,
    /// When.
    pub at: Col<Timestamp>,
}

row! { 26, "audit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Actor => Label::Person(Edge::Owns),
            Column::What | Column::Region | Column::At => Label::Fact,
            Column::Target => Label::Datum(Edge::Mentions),
        }
    }
}
