//! A dated step.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestones")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Of which film.
    pub project: Col<ProjectId>,
    /// What must be there.
    pub title: Col<Sealed>,
    /// By when.
    pub due: Col<Timestamp>,
    /// When it was met.
    pub met: Option<Col<Timestamp>>,
}

row! { 12, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Project => Label::Datum(Edge::Owns),
            Column::Title => Label::Sealed,
            Column::Due | Column::Met => Label::Fact,
        }
    }
}
