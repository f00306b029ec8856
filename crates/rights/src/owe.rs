//! What is due, under a name drawn from what it is: said twice, it is owed once.

use incamera_model::{DatumId, Term};
use incamera_store::{Col, kernel::obligations};
use jiff::Timestamp;

use crate::name::drawn_from;

/// Something due at a time because of a promise.
pub(crate) fn owe(promise: &Term, task: &Term, target: DatumId, due: Timestamp) -> obligations::Model {
    let at = due.as_millisecond().to_be_bytes();
    let id =
        drawn_from(&[promise.as_str().as_bytes(), task.as_str().as_bytes(), target.uuid().as_bytes(), &at]);
    obligations::Model {
        id: Col(id),
        promise: Col(promise.clone()),
        task: Col(task.clone()),
        target: Col(target),
        due: Col(due),
        claimed: None,
        tries: 0,
        done: None,
    }
}
