//! A breach.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incidents")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// How far it is.
    pub stage: Col<Term>,
    /// How bad.
    pub severity: Col<Term>,
    /// Since when it is known.
    pub known: Col<Timestamp>,
    /// What happened.
    pub text: Col<Sealed>,
    /// Why.
    pub cause: Option<Col<Sealed>>,
    /// What will prevent the next.
    pub prevention: Option<Col<Sealed>>,
    /// When it was stopped.
    pub contained: Option<Col<Timestamp>>,
    /// When it was closed.
    pub closed: Option<Col<Timestamp>>,
}

row! { 34, "case" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Stage | Column::Severity | Column::Known | Column::Contained | Column::Closed => Label::Fact,
            Column::Text | Column::Cause | Column::Prevention => Label::Sealed,
        }
    }
}
