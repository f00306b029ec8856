//! A producer hires an editor for a film; access begins and ends with it.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "engagements")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which film.
    pub project: Col<ProjectId>,
    /// Who hires.
    pub producer: Col<PersonId>,
    /// Who is hired.
    pub editor: Col<PersonId>,
    /// From when.
    pub begins: Option<Col<Timestamp>>,
    /// Until when.
    pub ends: Option<Col<Timestamp>>,
    /// When one side agreed.
    pub producer_agreed: Option<Col<Timestamp>>,
    /// When the other did.
    pub editor_agreed: Option<Col<Timestamp>>,
}

row! { 9, "account" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Project => Label::Datum(Edge::Shares),
            Column::Producer => Label::Person(Edge::Shares),
            Column::Editor => Label::Person(Edge::Owns),
            Column::Begins | Column::Ends | Column::ProducerAgreed | Column::EditorAgreed => Label::Fact,
        }
    }
}
