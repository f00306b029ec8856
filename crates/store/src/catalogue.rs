//! The tables as data: what plans, exports and registers go by.

use std::{collections::HashMap, sync::LazyLock};

use sea_orm::{ColumnTrait, IdenStatic, Iterable};

use crate::{
    label::{Column, Edge, Label, Table},
    rows,
};

/// A table, as registers and plans know it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its number, which never changes.
    pub kind: i16,
    /// Its name.
    pub name: &'static str,
    /// Id of the charter's class that its rows belong to.
    pub class: &'static str,
    /// Whether a law keeps its rows for a while: see [`Table::KEPT`].
    pub kept: bool,
    /// Its columns, the key first.
    pub columns: Vec<Column>,
}

static TABLES: LazyLock<Vec<Listed>> = LazyLock::new(rows::all);
static BY_KIND: LazyLock<HashMap<i16, usize>> =
    LazyLock::new(|| TABLES.iter().enumerate().map(|(place, table)| (table.kind, place)).collect());

/// Every table of the studio, in the order of their numbers.
pub fn tables() -> &'static [Listed] {
    &TABLES
}

/// The table of this number.
pub fn table(kind: i16) -> Option<&'static Listed> {
    BY_KIND.get(&kind).map(|place| &TABLES[*place])
}

impl Listed {
    pub(crate) fn of<T: Table>(name: &'static str) -> Self {
        let columns = T::Column::iter().map(|column| {
            let def = column.def();
            Column {
                name: column.as_str(),
                label: T::label(&column),
                optional: def.is_null(),
                kind: def.get_column_type().clone(),
            }
        });
        Self { kind: T::KIND, name, class: T::CLASS, kept: T::KEPT, columns: columns.collect() }
    }

    /// Columns that name a person, with what that means.
    pub fn people(&self) -> impl Iterator<Item = (&Column, Edge)> {
        self.columns.iter().filter_map(|column| match column.label {
            Label::Person(edge) => Some((column, edge)),
            _ => None,
        })
    }

    /// Columns that name something else that is held, with what that means.
    pub fn parents(&self) -> impl Iterator<Item = (&Column, Edge)> {
        self.columns.iter().filter_map(|column| match column.label {
            Label::Datum(edge) => Some((column, edge)),
            _ => None,
        })
    }
}

#[cfg(test)]
pub(crate) mod tests;
