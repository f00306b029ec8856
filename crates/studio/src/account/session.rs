//! Where somebody is signed in. The cookie's token is kept as a keyed digest alone; what ended is gone, and the next request with
//! it is nobody's.

use incamera_gate::{Erase, Process, Read, Write};
use incamera_model::{BlindIndex, DatumId, PersonId};
use incamera_rights::{HOUSE, Kernel, RightsError};
use incamera_store::{
    Col, Filing, Held, Reads,
    rows::sessions::{Column, Entity, Model},
};
use incamera_vault::Under;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::program;

/// The cookie, as the charter declares it.
const COOKIE: &str = "__Host-session";
/// How long it may stand before it is written down again that a session was used.
const SEEN: SignedDuration = SignedDuration::from_mins(5);

/// A session that was opened.
#[derive(Clone, Debug)]
pub struct Signed {
    /// What the browser keeps: 64 hexadecimal digits.
    pub token: String,
    /// Its row.
    pub id: DatumId,
    /// Until when.
    pub expires: Timestamp,
}

/// Where a guest may go, and how long: as far as his link.
#[derive(Clone, Copy, Debug)]
pub struct Guest {
    /// Until when.
    pub until: Timestamp,
}

/// A session, in the eyes of whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its row.
    pub id: DatumId,
    /// Since when.
    pub created: Timestamp,
    /// When it was last used, to five minutes.
    pub used: Timestamp,
    /// Until when.
    pub expires: Timestamp,
    /// With which program: `Firefox, Linux`.
    pub client: Option<String>,
}

fn trace(kernel: &Kernel, token: &str) -> Result<BlindIndex, RightsError> {
    Ok(BlindIndex::of(kernel.vault().token_digest("session", token.as_bytes())?))
}

/// Signs somebody in, with this program; how long it holds, the charter says, and of a guest his link too.
///
/// # Errors
/// A database that would not.
pub async fn open_session(
    kernel: &Kernel,
    person: PersonId,
    client: Option<&str>,
    guest: Option<Guest>,
) -> Result<Signed, RightsError> {
    let machine = program(kernel, "security", &kernel.region(HOUSE).await?)?;
    let token = hex::encode(kernel.secret::<32>());
    let now = kernel.now();
    let keep = kernel
        .charter()
        .cookies
        .get(COOKIE)
        .and_then(|cookie| cookie.keep.until(&now.to_zoned(TimeZone::UTC)));
    let undeclared =
        || RightsError::Said(format!("the charter declares no cookie {COOKIE}: nobody can sign in"));
    let mut expires = keep.ok_or_else(undeclared)?.timestamp();
    if let Some(guest) = guest {
        expires = expires.min(guest.until);
    }
    let datum = machine.draft("device", HOUSE, None, &[person]).await?;
    let permit = machine.may::<Write>(&datum)?;
    let seal = |text| kernel.vault().seal_field(&permit, Under::Person(person), "client", text);
    let row = Model {
        id: Col(datum.id),
        person: Col(person),
        token: Col(trace(kernel, &token)?),
        client: client.map(seal).transpose()?.map(Col),
        created: Col(now),
        used: Col(now),
        expires: Col(expires),
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<Entity>(&permit, row, Filing::observed(now)).await?;
    unit.log(&machine.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(Signed { token, id: datum.id, expires })
}

/// Whose session this token is, if it holds now.
///
/// # Errors
/// A database that would not. A token that is none is no error.
pub async fn whose_session(kernel: &Kernel, token: &str) -> Result<Option<(DatumId, PersonId)>, RightsError> {
    let Some(held) = held(kernel, token).await? else { return Ok(None) };
    let machine = program(kernel, "security", &held.datum().region)?;
    // Asked with every request: what the gate says is asked for, and not written down each time.
    let leave = machine.leave::<Process>()?;
    let Ok(permit) = leave.decide(held.datum()) else { return Ok(None) };
    let row = held.open(&permit)?;
    if *row.expires <= kernel.now() {
        return Ok(None);
    }
    let (id, person, used) = (*row.id, *row.person, *row.used);
    if kernel.now().duration_since(used) >= SEEN {
        see_session(kernel, id).await?;
    }
    Ok(Some((id, person)))
}

/// Writes down that a session is used now.
///
/// # Errors
/// A database that would not.
async fn see_session(kernel: &Kernel, id: DatumId) -> Result<(), RightsError> {
    let unit = kernel.store().begin().await?;
    let Some(held) = unit.fetch::<Entity>(id, kernel.now()).await? else { return Ok(()) };
    let datum = held.datum().clone();
    let machine = program(kernel, "security", &datum.region)?;
    let permit = machine.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    row.used = Col(kernel.now());
    unit.update::<Entity>(&permit, row).await?;
    Ok(unit.commit().await?)
}

/// Somebody's sessions that hold now, in his own eyes.
///
/// # Errors
/// A database that would not.
pub async fn my_sessions(kernel: &Kernel, person: PersonId) -> Result<Vec<Session>, RightsError> {
    let desk = kernel.own(person, HOUSE, &kernel.region(HOUSE).await?)?;
    let leave = desk.leave::<Read>()?;
    let mut mine = Vec::new();
    for held in kernel.store().rows_about::<Entity>(person, HOUSE, kernel.now()).await? {
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        if *row.expires > kernel.now() {
            let client =
                row.client.as_ref().map(|client| kernel.vault().open_field(&permit, "client", client));
            mine.push(Session {
                id: *row.id,
                created: *row.created,
                used: *row.used,
                expires: *row.expires,
                client: client.transpose()?,
            });
        }
    }
    Ok(mine)
}

/// Ends a session of somebody's: the next request with it is nobody's.
///
/// # Errors
/// A session that is not there, or somebody else's.
pub async fn end_session(kernel: &Kernel, person: PersonId, id: DatumId) -> Result<(), RightsError> {
    let missing = || RightsError::Missing { kind: "session", id: id.to_string() };
    let held = kernel.store().fetch::<Entity>(id, kernel.now()).await?.ok_or_else(missing)?;
    if !held.datum().about.contains(&person) {
        return Err(missing());
    }
    let desk = kernel.own(person, HOUSE, &held.datum().region)?;
    remove(kernel, &desk, &held).await
}

/// Ends all of somebody's sessions, by the program: he was taken out of a workspace, or his password changed.
pub(crate) async fn end_all(kernel: &Kernel, person: PersonId) -> Result<(), RightsError> {
    for held in kernel.store().rows_about::<Entity>(person, HOUSE, kernel.now()).await? {
        let machine = program(kernel, "security", &held.datum().region)?;
        remove(kernel, &machine, &held).await?;
    }
    Ok(())
}

async fn remove(
    kernel: &Kernel,
    desk: &incamera_rights::Desk<'_>,
    held: &Held<Entity>,
) -> Result<(), RightsError> {
    let permit = desk.may::<Erase>(held.datum())?;
    let unit = kernel.store().begin().await?;
    let person = held.datum().about.first().copied();
    let what = ("session", "ended", held.datum().id);
    let promise = permit.promise().to_owned();
    unit.log(&kernel.entry(incamera_ledger::Kind::Write, &promise, HOUSE, person, &what)?).await?;
    unit.remove(&[permit]).await?;
    Ok(unit.commit().await?)
}

async fn held(kernel: &Kernel, token: &str) -> Result<Option<Held<Entity>>, RightsError> {
    if token.len() != 64 {
        return Ok(None);
    }
    let found = kernel.store().traced::<Entity>(Column::Token, trace(kernel, token)?).await?;
    match found.first() {
        Some(id) => Ok(kernel.store().fetch::<Entity>(*id, kernel.now()).await?),
        None => Ok(None),
    }
}
