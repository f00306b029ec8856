//! One original as received, sealed, never altered.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rushes")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Of which film.
    pub project: Col<ProjectId>,
    /// Who brought it.
    pub uploader: Col<PersonId>,
    /// What its file was called.
    pub name: Col<Sealed>,
    /// What it holds, to find it twice.
    pub digest: Col<BlindIndex>,
    /// How long, in milliseconds.
    pub duration: Col<i64>,
    /// `receiving`, `waiting`, `scanning`, `ready`, `broken` with why behind a dot.
    pub state: Col<Term>,
}

row! { 13, "footage" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Project => Label::Datum(Edge::Owns),
            Column::Uploader => Label::Person(Edge::Mentions),
            Column::Name => Label::Sealed,
            Column::Digest => Label::Trace,
            Column::Duration | Column::State => Label::Fact,
        }
    }
}
