//! Published versions of the charter: their digests.

use incamera_model::Term;
use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "versions")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// Of everything in it.
    pub digest: Col<Term>,
    /// When.
    pub published: Col<Timestamp>,
    /// From when it holds.
    pub effective: Col<Timestamp>,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Number => Label::Key,
            Column::Digest | Column::Published | Column::Effective => Label::Fact,
        }
    }
}
