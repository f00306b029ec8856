//! Many names in one question.

use incamera_model::DatumId;
use sea_orm::{ExprTrait, Value, sea_query::Expr};
use uuid::Uuid;

/// How many names stand in one question to the database.
pub(crate) const AT_ONCE: usize = 512;

/// It is one of these. Lists are filled up to a power of two with their last name again: engines and connections remember
/// statements by their text, and there shall be few texts.
pub(crate) fn any_of<N: Copy + Into<Name>>(column: Expr, names: &[N]) -> Expr {
    let Some(last) = names.last() else { return Expr::val(1).eq(0) };
    if names.len() == 1 {
        return column.eq(Into::<Name>::into(*last).0);
    }
    let more = names.len().next_power_of_two() - names.len();
    let all = names.iter().chain(std::iter::repeat_n(last, more));
    column.is_in(all.map(|name| Into::<Name>::into(*name).0))
}

/// A name, whatever it names.
pub(crate) struct Name(Value);

impl From<DatumId> for Name {
    fn from(id: DatumId) -> Self {
        Self(id.uuid().into())
    }
}

impl From<Uuid> for Name {
    fn from(id: Uuid) -> Self {
        Self(id.into())
    }
}

impl From<i64> for Name {
    fn from(number: i64) -> Self {
        Self(number.into())
    }
}

/// Parts of a long list to be put in at once: few lengths, for the same reason.
pub(crate) fn parts<T>(mut list: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let length = list.len().checked_ilog2().map(|log| 1_usize << if log < 6 { log } else { 6 })?;
        let (part, rest) = list.split_at(length);
        list = rest;
        Some(part)
    })
}
