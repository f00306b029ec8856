//! A render sent to a platform.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "publications")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// Which.
    pub render: Col<DatumId>,
    /// To which.
    pub platform: Col<Term>,
    /// `scheduled`, `sent`, `refused`, `withdrawn`.
    pub state: Col<Term>,
    /// When it goes.
    pub due: Option<Col<Timestamp>>,
    /// When it went.
    pub published: Option<Col<Timestamp>>,
    /// What the platform calls it.
    pub remote: Option<Col<Sealed>>,
}

row! { 22, "edit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Render => Label::Datum(Edge::Derives),
            Column::Platform | Column::State | Column::Due | Column::Published => Label::Fact,
            Column::Remote => Label::Sealed,
        }
    }
}
