//! Entries on their way to the ledger, written with what they tell of.

use incamera_model::DatumId;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// In which order.
    #[sea_orm(primary_key)]
    pub seq: i64,
    /// Name of the entry.
    pub id: Col<DatumId>,
    /// The entry: it can hold no free word.
    pub entry: Vec<u8>,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Seq => Label::Key,
            Column::Id | Column::Entry => Label::Fact,
        }
    }
}
