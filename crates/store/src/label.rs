//! What each column is. The data map, the export, the erasure and the registers are made from it; a column without a label
//! does not compile.

use sea_orm::{EntityTrait, sea_query::ColumnType};

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// The row's own name.
    Key,
    /// A person.
    Person(Edge),
    /// Something else that is held; a film is, too.
    Datum(Edge),
    /// About people: sealed, opened by the vault with a permit.
    Sealed,
    /// By which a row can be found without being read: a digest under a key that no database holds.
    Trace,
    /// A time, a number, a state, a word of the charter: what decisions and clocks need. It can hold no free word.
    Fact,
}

/// What happens to a row when what its column names goes. (DELF's annotations: a column of ids without one does not compile.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// It belongs to it, and goes too.
    Owns,
    /// It is shared with others: it stays, and names nobody any more.
    Shares,
    /// It was made from it, and goes too.
    Derives,
    /// It only mentions it: it stays without the mention.
    Mentions,
}

/// A table whose columns all have labels.
pub trait Labelled: EntityTrait {
    /// What this column is.
    fn label(column: &Self::Column) -> Label;
}

/// A table of the studio. Each of its rows is a datum of one class of the charter.
pub trait Table: Labelled {
    /// Its number in [`data`](crate::kernel::data), which never changes.
    const KIND: i16;
    /// Id of the charter's class.
    const CLASS: &'static str;
    /// Whether a law keeps its rows for a while, though somebody wants to be forgotten: proof of what was consented to, asked,
    /// answered, done. These are the classes that serve a purpose which rests on a law; a test holds them against the charter.
    const KEPT: bool = kept(Self::CLASS);
}

pub(crate) const fn kept(class: &str) -> bool {
    matches!(class.as_bytes(), b"audit" | b"billing" | b"case" | b"consent" | b"request")
}

/// A column, as registers and plans know it.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub label: Label,
    /// Whether it may be empty.
    pub optional: bool,
    pub(crate) kind: ColumnType,
}

impl Column {
    /// Whether it holds numbers: times are some, in milliseconds since 1970.
    pub fn counts(&self) -> bool {
        matches!(self.kind, ColumnType::SmallInteger | ColumnType::BigInteger)
    }
}
