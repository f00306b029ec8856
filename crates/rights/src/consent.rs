//! Somebody says yes, confirms it, or takes it back. Each is a row that is never changed, and an entry of the ledger.

use incamera_charter::Basis;
use incamera_gate::Write;
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId};
use incamera_store::{
    Col, Filing, Reads, Registers, Standing, Transaction,
    rows::{consents, lessons},
};
use incamera_vault::Under;
use serde::Serialize;

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::{Kernel, term},
    reach::{self, Reach},
};

/// A yes.
#[derive(Clone, Copy, Debug)]
pub struct Yes<'a> {
    /// To what: a purpose of the charter that rests on consent.
    pub purpose: &'a str,
    /// How far it goes.
    pub reach: Reach,
    /// In which words he was asked, in full.
    pub wording: &'a str,
    /// In which language (BCP 47).
    pub language: &'a str,
    /// How he said it: `screen`, `letter`, `mail`, `paper`.
    pub method: &'a str,
}

/// A yes as it was taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its name.
    pub id: DatumId,
    /// The code that confirms it, to be sent to the address it was given for; none where none is needed. Until it is
    /// confirmed, the gate lets nothing happen for that purpose.
    pub code: Option<String>,
}

/// What ends when a yes is taken back. Shown before, and the same after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ends {
    /// Data that may not be used for the purpose any more, by class.
    pub stops: Vec<Stops>,
    /// Classes that are held for nothing else: this is erased.
    pub erased: Vec<Stops>,
    /// Models that learned from it, by name of their corpus.
    pub models: Vec<DatumId>,
}

/// How much of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stops {
    /// Id of the charter's class.
    pub class: String,
    /// How many data.
    pub count: usize,
}

impl Desk<'_> {
    /// Whoever sits here says yes, for himself; nobody says it for another.
    ///
    /// # Errors
    /// A purpose that does not rest on consent; a refusal.
    pub async fn consent(&self, yes: &Yes<'_>) -> Result<Given, RightsError> {
        let (kernel, person) = (self.kernel, self.actor.person);
        let confirmed = asked(kernel, yes.purpose)?;
        let unit = kernel.store.begin().await?;
        let taken = Taken { act: "given", yes: None, of: yes };
        let id = self.take_down(&unit, &taken, Kind::Consent).await?;
        let standing = reach::standing(kernel, person, yes.reach, Standing::Consent, Some(yes.purpose))?;
        // Said again, it stands once.
        unit.unstand(&standing).await?;
        unit.stand(standing).await?;
        unit.commit().await?;
        let code = confirmed.then(|| code(kernel, id)).transpose()?;
        Ok(Given { id, code })
    }

    /// Whoever sits here confirms a yes of his from the address it was given for (double opt-in).
    ///
    /// # Errors
    /// A code that is not the one sent; a yes that is gone.
    pub async fn confirm(&self, given: DatumId, code: &str) -> Result<(), RightsError> {
        let (kernel, person) = (self.kernel, self.actor.person);
        if !same(self::code(kernel, given)?.as_bytes(), code.trim().as_bytes()) {
            return Err(RightsError::Said(
                "this is not the code that was sent: take the newest letter".to_owned(),
            ));
        }
        let held = kernel
            .store
            .fetch::<consents::Entity>(given, kernel.now())
            .await?
            .ok_or_else(|| RightsError::missing("consent", given))?;
        let permit = self.may::<incamera_gate::Read>(held.datum())?;
        let row = held.open(&permit)?.clone();
        let workspace = held.datum().workspace;
        let wording = kernel.vault.open_field(&permit, "wording", &row.wording)?;
        let of = Yes {
            purpose: row.purpose.as_str(),
            reach: Reach { workspace, project: row.project.map(|p| *p), only: row.only.map(|d| *d) },
            wording: &wording,
            language: row.language.as_str(),
            method: "mail",
        };
        let unit = kernel.store.begin().await?;
        let taken = Taken { act: "confirmed", yes: Some(given), of: &of };
        self.take_down(&unit, &taken, Kind::Consent).await?;
        let standing = reach::standing(kernel, person, Reach::all(workspace), Standing::Confirmed, None)?;
        unit.unstand(&standing).await?;
        unit.stand(standing).await?;
        Ok(unit.commit().await?)
    }

    /// What ends when whoever sits here takes a yes back.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn would_end(&self, purpose: &str, reach: Reach) -> Result<Ends, RightsError> {
        let (kernel, person) = (self.kernel, self.actor.person);
        let mut ends = Ends::default();
        let known = kernel.store.about(person, Some(reach.workspace), kernel.now()).await?;
        let here = known.iter().map(|known| &known.datum).filter(|datum| {
            reach.project.is_none_or(|p| datum.project == Some(p)) && reach.only.is_none_or(|d| datum.id == d)
        });
        for datum in here {
            let Some(class) = kernel.charter().classes.get(&datum.class) else { continue };
            if !class.purposes.iter().any(|p| p == purpose) {
                continue;
            }
            let nothing_else = class.purposes.iter().all(|p| p == purpose);
            count(if nothing_else { &mut ends.erased } else { &mut ends.stops }, &datum.class);
        }
        let mut models: Vec<DatumId> =
            lessons_of(kernel, person, purpose, reach).await?.into_iter().map(|l| l.1).collect();
        models.sort();
        models.dedup();
        ends.models = models;
        Ok(ends)
    }

    /// Whoever sits here takes a yes back. It holds before the next thing is read; what was learned from is taken out of its
    /// corpora, and what is held for nothing else is on its way out.
    ///
    /// # Errors
    /// A yes that was never given in this reach, or was taken back before.
    pub async fn withdraw(&self, yes: &Yes<'_>) -> Result<Ends, RightsError> {
        let (kernel, person) = (self.kernel, self.actor.person);
        asked(kernel, yes.purpose)?;
        let ends = self.would_end(yes.purpose, yes.reach).await?;
        let unit = kernel.store.begin().await?;
        let standing = reach::standing(kernel, person, yes.reach, Standing::Consent, Some(yes.purpose))?;
        if unit.unstand(&standing).await? == 0 {
            return Err(RightsError::State {
                what: format!("the yes to {}", yes.purpose),
                state: "not standing in this reach".to_owned(),
                next: "see which were given: each is taken back as far as it went",
            });
        }
        let taken = Taken { act: "withdrawn", yes: None, of: yes };
        self.take_down(&unit, &taken, Kind::Withdrawal).await?;
        for (lesson, _) in lessons_of(kernel, person, yes.purpose, yes.reach).await? {
            unlearn(kernel, &unit, lesson).await?;
        }
        unit.commit().await?;
        for gone in &ends.erased {
            kernel
                .erase_class(person, yes.reach.workspace, &gone.class, &format!("purpose.{}", yes.purpose))
                .await?;
        }
        Ok(ends)
    }

    /// Takes down what somebody said, with its entry for the ledger.
    async fn take_down(
        &self,
        unit: &Transaction,
        taken: &Taken<'_>,
        kind: Kind,
    ) -> Result<DatumId, RightsError> {
        let (kernel, person, yes) = (self.kernel, self.actor.person, taken.of);
        let workspace = yes.reach.workspace;
        let datum = self.draft("consent", workspace, yes.reach.project, &[person]).await?;
        let permit = self.may::<Write>(&datum)?;
        let row = consents::Model {
            id: Col(datum.id),
            person: Col(person),
            purpose: Col(term(yes.purpose)?),
            act: Col(term(taken.act)?),
            yes: taken.yes.map(Col),
            project: yes.reach.project.map(Col),
            only: yes.reach.only.map(Col),
            version: Col(i64::from(kernel.charter().version)),
            wording: Col(kernel.vault.seal_field(&permit, Under::Person(person), "wording", yes.wording)?),
            language: Col(term(yes.language)?),
            method: Col(term(yes.method)?),
            at: Col(kernel.now()),
        };
        let what = (taken.act, datum.id, yes.purpose, yes.reach, yes.wording, yes.method);
        let entry =
            kernel.entry(kind, &format!("purpose.{}", yes.purpose), workspace, Some(person), &what)?;
        // Kept as proof for years after it ended: its retention counts from then.
        let clock = (kind == Kind::Withdrawal).then(|| kernel.now());
        unit.insert::<consents::Entity>(&permit, row, Filing { clock, ..Filing::from_person(kernel.now()) })
            .await?;
        unit.log(&entry).await?;
        Ok(datum.id)
    }
}

struct Taken<'a> {
    act: &'static str,
    yes: Option<DatumId>,
    of: &'a Yes<'a>,
}

/// Whether a yes to this purpose must be confirmed.
fn asked(kernel: &Kernel, purpose: &str) -> Result<bool, RightsError> {
    let found = kernel.charter().purposes.get(purpose);
    let found = found.ok_or_else(|| RightsError::Said(format!("the charter has no purpose {purpose}")))?;
    if found.basis == Basis::Consent {
        return Ok(found.confirmed);
    }
    Err(RightsError::Said(format!(
        "{purpose} rests on {}, not on consent: nobody is asked for it, and nothing is taken back",
        found.basis.word()
    )))
}

/// The code that confirms a yes: made anew from its name whenever it is needed, and stored nowhere.
fn code(kernel: &Kernel, given: DatumId) -> Result<String, RightsError> {
    let trace = kernel.vault.blind_index("confirm", &given.to_string())?;
    Ok(hex::encode(&trace.bytes()[..16]))
}

/// Equal, in a time that does not tell how far.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

fn count(list: &mut Vec<Stops>, class: &str) {
    match list.iter_mut().find(|stops| stops.class == class) {
        Some(stops) => stops.count += 1,
        None => list.push(Stops { class: class.to_owned(), count: 1 }),
    }
}

/// What was learned from somebody under a purpose, as far as a reach goes: the lesson, and its corpus.
async fn lessons_of(
    kernel: &Kernel,
    person: PersonId,
    purpose: &str,
    reach: Reach,
) -> Result<Vec<(DatumId, DatumId)>, RightsError> {
    if purpose != "training" {
        return Ok(Vec::new());
    }
    let machine = kernel.machine(&kernel.region(reach.workspace).await?)?;
    let mut found = Vec::new();
    for known in kernel.store.about(person, Some(reach.workspace), kernel.now()).await? {
        let Some(held) = kernel.store.fetch::<lessons::Entity>(known.datum.id, kernel.now()).await? else {
            continue;
        };
        let permit = machine.may::<incamera_gate::Read>(held.datum())?;
        let lesson = held.open(&permit)?;
        let inside = reach.project.is_none_or(|p| known.datum.project == Some(p))
            && reach.only.is_none_or(|d| *lesson.item == d);
        if lesson.removed.is_none() && inside {
            found.push((known.datum.id, *lesson.corpus));
        }
    }
    Ok(found)
}

/// Takes a datum out of a corpus.
async fn unlearn(kernel: &Kernel, unit: &Transaction, lesson: DatumId) -> Result<(), RightsError> {
    let missing = || RightsError::missing("lesson", lesson);
    let held = unit.fetch::<lessons::Entity>(lesson, kernel.now()).await?.ok_or_else(missing)?;
    let datum = held.datum().clone();
    let machine = kernel.machine(&datum.region)?;
    let permit = machine.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    row.removed = Some(Col(kernel.now()));
    unit.update::<lessons::Entity>(&permit, row).await?;
    Ok(unit.log(&machine.wrote(&permit)?).await?)
}

impl Kernel {
    /// Id of the region a workspace is pinned to.
    ///
    /// # Errors
    /// A workspace that is not there.
    pub async fn region(&self, workspace: incamera_model::WorkspaceId) -> Result<String, RightsError> {
        let id = DatumId::of(workspace.uuid());
        if let Some(known) = self.store.datum(id, self.now()).await? {
            return Ok(known.datum.region);
        }
        // The installation's own workspace lies where its charter says first.
        match self.charter().regions.keys().next() {
            Some(region) if workspace == crate::HOUSE => Ok(region.clone()),
            _ => Err(RightsError::missing("workspace", id)),
        }
    }

    /// What holds of somebody in a workspace.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn standing(
        &self,
        person: PersonId,
        workspace: incamera_model::WorkspaceId,
    ) -> Result<Vec<incamera_store::kernel::standings::Model>, RightsError> {
        Ok(self.store.standings(person, workspace).await?)
    }
}
