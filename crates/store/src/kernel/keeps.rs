//! How long a workspace keeps a class, where that is not what the charter says.

use incamera_model::{DatumId, Term, WorkspaceId};
use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keeps")]
pub struct Model {
    /// Its name, drawn from workspace and class.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Whose.
    pub workspace: Col<WorkspaceId>,
    /// Id of the class.
    pub class: Col<Term>,
    /// How many of the unit.
    pub length: i64,
    /// 1 hours, 2 days, 3 months, 4 years.
    pub unit: i16,
    /// By which contract, where it is one that lets it differ more.
    pub contract: Option<Col<Term>>,
    /// Since when.
    pub since: Col<Timestamp>,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Workspace
            | Column::Class
            | Column::Length
            | Column::Unit
            | Column::Contract
            | Column::Since => Label::Fact,
        }
    }
}
