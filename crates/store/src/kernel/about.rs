//! Whom data is about.

use incamera_model::{DatumId, PersonId};
use sea_orm::entity::prelude::*;

use super::plain;
use crate::{
    column::Col,
    label::{Edge, Label, Labelled},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "about")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person: Col<PersonId>,
    /// What.
    #[sea_orm(primary_key, auto_increment = false)]
    pub datum: Col<DatumId>,
    /// See [`Tie`](crate::Tie).
    pub tie: i16,
}

plain! {}

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Person => Label::Person(Edge::Owns),
            Column::Datum => Label::Datum(Edge::Owns),
            Column::Tie => Label::Fact,
        }
    }
}
