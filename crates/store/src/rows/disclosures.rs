//! Data went to somebody else.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "disclosures")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// About whom.
    pub person: Col<PersonId>,
    /// To whom.
    pub recipient: Col<Term>,
    /// Why.
    pub purpose: Col<Term>,
    /// What.
    pub datum: Option<Col<DatumId>>,
    /// For which case.
    pub case: Option<Col<DatumId>>,
    /// What exactly.
    pub digest: Col<BlindIndex>,
    /// When.
    pub at: Col<Timestamp>,
}

row! { 37, "audit" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Person => Label::Person(Edge::Owns),
            Column::Recipient | Column::Purpose | Column::At => Label::Fact,
            Column::Datum | Column::Case => Label::Datum(Edge::Mentions),
            Column::Digest => Label::Trace,
        }
    }
}
