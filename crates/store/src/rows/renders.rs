//! A film made from a cut.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "renders")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// From which.
    pub cut: Col<DatumId>,
    /// How.
    pub preset: Col<Term>,
    /// `waiting`, `running`, `done`, `failed`.
    pub state: Col<Term>,
    /// How long, in milliseconds.
    pub duration: Option<Col<i64>>,
    /// When.
    pub made: Option<Col<Timestamp>>,
    /// Why it failed: a word that a sentence is told by.
    pub why: Option<Col<Term>>,
    /// Frames of the film.
    pub frames: Option<Col<i64>>,
    /// Frames in `per` seconds.
    pub rate: Option<Col<i64>>,
    /// Seconds in which there are `rate` frames.
    pub per: Option<Col<i64>>,
    /// Bytes of the film.
    pub length: Option<Col<i64>>,
}

row! { 16, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Cut => Label::Datum(Edge::Derives),
            Column::Preset
            | Column::State
            | Column::Duration
            | Column::Made
            | Column::Why
            | Column::Frames
            | Column::Rate
            | Column::Per
            | Column::Length => Label::Fact,
        }
    }
}
