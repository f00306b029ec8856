//! The kernel: gate, rows, keys and ledger of one installation, with its clock.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicBool},
};

use incamera_charter::Charter;
use incamera_gate::{Actor, Gate, Intent, Rulebook};
use incamera_ledger::{Entry, Kind, Writer};
use incamera_model::{DatumId, PersonId, Term, WorkspaceId};
use incamera_store::Store;
use incamera_vault::Vault;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    clock::{Clock, Random},
    desk::Desk,
    error::RightsError,
    open::Layout,
};

/// Everything a promise needs to be kept.
pub struct Kernel {
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) ledger: Writer,
    charter: Charter,
    rulebook: Rulebook,
    today: Mutex<Option<(Date, Arc<Gate>)>>,
    clock: Box<dyn Clock>,
    random: Box<dyn Random>,
    /// Where it lies on disk.
    pub(crate) places: Option<Layout>,
    pub(crate) sweeping: AtomicBool,
}

/// The workspace of the installation itself: accounts lie there, whatever workspaces their people work in.
pub const HOUSE: WorkspaceId = WorkspaceId::of(Uuid::from_u128(0x5));

/// The program itself, where it acts by its own.
pub const MACHINE: PersonId = PersonId::of(Uuid::from_u128(0x2));

impl Kernel {
    /// Puts the parts together, under the charter in force.
    ///
    /// # Errors
    /// Rules that cannot be used.
    pub fn new(
        charter: Charter,
        store: Store,
        vault: Vault,
        ledger: Writer,
        clock: Box<dyn Clock>,
        random: Box<dyn Random>,
    ) -> Result<Self, RightsError> {
        let rulebook = Rulebook::read(&charter.rules())?;
        let (today, sweeping) = (Mutex::default(), AtomicBool::new(false));
        Ok(Self { store, vault, ledger, charter, rulebook, today, clock, random, places: None, sweeping })
    }

    /// The promises in force.
    pub fn charter(&self) -> &Charter {
        &self.charter
    }

    /// The rules they compile to.
    pub fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// The rows.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The sealed objects and fields.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The log.
    pub fn ledger(&self) -> &Writer {
        &self.ledger
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new name.
    pub fn id(&self) -> DatumId {
        let mut random = [0; 10];
        self.random.fill(&mut random);
        DatumId::new(self.now().as_millisecond().unsigned_abs(), random)
    }

    /// Somebody new.
    pub fn person(&self) -> PersonId {
        PersonId::of(self.id().uuid())
    }

    /// Bytes nobody can guess.
    pub fn secret<const N: usize>(&self) -> [u8; N] {
        let mut secret = [0; N];
        self.random.fill(&mut secret);
        secret
    }

    /// The gate of today.
    ///
    /// # Errors
    /// Rules that cannot be used.
    pub fn gate(&self) -> Result<Arc<Gate>, RightsError> {
        let day = self.now().to_zoned(TimeZone::UTC).date();
        let mut today = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, gate)) = today.as_ref()
            && *of == day
        {
            return Ok(Arc::clone(gate));
        }
        let gate = Arc::new(Gate::open(self.charter.clone(), &self.rulebook, day)?);
        *today = Some((day, Arc::clone(&gate)));
        Ok(gate)
    }

    /// Somebody at work, for one purpose, in one region.
    ///
    /// # Errors
    /// Rules that cannot be used.
    pub fn desk(&self, actor: Actor, purpose: &str, place: &str) -> Result<Desk<'_>, RightsError> {
        Ok(Desk { kernel: self, gate: self.gate()?, actor, intent: Intent::here(purpose, place) })
    }

    /// The program itself at work, serving what people asked for and what promises demand.
    ///
    /// # Errors
    /// Rules that cannot be used.
    pub fn machine(&self, place: &str) -> Result<Desk<'_>, RightsError> {
        let actor = Actor {
            person: MACHINE,
            role: "machine".to_owned(),
            workspace: None,
            projects: BTreeSet::new(),
            elevated: false,
        };
        self.desk(actor, &self.charter.answer.purpose, place)
    }

    /// Somebody about what is his own.
    ///
    /// # Errors
    /// Rules that cannot be used.
    pub fn own(
        &self,
        person: PersonId,
        workspace: WorkspaceId,
        place: &str,
    ) -> Result<Desk<'_>, RightsError> {
        let actor = Actor {
            person,
            role: "person".to_owned(),
            workspace: Some(workspace),
            projects: BTreeSet::new(),
            elevated: false,
        };
        self.desk(actor, &self.charter.answer.purpose, place)
    }

    /// An entry for the ledger: what happened, by which promise, committing to `what` under the key of the person it is about, or
    /// of the workspace where nobody is, or where his key is gone.
    ///
    /// # Errors
    /// A promise that has no plain name; keys that would not.
    pub fn entry(
        &self,
        kind: Kind,
        promise: &str,
        workspace: WorkspaceId,
        person: Option<PersonId>,
        what: &impl Serialize,
    ) -> Result<Entry, RightsError> {
        let payload = serde_json::to_vec(what).map_err(|e| RightsError::Said(e.to_string()))?;
        let person = person.filter(|person| self.vault.has_subject(workspace, *person));
        if person.is_none() {
            self.vault.prepare(workspace, &[], &[])?;
        }
        let said = |_| RightsError::Said(format!("`{promise}` names no promise"));
        Ok(Entry {
            at: self.now().as_millisecond().unsigned_abs(),
            commitment: self.vault.commitment(workspace, person, &payload)?,
            id: self.id().uuid(),
            kind,
            promise: promise.parse().map_err(said)?,
            version: self.charter.version,
        })
    }

    /// Ships what waits in the outbox, so that receipts can be had.
    ///
    /// # Errors
    /// A database or a ledger that would not: what waits stays, and goes with the next.
    pub async fn ship(&self) -> Result<u64, RightsError> {
        Ok(self.store.ship(&self.ledger).await?)
    }
}

/// A plain word.
pub(crate) fn term(word: &str) -> Result<Term, RightsError> {
    word.parse().map_err(|e: incamera_model::TermError| RightsError::Said(e.to_string()))
}
