//! A cut shown to people.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reviews")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which.
    pub cut: Col<DatumId>,
    /// Who must approve: `all`, `any`.
    pub rule: Col<Term>,
    /// `open`, `approved`, `refused`.
    pub state: Col<Term>,
    /// When.
    pub opened: Col<Timestamp>,
    /// Until when.
    pub closed: Option<Col<Timestamp>>,
}

row! { 17, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Cut => Label::Datum(Edge::Derives),
            Column::Rule | Column::State | Column::Opened | Column::Closed => Label::Fact,
        }
    }
}
