//! A decision list over rushes.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cuts")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Of which film.
    pub project: Col<ProjectId>,
    /// Who made this version.
    pub author: Col<PersonId>,
    /// What it is called.
    pub title: Col<Sealed>,
    /// Which version, from 1.
    pub version: Col<i64>,
    /// From which version it was made.
    pub parent: Option<Col<DatumId>>,
    /// When.
    pub saved: Col<Timestamp>,
    /// Of which cut it is a version.
    pub line: Option<Col<DatumId>>,
    /// What made it of the one before: `derush`, `restore`, `drop`, `keep`, `settings`, …
    pub step: Option<Col<Term>>,
}

row! { 15, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Project | Column::Line => Label::Datum(Edge::Owns),
            Column::Author => Label::Person(Edge::Mentions),
            Column::Title => Label::Sealed,
            Column::Version | Column::Saved | Column::Step => Label::Fact,
            Column::Parent => Label::Datum(Edge::Shares),
        }
    }
}
