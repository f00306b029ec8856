//! Questions asked again and again, whose words are put together once.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use incamera_model::DatumId;
use jiff::Timestamp;
use sea_orm::{
    DbBackend, ExprTrait, Statement, Value, Values,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

use crate::{facts, kernel::data, label::Table};

/// What stands for the datum, and for now, while the words are put together: neither is ever asked for.
const DATUM: Uuid = Uuid::max();
const NOW: Timestamp = Timestamp::MIN;

type Words = Arc<(String, Vec<Value>)>;

/// By engine (SQLite or not) and table; 0 is none.
static KNOWN: LazyLock<RwLock<HashMap<(bool, i16), Words>>> = LazyLock::new(RwLock::default);

/// Facts and row of one datum.
pub(crate) fn row<T: Table>(engine: DbBackend, id: DatumId, now: Timestamp) -> Statement {
    filled(engine, T::KIND, id, now, || facts::select_rows::<T>(NOW))
}

/// Facts of one datum.
pub(crate) fn datum(engine: DbBackend, id: DatumId, now: Timestamp) -> Statement {
    filled(engine, 0, id, now, || facts::select(NOW))
}

fn filled(
    engine: DbBackend,
    kind: i16,
    id: DatumId,
    now: Timestamp,
    select: impl FnOnce() -> SelectStatement,
) -> Statement {
    let name = (engine == DbBackend::Sqlite, kind);
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&name).cloned();
    let words = known.unwrap_or_else(|| {
        let mut select = select();
        select.and_where(Expr::col((data::Entity, data::Column::Id)).eq(DATUM));
        let built = engine.build(&select);
        let words = Arc::new((built.sql, built.values.map(|values| values.0).unwrap_or_default()));
        KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(name, Arc::clone(&words));
        words
    });
    let then = Value::from(NOW.as_millisecond());
    let values = words.1.iter().map(|value| match value {
        Value::Uuid(Some(uuid)) if *uuid == DATUM => Value::from(id.uuid()),
        value if *value == then => Value::from(now.as_millisecond()),
        value => value.clone(),
    });
    Statement { sql: words.0.clone(), values: Some(Values(values.collect())), db_backend: engine }
}
