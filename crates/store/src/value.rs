//! Columns of any table, as plans and exports read them.

use incamera_model::{BlindIndex, Sealed};
use sea_orm::{QueryResult, sea_query::ColumnType};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    catalogue::Listed,
    error::StoreError,
    label::{Column, Label},
};

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A name of something.
    Name(Uuid),
    /// A number, or a time in milliseconds since 1970.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A plain word.
    Word(String),
    /// Sealed, or a trace.
    Bytes(Vec<u8>),
}

/// A column with what stands in it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Which.
    pub column: &'static Column,
    /// What.
    pub cell: Cell,
}

impl Named {
    /// What is sealed in it.
    pub fn sealed(&self) -> Option<Sealed> {
        match (&self.cell, self.column.label) {
            (Cell::Bytes(bytes), Label::Sealed) => Some(Sealed::of(bytes.clone())),
            _ => None,
        }
    }

    /// The trace in it.
    pub fn trace(&self) -> Option<BlindIndex> {
        match (&self.cell, self.column.label) {
            (Cell::Bytes(bytes), Label::Trace) => bytes.as_slice().try_into().ok().map(BlindIndex::of),
            _ => None,
        }
    }
}

/// Every column of a row.
pub(crate) fn read(table: &'static Listed, line: &QueryResult) -> Result<Vec<Named>, StoreError> {
    table.columns.iter().map(|column| Ok(Named { column, cell: cell(column, line)? })).collect()
}

/// Whether a column of this type holds bytes.
pub(crate) fn holds_bytes(kind: &ColumnType) -> bool {
    matches!(kind, ColumnType::VarBinary(_) | ColumnType::Binary(_) | ColumnType::Blob)
}

pub(crate) fn cell(column: &Column, line: &QueryResult) -> Result<Cell, StoreError> {
    let name = column.name;
    let cell = match column.kind {
        ColumnType::Uuid => line.try_get::<Option<Uuid>>("", name)?.map(Cell::Name),
        ColumnType::SmallInteger => {
            line.try_get::<Option<i16>>("", name)?.map(|n| Cell::Number(i64::from(n)))
        }
        ColumnType::BigInteger => line.try_get::<Option<i64>>("", name)?.map(Cell::Number),
        ColumnType::Boolean => line.try_get::<Option<bool>>("", name)?.map(Cell::Flag),
        ColumnType::String(_) | ColumnType::Text => line.try_get::<Option<String>>("", name)?.map(Cell::Word),
        ref kind if holds_bytes(kind) => line.try_get::<Option<Vec<u8>>>("", name)?.map(Cell::Bytes),
        ref other => {
            return Err(StoreError::Strange { what: "column", why: format!("{name} is a {other:?}") });
        }
    };
    Ok(cell.unwrap_or(Cell::Empty))
}
