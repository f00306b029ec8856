//! What an incident means for people, and who must be told therefore.

use incamera_model::DatumId;
use incamera_store::Col;
use serde::{Deserialize, Serialize};

use super::{
    notify::Audience,
    stage::{Severity, Stage, change, keep},
};
use crate::{
    desk::Desk,
    docket::{self, text},
    error::RightsError,
    kernel::term,
    owe::owe,
};

pub(super) const ASSESSED: &str = "assessed";

#[derive(Serialize, Deserialize)]
struct Assessed {
    severity: Severity,
    text: String,
}

impl Desk<'_> {
    /// Says how bad an incident is, and why. A risk to nobody frees from telling the authority; a risk makes the customers'
    /// notice due, a high risk that of the people concerned, both by the earliest clock that runs.
    ///
    /// # Errors
    /// A refusal; an incident that was not contained; no reason.
    pub async fn assess(&self, incident: DatumId, severity: Severity, why: &str) -> Result<(), RightsError> {
        let kernel = self.kernel;
        let why = text("why it is that bad", why)?;
        if severity == Severity::Unassessed {
            return Err(RightsError::Said("an assessment says low, risk or high".to_owned()));
        }
        let unit = kernel.store.begin().await?;
        let (datum, mut row) =
            change(self, &unit, incident, &[Stage::Contained], "contain it first; what was assessed stays")
                .await?;
        row.stage = Col(term(Stage::Assessed.word())?);
        row.severity = Col(term(severity.word())?);
        let clocks = kernel.store.owed(incident).await?;
        if severity == Severity::Low {
            unit.waive(incident, kernel.now()).await?;
        } else if let Some(first) = clocks.iter().min_by_key(|clock| clock.due) {
            for audience in Audience::due_for(severity).iter().filter(|one| **one != Audience::Authority) {
                unit.owe([owe(first.promise.as_str(), audience.task(), incident, *first.due)?]).await?;
            }
        }
        let said = Assessed { severity, text: why.to_owned() };
        docket::enter(self, &unit, (incident, datum.workspace), &[], ASSESSED, &said).await?;
        keep(self, &unit, &datum, row, &(severity, why)).await?;
        Ok(unit.commit().await?)
    }
}
