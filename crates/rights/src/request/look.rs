//! A request with its words, for whom it is about and for whoever decides.

use incamera_gate::{Datum, Read};
use incamera_model::DatumId;
use incamera_store::{
    Reads, Table,
    rows::{requests, steps},
};
use jiff::Timestamp;

use crate::{
    desk::Desk,
    error::RightsError,
    request::{
        asking::Door,
        ground::Ground,
        said::Said,
        state::State,
        step::{What, hanging},
    },
};

/// A step, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// What happened.
    pub what: What,
    /// In words.
    pub text: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A request, whole.
#[derive(Clone, Debug)]
pub struct Case {
    /// What is asked for.
    pub right: String,
    /// How far it is.
    pub state: State,
    /// How it came in.
    pub door: Door,
    /// In his words.
    pub statement: String,
    /// Where the answer goes, if he said so.
    pub contact: Option<String>,
    /// Where he lives and writes from.
    pub places: Vec<String>,
    /// Ids of the laws that protect him.
    pub laws: Vec<String>,
    /// Why it was refused.
    pub ground: Option<Ground>,
    /// What he was answered.
    pub answer: Option<String>,
    /// What happened to it.
    pub steps: Vec<Noted>,
}

/// Reads a request: whom it is about, or an officer. It is written down that it was read.
///
/// # Errors
/// A refusal; a request that is gone.
pub async fn look(desk: &Desk<'_>, request: DatumId) -> Result<Case, RightsError> {
    let kernel = desk.kernel();
    let held = kernel.store().fetch::<requests::Entity>(request, kernel.now()).await?;
    let held = held.ok_or_else(|| RightsError::missing("request", request))?;
    let datum: Datum = held.datum().clone();
    let permit = desk.may::<Read>(&datum)?;
    let row = held.open(&permit)?.clone();
    let open = |field, sealed: Option<&_>| {
        sealed.map(|sealed| kernel.vault().open_field(&permit, field, sealed)).transpose()
    };
    let said = Said::read(&open("places", row.places.as_deref())?.unwrap_or_default())?;
    let case = Case {
        right: row.right.as_str().to_owned(),
        state: State::of(row.state.as_str())?,
        door: Door::of(row.route.as_str())?,
        statement: open("statement", Some(&row.statement.0))?.unwrap_or_default(),
        contact: open("contact", row.contact.as_deref())?,
        laws: kernel.charter().laws(&said.places()).into_iter().map(str::to_owned).collect(),
        ground: row.ground.as_ref().map(|ground| Ground::of(ground.as_str())).transpose()?,
        answer: open("answer", row.answer.as_deref())?,
        steps: steps_of(desk, request).await?,
        places: said.places,
    };
    Ok(case)
}

async fn steps_of(desk: &Desk<'_>, request: DatumId) -> Result<Vec<Noted>, RightsError> {
    let kernel = desk.kernel();
    let mut noted = Vec::new();
    for id in hanging(kernel.store(), request, <steps::Entity as Table>::KIND).await? {
        let Some(held) = kernel.store().fetch::<steps::Entity>(id, kernel.now()).await? else { continue };
        let permit = desk.may::<Read>(held.datum())?;
        let row = held.open(&permit)?;
        let text =
            row.text.as_ref().map(|text| kernel.vault().open_field(&permit, "text", text)).transpose()?;
        noted.push(Noted { what: What::of(row.what.as_str())?, text, at: *row.at });
    }
    noted.sort_by_key(|step| (step.at, step.what));
    Ok(noted)
}
