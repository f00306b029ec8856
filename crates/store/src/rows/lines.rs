//! A cut through its versions: what people call one cut, however often it is edited.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lines")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Of which film.
    pub project: Col<ProjectId>,
    /// What it is called.
    pub title: Col<Sealed>,
    /// The version it stands at.
    pub head: Option<Col<DatumId>>,
    /// How often it was changed, undone or redone: what an edit is checked against.
    pub turn: Col<i64>,
    /// When it was begun.
    pub begun: Col<Timestamp>,
}

row! { 44, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Project => Label::Datum(Edge::Owns),
            Column::Title => Label::Sealed,
            Column::Head => Label::Datum(Edge::Mentions),
            Column::Turn | Column::Begun => Label::Fact,
        }
    }
}
