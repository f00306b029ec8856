//! What is held, each by its facts.

use incamera_model::{DatumId, ProjectId, Term, WorkspaceId};
use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Edge, Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Whose.
    pub workspace: Col<WorkspaceId>,
    /// Of which film.
    pub project: Option<Col<ProjectId>>,
    /// In which table.
    pub kind: i16,
    /// Where it lies.
    pub region: Col<Term>,
    /// How it came: see [`Route`](crate::Route).
    pub route: i16,
    /// From where, if not from the person.
    pub source: Option<Col<DatumId>>,
    /// From when its retention counts.
    pub clock: Option<Col<Timestamp>>,
    /// How long its object in the vault is, if it has one.
    pub bytes: Option<i64>,
    /// Its use is restricted.
    pub restricted: bool,
    /// It is gone, or on its way.
    pub erased: bool,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Workspace
            | Column::Kind
            | Column::Region
            | Column::Route
            | Column::Clock
            | Column::Bytes
            | Column::Restricted
            | Column::Erased => Label::Fact,
            Column::Project => Label::Datum(Edge::Owns),
            Column::Source => Label::Datum(Edge::Mentions),
        }
    }
}
