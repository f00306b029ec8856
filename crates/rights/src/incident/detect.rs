//! An incident becomes known: from that moment the clocks of the laws run.

use incamera_gate::Write;
use incamera_ledger::Kind;
use incamera_model::{DatumId, WorkspaceId};
use incamera_store::{Col, Filing, rows::incidents};
use incamera_vault::Under;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    notify::Audience,
    reach::Touched,
    stage::{PROMISE, Severity, Stage},
};
use crate::{
    desk::Desk,
    docket::{self, text},
    error::RightsError,
    kernel::term,
    owe::owe,
};

/// What is known of an incident when it is found.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// Whose: a tenant's, or the whole installation's ([`HOUSE`](crate::HOUSE)).
    pub workspace: WorkspaceId,
    /// Since when it is known; the clocks run from then.
    pub known: Timestamp,
    /// What happened.
    pub text: &'a str,
    /// What it touches, as far as it is known.
    pub touched: &'a Touched,
    /// Where the people concerned live (ISO 3166), as far as it is known. Of whom nothing is known, all laws hold.
    pub places: &'a [&'a str],
    /// It is a rehearsal: its clocks run, and no letter goes out.
    pub exercise: bool,
}

/// What the docket keeps of the beginning.
#[derive(Serialize, Deserialize)]
pub(super) struct Scope {
    pub(super) touched: Touched,
    pub(super) exercise: bool,
}

pub(super) const SCOPE: &str = "scope";

impl Desk<'_> {
    /// Enters an incident. The reports to authorities are owed from here on, whatever it turns out to be.
    ///
    /// # Errors
    /// A refusal; a text that says nothing; a moment that has not come.
    pub async fn detect(&self, found: &Found<'_>) -> Result<DatumId, RightsError> {
        let (kernel, workspace) = (self.kernel, found.workspace);
        if found.known > kernel.now() {
            return Err(RightsError::Said(
                "an incident cannot be known before it is: give an earlier time".to_owned(),
            ));
        }
        let told = text("what happened", found.text)?;
        let datum = self.draft("case", workspace, None, &[]).await?;
        let permit = self.may::<Write>(&datum)?;
        let row = incidents::Model {
            id: Col(datum.id),
            stage: Col(term(Stage::Detected.word())?),
            severity: Col(term(Severity::Unassessed.word())?),
            known: Col(found.known),
            text: Col(kernel.vault.seal_field(&permit, Under::Datum, "text", told)?),
            cause: None,
            prevention: None,
            contained: None,
            closed: None,
        };
        let unit = kernel.store.begin().await?;
        let filing = Filing { clock: None, ..Filing::observed(kernel.now()) };
        unit.insert::<incidents::Entity>(&permit, row, filing).await?;
        let scope = Scope { touched: found.touched.clone(), exercise: found.exercise };
        docket::enter(self, &unit, (datum.id, workspace), &[], SCOPE, &scope).await?;
        let due = kernel.charter().breach_due(&found.known.to_zoned(TimeZone::UTC), found.places);
        for due in &due {
            unit.owe([owe(&due.by, Audience::Authority.task(), datum.id, due.before)?]).await?;
        }
        let what = ("incident", datum.id, Stage::Detected.word(), found.known, &scope);
        let promise = due.first().map_or(PROMISE, |due| due.by.as_str());
        unit.log(&kernel.entry(Kind::Incident, promise, workspace, None, &what)?).await?;
        unit.commit().await?;
        Ok(datum.id)
    }
}
