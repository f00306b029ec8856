//! What a column can hold: a closed list of types, none of which has room for a free word that is not sealed.

use std::{any::type_name, ops::Deref};

use incamera_model::{BlindIndex, DatumId, PersonId, ProjectId, Sealed, Term, WorkspaceId};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue, ColIdx, ColumnType, DbErr, IntoActiveValue, QueryResult, TryFromU64, TryGetError,
    TryGetable, Value,
    sea_query::{ArrayType, Nullable, ValueType, ValueTypeErr},
};
use uuid::Uuid;

/// A value as it stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Col<T>(pub T);

impl<T> Deref for Col<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Col<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

mod closed {
    pub trait Closed {}
}

/// A type that columns can have. The list is closed.
pub trait Plain: closed::Closed + Clone {
    /// What the database knows it as.
    type Raw: ValueType + TryGetable + Nullable + Into<Value>;

    /// As the database knows it.
    fn raw(self) -> Self::Raw;

    /// From what the database says; none for what was never written by us.
    fn of(raw: Self::Raw) -> Option<Self>;
}

macro_rules! plain {
    ($($kind:ty as $raw:ty: $into:expr, $from:expr;)*) => {$(
        impl closed::Closed for $kind {}

        impl Plain for $kind {
            type Raw = $raw;

            fn raw(self) -> $raw {
                let into: fn(Self) -> $raw = $into;
                into(self)
            }

            fn of(raw: $raw) -> Option<Self> {
                let from: fn($raw) -> Option<Self> = $from;
                from(raw)
            }
        }
    )*};
}

plain! {
    DatumId as Uuid: Self::uuid, |raw| Some(Self::of(raw));
    PersonId as Uuid: Self::uuid, |raw| Some(Self::of(raw));
    ProjectId as Uuid: Self::uuid, |raw| Some(Self::of(raw));
    WorkspaceId as Uuid: Self::uuid, |raw| Some(Self::of(raw));
    Sealed as Vec<u8>: |sealed| sealed.bytes().to_vec(), |raw| Some(Self::of(raw));
    BlindIndex as Vec<u8>: |trace| trace.bytes().to_vec(), |raw| raw.try_into().ok().map(Self::of);
    Timestamp as i64: Self::as_millisecond, |raw| Self::from_millisecond(raw).ok();
    Term as String: Into::into, |raw| raw.parse().ok();
    i64 as i64: |n| n, Some;
    bool as bool: |b| b, Some;
}

impl<T: Plain> From<Col<T>> for Value {
    fn from(Col(value): Col<T>) -> Self {
        value.raw().into()
    }
}

impl<T: Plain> TryGetable for Col<T> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let raw = T::Raw::try_get_by(row, index)?;
        let wrong = || TryGetError::DbErr(DbErr::Type(format!("a column holds no {}", type_name::<T>())));
        T::of(raw).map(Self).ok_or_else(wrong)
    }
}

impl<T: Plain> ValueType for Col<T> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        T::of(<T::Raw as ValueType>::try_from(value)?).map(Self).ok_or(ValueTypeErr)
    }

    fn type_name() -> String {
        T::Raw::type_name()
    }

    fn array_type() -> ArrayType {
        T::Raw::array_type()
    }

    fn column_type() -> ColumnType {
        T::Raw::column_type()
    }
}

impl<T: Plain> Nullable for Col<T> {
    fn null() -> Value {
        T::Raw::null()
    }
}

impl<T: Plain> IntoActiveValue<Self> for Col<T> {
    fn into_active_value(self) -> ActiveValue<Self> {
        ActiveValue::Set(self)
    }
}

impl<T: Plain> TryFromU64 for Col<T> {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("a name, which no database draws"))
    }
}
