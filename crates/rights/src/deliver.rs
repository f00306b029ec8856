//! Processors are told of an erasure, by a signed call, again and again until each has said that it is done.
//!
//! What carries a call is somebody else's: nothing here speaks to a network.

use std::{collections::BTreeMap, future::Future};

use incamera_ledger::Kind;
use incamera_model::DatumId;
use incamera_store::{
    Col, Registers,
    kernel::{targets, tombstones},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    error::RightsError,
    kernel::{Kernel, term},
    owe::owe,
    sweep::Task,
    webhook::{Call, Secret},
};

/// Takes calls to where they go.
pub trait Courier: Send + Sync {
    /// Posts a call to an address, and says the HTTP status of the answer.
    fn carry(&self, address: &str, call: &Call) -> impl Future<Output = Result<u16, String>> + Send;
}

/// Where a processor takes calls, and under which keys.
#[derive(Clone)]
pub struct Endpoint {
    /// `https://…`
    pub address: String,
    /// The newest first; two while they change.
    pub secrets: Vec<Secret>,
}

/// What came of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Processors that said it is done.
    pub done: Vec<String>,
    /// Processors that are asked again: when, and why.
    pub again: Vec<(String, Timestamp, String)>,
}

/// What a call says; ids alone, which mean something to nobody else.
#[derive(Serialize, Deserialize)]
struct Body {
    r#type: String,
    timestamp: Timestamp,
    data: Erase,
}

#[derive(Serialize, Deserialize)]
struct Erase {
    erasure: DatumId,
    reach: String,
    id: DatumId,
}

const ERASE: &str = "erasure.requested";
const ERASED: &str = "erasure.completed";

/// Between tries, in seconds: the schedule that the specification proposes, and once a day from then on.
const WAITS: [i64; 9] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

impl Kernel {
    /// Tells every processor that an erasure must reach and that is due to be told. Run it while [`erasure`](Self::erasure) shows
    /// one waiting. Asked twice at once, a processor hears the same id twice.
    ///
    /// # Errors
    /// A database that would not; what fails on the way stands in the answer.
    pub async fn deliver(
        &self,
        tombstone: DatumId,
        endpoints: &BTreeMap<String, Endpoint>,
        courier: &impl Courier,
    ) -> Result<Round, RightsError> {
        let stone = self.store.tombstone(tombstone).await?;
        let stone = stone.ok_or_else(|| RightsError::missing("tombstone", tombstone))?;
        let (mut round, now) = (Round::default(), self.now());
        for target in self.store.targets(tombstone).await? {
            let Some(processor) = target.store.as_str().strip_prefix("processor.").map(str::to_owned) else {
                continue;
            };
            if *target.state == *"done" || target.due.is_some_and(|due| *due > now) {
                continue;
            }
            let said = match endpoints.get(&processor) {
                None => Err("nobody wrote down where it takes calls".to_owned()),
                Some(to) => {
                    let call = ask(&stone, &target, now, &to.secrets)?;
                    courier.carry(&to.address, &call).await
                }
            };
            match said {
                Ok(200 | 204) => {
                    self.acknowledged(&stone, target).await?;
                    round.done.push(processor);
                }
                other => {
                    let why = match other {
                        Ok(202) => "it took the call, and has not said that it is done".to_owned(),
                        Ok(status) => format!("it answered {status}"),
                        Err(why) => why,
                    };
                    let due = self.again(target, now).await?;
                    round.again.push((processor, due, why));
                }
            }
        }
        Ok(round)
    }

    /// A processor says, by a signed call of its own (`erasure.completed`), that an erasure is done there. Said twice, it is done
    /// once.
    ///
    /// # Errors
    /// A call that is not signed by this processor, old, or about no erasure it was told of.
    pub async fn acknowledge(
        &self,
        processor: &str,
        call: &Call,
        secrets: &[Secret],
    ) -> Result<(), RightsError> {
        if !call.verify(self.now(), secrets) {
            let why = format!("this call is not signed by {processor}, or not of the last five minutes");
            return Err(RightsError::Said(why));
        }
        let body: Body = serde_json::from_str(&call.body)
            .map_err(|e| RightsError::Said(format!("this call from {processor} cannot be read: {e}")))?;
        let tombstone = body.data.erasure;
        let stone = self.store.tombstone(tombstone).await?;
        let stone = stone.filter(|stone| body.r#type == ERASED && *stone.target == body.data.id);
        let stone = stone.ok_or_else(|| RightsError::missing("erasure", tombstone))?;
        let store = format!("processor.{processor}");
        let target = self.store.targets(tombstone).await?.into_iter().find(|target| *target.store == *store);
        let target = target.ok_or_else(|| RightsError::missing("target", tombstone))?;
        if *target.state == *"done" {
            return Ok(());
        }
        self.acknowledged(&stone, target).await
    }

    /// It is done there: the erasure goes on, for it may have been the last.
    async fn acknowledged(
        &self,
        stone: &tombstones::Model,
        mut target: targets::Model,
    ) -> Result<(), RightsError> {
        let now = self.now();
        target.state = Col(term("done")?);
        (target.tries, target.due, target.at) = (target.tries + 1, None, Col(now));
        let store = target.store.to_string();
        let what = ("acknowledged", *stone.id, &store);
        let unit = self.store.begin().await?;
        unit.reach(target).await?;
        unit.owe([owe(&store, Task::Erase.word(), *stone.id, now)?]).await?;
        let entry = self.entry(Kind::Write, stone.promise.as_str(), *stone.workspace, None, &what)?;
        unit.log(&entry).await?;
        Ok(unit.commit().await?)
    }

    /// It is asked again, later each time. Says when.
    async fn again(&self, mut target: targets::Model, now: Timestamp) -> Result<Timestamp, RightsError> {
        let place = usize::try_from(target.tries).unwrap_or_default().min(WAITS.len() - 1);
        let due = now + SignedDuration::from_secs(WAITS[place]);
        (target.tries, target.due) = (target.tries + 1, Some(Col(due)));
        let unit = self.store.begin().await?;
        unit.reach(target).await?;
        unit.commit().await?;
        Ok(due)
    }
}

/// The call that asks. Its id is the target's: however often it comes, it says one thing.
fn ask(
    stone: &tombstones::Model,
    target: &targets::Model,
    now: Timestamp,
    secrets: &[Secret],
) -> Result<Call, RightsError> {
    let body = Body {
        r#type: ERASE.to_owned(),
        timestamp: *stone.at,
        data: Erase { erasure: *stone.id, reach: stone.reach.to_string(), id: *stone.target },
    };
    let body = serde_json::to_string(&body).map_err(|e| RightsError::Said(e.to_string()))?;
    Call::sign(target.id.to_string(), now, body, secrets)
}
