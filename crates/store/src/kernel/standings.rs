//! What holds of a person in a workspace.

use incamera_model::{DatumId, PersonId, ProjectId, Term, WorkspaceId};
use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Edge, Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "standings")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Who.
    pub person: Col<PersonId>,
    /// Where.
    pub workspace: Col<WorkspaceId>,
    /// See [`Standing`](crate::Standing).
    pub kind: i16,
    /// For which purpose; `any` where it is for none.
    pub purpose: Col<Term>,
    /// For this film alone.
    pub project: Option<Col<ProjectId>>,
    /// For this datum alone.
    pub datum: Option<Col<DatumId>>,
    /// Since when.
    pub since: Col<Timestamp>,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Workspace | Column::Kind | Column::Purpose | Column::Since => Label::Fact,
            Column::Project | Column::Datum => Label::Datum(Edge::Owns),
        }
    }
}
