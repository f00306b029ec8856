//! Something due because of a promise.

use incamera_model::{DatumId, Term};
use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Edge, Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "obligations")]
pub struct Model {
    /// Drawn from promise, task, target and time: the same one is due once.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which promise.
    pub promise: Col<Term>,
    /// What is to be done.
    pub task: Col<Term>,
    /// With what.
    pub target: Col<DatumId>,
    /// By when.
    pub due: Col<Timestamp>,
    /// Until when somebody is at it.
    pub claimed: Option<Col<Timestamp>>,
    /// How often it was begun.
    pub tries: i64,
    /// When it was done.
    pub done: Option<Col<Timestamp>>,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Promise | Column::Task | Column::Due | Column::Claimed | Column::Tries | Column::Done => {
                Label::Fact
            }
            Column::Target => Label::Datum(Edge::Mentions),
        }
    }
}
