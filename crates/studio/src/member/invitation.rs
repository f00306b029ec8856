//! Somebody is asked to come; he comes, or the link ends.

use incamera_gate::{Read, Write};
use incamera_model::{BlindIndex, DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, Kernel, RightsError};
use incamera_store::{
    Col, Filing, Page, Reads,
    rows::invitations::{Column, Entity, Model},
};
use incamera_vault::Under;
use jiff::{SignedDuration, Timestamp};

use super::{
    Seat, Within, admit_within,
    change::{given, of_films},
};
use crate::{program, said};

/// How long a link is good.
const HOLDS: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Whom an admin asks.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Where the letter goes.
    pub email: &'a str,
    /// As what.
    pub role: &'a str,
    /// Into which film.
    pub project: Option<ProjectId>,
}

/// An invitation that was made. Nothing sends mail: the link is for whoever asked to hand on.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Its row.
    pub id: DatumId,
    /// The link's secret.
    pub token: String,
    /// Until when.
    pub expires: Timestamp,
}

/// An invitation, for whoever holds its link, or for an admin.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its row.
    pub id: DatumId,
    /// Whose workspace.
    pub workspace: WorkspaceId,
    /// Who he will be.
    pub person: PersonId,
    /// Who asked.
    pub inviter: PersonId,
    /// As what.
    pub role: String,
    /// Into which film.
    pub project: Option<ProjectId>,
    /// Where the letter went.
    pub email: String,
    /// Until when.
    pub expires: Timestamp,
    /// `waiting`, `accepted`, `revoked`, `expired`.
    pub state: &'static str,
}

fn trace(kernel: &Kernel, token: &str) -> Result<BlindIndex, RightsError> {
    Ok(BlindIndex::of(kernel.vault().token_digest("invitation", token.as_bytes())?))
}

/// Asks somebody to come; the desk is an admin's.
///
/// # Errors
/// A refusal; a role that is none; a film that is needed and not named.
pub async fn invite(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    asked: &Asked<'_>,
) -> Result<Invited, RightsError> {
    given(asked.role)?;
    if of_films(asked.role) && asked.project.is_none() {
        let role = asked.role;
        return Err(RightsError::Said(format!("name the film that this {role} is to be let into")));
    }
    let project = asked.project.filter(|_| of_films(asked.role));
    let (kernel, email) = (desk.kernel(), asked.email.trim().to_lowercase());
    if email.len() > 254 || !email.contains('@') || email.chars().any(char::is_whitespace) {
        return Err(RightsError::Said(
            "this is no e-mail address: write one like name@example.org".to_owned(),
        ));
    }
    let person = kernel.person();
    let token = hex::encode(kernel.secret::<32>());
    let expires = kernel.now() + HOLDS;
    let datum = desk.draft("account", workspace, None, &[person]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = Model {
        id: Col(datum.id),
        person: Col(person),
        inviter: Col(desk.actor().person),
        role: Col(asked.role.parse().map_err(said)?),
        project: project.map(Col),
        email: Col(kernel.vault().seal_field(&permit, Under::Person(person), "email", &email)?),
        email_trace: Col(kernel.vault().blind_index("email", &email)?),
        token: Col(trace(kernel, &token)?),
        expires: Col(expires),
        accepted: None,
        revoked: None,
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(Invited { id: datum.id, token, expires })
}

/// The invitation of a link, if it is good now.
///
/// # Errors
/// A database that would not. A link that is none, or over, is no error.
pub async fn invitation(kernel: &Kernel, token: &str) -> Result<Option<Invitation>, RightsError> {
    let found = kernel.store().traced::<Entity>(Column::Token, trace(kernel, token)?).await?;
    let Some(id) = found.first() else { return Ok(None) };
    let Some(held) = kernel.store().fetch::<Entity>(*id, kernel.now()).await? else { return Ok(None) };
    let machine = program(kernel, "account", &held.datum().region)?;
    let leave = machine.leave::<Read>()?;
    let Ok(permit) = leave.decide(held.datum()) else { return Ok(None) };
    let row = held.open(&permit)?;
    let email = kernel.vault().open_field(&permit, "email", &row.email)?;
    Ok(Some(shown(kernel, row, held.datum().workspace, email)).filter(|found| found.state == "waiting"))
}

/// The invitations of a workspace, a page of them.
///
/// # Errors
/// A refusal.
pub async fn invitations(desk: &Desk<'_>, page: Page) -> Result<Vec<Invitation>, RightsError> {
    let (kernel, leave) = (desk.kernel(), desk.leave::<Read>()?);
    let mut all = Vec::new();
    for held in kernel.store().list::<Entity, Read>(&leave, page, kernel.now()).await? {
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        let email = kernel.vault().open_field(&permit, "email", &row.email)?;
        all.push(shown(kernel, row, held.datum().workspace, email));
    }
    Ok(all)
}

/// Takes an invitation back.
///
/// # Errors
/// A refusal; one that is not there.
pub async fn revoke_invitation(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    id: DatumId,
) -> Result<(), RightsError> {
    let kernel = desk.kernel();
    let missing = || RightsError::Missing { kind: "invitation", id: id.to_string() };
    let unit = kernel.store().begin().await?;
    let held = unit.fetch::<Entity>(id, kernel.now()).await?.ok_or_else(missing)?;
    let datum = held.datum().clone();
    if datum.workspace != workspace {
        return Err(missing());
    }
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    row.revoked = Some(Col(kernel.now()));
    unit.update::<Entity>(&permit, row).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    Ok(unit.commit().await?)
}

/// Somebody comes: the invitation is his now, and he takes his seat. Who he is was found out before.
///
/// # Errors
/// An invitation that is over by now; a database that would not.
pub async fn accept(
    kernel: &Kernel,
    invitation: &Invitation,
    person: PersonId,
    name: &str,
    email: &str,
) -> Result<(), RightsError> {
    let machine = program(kernel, "account", &kernel.region(invitation.workspace).await?)?;
    let unit = kernel.store().begin().await?;
    let missing = || RightsError::Missing { kind: "invitation", id: invitation.id.to_string() };
    unit.lock(invitation.id).await?;
    let held = unit.fetch::<Entity>(invitation.id, kernel.now()).await?.ok_or_else(missing)?;
    let datum = held.datum().clone();
    let permit = machine.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    if row.accepted.is_some() || row.revoked.is_some() || *row.expires <= kernel.now() {
        return Err(missing());
    }
    row.accepted = Some(Col(kernel.now()));
    unit.update::<Entity>(&permit, row).await?;
    unit.log(&machine.wrote(&permit)?).await?;
    unit.commit().await?;
    let seat = Seat { person, role: &invitation.role, name, email: Some(email) };
    let within = Within { project: invitation.project, until: None };
    admit_within(&machine, invitation.workspace, &seat, within).await?;
    Ok(())
}

fn shown(kernel: &Kernel, row: &Model, workspace: WorkspaceId, email: String) -> Invitation {
    let state = match row {
        Model { revoked: Some(_), .. } => "revoked",
        Model { accepted: Some(_), .. } => "accepted",
        Model { expires, .. } if **expires <= kernel.now() => "expired",
        _ => "waiting",
    };
    Invitation {
        id: *row.id,
        workspace,
        person: *row.person,
        inviter: *row.inviter,
        role: row.role.to_string(),
        project: row.project.map(|project| *project),
        email,
        expires: *row.expires,
        state,
    }
}
