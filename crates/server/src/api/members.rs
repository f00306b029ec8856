//! Who sits in a workspace.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_model::{DatumId, WorkspaceId};
use incamera_studio::{leave_workspace, members, set_role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::said::{Asked, Said};
use crate::{
    feed::{Change, Kind},
    house::House,
    paging::{Items, Part, id},
    problem::{Problem, Told},
    who::Who,
};

/// Whoever may know who sits here, the one who may change it in front.
const ROLES: [&str; 3] = ["admin", "dpo", "producer"];

/// A seat.
#[derive(Serialize, ToSchema)]
pub(crate) struct Member {
    /// The seat: one person may have several.
    id: String,
    person: String,
    role: String,
    name: String,
    email: Option<String>,
    /// Into this film alone.
    project: Option<String>,
    since: String,
    until: Option<String>,
}

/// What changes of a seat.
#[derive(Deserialize, ToSchema)]
#[schema(as = members::Other)]
#[serde(deny_unknown_fields)]
pub(crate) struct Other {
    /// `producer`, `editor`, `viewer`, `admin`, `dpo`.
    role: String,
}

/// Until when a seat holds.
#[derive(Serialize, ToSchema)]
pub(crate) struct Confirmed {
    /// When it lapses, if no admin confirms it again.
    due: String,
}

/// Who sits here.
#[utoipa::path(get, operation_id = "members_list", path = "/api/v1/workspaces/{workspace}/members", tag = "workspaces",
    params(("workspace" = String, Path), Part), responses((status = 200, body = Items<Member>),
    (status = 403, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(workspace): Path<String>,
    Asked(part): Asked<Part>,
) -> Result<Json<Items<Member>>, Problem> {
    let workspace: WorkspaceId = id(&workspace)?;
    let page = part.of(workspace, None)?;
    here.work(move |here| async move {
        let desk = who.seats.desk(&here.kernel, workspace, &ROLES, "account").await?;
        let all = members(&desk, page).await?.into_iter().map(|member| Member {
            id: member.seat.to_string(),
            person: member.person.to_string(),
            role: member.role,
            name: member.name,
            email: member.email,
            project: member.project.map(|project| project.to_string()),
            since: member.since.to_string(),
            until: member.until.map(|until| until.to_string()),
        });
        Ok(Json(Items::page(all.collect(), &page, |member| &member.id)))
    })
    .await
}

/// Gives a seat another role.
#[utoipa::path(patch, operation_id = "members_change", path = "/api/v1/workspaces/{workspace}/members/{seat}", tag = "workspaces",
    params(("workspace" = String, Path), ("seat" = String, Path)), request_body = Other,
    responses((status = 204), (status = 403, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn change(
    State(here): State<Arc<House>>,
    who: Who,
    Path((workspace, seat)): Path<(String, String)>,
    Said(other): Said<Other>,
) -> Result<StatusCode, Problem> {
    let (workspace, seat): (WorkspaceId, DatumId) = (id(&workspace)?, id(&seat)?);
    here.work(move |here| async move {
        let desk = who.seats.desk(&here.kernel, workspace, &ROLES, "account").await?;
        set_role(&desk, workspace, seat, &other.role).await?;
        here.feed.tell(Change::of(Kind::Member, seat, workspace, None));
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Ends a seat, and the person's sessions with it.
#[utoipa::path(delete, operation_id = "members_remove", path = "/api/v1/workspaces/{workspace}/members/{seat}", tag = "workspaces",
    params(("workspace" = String, Path), ("seat" = String, Path)),
    responses((status = 204), (status = 403, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn remove(
    State(here): State<Arc<House>>,
    who: Who,
    Path((workspace, seat)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (workspace, seat): (WorkspaceId, DatumId) = (id(&workspace)?, id(&seat)?);
    here.work(move |here| async move {
        let desk = who.seats.desk(&here.kernel, workspace, &ROLES, "account").await?;
        leave_workspace(&desk, workspace, seat).await?;
        here.feed.tell(Change::of(Kind::Member, seat, workspace, None));
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Confirms a seat until the next review: what nobody confirms lapses.
#[utoipa::path(post, operation_id = "members_confirm", path = "/api/v1/workspaces/{workspace}/members/{seat}/confirm", tag = "workspaces",
    params(("workspace" = String, Path), ("seat" = String, Path)), responses((status = 200, body = Confirmed),
    (status = 403, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn confirm(
    State(here): State<Arc<House>>,
    who: Who,
    Path((workspace, seat)): Path<(String, String)>,
) -> Result<Json<Confirmed>, Problem> {
    let (workspace, seat): (WorkspaceId, DatumId) = (id(&workspace)?, id(&seat)?);
    here.work(move |here| async move {
        let desk = who.seats.desk(&here.kernel, workspace, &ROLES, "account").await?;
        Ok(Json(Confirmed { due: desk.confirm_seat(seat).await?.to_string() }))
    })
    .await
}
