//! A link for guests.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "links")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// To which film.
    pub project: Col<ProjectId>,
    /// Who made it.
    pub maker: Col<PersonId>,
    /// The link, to be found by.
    pub token: Col<BlindIndex>,
    /// What it lets in as.
    pub role: Col<Term>,
    /// Until when.
    pub expires: Col<Timestamp>,
    /// When it was taken back.
    pub revoked: Option<Col<Timestamp>>,
}

row! { 10, "account" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Project => Label::Datum(Edge::Owns),
            Column::Maker => Label::Person(Edge::Mentions),
            Column::Token => Label::Trace,
            Column::Role | Column::Expires | Column::Revoked => Label::Fact,
        }
    }
}
