//! Who sits in a workspace, for whoever may know.

use incamera_gate::Read;
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, Kernel, RightsError};
use incamera_store::{
    Page, Reads,
    rows::{members, workspaces},
};
use jiff::Timestamp;

use crate::{demo::DEMO, program};

/// Somebody in a workspace.
#[derive(Clone, Debug)]
pub struct Member {
    /// His seat.
    pub seat: DatumId,
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: String,
    /// What he is called there.
    pub name: String,
    /// Where to write to.
    pub email: Option<String>,
    /// In which film alone.
    pub project: Option<ProjectId>,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub until: Option<Timestamp>,
}

/// A workspace, by name.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Which.
    pub id: WorkspaceId,
    /// What it is called.
    pub name: String,
    /// Where its data lies.
    pub region: String,
    /// Whether it is the demo: nothing but things to try.
    pub demo: bool,
}

/// Who sits in a workspace, a page of it. Seats that are over are passed over: the page is filled with those behind them.
///
/// # Errors
/// A refusal.
pub async fn members(desk: &Desk<'_>, page: Page) -> Result<Vec<Member>, RightsError> {
    let mut all: Vec<Member> = Vec::new();
    let mut next = page;
    loop {
        let (some, last) = seated(desk, next).await?;
        all.extend(some);
        match last {
            Some(last) if (all.len() as u64) < page.limit => next.after = Some(last),
            _ => break,
        }
    }
    all.truncate(page.limit as usize);
    Ok(all)
}

async fn seated(desk: &Desk<'_>, page: Page) -> Result<(Vec<Member>, Option<DatumId>), RightsError> {
    let (kernel, leave) = (desk.kernel(), desk.leave::<Read>()?);
    let now = kernel.now();
    let mut all = Vec::new();
    let rows = kernel.store().list::<members::Entity, Read>(&leave, page, now).await?;
    let last = rows.last().map(|held| held.datum().id);
    for held in rows {
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        if row.until.is_some_and(|until| *until <= now) {
            continue;
        }
        let open = |field, sealed| kernel.vault().open_field(&permit, field, sealed);
        all.push(Member {
            seat: *row.id,
            person: *row.person,
            role: row.role.to_string(),
            name: open("name", &row.name)?,
            email: row.email.as_ref().map(|email| open("email", email)).transpose()?,
            project: held.datum().project,
            since: *row.since,
            until: row.until.map(|until| *until),
        });
    }
    Ok((all, last))
}

/// What a workspace is called, for somebody who sits in it: the program says it, for viewers and guests may read no configuration.
///
/// # Errors
/// A workspace that is gone.
pub async fn workspace_of(kernel: &Kernel, workspace: WorkspaceId) -> Result<Workspace, RightsError> {
    let missing = || RightsError::Missing { kind: "workspace", id: workspace.to_string() };
    let id = DatumId::of(workspace.uuid());
    let held = kernel.store().fetch::<workspaces::Entity>(id, kernel.now()).await?.ok_or_else(missing)?;
    let machine = program(kernel, "service", &held.datum().region)?;
    let leave = machine.leave::<Read>()?;
    let permit = leave.decide(held.datum())?;
    let row = held.open(&permit)?;
    let name = kernel.vault().open_field(&permit, "name", &row.name)?;
    let demo = *row.plan == *DEMO;
    Ok(Workspace { id: workspace, name, region: row.region.to_string(), demo })
}
