//! What somebody asks for.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "requests")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// For what.
    pub right: Col<Term>,
    /// How far it is.
    pub state: Col<Term>,
    /// In which language he is answered.
    pub language: Col<Term>,
    /// How it came.
    pub route: Col<Term>,
    /// `self`, `agent`, `guardian`.
    pub asker: Col<Term>,
    /// In his words.
    pub statement: Col<Sealed>,
    /// Where the answer goes.
    pub contact: Option<Col<Sealed>>,
    /// The same, to be found by.
    pub contact_trace: Option<Col<BlindIndex>>,
    /// Where he lives and writes from, as far as he said.
    pub places: Option<Col<Sealed>>,
    /// When.
    pub received: Col<Timestamp>,
    /// By when receipt is confirmed.
    pub acknowledge: Option<Col<Timestamp>>,
    /// By when it is answered.
    pub due: Col<Timestamp>,
    /// The promise that wants it then.
    pub promise: Col<Term>,
    /// Since when it is known that it is he.
    pub verified: Option<Col<Timestamp>>,
    /// Until when it was put off.
    pub extended: Option<Col<Timestamp>>,
    /// When it was closed.
    pub closed: Option<Col<Timestamp>>,
    /// Why it was refused.
    pub ground: Option<Col<Term>>,
    /// What was answered.
    pub answer: Option<Col<Sealed>>,
    /// Who works on it.
    pub assigned: Option<Col<PersonId>>,
}

row! { 30, "request" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Right | Column::State | Column::Language | Column::Route | Column::Asker | Column::Received | Column::Acknowledge | Column::Due | Column::Promise | Column::Verified | Column::Extended | Column::Closed | Column::Ground => Label::Fact,
            Column::Statement | Column::Contact | Column::Places | Column::Answer => Label::Sealed,
            Column::ContactTrace => Label::Trace,
            Column::Assigned => Label::Person(Edge::Mentions),
        }
    }
}
