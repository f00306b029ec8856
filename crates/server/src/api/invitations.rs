//! Who is asked to come.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_studio::{Asked as Wanted, film, invitations, invite as ask, revoke_invitation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::said::{Asked, Said};
use crate::{
    house::House,
    paging::{Items, Part, id},
    problem::{Problem, Told},
    who::Who,
};

const ROLES: [&str; 2] = ["admin", "producer"];

/// An invitation.
#[derive(Serialize, ToSchema)]
pub(crate) struct Invitation {
    id: String,
    email: String,
    role: String,
    project: Option<String>,
    expires: String,
    /// `waiting`, `accepted`, `revoked`, `expired`.
    state: String,
}

/// Somebody to ask.
#[derive(Deserialize, ToSchema)]
#[schema(as = invitations::New)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    email: String,
    /// `producer`, `editor`, `viewer`, `admin`, `dpo`.
    role: String,
    /// The film that an editor or a viewer is let into.
    project: Option<String>,
}

/// An invitation that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = invitations::Made)]
pub(crate) struct Made {
    id: String,
    /// To hand on: nothing sends mail. It is told now, and never again.
    link: String,
    expires: String,
}

/// Who was asked.
#[utoipa::path(get, operation_id = "invitations_list", path = "/api/v1/workspaces/{workspace}/invitations", tag = "workspaces",
    params(("workspace" = String, Path), Part), responses((status = 200, body = Items<Invitation>),
    (status = 403, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(workspace): Path<String>,
    Asked(part): Asked<Part>,
) -> Result<Json<Items<Invitation>>, Problem> {
    let workspace: WorkspaceId = id(&workspace)?;
    let page = part.of(workspace, None)?;
    here.work(move |here| async move {
        let desk = who.seats.desk(&here.kernel, workspace, &ROLES, "account").await?;
        let all = invitations(&desk, page).await?.into_iter().map(|one| Invitation {
            id: one.id.to_string(),
            email: one.email,
            role: one.role,
            project: one.project.map(|project| project.to_string()),
            expires: one.expires.to_string(),
            state: one.state.to_owned(),
        });
        Ok(Json(Items::page(all.collect(), &page, |one| &one.id)))
    })
    .await
}

/// Asks somebody to come.
#[utoipa::path(post, operation_id = "invitations_invite", path = "/api/v1/workspaces/{workspace}/invitations", tag = "workspaces",
    params(("workspace" = String, Path)), request_body = New, responses((status = 201, body = Made),
    (status = 403, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn invite(
    State(here): State<Arc<House>>,
    who: Who,
    Path(workspace): Path<String>,
    Said(new): Said<New>,
) -> Result<(StatusCode, Json<Made>), Problem> {
    let workspace: WorkspaceId = id(&workspace)?;
    let project: Option<ProjectId> = new.project.as_deref().map(id).transpose()?;
    here.work(move |here| async move {
        let desk = who.seats.desk(&here.kernel, workspace, &ROLES, "account").await?;
        if let Some(project) = project {
            let film = film(&here.kernel, &who.seats, project, "service").await?;
            if film.workspace != workspace {
                return Err(Problem::missing());
            }
        }
        let wanted = Wanted { email: &new.email, role: &new.role, project };
        let made = ask(&desk, workspace, &wanted).await?;
        let link = format!("/invite/{}", made.token);
        Ok((
            StatusCode::CREATED,
            Json(Made { id: made.id.to_string(), link, expires: made.expires.to_string() }),
        ))
    })
    .await
}

/// Takes an invitation back.
#[utoipa::path(delete, operation_id = "invitations_revoke", path = "/api/v1/workspaces/{workspace}/invitations/{invitation}", tag = "workspaces",
    params(("workspace" = String, Path), ("invitation" = String, Path)),
    responses((status = 204), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn revoke(
    State(here): State<Arc<House>>,
    who: Who,
    Path((workspace, invitation)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (workspace, invitation): (WorkspaceId, DatumId) = (id(&workspace)?, id(&invitation)?);
    here.work(move |here| async move {
        let desk = who.seats.desk(&here.kernel, workspace, &ROLES, "account").await?;
        revoke_invitation(&desk, workspace, invitation).await?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
