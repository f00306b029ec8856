//! What must happen later: obligations, each owed once.

use incamera_model::DatumId;
use incamera_store::{Col, kernel::obligations};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{error::RightsError, kernel::term, name::drawn_from};

/// Something due because of a promise. Its name is drawn from all four, so that the same is owed once, however often it is said.
///
/// # Errors
/// A promise or a task that is no plain word.
pub fn owe(
    promise: &str,
    task: &str,
    target: DatumId,
    due: Timestamp,
) -> Result<obligations::Model, RightsError> {
    let at = due.as_millisecond().to_be_bytes();
    Ok(obligations::Model {
        id: Col(drawn_from(&[promise.as_bytes(), task.as_bytes(), target.uuid().as_bytes(), &at])),
        promise: Col(term(promise)?),
        task: Col(term(task)?),
        target: Col(target),
        due: Col(due),
        claimed: None,
        tries: 0,
        done: None,
    })
}

/// What stands for the installation itself where something is owed about it.
pub(crate) fn installation() -> DatumId {
    DatumId::of(Uuid::from_u128(0x1))
}
