//! Whether data is protected alike in every region: asked of the gate itself, case by case.

use std::collections::BTreeMap;

use incamera_charter::Act;
use incamera_gate::{Action, Actor, Answer, Datum, Disclose, Erase, Intent, Process, Read, Train, Write};
use incamera_model::{DatumId, PersonId, WorkspaceId};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{error::RightsError, kernel::Kernel};

/// How each region is protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parity {
    /// Version of the charter that was asked about.
    pub version: u32,
    /// By region.
    pub regions: BTreeMap<String, Protection>,
    /// Whether it is the same in all.
    pub same: bool,
}

/// How a region is protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Protection {
    /// How many cases were asked: every act of every role with every class for every purpose, for one's own datum and others'.
    pub cases: usize,
    /// How many of them were allowed.
    pub allowed: usize,
    /// SHA-256 over all answers, in the order of the charter (hex): the same where the same is allowed.
    pub digest: String,
}

impl Kernel {
    /// Asks the gate of today for every region what it allows there.
    ///
    /// # Errors
    /// Rules that cannot be used.
    pub fn parity(&self) -> Result<Parity, RightsError> {
        let mut regions = BTreeMap::new();
        for region in self.charter().regions.keys() {
            regions.insert(region.clone(), self.protection(region)?);
        }
        let mut digests: Vec<&String> = regions.values().map(|protection| &protection.digest).collect();
        digests.dedup();
        let same = digests.len() <= 1;
        Ok(Parity { version: self.charter().version, regions, same })
    }

    fn protection(&self, region: &str) -> Result<Protection, RightsError> {
        let mut asked = Asked { hash: Sha256::new(), cases: 0, allowed: 0 };
        for role in self.charter().roles.keys() {
            let actor = Actor {
                person: PersonId::of(Uuid::from_u128(1)),
                role: role.clone(),
                workspace: Some(WorkspaceId::of(Uuid::from_u128(2))),
                projects: std::collections::BTreeSet::new(),
                elevated: true,
            };
            for purpose in self.charter().purposes.keys() {
                let intent = Intent::here(purpose, region);
                for act in Act::ALL {
                    match act {
                        Act::Read => self.ask::<Read>(&actor, &intent, &mut asked)?,
                        Act::Write => self.ask::<Write>(&actor, &intent, &mut asked)?,
                        Act::Process => self.ask::<Process>(&actor, &intent, &mut asked)?,
                        Act::Train => self.ask::<Train>(&actor, &intent, &mut asked)?,
                        Act::Disclose => self.ask::<Disclose>(&actor, &intent, &mut asked)?,
                        Act::Erase => self.ask::<Erase>(&actor, &intent, &mut asked)?,
                        Act::Answer => self.ask::<Answer>(&actor, &intent, &mut asked)?,
                    }
                }
            }
        }
        let digest = hex::encode(asked.hash.finalize());
        Ok(Protection { cases: asked.cases, allowed: asked.allowed, digest })
    }

    fn ask<A: Action>(&self, actor: &Actor, intent: &Intent, asked: &mut Asked) -> Result<(), RightsError> {
        let gate = self.gate()?;
        let leave = gate.leave::<A>(actor, intent)?;
        let condition = leave.condition();
        let workspace = WorkspaceId::of(Uuid::from_u128(2));
        for class in self.charter().classes.keys() {
            let others = Datum::new(DatumId::of(Uuid::from_u128(3)), class, workspace, &intent.place);
            let own = Datum { about: [actor.person].into(), ..others.clone() };
            for datum in [others, own] {
                let allowed = condition.holds(&datum);
                asked.hash.update([u8::from(allowed)]);
                asked.cases += 1;
                asked.allowed += usize::from(allowed);
            }
        }
        Ok(())
    }
}

struct Asked {
    hash: Sha256,
    cases: usize,
    allowed: usize,
}
