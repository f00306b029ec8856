//! The docket of a case: what was said and done about it, a line each, in the order in which it was.

use incamera_gate::{Read, Write};
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{Col, Filing, Reads, Table, Transaction, rows::stages};
use incamera_vault::Under;
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{desk::Desk, error::RightsError, kernel::term};

/// A line of a docket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its name.
    pub id: DatumId,
    /// What was said or done: `scope`, `contained`, `told.people`, …
    pub what: String,
    /// The whole of it, as JSON.
    pub said: String,
    /// When.
    pub at: Timestamp,
}

impl Line {
    /// What it says.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, RightsError> {
        serde_json::from_str(&self.said).map_err(|e| {
            RightsError::Said(format!("line {} of a docket is not what it should be: {e}", self.id))
        })
    }
}

/// Enters a line. Its retention counts from when the case is closed, as the case's own.
pub(crate) async fn enter(
    desk: &Desk<'_>,
    unit: &Transaction,
    (case, workspace): (DatumId, WorkspaceId),
    about: &[PersonId],
    what: &str,
    said: &(impl Serialize + ?Sized),
) -> Result<DatumId, RightsError> {
    let kernel = desk.kernel;
    let datum = unit.draft(new(desk, workspace), about).await?;
    let permit = desk.may::<Write>(&datum)?;
    let said = serde_json::to_string(said).map_err(|e| RightsError::Said(e.to_string()))?;
    let row = stages::Model {
        id: Col(datum.id),
        case: Col(case),
        what: Col(term(what)?),
        text: Some(Col(kernel.vault.seal_field(&permit, Under::Datum, "text", &said)?)),
        at: Col(kernel.now()),
    };
    let filing = Filing { clock: None, ..Filing::from_person(kernel.now()) };
    unit.insert::<stages::Entity>(&permit, row, filing).await?;
    Ok(datum.id)
}

fn new(desk: &Desk<'_>, workspace: WorkspaceId) -> incamera_gate::Datum {
    incamera_gate::Datum::new(desk.kernel.id(), "case", workspace, &desk.intent.place)
}

/// All lines of a case that this desk may read.
pub(crate) async fn lines(
    desk: &Desk<'_>,
    reads: &impl Reads,
    case: DatumId,
) -> Result<Vec<Line>, RightsError> {
    let children = reads.children(&[case]).await?;
    let mut lines = Vec::new();
    for child in children.iter().filter(|child| child.kind == <stages::Entity as Table>::KIND) {
        if let Some(line) = line(desk, reads, child.datum).await? {
            lines.push(line.1);
        }
    }
    lines.sort_by_key(|line| (line.at, line.id));
    Ok(lines)
}

/// One line, and the case it belongs to; none if it is gone.
pub(crate) async fn line(
    desk: &Desk<'_>,
    reads: &impl Reads,
    id: DatumId,
) -> Result<Option<(DatumId, Line)>, RightsError> {
    let Some(held) = reads.fetch::<stages::Entity>(id, desk.kernel.now()).await? else { return Ok(None) };
    let permit = desk.may::<Read>(held.datum())?;
    let row = held.open(&permit)?;
    let said = match &row.text {
        Some(text) => desk.kernel.vault.open_field(&permit, "text", text)?,
        None => "null".to_owned(),
    };
    Ok(Some((*row.case, Line { id, what: row.what.to_string(), said, at: *row.at })))
}

/// From here on the retention of a case and its lines counts.
pub(crate) async fn close(unit: &Transaction, case: DatumId, at: Timestamp) -> Result<(), RightsError> {
    let mut ids: Vec<DatumId> = unit.children(&[case]).await?.into_iter().map(|child| child.datum).collect();
    ids.push(case);
    Ok(unit.start_clock(&ids, at).await?)
}

/// A text that says something.
///
/// # Errors
/// It is empty: `what` is asked for.
pub(crate) fn text<'a>(what: &str, text: &'a str) -> Result<&'a str, RightsError> {
    match text.trim() {
        "" => Err(RightsError::Said(format!("{what} is missing: say it in words"))),
        text => Ok(text),
    }
}
