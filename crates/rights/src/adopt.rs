//! The versions of the charter an installation lived under: each written down once, in the rows and in the ledger.

use incamera_charter::Published;
use incamera_ledger::Kind;
use incamera_store::{Col, Registers, kernel::versions};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    error::RightsError,
    kernel::{HOUSE, Kernel, term},
};

/// What everything the policy promises about its own changes goes by.
const PROMISE: &str = "notice.change";

impl Kernel {
    /// Writes down the published versions that are not written down yet, from the first. Says how many those were.
    ///
    /// # Errors
    /// A version that was written down with another digest, or that is missing: somebody altered what people were promised.
    pub async fn adopt(&self, published: &[Published]) -> Result<usize, RightsError> {
        let known = self.store.versions().await?;
        for (at, row) in known.iter().enumerate() {
            let same = published.get(at).is_some_and(|version| {
                i64::from(version.number()) == row.number && version.digest() == row.digest.as_str()
            });
            if !same {
                return Err(RightsError::State {
                    what: format!("version {} of the charter", row.number),
                    state: "another than the one in the ledger".to_owned(),
                    next: "bring the folder `charter` of the ledger back from a backup: a change is published as the next version",
                });
            }
        }
        let new = published.get(known.len()..).unwrap_or_default();
        if new.is_empty() {
            return Ok(0);
        }
        let unit = self.store.begin().await?;
        for version in new {
            unit.publish(versions::Model {
                number: version.number().into(),
                digest: Col(term(version.digest())?),
                published: Col(morning(version.published())),
                effective: Col(morning(version.effective())),
            })
            .await?;
            let what = (version.number(), version.digest(), version.effective());
            unit.log(&self.entry(Kind::CharterPublished, PROMISE, HOUSE, None, &what)?).await?;
        }
        unit.commit().await?;
        self.ship().await?;
        Ok(new.len())
    }
}

/// When a day begins.
pub(crate) fn morning(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::MAX, |day| day.timestamp())
}
