//! Links for guests: whoever holds one comes into one film, with a name and nothing else, until the link ends.

use incamera_gate::{Read, Write};
use incamera_model::{BlindIndex, DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, Kernel, RightsError};
use incamera_store::{
    Col, Filing, Page, Reads,
    rows::{
        links::{Column, Entity, Model},
        members,
    },
};
use jiff::{SignedDuration, Timestamp};

use super::{Seat, Within, admit_within};
use crate::{program, said};

/// Days a link may be good at most.
const MOST: u32 = 90;

/// A link that was made: its secret is told now, and never again.
#[derive(Clone, Debug)]
pub struct LinkMade {
    /// Its row.
    pub id: DatumId,
    /// Its secret.
    pub token: String,
    /// Until when.
    pub expires: Timestamp,
}

/// A link, for whoever made it possible.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its row.
    pub id: DatumId,
    /// Who made it.
    pub maker: PersonId,
    /// Until when.
    pub expires: Timestamp,
    /// When it was taken back.
    pub revoked: Option<Timestamp>,
}

/// What a link opens, for whoever holds it.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// Its row.
    pub id: DatumId,
    /// Whose film.
    pub workspace: WorkspaceId,
    /// Which.
    pub project: ProjectId,
    /// Who made it.
    pub maker: PersonId,
    /// Until when.
    pub expires: Timestamp,
}

fn trace(kernel: &Kernel, token: &str) -> Result<BlindIndex, RightsError> {
    Ok(BlindIndex::of(kernel.vault().token_digest("link", token.as_bytes())?))
}

/// Makes a link into a film, good for so many days. Its row is about whoever made it; `role.person` lets him write it.
///
/// # Errors
/// A refusal; too many days.
pub async fn make_link(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    days: u32,
) -> Result<LinkMade, RightsError> {
    if !(1..=MOST).contains(&days) {
        return Err(RightsError::Said(format!("a link is good for 1 to {MOST} days: choose another number")));
    }
    let (kernel, maker) = (desk.kernel(), desk.actor().person);
    let token = hex::encode(kernel.secret::<32>());
    let expires = kernel.now() + SignedDuration::from_hours(24 * i64::from(days));
    let own = kernel.own(maker, workspace, &desk.intent().place)?;
    let datum = own.draft("account", workspace, Some(project), &[maker]).await?;
    let permit = own.may::<Write>(&datum)?;
    let row = Model {
        id: Col(datum.id),
        project: Col(project),
        maker: Col(maker),
        token: Col(trace(kernel, &token)?),
        role: Col("guest".parse().map_err(said)?),
        expires: Col(expires),
        revoked: None,
    };
    kernel.vault().prepare(workspace, &[maker], &[])?;
    let unit = kernel.store().begin().await?;
    unit.insert::<Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&own.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(LinkMade { id: datum.id, token, expires })
}

/// The links into a film, a page of them.
///
/// # Errors
/// A refusal.
pub async fn links(desk: &Desk<'_>, page: Page) -> Result<Vec<Link>, RightsError> {
    let (kernel, leave) = (desk.kernel(), desk.leave::<Read>()?);
    let mut all = Vec::new();
    for held in kernel.store().list::<Entity, Read>(&leave, page, kernel.now()).await? {
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        let revoked = row.revoked.map(|at| *at);
        all.push(Link { id: *row.id, maker: *row.maker, expires: *row.expires, revoked });
    }
    Ok(all)
}

/// Takes a link back: whoever came by it is a guest no longer. Whoever made it may, and whoever may share in the film; that was
/// decided before.
///
/// # Errors
/// A link that is gone.
pub async fn revoke_link(kernel: &Kernel, id: DatumId) -> Result<(), RightsError> {
    let missing = || RightsError::Missing { kind: "link", id: id.to_string() };
    let unit = kernel.store().begin().await?;
    let held = unit.fetch::<Entity>(id, kernel.now()).await?.ok_or_else(missing)?;
    let datum = held.datum().clone();
    let machine = program(kernel, "account", &datum.region)?;
    let permit = machine.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    row.revoked = Some(Col(kernel.now()));
    let (project, expires) = (*row.project, *row.expires);
    unit.update::<Entity>(&permit, row).await?;
    unit.log(&machine.wrote(&permit)?).await?;
    unit.commit().await?;
    see_out(kernel, datum.workspace, project, expires).await
}

/// Ends the seats of the guests who came by a link: theirs end at the very millisecond it would have.
async fn see_out(
    kernel: &Kernel,
    workspace: WorkspaceId,
    project: ProjectId,
    expires: Timestamp,
) -> Result<(), RightsError> {
    let machine = program(kernel, "account", &kernel.region(workspace).await?)?;
    let leave = machine.leave::<Read>()?;
    let mut after = None;
    loop {
        let page = Page { workspace, project: Some(project), after, limit: 500 };
        let rows = kernel.store().list::<members::Entity, Read>(&leave, page, kernel.now()).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = Some(last.datum().id);
        for held in rows {
            let datum = held.datum().clone();
            let permit = machine.may::<Write>(&datum)?;
            let mut row = held.change(&permit)?;
            if *row.role == *"guest" && row.until.is_some_and(|until| *until == expires) {
                row.until = Some(Col(kernel.now()));
                let unit = kernel.store().begin().await?;
                unit.update::<members::Entity>(&permit, row).await?;
                unit.log(&machine.wrote(&permit)?).await?;
                unit.commit().await?;
            }
        }
    }
}

/// What a link opens, if it is good now.
///
/// # Errors
/// A database that would not. A link that is none, or over, is no error.
pub async fn link(kernel: &Kernel, token: &str) -> Result<Option<Opening>, RightsError> {
    let found = kernel.store().traced::<Entity>(Column::Token, trace(kernel, token)?).await?;
    let Some(id) = found.first() else { return Ok(None) };
    let Some(held) = kernel.store().fetch::<Entity>(*id, kernel.now()).await? else { return Ok(None) };
    let machine = program(kernel, "account", &held.datum().region)?;
    let leave = machine.leave::<Read>()?;
    let Ok(permit) = leave.decide(held.datum()) else { return Ok(None) };
    let row = held.open(&permit)?;
    if row.revoked.is_some() || *row.expires <= kernel.now() {
        return Ok(None);
    }
    let (workspace, project) = (held.datum().workspace, *row.project);
    Ok(Some(Opening { id: *id, workspace, project, maker: *row.maker, expires: *row.expires }))
}

/// A guest comes in by a link, under this name.
///
/// # Errors
/// A name that is none; a database that would not.
pub async fn enter(kernel: &Kernel, opening: &Opening, name: &str) -> Result<PersonId, RightsError> {
    let name = crate::words::line("a name", name, 80)?;
    let person = kernel.person();
    let own = kernel.own(person, opening.workspace, &kernel.region(opening.workspace).await?)?;
    let seat = Seat { person, role: "guest", name: &name, email: None };
    let within = Within { project: Some(opening.project), until: Some(opening.expires) };
    admit_within(&own, opening.workspace, &seat, within).await?;
    Ok(person)
}
