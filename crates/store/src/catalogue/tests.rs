//! What every table keeps to, and that the databases have exactly these.

use std::collections::{BTreeMap, BTreeSet};

use incamera_trial::Postgres;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, IdenStatic, Iterable, Statement, Value, sea_query::ColumnType,
};

use crate::{
    Store, dump,
    label::{Label, Table},
    rows, tables, value,
};

/// Columns of a table that would take a free word.
pub(crate) fn free<T: Table>(name: &'static str) -> Vec<String> {
    let word = Value::from("Ada Lovelace, ada@example.test");
    let takes = |column: &T::Column| T::ActiveModel::default().try_set(*column, word.clone()).is_ok();
    T::Column::iter().filter(takes).map(|column| format!("{name}.{}", column.as_str())).collect()
}

/// proves: PRV-05, PRV-07
#[test]
fn no_column_takes_a_free_word() {
    assert_eq!(rows::free(), Vec::<String>::new());
    for table in tables() {
        for column in &table.columns {
            let fits = match (&column.kind, column.label) {
                (ColumnType::Uuid, label) => matches!(label, Label::Key | Label::Person(_) | Label::Datum(_)),
                (kind, label) if value::holds_bytes(kind) => matches!(label, Label::Sealed | Label::Trace),
                (ColumnType::BigInteger | ColumnType::Boolean | ColumnType::String(_), label) => {
                    label == Label::Fact
                }
                _ => false,
            };
            assert!(fits, "{}.{}: {:?}", table.name, column.name, column.kind);
        }
    }
}

/// Name, type, and whether it may be empty, of each column of each table.
type Schema = BTreeMap<String, BTreeSet<(String, &'static str, bool)>>;

fn declared() -> Schema {
    let kind = |kind: &ColumnType| match kind {
        ColumnType::Uuid => "uuid",
        ColumnType::SmallInteger => "smallint",
        ColumnType::BigInteger => "bigint",
        ColumnType::Boolean => "boolean",
        ColumnType::String(_) | ColumnType::Text => "text",
        other if value::holds_bytes(other) => "bytea",
        other => panic!("{other:?}"),
    };
    let columns = |table: &dump::Dumped| {
        table.columns.iter().map(|c| (c.name.to_owned(), kind(&c.kind), c.optional)).collect()
    };
    dump::all().iter().map(|table| (table.name.to_owned(), columns(table))).collect()
}

async fn ask(store: &Store, sql: &str) -> Vec<Vec<String>> {
    let statement = Statement::from_string(store.reads.get_database_backend(), sql);
    let lines = store.reads.query_all_raw(statement).await.unwrap();
    let cells = |line: &sea_orm::QueryResult| (0..).map_while(|n| line.try_get_by_index(n).ok()).collect();
    lines.iter().map(cells).collect()
}

/// First columns of the indexes, as `table.column`.
fn unfound(indexed: &BTreeSet<String>) -> Vec<String> {
    let named = tables().iter().flat_map(|table| {
        let found = |label| matches!(label, Label::Person(_) | Label::Datum(_) | Label::Trace);
        table.columns.iter().filter(move |c| found(c.label)).map(|c| format!("{}.{}", table.name, c.name))
    });
    named.filter(|column| !indexed.contains(column)).collect()
}

/// proves: PRV-05
#[test]
fn sqlite_has_exactly_these_columns() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("rows.db").display())).await.unwrap();
        let sql = "SELECT m.name, c.name, c.type, CAST(c.\"notnull\" AS TEXT) FROM sqlite_master m, pragma_table_info(m.name) c
                   WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\' AND m.name <> 'sqlite_sequence'";
        let mut schema: BTreeMap<String, BTreeSet<(String, String, bool)>> = BTreeMap::new();
        for line in ask(&store, sql).await {
            let [table, name, kind, full] = &line[..] else { panic!("{line:?}") };
            // The one key that SQLite draws is never empty and not declared so.
            let optional = full == "0" && name != "seq";
            schema.entry(table.clone()).or_default().insert((name.clone(), kind.clone(), optional));
        }
        let lite = |kind| match kind {
            "uuid" | "bytea" => "BLOB",
            "text" => "TEXT",
            _ => "INTEGER",
        };
        let expected: BTreeMap<_, BTreeSet<_>> = declared()
            .into_iter()
            .map(|(t, columns)| (t, columns.into_iter().map(|(n, k, o)| (n, lite(k).to_owned(), o)).collect()))
            .collect();
        assert_eq!(schema, expected);
        let sql = "SELECT m.tbl_name || '.' || i.name FROM sqlite_master m, pragma_index_info(m.name) i
                   WHERE m.type = 'index' AND i.seqno = 0";
        let indexed = ask(&store, sql).await.concat().into_iter().collect();
        assert_eq!(unfound(&indexed), Vec::<String>::new(), "whatever names something can be found by it");
    });
}

/// proves: PRV-05
#[test]
fn postgres_has_exactly_these_columns() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&Postgres::shared().database().unwrap()).await.unwrap();
        let sql = "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text
                   FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'";
        let mut schema: BTreeMap<String, BTreeSet<(String, String, bool)>> = BTreeMap::new();
        for line in ask(&store, sql).await {
            let [table, name, kind, empty] = &line[..] else { panic!("{line:?}") };
            schema.entry(table.clone()).or_default().insert((name.clone(), kind.clone(), empty == "YES"));
        }
        let expected: BTreeMap<_, BTreeSet<_>> = declared()
            .into_iter()
            .map(|(t, columns)| (t, columns.into_iter().map(|(n, k, o)| (n, k.to_owned(), o)).collect()))
            .collect();
        assert_eq!(schema, expected);
        let sql = "SELECT t.relname || '.' || a.attname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
                   JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]";
        let indexed = ask(&store, sql).await.concat().into_iter().collect();
        assert_eq!(unfound(&indexed), Vec::<String>::new(), "whatever names something can be found by it");
    });
}
