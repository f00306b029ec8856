//! All rows as one stream, and back: what a backup holds, whichever the engine. A dump of SQLite loads into PostgreSQL.
//!
//! A head line; then frames, each a length (32 bits, the first byte the highest) and a [`Line`] in postcard: a table with its
//! columns, its rows; the number of rows at last, and behind it the BLAKE3 digest of all that.

use std::io::{self, Read, Write};

use blake3::Hasher;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityName, IdenStatic, Iterable, PrimaryKeyToColumn, PrimaryKeyTrait,
    QueryResult, Value,
    sea_query::{Alias, ColumnType, Expr, Query, SelectStatement},
};
use serde::{Deserialize, Serialize};

use crate::{
    catalogue::tables,
    error::StoreError,
    kernel::{
        about, backups, beats, counts, data, keeps, obligations, outbox, sources, standings, targets,
        tombstones, versions,
    },
    label::{Column, Label, Labelled},
    store::Store,
    transaction::Transaction,
    value::{self, Cell},
};

/// The first line of a dump.
const HEAD: &[u8] = b"incamera rows 1\n";
/// A row longer than this is none of ours.
const LONGEST: u32 = 64 * 1024 * 1024;
/// Rows read at once.
const PAGE: u64 = 1000;
/// Rows put in at once.
const AT_ONCE: usize = 100;

/// A table to be dumped.
pub(crate) struct Dumped {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<Column>,
    /// What its rows are in order of.
    key: Vec<&'static str>,
    /// Its key is a number that the database draws: a dump says the order, and the numbers are drawn anew.
    drawn: bool,
}

/// What stands in a dump.
#[derive(Serialize, Deserialize)]
enum Line {
    /// Rows of this table follow.
    Table { name: String, columns: Vec<String> },
    /// A row.
    Row(Vec<Cell>),
    /// That was all: so many rows.
    End(u64),
}

fn kernel<E: Labelled + EntityName>(entity: E) -> Dumped {
    let columns = E::Column::iter().map(|column| {
        let def = column.def();
        Column {
            name: column.as_str(),
            label: E::label(&column),
            optional: def.is_null(),
            kind: def.get_column_type().clone(),
        }
    });
    Dumped {
        name: entity.table_name(),
        columns: columns.collect(),
        key: E::PrimaryKey::iter().map(|key| key.into_column().as_str()).collect(),
        drawn: E::PrimaryKey::auto_increment(),
    }
}

/// Every table.
pub(crate) fn all() -> Vec<Dumped> {
    let kernel = [
        kernel(tombstones::Entity),
        kernel(targets::Entity),
        kernel(versions::Entity),
        kernel(sources::Entity),
        kernel(data::Entity),
        kernel(about::Entity),
        kernel(standings::Entity),
        kernel(obligations::Entity),
        kernel(outbox::Entity),
        kernel(backups::Entity),
        kernel(counts::Entity),
        kernel(beats::Entity),
        kernel(keeps::Entity),
    ];
    let studio = tables().iter().map(|table| Dumped {
        name: table.name,
        columns: table.columns.clone(),
        key: table.columns.iter().filter(|c| c.label == Label::Key).map(|c| c.name).collect(),
        drawn: false,
    });
    kernel.into_iter().chain(studio).collect()
}

impl Store {
    /// Writes every row, as all of them are at one moment. Everything about people is sealed in it, as it is in the database.
    ///
    /// # Errors
    /// A database or a stream that would not.
    pub async fn dump(&self, into: &mut (impl Write + Send)) -> Result<u64, StoreError> {
        let moment = self.snapshot().await?;
        let mut into = Written { into, digest: Hasher::new() };
        into.bytes(HEAD)?;
        let mut rows = 0;
        for table in all() {
            let columns = table.columns.iter().map(|column| column.name.to_owned()).collect();
            into.line(&Line::Table { name: table.name.to_owned(), columns })?;
            let mut after: Option<Vec<Value>> = None;
            loop {
                let lines = moment.inner.query_all(&page(&table, after.as_deref())).await?;
                for line in &lines {
                    let cells = table.columns.iter().map(|column| value::cell(column, line));
                    into.line(&Line::Row(cells.collect::<Result<_, _>>()?))?;
                    rows += 1;
                }
                let Some(last) = lines.last() else { break };
                after = Some(key(&table, last)?);
            }
        }
        into.line(&Line::End(rows))?;
        let digest = into.digest.finalize();
        into.bytes(digest.as_bytes())?;
        Ok(rows)
    }

    /// Puts every row of a dump into an empty database, all or nothing. Columns that the dump's program did not have yet are
    /// left empty.
    ///
    /// # Errors
    /// A database that is not empty, or would not; a dump that is cut, altered, of a later program, or none.
    pub async fn load(&self, from: &mut (impl Read + Send)) -> Result<u64, StoreError> {
        let mut from = Taken { from, digest: Hasher::new() };
        let mut head = [0; HEAD.len()];
        from.bytes(&mut head)?;
        if head != HEAD {
            return Err(strange("another format"));
        }
        let tables = all();
        let unit = self.begin().await?;
        for table in &tables {
            let any = Query::select().expr(Expr::val(1)).from(Alias::new(table.name)).limit(1).take();
            if unit.inner.query_one(&any).await?.is_some() {
                let why = format!("{} has rows: restore into a new place", table.name);
                return Err(StoreError::Strange { what: "empty database", why });
            }
        }
        let mut rows = 0;
        let (mut into, mut waiting): (Option<Into<'_>>, Vec<Vec<Cell>>) = (None, Vec::new());
        loop {
            let line = from.line()?;
            if !matches!(line, Line::Row(_)) || waiting.len() >= AT_ONCE {
                put(&unit, into.as_ref(), std::mem::take(&mut waiting)).await?;
            }
            match line {
                Line::Table { name, columns } => into = Some(Into::of(&tables, &name, &columns)?),
                Line::Row(cells) => {
                    waiting.push(cells);
                    rows += 1;
                }
                Line::End(said) if said == rows => break,
                Line::End(said) => return Err(strange(format!("it has {rows} rows and says {said}"))),
            }
        }
        let digest = from.digest.finalize();
        let mut said = [0; blake3::OUT_LEN];
        from.bytes(&mut said)?;
        if digest != said {
            return Err(strange("it was altered after it was written"));
        }
        unit.commit().await?;
        Ok(rows)
    }
}

fn strange(why: impl std::fmt::Display) -> StoreError {
    StoreError::Strange { what: "dump", why: why.to_string() }
}

/// The next rows of a table, in the order of its key.
fn page(table: &Dumped, after: Option<&[Value]>) -> SelectStatement {
    let mut select = Query::select();
    select.from(Alias::new(table.name));
    for column in &table.columns {
        select.column(Alias::new(column.name));
    }
    if let Some(after) = after {
        let key = Expr::tuple(table.key.iter().map(|name| Expr::col(Alias::new(*name))));
        let after = Expr::tuple(after.iter().cloned().map(Expr::val));
        select.and_where(sea_orm::ExprTrait::gt(key, after));
    }
    for name in &table.key {
        select.order_by(Alias::new(*name), sea_orm::Order::Asc);
    }
    select.limit(PAGE).take()
}

/// The key of a row.
fn key(table: &Dumped, line: &QueryResult) -> Result<Vec<Value>, StoreError> {
    let named = |name: &&str| {
        // INVARIANT: a key is made of columns; an empty one ends the dump with an error of the database.
        let column = table.columns.iter().find(|column| column.name == *name).ok_or_else(|| strange(name))?;
        bound(&value::cell(column, line)?, column)
    };
    table.key.iter().map(named).collect()
}

/// A table to be loaded into, and where each of its columns stands in a row of the dump.
struct Into<'a> {
    name: &'static str,
    columns: Vec<(&'a Column, Option<usize>)>,
    width: usize,
}

impl<'a> Into<'a> {
    fn of(tables: &'a [Dumped], name: &str, said: &[String]) -> Result<Self, StoreError> {
        let table = tables.iter().find(|table| table.name == name);
        let table = table.ok_or_else(|| strange(format!("there is no table {name}")))?;
        if let Some(other) = said.iter().find(|s| table.columns.iter().all(|c| c.name != s.as_str())) {
            return Err(strange(format!("{name} has no column {other}: a later program wrote it")));
        }
        let mut columns = Vec::new();
        for column in &table.columns {
            let place = said.iter().position(|s| s == column.name);
            if place.is_none() && !column.optional {
                return Err(strange(format!("{name} has no {}", column.name)));
            }
            if !(table.drawn && table.key.contains(&column.name)) {
                columns.push((column, place));
            }
        }
        Ok(Self { name: table.name, columns, width: said.len() })
    }
}

async fn put(unit: &Transaction, into: Option<&Into<'_>>, rows: Vec<Vec<Cell>>) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let table = into.ok_or_else(|| strange("rows of no table"))?;
    let mut insert = Query::insert();
    insert.into_table(Alias::new(table.name));
    insert.columns(table.columns.iter().map(|(column, _)| Alias::new(column.name)));
    for row in &rows {
        if row.len() != table.width {
            return Err(strange(format!("a row of {} has {} columns", table.name, row.len())));
        }
        let cell = |place: &Option<usize>| place.map_or(&Cell::Empty, |place| &row[place]);
        let values = table.columns.iter().map(|(column, place)| bound(cell(place), column).map(Expr::val));
        insert.values(values.collect::<Result<Vec<_>, _>>()?).map_err(strange)?;
    }
    unit.inner.execute(&insert).await?;
    Ok(())
}

/// A cell as the column wants it.
fn bound(cell: &Cell, column: &Column) -> Result<Value, StoreError> {
    let other = || strange(format!("{} holds something else", column.name));
    if *cell == Cell::Empty && !column.optional {
        return Err(other());
    }
    Ok(match (cell, &column.kind) {
        (Cell::Empty, ColumnType::Uuid) => Value::Uuid(None),
        (Cell::Empty, ColumnType::SmallInteger) => Value::SmallInt(None),
        (Cell::Empty, ColumnType::BigInteger) => Value::BigInt(None),
        (Cell::Empty, ColumnType::Boolean) => Value::Bool(None),
        (Cell::Empty, ColumnType::String(_) | ColumnType::Text) => Value::String(None),
        (Cell::Empty, _) => Value::Bytes(None),
        (Cell::Name(uuid), ColumnType::Uuid) => (*uuid).into(),
        (Cell::Number(n), ColumnType::SmallInteger) => i16::try_from(*n).map_err(|_| other())?.into(),
        (Cell::Number(n), ColumnType::BigInteger) => (*n).into(),
        (Cell::Flag(flag), ColumnType::Boolean) => (*flag).into(),
        (Cell::Word(word), ColumnType::String(_) | ColumnType::Text) => word.clone().into(),
        (Cell::Bytes(bytes), kind) if value::holds_bytes(kind) => bytes.clone().into(),
        _ => return Err(other()),
    })
}

/// A stream that is written, and the digest of it.
struct Written<'a, W> {
    into: &'a mut W,
    digest: Hasher,
}

impl<W: Write> Written<'_, W> {
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.digest.update(bytes);
        self.into.write_all(bytes).map_err(stream)
    }

    fn line(&mut self, line: &Line) -> Result<(), StoreError> {
        let wrong = |why: String| StoreError::Strange { what: "row", why };
        let bytes = postcard::to_stdvec(line).map_err(|e| wrong(e.to_string()))?;
        let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
        let length = length.ok_or_else(|| wrong(format!("{} bytes long", bytes.len())))?;
        self.bytes(&length.to_be_bytes())?;
        self.bytes(&bytes)
    }
}

/// A stream that is read, and the digest of it.
struct Taken<'a, R> {
    from: &'a mut R,
    digest: Hasher,
}

impl<R: Read> Taken<'_, R> {
    fn bytes(&mut self, into: &mut [u8]) -> Result<(), StoreError> {
        self.from.read_exact(into).map_err(stream)?;
        self.digest.update(into);
        Ok(())
    }

    fn line(&mut self) -> Result<Line, StoreError> {
        let mut length = [0; 4];
        self.bytes(&mut length)?;
        let length = u32::from_be_bytes(length);
        if length > LONGEST {
            return Err(strange(format!("a row of {length} bytes")));
        }
        let mut bytes = vec![0; length as usize];
        self.bytes(&mut bytes)?;
        postcard::from_bytes(&bytes).map_err(strange)
    }
}

fn stream(error: io::Error) -> StoreError {
    StoreError::Stream(error)
}
