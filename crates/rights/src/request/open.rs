//! A request comes in.

use incamera_charter::{Charter, Deadlines};
use incamera_gate::Write;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{Col, Filing, rows::requests};
use incamera_vault::Under;
use serde::{Deserialize, Serialize};

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::term,
    letter::{self, Facts, Letter},
    request::{
        asking::{Asker, Asking},
        deadline,
        prove::{known, trace},
        said::Said,
        state::State,
        step::{Of, What, note},
        turn::{Happened, account},
        work::officer,
    },
};

/// A request that came in. It says the same of somebody we know as of somebody we do not.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its name.
    pub request: DatumId,
    /// How far it is.
    pub state: State,
    /// By when what is due.
    pub deadlines: Deadlines,
    /// The confirmation of receipt.
    pub letter: Letter,
}

/// By what somebody acts for another, as it is sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Mandate {
    pub(crate) mandate: String,
    pub(crate) registration: Option<String>,
}

/// Whether nobody has to show who he is: an opt-out is not made harder by questions (11 CCR § 7060(b)), and whoever complains or
/// reports may stay unknown.
pub(crate) fn waived(charter: &Charter, right: &str) -> bool {
    right == "complaint" || charter.rights.get(right).is_some_and(|right| right.opts_out)
}

/// Opens a request in the workspace that was addressed, or in the house. At a person's own desk it is about him, and it is known
/// that it is he. At the program's or an officer's desk it is about whom the address belongs to.
///
/// # Errors
/// A right the charter does not give; nowhere to answer to; an agent without mandate; a refusal.
pub async fn open(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    asking: &Asking<'_>,
) -> Result<Opened, RightsError> {
    let kernel = desk.kernel();
    let (charter, now) = (kernel.charter(), kernel.now());
    let said = Said {
        places: asking.places.iter().map(|place| (*place).to_owned()).collect(),
        zone: asking.zone.to_owned(),
        known_as: asking.known_as.map(str::to_owned),
    };
    let deadlines = said.deadlines(charter, asking.right, now)?;
    let mandate = mandate(asking.asker)?;
    let signed_in = !matches!(desk.actor().role.as_str(), "machine" | "dpo");
    let person = if signed_in { desk.actor().person } else { whom(desk, asking).await? };
    let credential = signed_in && asking.asker == Asker::Myself;
    let state = if credential || waived(charter, asking.right) { State::Working } else { State::Received };
    let datum = desk.draft("request", workspace, None, &[person]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let seal = |field, text: &str| kernel.vault().seal_field(&permit, Under::Datum, field, text);
    let address = asking.known_as.or(asking.contact);
    let assigned = officer(kernel, &desk.intent().place, workspace).await?;
    let row = requests::Model {
        id: Col(datum.id),
        person: Col(person),
        right: Col(term(asking.right)?),
        state: Col(term(state.word())?),
        language: Col(term(asking.language)?),
        route: Col(term(asking.door.word())?),
        asker: Col(term(asking.asker.word())?),
        statement: Col(seal("statement", asking.statement)?),
        contact: asking.contact.map(|contact| seal("contact", contact.trim())).transpose()?.map(Col),
        contact_trace: address.map(|address| trace(kernel, address)).transpose()?.map(Col),
        places: Some(Col(seal("places", &said.text()?)?)),
        received: Col(now),
        acknowledge: deadlines.acknowledge.as_ref().map(|due| Col(due.before)),
        due: Col(deadlines.answer.before),
        promise: Col(term(&deadlines.answer.by)?),
        verified: credential.then_some(Col(now)),
        extended: None,
        closed: None,
        ground: None,
        answer: None,
        assigned: assigned.map(Col),
    };
    let to = match asking.contact {
        Some(contact) => Some(contact.trim().to_owned()),
        None => account(kernel, &desk.intent().place, person).await?,
    };
    let facts =
        Facts { to, ..Facts::of(datum.id, asking.right, &deadlines, now.to_zoned(said.zone()?).date()) };
    let letter = letter::acknowledgement(charter, asking.language, &said, facts, state, credential)?;
    let of = Of { request: datum.id, person, workspace };
    let unit = kernel.store().begin().await?;
    // Its retention counts from when it is closed, which nobody knows yet.
    unit.insert::<requests::Entity>(&permit, row, Filing { clock: None, ..Filing::from_person(now) }).await?;
    note(desk, &unit, of, What::Received, None).await?;
    if let Some(mandate) = &mandate {
        let text = serde_json::to_string(mandate).map_err(|e| RightsError::Said(e.to_string()))?;
        note(desk, &unit, of, What::Mandate, Some(&text)).await?;
    }
    if asking.child {
        note(desk, &unit, of, What::Child, None).await?;
        unit.owe([deadline::at_once(datum.id, now)?]).await?;
    }
    if credential {
        note(desk, &unit, of, What::Credential, None).await?;
    } else if state == State::Working {
        note(desk, &unit, of, What::Waived, None).await?;
    }
    if assigned.is_some() {
        note(desk, &unit, of, What::Assigned, None).await?;
    }
    note(desk, &unit, of, What::Acknowledged, None).await?;
    if let Some(due) = &deadlines.acknowledge {
        let met = deadline::acknowledged(datum.id, due)?;
        unit.owe([incamera_store::kernel::obligations::Model { done: Some(Col(now)), ..met }]).await?;
    }
    unit.owe(deadline::watched(datum.id, &deadlines.answer, now)?).await?;
    let promise = format!("right.{}", asking.right);
    for happened in [Some(Happened::Opened), credential.then_some(Happened::Verified)].into_iter().flatten() {
        let what = (datum.id, asking.right, state.word());
        unit.log(&kernel.entry(happened.kind(), &promise, workspace, Some(person), &what)?).await?;
    }
    unit.commit().await?;
    Ok(Opened { request: datum.id, state, deadlines, letter })
}

fn mandate(asker: Asker<'_>) -> Result<Option<Mandate>, RightsError> {
    let (mandate, registration) = match asker {
        Asker::Myself => return Ok(None),
        Asker::Agent { mandate, registration } => (mandate, registration),
        Asker::Guardian { mandate } => (mandate, None),
    };
    if mandate.trim().is_empty() {
        return Err(RightsError::Said(
            "whoever asks for somebody else says by what: write down the mandate, or whose guardian it is"
                .to_owned(),
        ));
    }
    Ok(Some(Mandate { mandate: mandate.to_owned(), registration: registration.map(str::to_owned) }))
}

/// Whom an address belongs to: somebody we know, or somebody new.
async fn whom(desk: &Desk<'_>, asking: &Asking<'_>) -> Result<PersonId, RightsError> {
    let kernel = desk.kernel();
    let Some(address) = asking.known_as.or(asking.contact).filter(|address| !address.trim().is_empty())
    else {
        return Err(RightsError::Said(
            "a request from somebody who is not signed in needs an address to answer to".to_owned(),
        ));
    };
    Ok(known(kernel, trace(kernel, address)?).await?.unwrap_or_else(|| kernel.person()))
}
