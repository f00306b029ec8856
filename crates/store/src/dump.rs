//! All rows as one stream, and back: what a backup holds, whichever the engine. A dump of SQLite loads into PostgreSQL.

use std::io::{self, Read, Write};

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityName, IdenStatic, Iterable, Value,
    sea_query::{Alias, ColumnType, Expr, Query},
};
use serde::{Deserialize, Serialize};

use crate::{
    catalogue::tables,
    error::StoreError,
    kernel::{
        about, backups, beats, counts, data, keeps, obligations, outbox, sources, standings, targets,
        tombstones, versions,
    },
    label::{Column, Labelled},
    store::Store,
    transaction::Transaction,
    value::{self, Cell},
};

/// The first line of a dump: format and version of the tables.
const HEAD: &[u8] = b"incamera rows 1\n";
/// A row longer than this is none of ours.
const LONGEST: u32 = 64 * 1024 * 1024;
/// Rows put in at once.
const AT_ONCE: usize = 100;

/// A table to be dumped.
struct Dumped {
    name: &'static str,
    columns: Vec<Column>,
}

/// A row in a dump.
#[derive(Serialize, Deserialize)]
struct Line {
    table: String,
    cells: Vec<Cell>,
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
    Dumped { name: entity.table_name(), columns: columns.collect() }
}

/// Every table: the kernel's first, so that a dump that is cut says less, not more.
fn all() -> Vec<Dumped> {
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
    let studio = tables().iter().map(|table| Dumped { name: table.name, columns: table.columns.clone() });
    kernel.into_iter().chain(studio).collect()
}

impl Store {
    /// Writes every row, as all of them are at one moment. Everything about people is sealed in it, as it is in the database.
    ///
    /// # Errors
    /// A database or a stream that would not.
    pub async fn dump(&self, into: &mut (impl Write + Send)) -> Result<u64, StoreError> {
        let moment = self.snapshot().await?;
        into.write_all(HEAD).map_err(stream)?;
        let mut rows = 0;
        for table in all() {
            let mut after: Option<Value> = None;
            loop {
                let lines = moment.inner.query_all(&page(&table, after.as_ref())).await?;
                for line in &lines {
                    let cells: Vec<Cell> = table
                        .columns
                        .iter()
                        .map(|column| value::cell(column, line))
                        .collect::<Result<_, _>>()?;
                    write(into, &Line { table: table.name.to_owned(), cells })?;
                    rows += 1;
                }
                let Some(last) = lines.last() else { break };
                after = Some(key(&table, last)?);
            }
        }
        into.write_all(&0_u32.to_be_bytes()).map_err(stream)?;
        Ok(rows)
    }

    /// Puts every row of a dump into an empty database, all or nothing.
    ///
    /// # Errors
    /// A database that is not empty, or would not; a dump that is cut, or none.
    pub async fn load(&self, from: &mut (impl Read + Send)) -> Result<u64, StoreError> {
        let mut head = [0; HEAD.len()];
        from.read_exact(&mut head).map_err(stream)?;
        if head != HEAD {
            return Err(StoreError::Strange { what: "dump", why: "another format".to_owned() });
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
        let (mut rows, mut waiting): (u64, Vec<Line>) = (0, Vec::new());
        loop {
            let line = read(from)?;
            let done = line.is_none();
            let other = waiting.first().zip(line.as_ref()).is_some_and(|(a, b)| a.table != b.table);
            if done || other || waiting.len() >= AT_ONCE {
                put(&unit, &tables, std::mem::take(&mut waiting)).await?;
            }
            match line {
                Some(line) => waiting.push(line),
                None => break,
            }
            rows += 1;
        }
        unit.commit().await?;
        Ok(rows)
    }
}

const PAGE: u64 = 1000;

/// The next rows of a table, in the order of its key.
fn page(table: &Dumped, after: Option<&Value>) -> sea_orm::sea_query::SelectStatement {
    let mut select = Query::select();
    select.from(Alias::new(table.name));
    for column in &table.columns {
        select.column(Alias::new(column.name));
    }
    let first = Alias::new(table.columns[0].name);
    if let Some(after) = after {
        select.and_where(sea_orm::ExprTrait::gt(Expr::col(first.clone()), after.clone()));
    }
    select.order_by(first, sea_orm::Order::Asc);
    // The rows of one person stand together; a page must not part them.
    if table.name != "about" {
        select.limit(PAGE);
    }
    select.take()
}

fn key(table: &Dumped, line: &sea_orm::QueryResult) -> Result<Value, StoreError> {
    bound(&value::cell(&table.columns[0], line)?, &table.columns[0])
}

async fn put(unit: &Transaction, tables: &[Dumped], lines: Vec<Line>) -> Result<(), StoreError> {
    let Some(first) = lines.first() else { return Ok(()) };
    let strange = |why: String| StoreError::Strange { what: "dump", why };
    let table = tables
        .iter()
        .find(|table| table.name == first.table)
        .ok_or_else(|| strange(format!("there is no table {}", first.table)))?;
    // A number the database draws itself is drawn anew.
    let kept = |column: &Column| !(table.name == "outbox" && column.name == "seq");
    let mut insert = Query::insert();
    insert.into_table(Alias::new(table.name));
    insert.columns(table.columns.iter().filter(|c| kept(c)).map(|column| Alias::new(column.name)));
    for line in &lines {
        if line.cells.len() != table.columns.len() {
            return Err(strange(format!("a row of {} has {} columns", table.name, line.cells.len())));
        }
        let cells = table.columns.iter().zip(&line.cells).filter(|(column, _)| kept(column));
        let values = cells.map(|(column, cell)| bound(cell, column)).collect::<Result<Vec<_>, _>>()?;
        insert.values(values.into_iter().map(Expr::val)).map_err(|e| strange(e.to_string()))?;
    }
    unit.inner.execute(&insert).await?;
    Ok(())
}

/// A cell as the column wants it.
fn bound(cell: &Cell, column: &Column) -> Result<Value, StoreError> {
    let strange =
        || StoreError::Strange { what: "dump", why: format!("{} holds something else", column.name) };
    Ok(match (cell, &column.kind) {
        (Cell::Empty, ColumnType::Uuid) => Value::Uuid(None),
        (Cell::Empty, ColumnType::BigInteger) => Value::BigInt(None),
        (Cell::Empty, ColumnType::String(_) | ColumnType::Text) => Value::String(None),
        (Cell::Empty, _) => Value::Bytes(None),
        (Cell::Name(uuid), ColumnType::Uuid) => (*uuid).into(),
        (Cell::Number(n), ColumnType::SmallInteger) => i16::try_from(*n).map_err(|_| strange())?.into(),
        (Cell::Number(n), ColumnType::BigInteger) => (*n).into(),
        (Cell::Flag(flag), ColumnType::Boolean) => (*flag).into(),
        (Cell::Word(word), ColumnType::String(_) | ColumnType::Text) => word.clone().into(),
        (Cell::Bytes(bytes), _) => bytes.clone().into(),
        _ => return Err(strange()),
    })
}

fn write(into: &mut impl Write, line: &Line) -> Result<(), StoreError> {
    let bytes =
        postcard::to_stdvec(line).map_err(|e| StoreError::Strange { what: "row", why: e.to_string() })?;
    into.write_all(&(bytes.len() as u32).to_be_bytes()).map_err(stream)?;
    into.write_all(&bytes).map_err(stream)
}

fn read(from: &mut impl Read) -> Result<Option<Line>, StoreError> {
    let mut length = [0; 4];
    from.read_exact(&mut length).map_err(stream)?;
    let length = u32::from_be_bytes(length);
    if length == 0 {
        return Ok(None);
    }
    if length > LONGEST {
        return Err(StoreError::Strange { what: "dump", why: format!("a row of {length} bytes") });
    }
    let mut bytes = vec![0; length as usize];
    from.read_exact(&mut bytes).map_err(stream)?;
    postcard::from_bytes(&bytes)
        .map(Some)
        .map_err(|e| StoreError::Strange { what: "dump", why: e.to_string() })
}

fn stream(error: io::Error) -> StoreError {
    StoreError::Stream(error)
}
