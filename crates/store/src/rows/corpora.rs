//! What a model learned from.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "corpora")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which.
    pub model: Col<Term>,
    /// What it is called.
    pub name: Col<Sealed>,
    /// Why.
    pub purpose: Col<Term>,
    /// When.
    pub made: Col<Timestamp>,
    /// When it was let out, after it was tested.
    pub released: Option<Col<Timestamp>>,
    /// How the test of what it gives away ended.
    pub tested: Option<Col<Term>>,
}

row! { 39, "case" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Model | Column::Purpose | Column::Made | Column::Released | Column::Tested => Label::Fact,
            Column::Name => Label::Sealed,
        }
    }
}
