//! Names of keys. None says who somebody is to one who does not know him already.

use incamera_model::{DatumId, PersonId, WorkspaceId};
use uuid::Uuid;

/// The installation's pepper.
pub(crate) const PEPPER: Uuid = Uuid::from_u128(1);

/// A person's key in a workspace; the same person has another in each.
pub(crate) fn subject(workspace: WorkspaceId, person: PersonId) -> Uuid {
    Uuid::from_u128(workspace.uuid().as_u128().rotate_left(64) ^ person.uuid().as_u128())
}

/// The key of a datum's own fields. Its object has another, so that either can be sealed first. (The version of the UUID becomes
/// one that no id of ours has.)
pub(crate) fn fields(datum: DatumId) -> Uuid {
    Uuid::from_u128(datum.uuid().as_u128() ^ (0xf << 76))
}

/// Every key that is a datum's own.
pub(crate) fn asset(datum: DatumId) -> [Uuid; 2] {
    [datum.uuid(), fields(datum)]
}
