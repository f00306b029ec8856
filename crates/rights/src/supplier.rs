//! Processors: who wants to be told of changes, and that they are told as long before as was promised. The register itself is
//! the charter.

use incamera_charter::{Change, Charter, Weight, diff};
use incamera_gate::{Read, Write};
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId};
use incamera_store::{Col, Filing, Page, Reads, Transaction, rows::subscriptions};
use incamera_vault::Under;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::{HOUSE, Kernel, term},
    post::{Owed, post},
};

const LIST: &str = "processors";
const PROMISE: &str = "notice.processor";

/// A place on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscribed {
    /// Its name.
    pub id: DatumId,
    /// What is sent to the address: by it he confirms, and by it he leaves. Stored nowhere.
    pub token: String,
}

/// What is told of a change of processors.
#[derive(Clone, Debug, Serialize)]
struct News<'a> {
    version: u32,
    effective: Date,
    changes: &'a [Change],
}

/// What was announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Announced {
    /// What changed.
    pub changes: Vec<Change>,
    /// How many letters wait.
    pub letters: usize,
    /// By when the last of them must have gone.
    pub due: Timestamp,
}

impl Desk<'_> {
    /// Whoever sits here wants to be told of changes of processors. It counts once he confirmed the address.
    ///
    /// # Errors
    /// A refusal; an address that stands on the list.
    pub async fn subscribe_to_processors(&self, email: &str) -> Result<Subscribed, RightsError> {
        let (kernel, person) = (self.kernel, self.actor.person);
        let email = email.trim().to_lowercase();
        if !email.contains('@') {
            return Err(RightsError::Said(
                "this is no address of e-mail: write it as name@example.org".to_owned(),
            ));
        }
        let trace = kernel.vault.blind_index("email", &email)?;
        let datum = self.draft("subscription", HOUSE, None, &[person]).await?;
        let permit = self.may::<Write>(&datum)?;
        let token = hex::encode(kernel.secret::<16>());
        let unit = kernel.store.begin().await?;
        for there in unit.traced::<subscriptions::Entity>(subscriptions::Column::EmailTrace, trace).await? {
            let machine = kernel.machine(&datum.region)?;
            if let Some(held) = unit.fetch::<subscriptions::Entity>(there, kernel.now()).await?
                && *held.open(&machine.may::<Read>(held.datum())?)?.list == *LIST
            {
                return Err(RightsError::Said("this address is on the list already".to_owned()));
            }
        }
        let row = subscriptions::Model {
            id: Col(datum.id),
            person: Col(person),
            list: Col(term(LIST)?),
            email: Col(kernel.vault.seal_field(&permit, Under::Person(person), "email", &email)?),
            email_trace: Col(trace),
            token: Col(kernel.vault.blind_index("subscription", &token)?),
            confirmed: None,
        };
        unit.insert::<subscriptions::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
        unit.log(&self.wrote(&permit)?).await?;
        unit.commit().await?;
        Ok(Subscribed { id: datum.id, token })
    }

    /// Whoever sits here confirms his place on the list, by what was sent to the address.
    ///
    /// # Errors
    /// A refusal; a token that is not the one sent.
    pub async fn confirm_subscription(&self, token: &str) -> Result<(), RightsError> {
        let kernel = self.kernel;
        let unit = kernel.store.begin().await?;
        let (datum, mut row) = self.subscription(&unit, token).await?;
        row.confirmed = Some(Col(kernel.now()));
        let permit = self.may::<Write>(&datum)?;
        unit.update::<subscriptions::Entity>(&permit, row).await?;
        unit.log(&self.wrote(&permit)?).await?;
        Ok(unit.commit().await?)
    }

    async fn subscription(
        &self,
        unit: &Transaction,
        token: &str,
    ) -> Result<(incamera_gate::Datum, subscriptions::Model), RightsError> {
        let kernel = self.kernel;
        let unknown = || RightsError::Said("this is not what was sent: take the newest letter".to_owned());
        let trace = kernel.vault.blind_index("subscription", token.trim())?;
        let found = unit.traced::<subscriptions::Entity>(subscriptions::Column::Token, trace).await?;
        let id = *found.first().ok_or_else(unknown)?;
        let held = unit.fetch::<subscriptions::Entity>(id, kernel.now()).await?.ok_or_else(unknown)?;
        let datum = held.datum().clone();
        let permit = self.may::<Write>(&datum)?;
        let row = held.change(&permit)?;
        Ok((datum, row))
    }
}

impl Kernel {
    /// Announces what a coming version changes about processors: to everybody on the list a letter, which goes at once and must
    /// have gone as long before the version holds as the version in force promises. What only spares people something may be told
    /// until the day itself. Said twice, it is announced twice: publishing a version does it once.
    ///
    /// # Errors
    /// A version that holds too soon for anybody to be told in time.
    pub async fn announce_processors(&self, next: &Charter) -> Result<Announced, RightsError> {
        let (now, today) = (self.now(), self.now().to_zoned(TimeZone::UTC).date());
        let mut changes = diff(self.charter(), next);
        changes.retain(|change| change.promise.starts_with("processor."));
        let last = |material: bool| {
            let earliest = incamera_charter::earliest_effective(&changes, today, &self.charter().notices);
            // As many days as the notice takes from today, it takes back from the day the version holds.
            let days = if material { earliest.since(today).map_or(0, |span| span.get_days()) } else { 0 };
            next.effective.checked_sub(jiff::Span::new().days(days)).unwrap_or(Date::MIN)
        };
        let material = changes.iter().any(|change| change.weight == Weight::Material);
        let by = last(material);
        if material && today > by {
            return Err(RightsError::State {
                what: format!("version {} of the charter", next.version),
                state: format!("in force from {}, and was to be told of by {by}", next.effective),
                next: "let it hold later: its readers were promised the time between",
            });
        }
        // The last day counts whole.
        let end = by.tomorrow().and_then(|day| day.to_zoned(TimeZone::UTC));
        let due = end.map_or(Timestamp::MAX, |end| end.timestamp());
        let unit = self.store.begin().await?;
        let mut letters = 0;
        if !changes.is_empty() {
            let news = News { version: next.version, effective: next.effective, changes: &changes };
            for (datum, person) in self.subscribed(&unit).await? {
                let machine = self.machine(&datum.region)?;
                // It belongs to the subscription, and goes with it.
                let owed = Owed { case: datum.id, workspace: HOUSE, promise: PROMISE, due: now };
                post(&machine, &unit, &owed, Some(person), "letter.processors", &news).await?;
                letters += 1;
            }
            for change in &changes {
                let entry = self.entry(
                    Kind::ProcessorChanged,
                    &change.promise,
                    HOUSE,
                    None,
                    &(next.version, change),
                )?;
                unit.log(&entry).await?;
            }
        }
        unit.commit().await?;
        Ok(Announced { changes, letters, due })
    }

    /// Who is on the list, and confirmed.
    async fn subscribed(
        &self,
        unit: &Transaction,
    ) -> Result<Vec<(incamera_gate::Datum, PersonId)>, RightsError> {
        let machine = self.machine(&self.region(HOUSE).await?)?;
        let leave = machine.leave::<Read>()?;
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = Page { workspace: HOUSE, project: None, after, limit: 500 };
            let held = unit.list::<subscriptions::Entity, Read>(&leave, page, self.now()).await?;
            let Some(last) = held.last() else { return Ok(all) };
            after = Some(last.datum().id);
            for held in &held {
                let permit = leave.decide(held.datum())?;
                let row = held.open(&permit)?;
                if *row.list == *LIST && row.confirmed.is_some() {
                    all.push((held.datum().clone(), *row.person));
                }
            }
        }
    }
}
