//! A request in somebody's hands: taken, changed and saved in one unit of work.

use incamera_gate::{Answer, Datum, Read, Write};
use incamera_ledger::Kind;
use incamera_model::{DatumId, Sealed};
use incamera_store::{
    Col, Reads, Transaction,
    rows::{people, requests},
};
use incamera_vault::Under;

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::{HOUSE, Kernel, term},
    request::{
        said::Said,
        state::{State, Stray},
        step::Of,
    },
};

/// What happened, for the ledger.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Happened {
    Opened,
    Verified,
    Extended,
    Closed,
    /// A step that moves nothing of these.
    Moved,
}

impl Happened {
    /// What the ledger calls it.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Opened => Kind::RequestOpened,
            Self::Closed => Kind::RequestClosed,
            Self::Verified => Kind::RequestVerified,
            Self::Extended => Kind::RequestExtended,
            Self::Moved => Kind::Write,
        }
    }
}

/// A request that nobody else works on until the unit of work ends.
pub(crate) struct Turn {
    pub(crate) datum: Datum,
    pub(crate) row: requests::Model,
}

impl Turn {
    /// Takes a request; whoever may change it.
    pub(crate) async fn take(desk: &Desk<'_>, unit: &Transaction, id: DatumId) -> Result<Self, RightsError> {
        unit.lock(id).await?;
        let held = unit.fetch::<requests::Entity>(id, desk.kernel().now()).await?;
        let held = held.ok_or_else(|| RightsError::missing("request", id))?;
        let datum = held.datum().clone();
        let row = held.change(&desk.may::<Write>(&datum)?)?;
        Ok(Self { datum, row })
    }

    /// Takes a request to decide something about it.
    pub(crate) async fn decide(
        desk: &Desk<'_>,
        unit: &Transaction,
        id: DatumId,
    ) -> Result<Self, RightsError> {
        let turn = Self::take(desk, unit, id).await?;
        desk.may::<Answer>(&turn.datum)?;
        Ok(turn)
    }

    pub(crate) fn id(&self) -> DatumId {
        self.datum.id
    }

    pub(crate) fn of(&self) -> Of {
        Of { request: self.datum.id, person: *self.row.person, workspace: self.datum.workspace }
    }

    pub(crate) fn state(&self) -> Result<State, RightsError> {
        State::of(self.row.state.as_str())
    }

    /// Goes to another state.
    pub(crate) fn go(&mut self, to: State) -> Result<(), RightsError> {
        let to = self.state()?.to(to).map_err(|stray| self.stray(stray))?;
        self.row.state = Col(term(to.word())?);
        Ok(())
    }

    /// Refuses what can only be done before it is over.
    pub(crate) fn open(&self) -> Result<(), RightsError> {
        let state = self.state()?;
        if state.is_closed() { Err(self.stray(Stray { from: state, to: State::Working })) } else { Ok(()) }
    }

    fn stray(&self, stray: Stray) -> RightsError {
        self.wrong(stray.from.word(), stray.instead())
    }

    /// Not now, as it stands.
    pub(crate) fn wrong(&self, state: impl Into<String>, next: &'static str) -> RightsError {
        RightsError::State { what: format!("request {}", self.datum.id), state: state.into(), next }
    }

    pub(crate) fn seal(&self, desk: &Desk<'_>, field: &str, text: &str) -> Result<Col<Sealed>, RightsError> {
        let permit = desk.may::<Write>(&self.datum)?;
        Ok(Col(desk.kernel().vault().seal_field(&permit, Under::Datum, field, text)?))
    }

    pub(crate) fn unseal(
        &self,
        desk: &Desk<'_>,
        field: &str,
        sealed: Option<&Col<Sealed>>,
    ) -> Result<Option<String>, RightsError> {
        let Some(sealed) = sealed else { return Ok(None) };
        let permit = desk.may::<Read>(&self.datum)?;
        Ok(Some(desk.kernel().vault().open_field(&permit, field, sealed)?))
    }

    /// What was said of places and addresses.
    pub(crate) fn said(&self, desk: &Desk<'_>) -> Result<Said, RightsError> {
        let text = self.unseal(desk, "places", self.row.places.as_ref())?;
        Said::read(&text.ok_or_else(|| RightsError::Said("a request without places".to_owned()))?)
    }

    /// Where letters go.
    pub(crate) async fn address(&self, desk: &Desk<'_>) -> Result<Option<String>, RightsError> {
        match self.unseal(desk, "contact", self.row.contact.as_ref())? {
            Some(contact) => Ok(Some(contact)),
            None => account(desk.kernel(), &desk.intent().place, *self.row.person).await,
        }
    }

    /// Saves it, with its entry for the ledger.
    pub(crate) async fn save(
        self,
        desk: &Desk<'_>,
        unit: &Transaction,
        happened: Happened,
    ) -> Result<(), RightsError> {
        let Self { datum, row } = self;
        let what = (datum.id, row.right.as_str().to_owned(), row.state.as_str().to_owned());
        let promise = format!("right.{}", row.right.as_str());
        let person = Some(*row.person);
        let entry = desk.kernel().entry(happened.kind(), &promise, datum.workspace, person, &what)?;
        let permit = desk.may::<Write>(&datum)?;
        unit.update::<requests::Entity>(&permit, row).await?;
        unit.log(&entry).await?;
        Ok(())
    }
}

/// The address of somebody's account, if he has one.
pub(crate) async fn account(
    kernel: &Kernel,
    place: &str,
    person: incamera_model::PersonId,
) -> Result<Option<String>, RightsError> {
    use incamera_store::Table;
    let machine = kernel.machine(place)?;
    for known in kernel.store().about(person, Some(HOUSE), kernel.now()).await? {
        if known.data.kind != <people::Entity as Table>::KIND {
            continue;
        }
        let Some(held) = kernel.store().fetch::<people::Entity>(known.datum.id, kernel.now()).await? else {
            continue;
        };
        let permit = machine.may::<Read>(held.datum())?;
        let row = held.open(&permit)?;
        return Ok(Some(kernel.vault().open_field(&permit, "email", &row.email)?));
    }
    Ok(None)
}
