//! Somebody said yes, confirmed it, or took it back. Rows are added, never changed.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// To what.
    pub purpose: Col<Term>,
    /// `given`, `confirmed`, `withdrawn`.
    pub act: Col<Term>,
    /// Which yes is confirmed or taken back.
    pub yes: Option<Col<DatumId>>,
    /// For this film alone.
    pub project: Option<Col<ProjectId>>,
    /// For this datum alone.
    pub only: Option<Col<DatumId>>,
    /// By which version of the charter.
    pub version: Col<i64>,
    /// In which words he was asked.
    pub wording: Col<Sealed>,
    /// In which language.
    pub language: Col<Term>,
    /// How: `screen`, `letter`, `mail`, `paper`.
    pub method: Col<Term>,
    /// When.
    pub at: Col<Timestamp>,
}

row! { 29, "consent" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Purpose | Column::Act | Column::Version | Column::Language | Column::Method | Column::At => Label::Fact,
            Column::Yes => Label::Datum(Edge::Shares),
            Column::Project | Column::Only => Label::Datum(Edge::Mentions),
            Column::Wording => Label::Sealed,
        }
    }
}
