//! What a request owes to whom by when, as obligations.

use incamera_charter::Due;
use incamera_model::DatumId;
use incamera_store::kernel::obligations;
use jiff::{SignedDuration, Timestamp};

use crate::{error::RightsError, owe::owe};

/// How long before an answer is due the officer is told (DSR-08).
pub const WARNING: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Receipt is confirmed.
pub(crate) const ACKNOWLEDGE: &str = "request.acknowledge";
/// The officer is told that an answer is due soon.
pub(crate) const WARN: &str = "request.warn";
/// The officer is told that an answer is late.
pub(crate) const ESCALATE: &str = "request.escalate";

/// That receipt is confirmed.
pub(crate) fn acknowledged(request: DatumId, due: &Due) -> Result<obligations::Model, RightsError> {
    owe(&due.by, ACKNOWLEDGE, request, due.before)
}

/// That the officer is told, before it is late and when it is.
pub(crate) fn watched(
    request: DatumId,
    due: &Due,
    now: Timestamp,
) -> Result<[obligations::Model; 2], RightsError> {
    let early = due.before.checked_sub(WARNING).unwrap_or(now).max(now);
    Ok([owe(&due.by, WARN, request, early)?, owe(&due.by, ESCALATE, request, due.before)?])
}

/// That the officer is told at once.
pub(crate) fn at_once(request: DatumId, now: Timestamp) -> Result<obligations::Model, RightsError> {
    owe("ages", ESCALATE, request, now)
}
