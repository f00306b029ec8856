//! How far an incident is, and how bad.

use incamera_gate::Write;
use incamera_ledger::Kind;
use incamera_model::DatumId;
use incamera_store::{Reads, Transaction, rows::incidents};
use serde::Serialize;

use crate::{desk::Desk, error::RightsError, one_of::one_of};

one_of! {
    /// How far an incident is.
    Stage, "stage of an incident":
    /// It is known.
    Detected = "detected",
    /// It goes on no more.
    Contained = "contained",
    /// It is known what it means for people.
    Assessed = "assessed",
    /// Everybody who must be told was.
    Notified = "notified",
    /// Its cause is known, and what prevents the next.
    Closed = "closed",
}

one_of! {
    /// How bad an incident is for the people concerned.
    Severity, "severity of an incident":
    /// Nobody has assessed it yet: it is treated as the worst.
    Unassessed = "unassessed",
    /// A risk to nobody: it is written down, and no authority is told (GDPR Art. 33(1)).
    Low = "low",
    /// A risk: authority and customers are told.
    Risk = "risk",
    /// A high risk: the people concerned are told too (GDPR Art. 34).
    High = "high",
}

/// An incident, to be changed in this unit of work, with leave to.
///
/// # Errors
/// One that is gone, or stands elsewhere than at one of these stages; a refusal.
pub(super) async fn change(
    desk: &Desk<'_>,
    unit: &Transaction,
    id: DatumId,
    from: &[Stage],
    next: &'static str,
) -> Result<(incamera_gate::Datum, incidents::Model), RightsError> {
    // Nobody else is at it meanwhile.
    unit.lock(id).await?;
    let held = unit.fetch::<incidents::Entity>(id, desk.kernel.now()).await?;
    let held = held.ok_or_else(|| RightsError::missing("incident", id))?;
    let datum = held.datum().clone();
    let permit = desk.may::<Write>(&datum)?;
    let row = held.change(&permit)?;
    let stage = Stage::of(row.stage.as_str())?;
    if !from.contains(&stage) {
        return Err(RightsError::State {
            what: format!("incident {id}"),
            state: stage.word().to_owned(),
            next,
        });
    }
    Ok((datum, row))
}

/// Writes an incident anew, with what was done about it for the ledger.
pub(super) async fn keep(
    desk: &Desk<'_>,
    unit: &Transaction,
    datum: &incamera_gate::Datum,
    row: incidents::Model,
    what: &(impl Serialize + Sync),
) -> Result<(), RightsError> {
    let permit = desk.may::<Write>(datum)?;
    let stage = row.stage.to_string();
    unit.update::<incidents::Entity>(&permit, row).await?;
    let what = ("incident", datum.id, stage, what);
    let entry = desk.kernel.entry(Kind::Incident, PROMISE, datum.workspace, None, &what)?;
    Ok(unit.log(&entry).await?)
}

/// By which promise incidents are worked on, where no report of the charter is named.
pub(super) const PROMISE: &str = "purpose.legal";
