//! Somebody was asked to come.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who will it be.
    pub person: Col<PersonId>,
    /// Who asked.
    pub inviter: Col<PersonId>,
    /// As what.
    pub role: Col<Term>,
    /// Into which film.
    pub project: Option<Col<ProjectId>>,
    /// Where the letter goes.
    pub email: Col<Sealed>,
    /// The same, to be found by.
    pub email_trace: Col<BlindIndex>,
    /// The link, to be found by.
    pub token: Col<BlindIndex>,
    /// Until when.
    pub expires: Col<Timestamp>,
    /// When it was accepted.
    pub accepted: Option<Col<Timestamp>>,
    /// When it was taken back.
    pub revoked: Option<Col<Timestamp>>,
}

row! { 8, "account" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Inviter => Label::Person(Edge::Mentions),
            Column::Role | Column::Expires | Column::Accepted | Column::Revoked => Label::Fact,
            Column::Project => Label::Datum(Edge::Shares),
            Column::Email => Label::Sealed,
            Column::EmailTrace | Column::Token => Label::Trace,
        }
    }
}
