//! Backups that were made, and read back.

use incamera_model::DatumId;
use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "backups")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// When.
    pub made: Col<Timestamp>,
    /// How long it is.
    pub bytes: i64,
    /// When it was read back.
    pub tested: Option<Col<Timestamp>>,
    /// When it rotated out.
    pub gone: Option<Col<Timestamp>>,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Made | Column::Bytes | Column::Tested | Column::Gone => Label::Fact,
        }
    }
}
