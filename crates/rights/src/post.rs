//! Letters that are owed: written down with what they tell of, sealed, until whoever sends mail says that they went.

use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{Reads, Transaction};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{desk::Desk, docket, error::RightsError, kernel::Kernel, owe::owe};

/// Task of the obligation that a letter be sent.
pub(crate) const LETTER: &str = "letter";

/// A letter that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Its name.
    pub id: DatumId,
    /// The incident, the authority's request, the subscription it is about.
    pub case: DatumId,
    /// To whom; none where it goes to an authority.
    pub to: Option<PersonId>,
    /// What it tells of: `letter.incident`, `letter.authority`, `letter.processors`.
    pub kind: String,
    /// What it says, as JSON: the words around it are a matter of the reader's language.
    pub said: String,
    /// The promise that wants it.
    pub promise: String,
    /// Since when it may go.
    pub due: Timestamp,
}

/// Where a letter belongs, and by which promise it is owed.
pub(crate) struct Owed<'a> {
    pub(crate) case: DatumId,
    pub(crate) workspace: WorkspaceId,
    pub(crate) promise: &'a str,
    pub(crate) due: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    to: Option<PersonId>,
    said: serde_json::Value,
}

/// Writes a letter, to be sent from `due` on.
pub(crate) async fn post(
    desk: &Desk<'_>,
    unit: &Transaction,
    owed: &Owed<'_>,
    to: Option<PersonId>,
    kind: &str,
    said: &impl Serialize,
) -> Result<DatumId, RightsError> {
    let said = serde_json::to_value(said).map_err(|e| RightsError::Said(e.to_string()))?;
    let about: Vec<PersonId> = to.into_iter().collect();
    let letter = Envelope { to, said };
    let id = docket::enter(desk, unit, (owed.case, owed.workspace), &about, kind, &letter).await?;
    unit.owe([owe(owed.promise, LETTER, id, owed.due)?]).await?;
    Ok(id)
}

impl Kernel {
    /// Letters that may go now, the longest due first, at most so many.
    ///
    /// # Errors
    /// Whatever would not.
    pub async fn letters(&self, most: u64) -> Result<Vec<Waiting>, RightsError> {
        let due = self.store.overdue(self.now(), most).await?;
        let mut letters = Vec::new();
        for owed in due.iter().filter(|owed| *owed.task == *LETTER) {
            let Some(known) = self.store.datum(*owed.target, self.now()).await? else { continue };
            let machine = self.machine(&known.datum.region)?;
            let Some((case, line)) = docket::line(&machine, &self.store, *owed.target).await? else {
                continue;
            };
            let Envelope { to, said } = line.read()?;
            letters.push(Waiting {
                id: line.id,
                case,
                to,
                kind: line.what,
                said: said.to_string(),
                promise: owed.promise.to_string(),
                due: *owed.due,
            });
        }
        Ok(letters)
    }

    /// A letter went. Said twice, it went once.
    ///
    /// # Errors
    /// There is no such letter.
    pub async fn sent(&self, letter: DatumId) -> Result<(), RightsError> {
        let owed = self.store.owed(letter).await?;
        let missing = || RightsError::missing("letter", letter);
        let owed = owed.iter().find(|owed| *owed.task == *LETTER).ok_or_else(missing)?;
        let known = self.store.datum(letter, self.now()).await?.ok_or_else(missing)?.datum;
        let unit = self.store.begin().await?;
        if unit.meet(*owed.id, self.now()).await? {
            let only = known.about.first().copied();
            let what = ("sent", letter);
            unit.log(&self.entry(Kind::Write, owed.promise.as_str(), known.workspace, only, &what)?).await?;
        }
        Ok(unit.commit().await?)
    }
}
