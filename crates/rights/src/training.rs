//! What models learn from: each datum in a corpus stands beside the yes of everybody it is about, and goes with the first of
//! them that is taken back.

use std::collections::{BTreeMap, BTreeSet};

use incamera_gate::{Datum, Read, Train, Write};
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{
    Col, Filing, Page, Reads, Table, Transaction,
    rows::{consents, corpora, lessons},
};
use incamera_vault::Under;
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    desk::Desk,
    docket::text,
    error::RightsError,
    kernel::{Kernel, term},
    one_of::one_of,
};

one_of! {
    /// How the test ended of whether a model, or its corpus, gives away what it learned from.
    Reconstruction, "outcome of a test":
    /// Nothing of anybody could be made out.
    Passed = "passed",
    /// Something could.
    Failed = "failed",
}

/// A datum in a corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Which.
    pub datum: DatumId,
    /// By whose yes, and which.
    pub yeses: BTreeMap<PersonId, DatumId>,
    /// Since when it is out, if it is: the first yes that was taken back.
    pub removed: Option<Timestamp>,
}

/// A corpus with all it was made of: a row of the register of models.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Corpus {
    /// Its name.
    pub id: DatumId,
    /// Which model learns from it.
    pub model: String,
    /// Where it lies: the region of its workspace, and no other.
    pub region: String,
    /// What it is called.
    pub name: String,
    /// When it was made.
    pub made: Timestamp,
    /// How the test ended.
    pub tested: Option<Reconstruction>,
    /// When it was let out.
    pub released: Option<Timestamp>,
    /// What it was made of, item by item.
    pub items: Vec<Item>,
}

impl Corpus {
    /// Whether its model learned from something whose yes was taken back since: it must be made anew without it.
    pub fn outdated(&self) -> bool {
        self.released.is_some_and(|at| self.items.iter().any(|i| i.removed.is_some_and(|gone| gone > at)))
    }
}

const PROMISE: &str = "purpose.training";

impl Desk<'_> {
    /// Begins a corpus for a model.
    ///
    /// # Errors
    /// A refusal; a model that has no plain name.
    pub async fn corpus(
        &self,
        workspace: WorkspaceId,
        model: &str,
        name: &str,
    ) -> Result<DatumId, RightsError> {
        let kernel = self.kernel;
        let name = text("what the corpus is called", name)?;
        let datum = self.draft("case", workspace, None, &[]).await?;
        let permit = self.may::<Write>(&datum)?;
        let row = corpora::Model {
            id: Col(datum.id),
            model: Col(term(model)?),
            name: Col(kernel.vault.seal_field(&permit, Under::Workspace, "name", name)?),
            purpose: Col(term("training")?),
            made: Col(kernel.now()),
            released: None,
            tested: None,
        };
        let unit = kernel.store.begin().await?;
        let filing = Filing { clock: None, ..Filing::observed(kernel.now()) };
        unit.insert::<corpora::Entity>(&permit, row, filing).await?;
        unit.log(&self.wrote(&permit)?).await?;
        unit.commit().await?;
        Ok(datum.id)
    }

    /// Keeps how the test of a corpus and its model ended. Done again, the last one counts.
    ///
    /// # Errors
    /// A refusal; a corpus that was let out.
    pub async fn test_corpus(&self, corpus: DatumId, ended: Reconstruction) -> Result<(), RightsError> {
        let unit = self.kernel.store.begin().await?;
        let (datum, mut row) = self.unreleased(&unit, corpus).await?;
        row.tested = Some(Col(term(ended.word())?));
        self.keep_corpus(&unit, &datum, row, &("tested", corpus, ended)).await?;
        Ok(unit.commit().await?)
    }

    /// Lets a model out that learned from a corpus.
    ///
    /// # Errors
    /// A refusal; a test that was not made, or not passed.
    pub async fn release_model(&self, corpus: DatumId) -> Result<(), RightsError> {
        let unit = self.kernel.store.begin().await?;
        let (datum, mut row) = self.unreleased(&unit, corpus).await?;
        if row.tested.as_ref().is_none_or(|tested| **tested != *Reconstruction::Passed.word()) {
            return Err(RightsError::State {
                what: format!("corpus {corpus}"),
                state: row.tested.map_or_else(|| "untested".to_owned(), |tested| tested.to_string()),
                next: "it is let out once the test of what it gives away was passed",
            });
        }
        row.released = Some(Col(self.kernel.now()));
        self.keep_corpus(&unit, &datum, row, &("released", corpus)).await?;
        Ok(unit.commit().await?)
    }

    async fn unreleased(
        &self,
        unit: &Transaction,
        corpus: DatumId,
    ) -> Result<(Datum, corpora::Model), RightsError> {
        unit.lock(corpus).await?;
        let held = unit.fetch::<corpora::Entity>(corpus, self.kernel.now()).await?;
        let held = held.ok_or_else(|| RightsError::missing("corpus", corpus))?;
        let datum = held.datum().clone();
        let permit = self.may::<Write>(&datum)?;
        let row = held.change(&permit)?;
        if row.released.is_none() {
            return Ok((datum, row));
        }
        Err(RightsError::State {
            what: format!("corpus {corpus}"),
            state: "let out".to_owned(),
            next: "begin another for the next version of the model",
        })
    }

    async fn keep_corpus(
        &self,
        unit: &Transaction,
        datum: &Datum,
        row: corpora::Model,
        what: &(impl Serialize + Sync),
    ) -> Result<(), RightsError> {
        let permit = self.may::<Write>(datum)?;
        unit.update::<corpora::Entity>(&permit, row).await?;
        let entry = self.kernel.entry(Kind::Write, PROMISE, datum.workspace, None, what)?;
        Ok(unit.log(&entry).await?)
    }
}

impl Kernel {
    /// Puts a datum into a corpus, if the gate lets a model learn from it: everybody it is about said yes, himself. Each yes is
    /// entered beside it.
    ///
    /// # Errors
    /// The refusal; another workspace or region than the corpus's; a corpus that was let out; a yes that is not on record.
    pub async fn learn(&self, corpus: DatumId, item: DatumId) -> Result<(), RightsError> {
        let now = self.now();
        let unit = self.store.begin().await?;
        let known = unit.datum(item, now).await?.ok_or_else(|| RightsError::missing("datum", item))?.datum;
        let machine = self.machine(&known.region)?;
        let (into, row) = machine.unreleased(&unit, corpus).await?;
        if (into.workspace, &into.region) != (known.workspace, &known.region) {
            let why = format!(
                "datum {item} lies in another workspace or region than corpus {corpus}: it stays there"
            );
            return Err(RightsError::Said(why));
        }
        let learning = self.desk(machine.actor.clone(), row.purpose.as_str(), &known.region)?;
        learning.may::<Train>(&known)?;
        for line in self.of_corpus(&unit, corpus).await? {
            if *line.item == item && line.removed.is_none() {
                return Err(RightsError::Said(format!("datum {item} is in corpus {corpus} already")));
            }
        }
        for person in &known.about {
            let yes = self.yes(&unit, &machine, *person, &known, row.purpose.as_str()).await?;
            let lesson = machine.draft("case", known.workspace, known.project, &[*person]).await?;
            let permit = machine.may::<Write>(&lesson)?;
            let row = lessons::Model {
                id: Col(lesson.id),
                corpus: Col(corpus),
                item: Col(item),
                person: Col(*person),
                yes: Col(yes),
                added: Col(now),
                removed: None,
            };
            let filing = Filing { clock: None, ..Filing::observed(now) };
            unit.insert::<lessons::Entity>(&permit, row, filing).await?;
            let what = ("learned", corpus, item, yes);
            unit.log(&self.entry(Kind::Write, PROMISE, known.workspace, Some(*person), &what)?).await?;
        }
        Ok(unit.commit().await?)
    }

    /// The register of models of a workspace: from each corpus back to each item and each yes.
    ///
    /// # Errors
    /// Whatever would not.
    pub async fn models(&self, workspace: WorkspaceId) -> Result<Vec<Corpus>, RightsError> {
        let machine = self.machine(&self.region(workspace).await?)?;
        let leave = machine.leave::<Read>()?;
        let page = Page { workspace, project: None, after: None, limit: 10_000 };
        let mut all = Vec::new();
        for held in self.store.list::<corpora::Entity, Read>(&leave, page, self.now()).await? {
            let permit = leave.decide(held.datum())?;
            let row = held.open(&permit)?;
            let mut items: BTreeMap<DatumId, Item> = BTreeMap::new();
            for lesson in self.of_corpus(&self.store, held.datum().id).await? {
                let item = items.entry(*lesson.item).or_insert_with(|| Item {
                    datum: *lesson.item,
                    yeses: BTreeMap::new(),
                    removed: None,
                });
                item.yeses.insert(*lesson.person, *lesson.yes);
                let gone = lesson.removed.map(|at| *at);
                item.removed = [item.removed, gone].into_iter().flatten().min();
            }
            all.push(Corpus {
                id: held.datum().id,
                model: row.model.to_string(),
                region: held.datum().region.clone(),
                name: self.vault.open_field(&permit, "name", &row.name)?,
                made: *row.made,
                tested: row.tested.as_ref().map(|word| Reconstruction::of(word.as_str())).transpose()?,
                released: row.released.map(|at| *at),
                items: items.into_values().collect(),
            });
        }
        Ok(all)
    }

    /// The lessons of a corpus.
    async fn of_corpus(
        &self,
        reads: &impl Reads,
        corpus: DatumId,
    ) -> Result<Vec<lessons::Model>, RightsError> {
        let mut rows = Vec::new();
        let children = reads.children(&[corpus]).await?;
        for child in children.iter().filter(|child| child.kind == <lessons::Entity as Table>::KIND) {
            let Some(held) = reads.fetch::<lessons::Entity>(child.datum, self.now()).await? else { continue };
            let machine = self.machine(&held.datum().region)?;
            let leave = machine.leave::<Read>()?;
            rows.push(held.open(&leave.decide(held.datum())?)?.clone());
        }
        Ok(rows)
    }

    /// The yes of somebody that covers a datum: the last one he gave in a reach that holds it and has not taken back there.
    async fn yes(
        &self,
        unit: &Transaction,
        machine: &Desk<'_>,
        person: PersonId,
        item: &Datum,
        purpose: &str,
    ) -> Result<DatumId, RightsError> {
        let now = self.now();
        let mut said = Vec::new();
        for known in unit.about(person, Some(item.workspace), now).await? {
            if known.data.kind != <consents::Entity as Table>::KIND {
                continue;
            }
            let Some(held) = unit.fetch::<consents::Entity>(known.datum.id, now).await? else { continue };
            let permit = machine.may::<Read>(held.datum())?;
            let row = held.open(&permit)?;
            let covers = row.project.is_none_or(|p| Some(*p) == item.project)
                && row.only.is_none_or(|d| *d == item.id);
            if *row.purpose == *purpose && covers {
                let reach = (row.project.map(|p| *p), row.only.map(|d| *d));
                said.push((*row.at, *row.id, row.act.to_string(), reach));
            }
        }
        said.sort();
        let mut open = BTreeMap::new();
        for (_, id, act, reach) in said {
            match act.as_str() {
                "given" => drop(open.insert(reach, id)),
                "withdrawn" => drop(open.remove(&reach)),
                _ => {}
            }
        }
        let yeses: BTreeSet<DatumId> = open.into_values().collect();
        yeses.last().copied().ok_or_else(|| {
            RightsError::Said(format!("no yes to {purpose} that covers datum {} is on record", item.id))
        })
    }
}
