//! Where data from third parties or public places comes from.

use incamera_model::{DatumId, Sealed, WorkspaceId};
use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sources")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Whose.
    pub workspace: Col<WorkspaceId>,
    /// See [`Route`](crate::Route).
    pub route: i16,
    /// What it is.
    pub name: Col<Sealed>,
    /// Since when it is known.
    pub entered: Col<Timestamp>,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Workspace | Column::Route | Column::Entered => Label::Fact,
            Column::Name => Label::Sealed,
        }
    }
}
