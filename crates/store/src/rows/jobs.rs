//! Something a program does later.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// What.
    pub task: Col<Term>,
    /// With what.
    pub target: Col<DatumId>,
    /// `waiting`, `running`, `done`, `failed`.
    pub state: Col<Term>,
    /// How often it was begun.
    pub tries: Col<i64>,
    /// From when it may run.
    pub due: Col<Timestamp>,
    /// Until when somebody is at it.
    pub claimed: Option<Col<Timestamp>>,
    /// Why it failed: a word that a sentence is told by.
    pub why: Option<Col<Term>>,
}

row! { 25, "working" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Task | Column::State | Column::Tries | Column::Due | Column::Claimed | Column::Why => {
                Label::Fact
            },
            Column::Target => Label::Datum(Edge::Derives),
        }
    }
}
