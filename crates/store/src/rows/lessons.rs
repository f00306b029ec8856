//! One datum in a corpus, and the yes it rests on.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lessons")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// In which.
    pub corpus: Col<DatumId>,
    /// Which datum.
    pub item: Col<DatumId>,
    /// Whose.
    pub person: Col<PersonId>,
    /// By which yes.
    pub yes: Col<DatumId>,
    /// Since when.
    pub added: Col<Timestamp>,
    /// When it was taken out.
    pub removed: Option<Col<Timestamp>>,
}

row! { 40, "case" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Corpus => Label::Datum(Edge::Owns),
            Column::Item | Column::Yes => Label::Datum(Edge::Mentions),
            Column::Person => Label::Person(Edge::Owns),
            Column::Added | Column::Removed => Label::Fact,
        }
    }
}
