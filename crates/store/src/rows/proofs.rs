//! By what somebody shows that it is he; gone when the request is closed.

use super::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proofs")]
pub struct Model {
    /// Its name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Col<DatumId>,
    /// For which request.
    pub request: Col<DatumId>,
    /// How.
    pub method: Col<Term>,
    /// The code he was sent, to compare.
    pub digest: Col<BlindIndex>,
    /// How often a wrong one came.
    pub tries: Col<i64>,
    /// Until when.
    pub expires: Col<Timestamp>,
}

row! { 32, "request" }

impl Labelled for Entity {
    fn label(column: &Column) -> Label {
        match column {
            Column::Id => Label::Key,
            Column::Request => Label::Datum(Edge::Owns),
            Column::Method | Column::Tries | Column::Expires => Label::Fact,
            Column::Digest => Label::Trace,
        }
    }
}
