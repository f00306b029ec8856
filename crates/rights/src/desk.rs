//! Somebody at work: who, for which purpose, where. Everything that is done begins by asking the gate here.

use std::sync::Arc;

use incamera_charter::Act;
use incamera_gate::{Action, Actor, Datum, Gate, Intent, Leave, Permit, Write};
use incamera_ledger::{Entry, Kind};
use incamera_model::{PersonId, ProjectId, WorkspaceId};
use incamera_store::Reads;

use crate::{error::RightsError, kernel::Kernel};

/// An actor with an intent, before today's gate.
pub struct Desk<'k> {
    pub(crate) kernel: &'k Kernel,
    pub(crate) gate: Arc<Gate>,
    pub(crate) actor: Actor,
    pub(crate) intent: Intent,
}

impl Desk<'_> {
    /// Who works here.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// For which purpose, and where.
    pub fn intent(&self) -> &Intent {
        &self.intent
    }

    /// The kernel behind it.
    pub fn kernel(&self) -> &Kernel {
        self.kernel
    }

    /// Whether `A` may be done with a datum. A refusal is written down, and so is what is opened.
    ///
    /// # Errors
    /// The refusal; a ledger that would not, since what cannot be written down is not done.
    pub fn may<'a, A: Action>(&'a self, datum: &'a Datum) -> Result<Permit<'a, A>, RightsError> {
        let decided = self.gate.decide::<A>(&self.actor, datum, &self.intent);
        let (kind, promise) = match &decided {
            Err(refusal) => (Kind::Refused, refusal.promise()),
            Ok(permit) => match A::ACT {
                Act::Read | Act::Process | Act::Train => (Kind::Read, permit.promise()),
                Act::Disclose => (Kind::Disclosed, permit.promise()),
                // Written down with what is changed, in its transaction.
                Act::Write | Act::Erase | Act::Answer => return Ok(decided?),
            },
        };
        let only = datum.about.first().copied().filter(|_| datum.about.len() == 1);
        let what = (A::ACT, datum.id, self.actor.person, &self.intent.purpose);
        let entry = self.kernel.entry(kind, promise, datum.workspace, only, &what)?;
        self.kernel.ledger.note(entry)?;
        Ok(decided?)
    }

    /// Something new in a workspace, with what holds of everybody it is about.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn draft(
        &self,
        class: &str,
        workspace: WorkspaceId,
        project: Option<ProjectId>,
        about: &[PersonId],
    ) -> Result<Datum, RightsError> {
        let mut datum = Datum::new(self.kernel.id(), class, workspace, &self.intent.place);
        datum.project = project;
        Ok(self.kernel.store.draft(datum, about).await?)
    }

    /// The entry that says that something was written, for the transaction that writes it.
    ///
    /// # Errors
    /// Keys that would not.
    pub fn wrote(&self, permit: &Permit<'_, Write>) -> Result<Entry, RightsError> {
        let datum = permit.datum();
        let only = datum.about.first().copied().filter(|_| datum.about.len() == 1);
        let what = (Act::Write, datum.id, self.actor.person, &self.intent.purpose);
        self.kernel.entry(Kind::Write, permit.promise(), datum.workspace, only, &what)
    }

    /// What `A` may be done with, for a list.
    ///
    /// # Errors
    /// The refusal of everything.
    pub fn leave<A: Action>(&self) -> Result<Leave<'_, A>, RightsError> {
        Ok(self.gate.leave::<A>(&self.actor, &self.intent)?)
    }
}
