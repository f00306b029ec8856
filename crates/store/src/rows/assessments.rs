//! What a feature means for people, before it runs.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessments")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which.
    pub feature: Col<Term>,
    /// `draft`, `approved`, `refused`.
    pub state: Col<Term>,
    /// Who wrote it.
    pub author: Col<PersonId>,
    /// What it says.
    pub text: Col<Sealed>,
    /// When.
    pub decided: Option<Col<Timestamp>>,
    /// By when it is looked at again.
    pub review: Option<Col<Timestamp>>,
}

row! { 38, "case" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Feature | Column::State | Column::Decided | Column::Review => Label::Fact,
            Column::Author => Label::Person(Edge::Mentions),
            Column::Text => Label::Sealed,
        }
    }
}
