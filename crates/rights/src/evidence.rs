//! The evidence pack: what an auditor takes home, and checks without us.
//!
//! | Name | What |
//! | --- | --- |
//! | `charter.json` | version, dates, digests of the published versions, digests of the rules |
//! | `rules/` | the Cedar schema and policies that decide here, and the statements they must satisfy |
//! | `registers/` | every register, made from the running charter |
//! | `data-map.json`, `data-map.csv` | what is stored, counted |
//! | `purge.json` | how much was erased, why, and how far each erasure is |
//! | `refused.json` | how often each promise refused something since this day's gate opened |
//! | `consistency.json` | proof that nothing under an earlier checkpoint was changed, where one is given |
//! | `manifest.json`, `proofs/` | what makes a [parcel](crate::verify) of it |
//!
//! Nothing in it is about anybody.

use std::{collections::BTreeMap, io::Write};

use incamera_ledger::Kind;
use incamera_store::Registers;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    error::RightsError,
    kernel::Kernel,
    parcel::{CONSISTENCY, Packed, Parcel, Way},
    words::Words,
};

/// Proof that a ledger only grew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Consistency {
    /// The checkpoint that somebody kept.
    pub(crate) earlier: String,
    /// The one it leads to.
    pub(crate) later: String,
    /// Hashes on the way, in base64 (RFC 6962 §2.1.2).
    pub(crate) proof: Vec<String>,
}

#[derive(Serialize)]
struct Purge {
    /// How many erasures, by reach, promise and whether they are complete.
    erasures: Vec<Erasures>,
    /// How far they are, by place and state.
    targets: Vec<Targets>,
}

#[derive(Serialize)]
struct Erasures {
    reach: String,
    promise: String,
    complete: bool,
    number: u64,
}

#[derive(Serialize)]
struct Targets {
    place: String,
    state: String,
    number: u64,
    /// How many rows, keys or objects were reached.
    reached: i64,
}

impl Kernel {
    /// Packs the evidence, and has the ledger commit to it. `earlier` is a checkpoint that somebody kept: the pack then proves
    /// that nothing before it was changed.
    ///
    /// # Errors
    /// A database or a ledger that would not; a checkpoint that is not this ledger's; whoever takes the bytes.
    pub async fn evidence(
        &self,
        earlier: Option<&str>,
        into: &mut (impl Write + Send),
    ) -> Result<Packed, RightsError> {
        let charter = self.charter();
        let mut parcel = Parcel::begin(Way::to(into, None)?);
        let rules = charter.rules();
        let digest = |text: &str| hex::encode(Sha256::digest(text.as_bytes()));
        let versions = self.store.versions().await?;
        let published = versions.iter().map(|version| {
            json!({
                "version": version.number,
                "digest": version.digest.to_string(),
                "published": version.published.to_string(),
                "effective": version.effective.to_string(),
            })
        });
        parcel.json(
            "charter.json",
            &json!({
                "version": charter.version,
                "noticed": charter.noticed.to_string(),
                "effective": charter.effective.to_string(),
                "operator": charter.operator,
                "at": self.now().to_string(),
                "rules": { "schema": digest(&rules.schema), "policies": digest(&rules.policies) },
                "published": published.collect::<Vec<_>>(),
            }),
        )?;
        parcel.add("rules/schema.cedarschema", &rules.schema)?;
        parcel.add("rules/policies.cedar", &rules.policies)?;
        parcel.json("rules/theorems.json", &rules.theorems)?;
        let words: Vec<Words> =
            charter.languages.iter().map(|l| Words::of(charter, l)).collect::<Result<_, _>>()?;
        let told: Vec<_> = words.into_iter().map(|words| words.told).collect();
        let today = self.now().to_zoned(TimeZone::UTC).date();
        for document in charter.registers(&told, today).map_err(RightsError::Said)? {
            parcel.add(&format!("registers/{}", document.name), &document.text)?;
        }
        let map = self.data_map().await?;
        parcel.json("data-map.json", &map)?;
        parcel.add("data-map.csv", &map.csv())?;
        parcel.json("purge.json", &self.purge().await?)?;
        parcel.json("refused.json", &self.gate()?.refused())?;
        if let Some(earlier) = earlier {
            let (proof, later) = self.ledger.log().consistency(earlier.as_bytes())?;
            parcel.json(CONSISTENCY, &Consistency { earlier: earlier.to_owned(), later, proof })?;
        }
        let promise = format!("purpose.{}", charter.answer.purpose);
        let (packed, way) = parcel.finish(self, Kind::Write, &promise).await?;
        way.finish()?;
        Ok(packed)
    }

    async fn purge(&self) -> Result<Purge, RightsError> {
        let mut erasures: BTreeMap<(String, String, bool), u64> = BTreeMap::new();
        let mut targets: BTreeMap<(String, String), (u64, i64)> = BTreeMap::new();
        for tombstone in self.store.tombstones(None, false).await? {
            let key = (tombstone.reach.to_string(), tombstone.promise.to_string(), tombstone.done.is_some());
            *erasures.entry(key).or_default() += 1;
            for target in self.store.targets(*tombstone.id).await? {
                let sum = targets.entry((target.store.to_string(), target.state.to_string())).or_default();
                sum.0 += 1;
                sum.1 += target.count;
            }
        }
        let erased = |((reach, promise, complete), number)| Erasures { reach, promise, complete, number };
        let target = |((place, state), (number, reached))| Targets { place, state, number, reached };
        Ok(Purge {
            erasures: erasures.into_iter().map(erased).collect(),
            targets: targets.into_iter().map(target).collect(),
        })
    }
}
