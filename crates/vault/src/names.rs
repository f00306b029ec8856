//! Names of keys: digests, so that the keyring alone names nobody, and who holds an id can still find its key.

use aws_lc_rs::digest;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use uuid::Uuid;

/// The installation's pepper.
pub(crate) const PEPPER: Uuid = Uuid::from_u128(1);

/// A person's key in a workspace; the same person has another in each.
pub(crate) fn subject(workspace: WorkspaceId, person: PersonId) -> Uuid {
    name("incamera subject 1", [workspace.uuid(), person.uuid()])
}

/// The key of a datum's own fields. Its object has another, so that either can be sealed first.
pub(crate) fn fields(datum: DatumId) -> Uuid {
    name("incamera fields 1", [datum.uuid(), Uuid::nil()])
}

/// Every key that is a datum's own.
pub(crate) fn asset(datum: DatumId) -> [Uuid; 2] {
    [datum.uuid(), fields(datum)]
}

/// A UUID of version 8, which no id of ours is: they are of version 7.
fn name(of: &str, ids: [Uuid; 2]) -> Uuid {
    let text = [of.as_bytes(), ids[0].as_bytes(), ids[1].as_bytes()].concat();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest::digest(&digest::SHA256, &text).as_ref()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
