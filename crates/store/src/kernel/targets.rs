//! Where an erasure must reach, and what came of it.

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
#[sea_orm(table_name = "targets")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Of which erasure.
    pub tombstone: Col<DatumId>,
    /// Where: `keys`, `rows`, `objects`, `backups`, a processor.
    pub store: Col<Term>,
    /// How far it is.
    pub state: Col<Term>,
    /// How many were reached.
    pub count: i64,
    /// How often it was tried.
    pub tries: i64,
    /// When it is tried next, or is known to be done.
    pub due: Option<Col<Timestamp>>,
    /// When that was.
    pub at: Col<Timestamp>,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Tombstone => Label::Datum(Edge::Owns),
            Column::Store | Column::State | Column::Count | Column::Tries | Column::Due | Column::At => {
                Label::Fact
            }
        }
    }
}
