//! A feature that decides or computes about people stays off until its impact assessment is approved, and goes off when nobody
//! looks at that again.

use incamera_gate::{Answer, Read, Write};
use incamera_ledger::Kind;
use incamera_model::DatumId;
use incamera_store::{Col, Filing, Page, Reads, rows::assessments};
use incamera_vault::Under;
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use crate::{
    desk::Desk,
    docket::text,
    duty::IMPACT,
    error::RightsError,
    kernel::{HOUSE, Kernel, term},
    one_of::one_of,
    owe::owe,
};

one_of! {
    /// How an assessment ended.
    Verdict, "verdict of an assessment":
    /// The feature may run.
    Approved = "approved",
    /// It may not.
    Refused = "refused",
}

/// Whether a feature runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// It does, until its assessment is looked at again.
    On(Timestamp),
    /// It does not.
    Off(Why),
}

/// Why a feature does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nobody assessed it.
    Never,
    /// An assessment waits to be decided.
    Draft,
    /// It was refused.
    Refused,
    /// Its assessment was to be looked at again by then.
    Lapsed(Timestamp),
}

const DRAFT: &str = "draft";
const PROMISE: &str = "review.impact";

impl Desk<'_> {
    /// Writes down what a feature means for people. It does not run for that yet.
    ///
    /// # Errors
    /// A refusal; a feature that has no plain name; a text that says nothing.
    pub async fn assess_feature(&self, feature: &str, what: &str) -> Result<DatumId, RightsError> {
        let kernel = self.kernel;
        let what = text("what it means for people", what)?;
        let datum = self.draft("case", HOUSE, None, &[]).await?;
        let permit = self.may::<Write>(&datum)?;
        let row = assessments::Model {
            id: Col(datum.id),
            feature: Col(term(feature)?),
            state: Col(term(DRAFT)?),
            author: Col(self.actor.person),
            text: Col(kernel.vault.seal_field(&permit, Under::Datum, "text", what)?),
            decided: None,
            review: None,
        };
        let unit = kernel.store.begin().await?;
        let filing = Filing { clock: None, ..Filing::observed(kernel.now()) };
        unit.insert::<assessments::Entity>(&permit, row, filing).await?;
        let entry = kernel.entry(Kind::Write, PROMISE, HOUSE, None, &(feature, datum.id, what))?;
        unit.log(&entry).await?;
        unit.commit().await?;
        Ok(datum.id)
    }

    /// Decides about an assessment that somebody else wrote. Approved, it holds until its review is due.
    ///
    /// # Errors
    /// A refusal; one's own assessment; one that was decided.
    pub async fn decide_feature(&self, assessment: DatumId, verdict: Verdict) -> Result<(), RightsError> {
        let (kernel, now) = (self.kernel, self.kernel.now());
        let unit = kernel.store.begin().await?;
        unit.lock(assessment).await?;
        let held = unit.fetch::<assessments::Entity>(assessment, now).await?;
        let held = held.ok_or_else(|| RightsError::missing("assessment", assessment))?;
        let datum = held.datum().clone();
        self.may::<Answer>(&datum)?;
        let permit = self.may::<Write>(&datum)?;
        let mut row = held.change(&permit)?;
        if *row.author == self.actor.person {
            return Err(RightsError::Said(
                "nobody approves what he wrote himself: ask somebody else".to_owned(),
            ));
        }
        if *row.state != *DRAFT {
            return Err(RightsError::State {
                what: format!("assessment {assessment}"),
                state: row.state.to_string(),
                next: "write another: what was decided stays",
            });
        }
        row.state = Col(term(verdict.word())?);
        row.decided = Some(Col(now));
        let feature = row.feature.to_string();
        if verdict == Verdict::Approved {
            let every = kernel.charter().reviews.get("impact").map(|review| review.every);
            let review = every.and_then(|every| every.until(&now.to_zoned(TimeZone::UTC)));
            let review = review.map_or(now, |review| review.timestamp());
            row.review = Some(Col(review));
            unit.owe([owe(PROMISE, IMPACT, assessment, review)?]).await?;
            // It was looked at again: what the ones before owed is met.
            for before in kernel.assessed(&unit, &feature).await?.iter().filter(|one| one.id != assessment) {
                for owed in kernel.store.owed(before.id).await?.iter().filter(|owed| *owed.task == *IMPACT) {
                    unit.meet(*owed.id, now).await?;
                    unit.start_clock(&[before.id], now).await?;
                }
            }
        } else {
            unit.start_clock(&[assessment], now).await?;
        }
        unit.update::<assessments::Entity>(&permit, row).await?;
        let what = (feature, assessment, verdict, self.actor.person);
        unit.log(&kernel.entry(Kind::Write, PROMISE, HOUSE, None, &what)?).await?;
        Ok(unit.commit().await?)
    }
}

impl Kernel {
    /// Whether a feature runs: by the last of its assessments that was decided. Ask before each use; what cannot be found out is
    /// an error, and the feature does not run then.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn feature(&self, feature: &str) -> Result<Feature, RightsError> {
        let (now, mut last, mut drafts) = (self.now(), None, false);
        for one in self.assessed(&self.store, feature).await? {
            match one.decided {
                Some(at) => last = last.max(Some((at, one.approved, one.review))),
                None => drafts = true,
            }
        }
        Ok(match last {
            Some((_, true, Some(review))) if review > now => Feature::On(review),
            Some((_, true, Some(review))) => Feature::Off(Why::Lapsed(review)),
            Some(_) => Feature::Off(Why::Refused),
            None if drafts => Feature::Off(Why::Draft),
            None => Feature::Off(Why::Never),
        })
    }

    /// Every assessment of a feature.
    async fn assessed(&self, reads: &impl Reads, feature: &str) -> Result<Vec<Assessed>, RightsError> {
        let (machine, now) = (self.machine(&self.region(HOUSE).await?)?, self.now());
        let leave = machine.leave::<Read>()?;
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = Page { workspace: HOUSE, project: None, after, limit: 500 };
            let held = reads.list::<assessments::Entity, Read>(&leave, page, now).await?;
            let Some(end) = held.last() else { return Ok(all) };
            after = Some(end.datum().id);
            for held in &held {
                let permit = leave.decide(held.datum())?;
                let row = held.open(&permit)?;
                if *row.feature == *feature {
                    all.push(Assessed {
                        id: held.datum().id,
                        approved: *row.state == *Verdict::Approved.word(),
                        decided: row.decided.map(|at| *at),
                        review: row.review.map(|at| *at),
                    });
                }
            }
        }
    }
}

/// An assessment, without its words.
struct Assessed {
    id: DatumId,
    approved: bool,
    decided: Option<Timestamp>,
    review: Option<Timestamp>,
}
