//! A seat changes, or ends.

use incamera_gate::Write;
use incamera_model::{DatumId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{Col, Page, Reads, rows::members};

use super::members as seated_here;
use crate::{account, said};

/// Roles an admin may give.
const GIVEN: [&str; 5] = ["producer", "editor", "viewer", "admin", "dpo"];

/// Whether a role is one that is given to people.
pub(crate) fn given(role: &str) -> Result<(), RightsError> {
    if GIVEN.contains(&role) {
        return Ok(());
    }
    Err(RightsError::Said(format!("`{role}` is no role of a workspace: use {}", GIVEN.join(", "))))
}

/// Whether a role is let into one film at a time.
pub(crate) fn of_films(role: &str) -> bool {
    matches!(role, "editor" | "viewer" | "guest")
}

/// Gives a seat another role; the desk is an admin's.
///
/// # Errors
/// A refusal; a role that is none; the last admin's.
pub async fn set_role(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    seat: DatumId,
    role: &str,
) -> Result<(), RightsError> {
    given(role)?;
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    let missing = || RightsError::Missing { kind: "member", id: seat.to_string() };
    let held = unit.fetch::<members::Entity>(seat, kernel.now()).await?.ok_or_else(missing)?;
    let datum = held.datum().clone();
    if datum.workspace != workspace {
        return Err(missing());
    }
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    if *row.role == *"admin" && role != "admin" {
        stays_administered(desk, datum.workspace, seat).await?;
    }
    if of_films(role) && datum.project.is_none() {
        return Err(RightsError::Said(format!(
            "a seat in the whole workspace cannot be a {role}'s: invite the person into the film instead"
        )));
    }
    row.role = Col(role.parse().map_err(said)?);
    row.footage = Col(matches!(role, "producer" | "editor"));
    row.billing = Col(role == "admin");
    unit.update::<members::Entity>(&permit, row).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    Ok(unit.commit().await?)
}

/// Ends a seat; what the person wrote stays, until he wants it gone. His sessions end: if he sits elsewhere, he signs in anew.
///
/// # Errors
/// A refusal; the last admin's.
pub async fn leave_workspace(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    seat: DatumId,
) -> Result<(), RightsError> {
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    let missing = || RightsError::Missing { kind: "member", id: seat.to_string() };
    let held = unit.fetch::<members::Entity>(seat, kernel.now()).await?.ok_or_else(missing)?;
    let datum = held.datum().clone();
    if datum.workspace != workspace {
        return Err(missing());
    }
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    if *row.role == *"admin" {
        stays_administered(desk, datum.workspace, seat).await?;
    }
    let person = *row.person;
    row.until = Some(Col(kernel.now()));
    unit.update::<members::Entity>(&permit, row).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    account::end_all(kernel, person).await
}

/// A workspace that nobody administers lets nobody in and nobody out.
async fn stays_administered(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    seat: DatumId,
) -> Result<(), RightsError> {
    let mut after = None;
    loop {
        let page = Page { workspace, project: None, after, limit: 500 };
        let some = seated_here(desk, page).await?;
        let Some(last) = some.last() else {
            return Err(RightsError::State {
                what: "this seat".to_owned(),
                state: "the last admin's".to_owned(),
                next: "make somebody else an admin first",
            });
        };
        after = Some(last.seat);
        if some.iter().any(|member| member.role == "admin" && member.seat != seat) {
            return Ok(());
        }
    }
}
