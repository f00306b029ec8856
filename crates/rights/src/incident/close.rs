//! An incident is closed: why it happened is known, and what keeps it from happening again.

use incamera_gate::Write;
use incamera_model::DatumId;
use incamera_store::Col;
use incamera_vault::Under;

use super::stage::{Severity, Stage, change, keep};
use crate::{
    desk::Desk,
    docket::{self, text},
    error::RightsError,
    kernel::term,
};

impl Desk<'_> {
    /// Closes an incident, with its cause and what prevents the next.
    ///
    /// # Errors
    /// A refusal; one of the two missing; somebody who must be told and was not.
    pub async fn close_incident(
        &self,
        incident: DatumId,
        cause: &str,
        prevention: &str,
    ) -> Result<(), RightsError> {
        let kernel = self.kernel;
        let cause = text("why it happened", cause)?;
        let prevention = text("what prevents the next", prevention)?;
        let unit = kernel.store.begin().await?;
        let from = [Stage::Assessed, Stage::Notified];
        let next = "contain it, assess it, and tell everybody who must be told";
        let (datum, mut row) = change(self, &unit, incident, &from, next).await?;
        if *row.stage == *Stage::Assessed.word() && *row.severity != *Severity::Low.word() {
            return Err(RightsError::State {
                what: format!("incident {incident}"),
                state: Stage::Assessed.word().to_owned(),
                next,
            });
        }
        let permit = self.may::<Write>(&datum)?;
        row.stage = Col(term(Stage::Closed.word())?);
        row.cause = Some(Col(kernel.vault.seal_field(&permit, Under::Datum, "cause", cause)?));
        row.prevention =
            Some(Col(kernel.vault.seal_field(&permit, Under::Datum, "prevention", prevention)?));
        row.closed = Some(Col(kernel.now()));
        keep(self, &unit, &datum, row, &(cause, prevention)).await?;
        docket::close(&unit, incident, kernel.now()).await?;
        unit.waive(incident, kernel.now()).await?;
        Ok(unit.commit().await?)
    }
}
