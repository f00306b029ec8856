//! After a restore, erased stays erased: every tombstone that the journal knows is done again before anything is served.

use incamera_store::kernel::tombstones;

use crate::{error::RightsError, kernel::Kernel};

/// What a replay did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// So many tombstones were replayed.
    pub tombstones: u64,
    /// So much data had come back and is gone again.
    pub ended: u64,
}

impl Kernel {
    /// Does what these tombstones want with whatever is there of it, as if each were written now.
    ///
    /// # Errors
    /// A machine that would not. Asked again, it does what is left.
    pub async fn replay(&self, tombstones: &[tombstones::Model]) -> Result<Replayed, RightsError> {
        let mut replayed = Replayed::default();
        for stone in tombstones {
            let unit = self.store.begin().await?;
            self.close(&unit, stone).await?;
            unit.commit().await?;
            self.pursue(*stone.id).await?;
            let rows =
                self.erasure(*stone.id).await?.targets.into_iter().find(|target| target.store == "rows");
            replayed.ended += rows.map_or(0, |rows| rows.count.unsigned_abs());
            replayed.tombstones += 1;
        }
        Ok(replayed)
    }
}
