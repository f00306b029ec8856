//! Objects that no row speaks of: a process was killed between sealing and writing down. Nobody can ask for them, and nobody would
//! erase them with what they are about.

use std::collections::BTreeSet;

use incamera_gate::Datum;
use incamera_model::DatumId;
use incamera_rights::{HOUSE, Kernel};
use incamera_store::Reads;
use jiff::{SignedDuration, Timestamp};

use crate::{error::StudioError, piece::erase};

/// What is younger may still be on its way.
const AGE: SignedDuration = SignedDuration::from_hours(24);
/// Objects asked about in one go.
const PAGE: usize = 500;

/// Destroys what a killed process left, a day after. Says how many objects that were.
pub(crate) async fn sweep(kernel: &Kernel) -> Result<usize, StudioError> {
    let before = kernel.now() - AGE;
    // A store that does not tell what was begun there keeps it.
    let _begun = kernel.vault().objects().sweep(before);
    let old = |id: &DatumId| begun(*id).is_some_and(|at| at < before);
    let all: Vec<DatumId> =
        kernel.vault().objects().list()?.into_iter().map(DatumId::of).filter(old).collect();
    let Some(region) = kernel.charter().regions.keys().next() else { return Ok(0) };
    let mut gone = 0;
    for some in all.chunks(PAGE) {
        let known = kernel.store().data(some, kernel.now()).await?;
        let known: BTreeSet<DatumId> = known.into_iter().map(|known| known.datum.id).collect();
        // Whose it was nobody knows: it is what a job left, and goes as that.
        let left: Vec<Datum> = some
            .iter()
            .filter(|id| !known.contains(id))
            .map(|id| Datum::new(*id, "working", HOUSE, region))
            .collect();
        erase(kernel, &left.iter().collect::<Vec<_>>()).await?;
        gone += left.len();
    }
    Ok(gone)
}

/// When something was named.
fn begun(id: DatumId) -> Option<Timestamp> {
    let millis = id.uuid().as_u128() >> 80;
    Timestamp::from_millisecond(i64::try_from(millis).ok()?).ok()
}
