//! What an erasure wants gone, and how far it is. Never deleted: a restored backup replays them.

use incamera_model::{DatumId, Term, WorkspaceId};
use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Edge, Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tombstones")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Where.
    pub workspace: Col<WorkspaceId>,
    /// `person`, `datum`, `project`, `workspace`.
    pub reach: Col<Term>,
    /// Which.
    pub target: Col<DatumId>,
    /// Because of which promise.
    pub promise: Col<Term>,
    /// Because of which request.
    pub request: Option<Col<DatumId>>,
    /// Since when.
    pub at: Col<Timestamp>,
    /// Since when it is complete.
    pub done: Option<Col<Timestamp>>,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Workspace | Column::Reach | Column::Promise | Column::At | Column::Done => Label::Fact,
            Column::Target | Column::Request => Label::Datum(Edge::Mentions),
        }
    }
}
