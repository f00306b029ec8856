//! A public authority wants data.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "authorities")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which authority.
    pub name: Col<Sealed>,
    /// What it wants.
    pub text: Col<Sealed>,
    /// On which of the five grounds.
    pub ground: Col<Term>,
    /// How far it is.
    pub state: Col<Term>,
    /// When.
    pub received: Col<Timestamp>,
    /// Who decided.
    pub decider: Option<Col<PersonId>>,
    /// When.
    pub decided: Option<Col<Timestamp>>,
    /// By which law the person may not be told yet.
    pub gag: Option<Col<Term>>,
    /// Until when.
    pub gag_until: Option<Col<Timestamp>>,
    /// When the person was told.
    pub told: Option<Col<Timestamp>>,
}

row! { 36, "case" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Name | Column::Text => Label::Sealed,
            Column::Ground | Column::State | Column::Received | Column::Decided | Column::Gag | Column::GagUntil | Column::Told => Label::Fact,
            Column::Decider => Label::Person(Edge::Mentions),
        }
    }
}
