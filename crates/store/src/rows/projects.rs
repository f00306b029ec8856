//! One film to make.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "projects")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// What it is called.
    pub title: Col<Sealed>,
    /// What it must be.
    pub brief: Option<Col<Sealed>>,
    /// How far it is.
    pub state: Col<Term>,
    /// Since when.
    pub created: Col<Timestamp>,
}

row! { 11, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Title | Column::Brief => Label::Sealed,
            Column::State | Column::Created => Label::Fact,
        }
    }
}
