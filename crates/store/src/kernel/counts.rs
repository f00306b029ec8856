//! What ended or was counted on a day: numbers that nobody can be told from.

use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counts")]
pub struct Model {
    /// Drawn from the next three: a number is kept once.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// On which day: when it began (UTC).
    pub day: Col<Timestamp>,
    /// Of which table.
    pub kind: i16,
    /// See [`Counted`](crate::Counted).
    pub what: i16,
    /// How many.
    pub count: i64,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Day | Column::Kind | Column::What | Column::Count => Label::Fact,
        }
    }
}
