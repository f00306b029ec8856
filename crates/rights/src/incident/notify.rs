//! Authority, customers and the people concerned are told, each of the three things the law wants them to know.

use std::collections::BTreeSet;

use incamera_model::{DatumId, PersonId};
use incamera_store::{Col, Transaction};
use serde::{Deserialize, Serialize};

use super::{
    detect::{SCOPE, Scope},
    reach::Affected,
    stage::{PROMISE, Severity, Stage, change, keep},
};
use crate::{
    desk::Desk,
    docket::{self, Line, text},
    error::RightsError,
    kernel::{HOUSE, term},
    one_of::one_of,
    post::{Owed, post},
    seat::seats,
};

one_of! {
    /// Who is told.
    Audience, "audience of a notice":
    /// The supervisory authority (GDPR Art. 33).
    Authority = "authority",
    /// The admins of every workspace that is affected.
    Customers = "customers",
    /// Everybody it is about (GDPR Art. 34).
    People = "people",
}

impl Audience {
    /// Task of the obligation to tell them.
    pub fn task(self) -> &'static str {
        match self {
            Self::Authority => "notify-authority",
            Self::Customers => "notify-customers",
            Self::People => "notify-people",
        }
    }

    /// Who must be told of an incident this bad.
    pub fn due_for(severity: Severity) -> &'static [Self] {
        match severity {
            Severity::Low => &[],
            Severity::Risk => &[Self::Authority, Self::Customers],
            Severity::High | Severity::Unassessed => Self::ALL,
        }
    }

    pub(super) fn told(self) -> String {
        format!("told.{}", self.word())
    }
}

/// The three things a notice says.
#[derive(Clone, Copy, Debug)]
pub struct Contents<'a> {
    /// What happened, and to which data.
    pub nature: &'a str,
    /// What may come of it.
    pub consequences: &'a str,
    /// What was done about it, and what the reader can do.
    pub measures: &'a str,
}

/// A notice as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What happened.
    pub nature: String,
    /// What may come of it.
    pub consequences: String,
    /// What was done.
    pub measures: String,
    /// How many people it is about.
    pub people: usize,
    /// How many records.
    pub records: usize,
    /// How many letters were written.
    pub letters: usize,
}

impl Desk<'_> {
    /// Tells an audience: a letter for each of its members waits to be sent, and the obligation to tell them is met. Who is
    /// affected is computed anew. Once everybody who must be told was, the incident stands at `notified`. Of an exercise the
    /// notice is kept, and no letter written.
    ///
    /// # Errors
    /// A refusal; one of the three contents missing; an audience that was told; an incident that was not assessed.
    pub async fn notify(
        &self,
        incident: DatumId,
        audience: Audience,
        contents: &Contents<'_>,
    ) -> Result<Told, RightsError> {
        let kernel = self.kernel;
        let mut told = Told {
            nature: text("the nature of what happened", contents.nature)?.to_owned(),
            consequences: text("what may come of it", contents.consequences)?.to_owned(),
            measures: text("what was done about it", contents.measures)?.to_owned(),
            people: 0,
            records: 0,
            letters: 0,
        };
        let unit = kernel.store.begin().await?;
        let from = [Stage::Assessed, Stage::Notified];
        let (datum, mut row) = change(self, &unit, incident, &from, "assess it first").await?;
        let lines = docket::lines(self, &unit, incident).await?;
        if lines.iter().any(|line| line.what == audience.told()) {
            return Err(RightsError::State {
                what: format!("the notice to {} of incident {incident}", audience.word()),
                state: "given already".to_owned(),
                next: "what is found later is another incident",
            });
        }
        let scope = scope(&lines)?;
        let affected = kernel.affected(datum.workspace, &scope.touched).await?;
        (told.people, told.records) = (affected.people.len(), affected.records);
        let clocks = kernel.store.owed(incident).await?;
        let mut mine: Vec<_> = clocks.iter().filter(|clock| *clock.task == *audience.task()).collect();
        mine.sort_by_key(|clock| clock.due);
        let promise = mine.first().map_or(PROMISE, |clock| clock.promise.as_str());
        let owed = Owed { case: incident, workspace: datum.workspace, promise, due: kernel.now() };
        if !scope.exercise {
            told.letters = self.write_to(&unit, &owed, audience, &affected, &told).await?;
        }
        for clock in &mine {
            unit.meet(*clock.id, kernel.now()).await?;
        }
        let case = (incident, datum.workspace);
        docket::enter(self, &unit, case, &[], &audience.told(), &told).await?;
        let severity = Severity::of(row.severity.as_str())?;
        let was = |other: &Audience| *other == audience || lines.iter().any(|line| line.what == other.told());
        if Audience::due_for(severity).iter().all(was) {
            row.stage = Col(term(Stage::Notified.word())?);
        }
        keep(self, &unit, &datum, row, &(audience, &told)).await?;
        unit.commit().await?;
        Ok(told)
    }

    /// Writes the letters. Whoever was forgotten gets none.
    async fn write_to(
        &self,
        unit: &Transaction,
        owed: &Owed<'_>,
        audience: Audience,
        affected: &Affected,
        told: &Told,
    ) -> Result<usize, RightsError> {
        let kernel = self.kernel;
        let to: Vec<Option<PersonId>> = match audience {
            Audience::Authority => vec![None],
            Audience::People => affected.people.iter().copied().map(Some).collect(),
            Audience::Customers => {
                let mut admins = BTreeSet::new();
                for workspace in affected.workspaces.iter().filter(|one| **one != HOUSE) {
                    let seats = seats(kernel, unit, *workspace).await?;
                    admins.extend(seats.iter().filter(|s| s.role == "admin").map(|s| s.person));
                }
                admins.into_iter().map(Some).collect()
            }
        };
        let mut letters = 0;
        for to in to {
            if let Some(person) = to {
                let letter = self.draft("case", owed.workspace, None, &[person]).await?;
                if letter.erased {
                    continue;
                }
            }
            post(self, unit, owed, to, "letter.incident", told).await?;
            letters += 1;
        }
        Ok(letters)
    }
}

/// What the docket keeps of the beginning.
pub(super) fn scope(lines: &[Line]) -> Result<Scope, RightsError> {
    let line = lines.iter().find(|line| line.what == SCOPE);
    line.ok_or_else(|| RightsError::Said("the docket of this incident has no beginning".to_owned()))?.read()
}

/// Whether it was a rehearsal.
pub(crate) fn rehearsed(lines: &[Line]) -> Result<bool, RightsError> {
    Ok(scope(lines)?.exercise)
}
