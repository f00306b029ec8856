//! What was measured in a rush.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scans")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// In which.
    pub rush: Col<DatumId>,
    /// Which model heard the words.
    pub model: Option<Col<Term>>,
    /// When.
    pub made: Col<Timestamp>,
    /// `making`, `ready`.
    pub state: Col<Term>,
    /// Frames of the rush on its grid; none without picture.
    pub frames: Option<Col<i64>>,
    /// Frames in `per` seconds.
    pub rate: Option<Col<i64>>,
    /// Seconds in which there are `rate` frames.
    pub per: Option<Col<i64>>,
    /// Pixels across, as it is seen.
    pub width: Option<Col<i64>>,
    /// Pixels down.
    pub height: Option<Col<i64>>,
    /// Whether anything is heard.
    pub sound: Col<bool>,
}

row! { 14, "footage" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Rush => Label::Datum(Edge::Derives),
            Column::Model
            | Column::Made
            | Column::State
            | Column::Frames
            | Column::Rate
            | Column::Per
            | Column::Width
            | Column::Height
            | Column::Sound => Label::Fact,
        }
    }
}
