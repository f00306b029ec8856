//! A law or a dispute keeps data.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "holds")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// What it keeps: `datum`, `person`, `project`, `workspace`.
    pub reach: Col<Term>,
    /// Which.
    pub target: Col<DatumId>,
    /// Why: `law`, `dispute`, `enforcement`.
    pub ground: Col<Term>,
    /// Who placed it.
    pub author: Col<PersonId>,
    /// What it rests on.
    pub text: Col<Sealed>,
    /// When.
    pub placed: Col<Timestamp>,
    /// Until when.
    pub until: Col<Timestamp>,
    /// When it was lifted.
    pub ended: Option<Col<Timestamp>>,
}

row! { 33, "case" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Reach | Column::Ground | Column::Placed | Column::Until | Column::Ended => Label::Fact,
            Column::Target => Label::Datum(Edge::Mentions),
            Column::Author => Label::Person(Edge::Mentions),
            Column::Text => Label::Sealed,
        }
    }
}
