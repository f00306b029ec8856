//! A workspace is founded, and people take their seats in it.

use incamera_gate::{Actor, Datum, Write};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, Kernel, RightsError};
use incamera_store::{
    Col, Filing, Route,
    rows::{members, workspaces},
};
use incamera_vault::Under;
use jiff::Timestamp;

use crate::said;

/// Founds a workspace in a region; its first admin is the one who asked.
///
/// # Errors
/// Words that are none; a database that would not.
pub async fn found(
    kernel: &Kernel,
    founder: PersonId,
    name: &str,
    region: &str,
) -> Result<WorkspaceId, RightsError> {
    found_as(kernel, founder, name, region, "studio").await
}

/// The same, on a plan.
pub(crate) async fn found_as(
    kernel: &Kernel,
    founder: PersonId,
    name: &str,
    region: &str,
    plan: &str,
) -> Result<WorkspaceId, RightsError> {
    let workspace = WorkspaceId::of(kernel.id().uuid());
    let desk = kernel.desk(seated(founder, "admin", workspace, []), "service", region)?;
    // The datum that stands for the workspace itself bears its name.
    let datum = Datum::new(DatumId::of(workspace.uuid()), "configuration", workspace, region);
    let permit = desk.may::<Write>(&datum)?;
    let row = workspaces::Model {
        id: Col(datum.id),
        name: Col(kernel.vault().seal_field(&permit, Under::Workspace, "name", name)?),
        region: Col(region.parse().map_err(said)?),
        plan: Col(plan.parse().map_err(said)?),
        created: Col(kernel.now()),
        ended: None,
        purge: None,
    };
    // Its retention counts from the end of the term, which nobody knows yet.
    let filing = Filing { clock: None, ..Filing::from_person(kernel.now()) };
    let unit = kernel.store().begin().await?;
    unit.insert::<workspaces::Entity>(&permit, row, filing).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(workspace)
}

/// Somebody in a role of a workspace, let into these films.
pub fn seated(
    person: PersonId,
    role: &str,
    workspace: WorkspaceId,
    projects: impl IntoIterator<Item = ProjectId>,
) -> Actor {
    Actor {
        person,
        role: role.to_owned(),
        workspace: Some(workspace),
        projects: projects.into_iter().collect(),
        elevated: false,
    }
}

/// A seat in a workspace.
#[derive(Clone, Debug)]
pub struct Seat<'a> {
    /// Whose.
    pub person: PersonId,
    /// As what: a role of the charter.
    pub role: &'a str,
    /// What he is called there.
    pub name: &'a str,
    /// Where to write to.
    pub email: Option<&'a str>,
}

/// How far a seat goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within {
    /// Into one film alone.
    pub project: Option<ProjectId>,
    /// Until then.
    pub until: Option<Timestamp>,
}

/// Gives somebody a seat in the whole workspace; the desk is an admin's.
///
/// # Errors
/// A refusal; a role that is none.
pub async fn admit(desk: &Desk<'_>, workspace: WorkspaceId, seat: &Seat<'_>) -> Result<DatumId, RightsError> {
    admit_within(desk, workspace, seat, Within::default()).await
}

/// Gives somebody a seat that goes so far; the desk is an admin's, or, where a link lets him in, his own.
///
/// # Errors
/// A refusal; a role that is none.
pub async fn admit_within(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    seat: &Seat<'_>,
    within: Within,
) -> Result<DatumId, RightsError> {
    let kernel = desk.kernel();
    let datum = desk.draft("account", workspace, within.project, &[seat.person]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let seal = |field, text| kernel.vault().seal_field(&permit, Under::Person(seat.person), field, text);
    let row = members::Model {
        id: Col(datum.id),
        person: Col(seat.person),
        role: Col(seat.role.parse().map_err(said)?),
        name: Col(seal("name", seat.name)?),
        email: seat.email.map(|email| seal("email", email)).transpose()?.map(Col),
        analytics: Col(false),
        footage: Col(matches!(seat.role, "producer" | "editor")),
        billing: Col(seat.role == "admin"),
        since: Col(kernel.now()),
        until: within.until.map(Col),
    };
    let filing = Filing { route: Route::Person, ..Filing::from_person(kernel.now()) };
    let unit = kernel.store().begin().await?;
    unit.insert::<members::Entity>(&permit, row, filing).await?;
    // What nobody confirms in time lapses; a guest's seat ends with his link before that.
    if within.until.is_none() {
        unit.owe([kernel.seat_review(datum.id)?]).await?;
    }
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}
