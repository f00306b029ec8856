//! An authority asks for data: registered, reviewed and decided by named people before anything is read. The person is told
//! with a copy, at once or when the law that forbids it no longer does.

use std::collections::BTreeSet;

use incamera_gate::{Answer, Read, Write};
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{
    Col, Filing, Reads, Transaction,
    kernel::obligations,
    rows::{authorities, disclosures},
};
use incamera_vault::Under;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    desk::Desk,
    docket::{self, text},
    duty::{GAG, TELL},
    error::RightsError,
    kernel::{Kernel, term},
    one_of::one_of,
    owe::owe,
    post::{Owed, post},
};

one_of! {
    /// On what a disclosure may rest (LEA-04).
    Ground, "ground of a disclosure":
    /// A law or an order that binds us.
    Law = "law",
    /// Rights or property of somebody.
    Rights = "rights",
    /// Wrongdoing is looked into.
    Wrongdoing = "wrongdoing",
    /// Somebody's safety.
    Safety = "safety",
    /// A claim that we must answer.
    Liability = "liability",
}

one_of! {
    /// What was decided.
    Decision, "decision about an authority's request":
    /// Nothing is handed over.
    Refused = "refused",
    /// The fields it names are handed over.
    Granted = "granted",
}

/// What an authority asks.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// In which workspace.
    pub workspace: WorkspaceId,
    /// Which authority.
    pub name: &'a str,
    /// What it wants, in its own words: the person gets a copy.
    pub text: &'a str,
    /// On which ground.
    pub ground: Ground,
    /// About whom.
    pub people: &'a [PersonId],
    /// A law forbids telling them for a while.
    pub gag: Option<Gag<'a>>,
}

/// A ban on telling. It has a ground and an end, always.
#[derive(Clone, Copy, Debug)]
pub struct Gag<'a> {
    /// The law: a plain word, as `stpo-95a`.
    pub law: &'a str,
    /// Until when.
    pub until: Timestamp,
}

/// One field of one datum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Field {
    /// Which datum.
    pub datum: DatumId,
    /// Which of its sealed columns.
    pub column: String,
}

/// What is handed over: the file for the authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handed {
    /// The request it answers.
    pub request: DatumId,
    /// On which ground.
    pub ground: Ground,
    /// The named fields, and no other.
    pub fields: Vec<(Field, String)>,
    /// Trace of the fields, as the register of disclosures and the ledger keep it (hex).
    pub digest: String,
    /// When.
    pub at: Timestamp,
}

const REVIEWED: &str = "reviewed";
const DECIDED: &str = "decided";
const PROMISE: &str = "purpose.legal";

#[derive(Serialize, Deserialize)]
struct Decided {
    by: PersonId,
    decision: Decision,
    why: String,
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Copy {
    authority: String,
    text: String,
    ground: Ground,
    received: Timestamp,
}

impl Desk<'_> {
    /// Registers what an authority asks. That the people concerned be told is owed from here on: at once, or when the gag ends.
    ///
    /// # Errors
    /// A refusal; a request that says nothing, is about nobody, or has a gag without an end to come.
    pub async fn authority_asks(&self, asked: &Asked<'_>) -> Result<DatumId, RightsError> {
        let (kernel, now) = (self.kernel, self.kernel.now());
        let (name, wants) = (text("the authority's name", asked.name)?, text("what it asks", asked.text)?);
        if asked.people.is_empty() {
            return Err(RightsError::Said(
                "a request about nobody needs no register: say whom it is about".to_owned(),
            ));
        }
        if asked.gag.is_some_and(|gag| gag.until <= now) {
            return Err(RightsError::Said("this gag has ended: register the request without it".to_owned()));
        }
        let datum = self.draft("case", asked.workspace, None, asked.people).await?;
        let permit = self.may::<Write>(&datum)?;
        let row = authorities::Model {
            id: Col(datum.id),
            name: Col(kernel.vault.seal_field(&permit, Under::Datum, "name", name)?),
            text: Col(kernel.vault.seal_field(&permit, Under::Datum, "text", wants)?),
            ground: Col(term(asked.ground.word())?),
            state: Col(term("received")?),
            received: Col(now),
            decider: None,
            decided: None,
            gag: asked.gag.map(|gag| term(gag.law)).transpose()?.map(Col),
            gag_until: asked.gag.map(|gag| Col(gag.until)),
            told: None,
        };
        let unit = kernel.store.begin().await?;
        let filing = Filing { clock: None, ..Filing::observed(now) };
        unit.insert::<authorities::Entity>(&permit, row, filing).await?;
        unit.owe([telling(datum.id, asked.gag.map(|gag| gag.until), now)?]).await?;
        let what = ("received", datum.id, asked.ground, asked.gag.map(|gag| gag.until));
        self.note_authority(&unit, &datum, &what).await?;
        unit.commit().await?;
        Ok(datum.id)
    }

    /// Somebody looks at a request: whether it is lawful, and what of it is necessary.
    ///
    /// # Errors
    /// A refusal; a request that was reviewed.
    pub async fn review_authority(&self, request: DatumId, finding: &str) -> Result<(), RightsError> {
        let kernel = self.kernel;
        let finding = text("what the review found", finding)?;
        let unit = kernel.store.begin().await?;
        let (datum, mut row) = self.authority(&unit, request, "received", "decide it").await?;
        row.state = Col(term(REVIEWED)?);
        let case = (request, datum.workspace);
        docket::enter(self, &unit, case, &[], REVIEWED, &(self.actor.person, finding)).await?;
        let permit = self.may::<Write>(&datum)?;
        unit.update::<authorities::Entity>(&permit, row).await?;
        self.note_authority(&unit, &datum, &(REVIEWED, request, self.actor.person, finding)).await?;
        Ok(unit.commit().await?)
    }

    /// Whoever sits here decides, by name: nothing, or these fields.
    ///
    /// # Errors
    /// A refusal; a request that was not reviewed; no reason; a grant that names no field.
    pub async fn decide_authority(
        &self,
        request: DatumId,
        decision: Decision,
        why: &str,
        fields: &[Field],
    ) -> Result<(), RightsError> {
        let kernel = self.kernel;
        let why = text("the reason", why)?;
        if (decision == Decision::Granted) == fields.is_empty() {
            return Err(RightsError::Said(
                "a grant names the fields it needs, a refusal names none".to_owned(),
            ));
        }
        let unit = kernel.store.begin().await?;
        let (datum, mut row) =
            self.authority(&unit, request, REVIEWED, "review it first; a decision stands").await?;
        self.may::<Answer>(&datum)?;
        row.state = Col(term(decision.word())?);
        row.decider = Some(Col(self.actor.person));
        row.decided = Some(Col(kernel.now()));
        let decided =
            Decided { by: self.actor.person, decision, why: why.to_owned(), fields: fields.to_vec() };
        docket::enter(self, &unit, (request, datum.workspace), &[], DECIDED, &decided).await?;
        let told = row.told.is_some();
        let permit = self.may::<Write>(&datum)?;
        unit.update::<authorities::Entity>(&permit, row).await?;
        if told {
            docket::close(&unit, request, kernel.now()).await?;
        }
        self.note_authority(&unit, &datum, &(DECIDED, request, &decided)).await?;
        Ok(unit.commit().await?)
    }

    /// Reads the fields that the decision names, and no other, and writes down that they were handed over. This desk must itself
    /// be allowed to read each of them.
    ///
    /// # Errors
    /// A refusal; a request that was not granted; a field that is not there or not about anybody it concerns.
    pub async fn hand_over(&self, request: DatumId) -> Result<Handed, RightsError> {
        let (kernel, now) = (self.kernel, self.kernel.now());
        let unit = kernel.store.begin().await?;
        let (datum, row) = self
            .authority(&unit, request, Decision::Granted.word(), "nothing is read before it is granted")
            .await?;
        let lines = docket::lines(self, &unit, request).await?;
        let decided = lines.iter().rev().find(|line| line.what == DECIDED);
        let decided: Decided =
            decided.ok_or_else(|| RightsError::missing("decision about request", request))?.read()?;
        let mut fields = Vec::new();
        let mut people = BTreeSet::new();
        for field in decided.fields {
            let known = unit.datum(field.datum, now).await?;
            let known = known.ok_or_else(|| RightsError::missing("datum", field.datum))?;
            let concerned: Vec<PersonId> = known.datum.about.intersection(&datum.about).copied().collect();
            if concerned.is_empty() || known.datum.workspace != datum.workspace {
                let why =
                    format!("datum {} is about nobody this request concerns: leave it out", field.datum);
                return Err(RightsError::Said(why));
            }
            let permit = self.may::<Read>(&known.datum)?;
            let columns = unit.columns(&permit, &known).await?;
            let sealed = columns.iter().find(|named| named.column.name == field.column);
            let sealed = sealed.and_then(incamera_store::Named::sealed).ok_or_else(|| {
                RightsError::Said(format!("datum {} has no sealed field `{}`", field.datum, field.column))
            })?;
            let open = kernel.vault.open_field(&permit, &field.column, &sealed)?;
            people.extend(concerned.into_iter().map(|person| (person, field.datum)));
            fields.push((field, open));
        }
        let whole = serde_json::to_string(&fields).map_err(|e| RightsError::Said(e.to_string()))?;
        let digest = kernel.vault.blind_index("disclosure", &whole)?;
        let machine = kernel.machine(&datum.region)?;
        for (person, item) in people {
            let entry = machine.draft("audit", datum.workspace, None, &[person]).await?;
            let permit = machine.may::<Write>(&entry)?;
            let row = disclosures::Model {
                id: Col(entry.id),
                person: Col(person),
                recipient: Col(term("authority")?),
                purpose: Col(term("legal")?),
                datum: Some(Col(item)),
                case: Some(Col(request)),
                digest: Col(digest),
                at: Col(now),
            };
            unit.insert::<disclosures::Entity>(&permit, row, Filing::observed(now)).await?;
            let what = ("authority", request, item, digest.bytes());
            unit.log(&kernel.entry(Kind::Disclosed, PROMISE, datum.workspace, Some(person), &what)?).await?;
        }
        unit.commit().await?;
        let ground = Ground::of(row.ground.as_str())?;
        Ok(Handed { request, ground, fields, digest: hex::encode(digest.bytes()), at: now })
    }

    /// A request that stands so, to be changed in this unit of work.
    async fn authority(
        &self,
        unit: &Transaction,
        request: DatumId,
        state: &str,
        next: &'static str,
    ) -> Result<(incamera_gate::Datum, authorities::Model), RightsError> {
        unit.lock(request).await?;
        let held = unit.fetch::<authorities::Entity>(request, self.kernel.now()).await?;
        let held = held.ok_or_else(|| RightsError::missing("authority's request", request))?;
        let datum = held.datum().clone();
        let permit = self.may::<Write>(&datum)?;
        let row = held.change(&permit)?;
        if *row.state == *state {
            return Ok((datum, row));
        }
        let what = format!("the authority's request {request}");
        Err(RightsError::State { what, state: row.state.to_string(), next })
    }

    async fn note_authority(
        &self,
        unit: &Transaction,
        datum: &incamera_gate::Datum,
        what: &(impl Serialize + Sync),
    ) -> Result<(), RightsError> {
        let only = datum.about.first().copied().filter(|_| datum.about.len() == 1);
        let entry = self.kernel.entry(Kind::Authority, PROMISE, datum.workspace, only, what)?;
        Ok(unit.log(&entry).await?)
    }
}

/// That people be told: when the gag ends, or at once.
fn telling(
    request: DatumId,
    gag: Option<Timestamp>,
    now: Timestamp,
) -> Result<obligations::Model, RightsError> {
    let task = if gag.is_some() { GAG } else { TELL };
    owe(PROMISE, task, request, gag.unwrap_or(now))
}

impl Kernel {
    /// Tells everybody a request is about, with a copy, each by a letter that waits to be sent; for tasks `tell` and `gag`. Done
    /// twice, it is done once. Says how many letters it wrote.
    ///
    /// # Errors
    /// A gag that still runs; a request that is gone.
    pub async fn tell_of_authority(&self, request: DatumId) -> Result<usize, RightsError> {
        let now = self.now();
        let missing = || RightsError::missing("authority's request", request);
        let unit = self.store.begin().await?;
        unit.lock(request).await?;
        let held = unit.fetch::<authorities::Entity>(request, now).await?.ok_or_else(missing)?;
        let datum = held.datum().clone();
        let machine = self.machine(&datum.region)?;
        let copy = {
            let permit = machine.may::<Read>(&datum)?;
            let row = held.open(&permit)?;
            if row.told.is_some() {
                return Ok(0);
            }
            if row.gag_until.is_some_and(|until| *until > now) {
                return Err(RightsError::State {
                    what: format!("the authority's request {request}"),
                    state: "under a gag".to_owned(),
                    next: "the notice goes out by itself when that ends",
                });
            }
            Copy {
                authority: self.vault.open_field(&permit, "name", &row.name)?,
                text: self.vault.open_field(&permit, "text", &row.text)?,
                ground: Ground::of(row.ground.as_str())?,
                received: *row.received,
            }
        };
        let owed = Owed { case: request, workspace: datum.workspace, promise: PROMISE, due: now };
        let mut letters = 0;
        for person in &datum.about {
            let gone = machine.draft("case", datum.workspace, None, &[*person]).await?.erased;
            if !gone {
                post(&machine, &unit, &owed, Some(*person), "letter.authority", &copy).await?;
                letters += 1;
            }
        }
        let permit = machine.may::<Write>(&datum)?;
        let mut row = held.change(&permit)?;
        row.told = Some(Col(now));
        let decided = row.decided.is_some();
        unit.update::<authorities::Entity>(&permit, row).await?;
        // Decided and told, it is closed: its retention counts from here.
        if decided {
            docket::close(&unit, request, now).await?;
        }
        for owed in self.store.owed(request).await? {
            if matches!(owed.task.as_str(), GAG | TELL) {
                unit.meet(*owed.id, now).await?;
            }
        }
        machine.note_authority(&unit, &datum, &("told", request, letters)).await?;
        unit.commit().await?;
        Ok(letters)
    }
}
