//! Films to make.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_model::{ProjectId, WorkspaceId};
use incamera_rights::Desk;
use incamera_studio::{
    Change as Changed, Project, change_project, counts, erase_project, film, films, one_film, project, rushes,
};
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

/// Roles that see films, the widest in front.
pub(super) const ROLES: [&str; 4] = ["producer", "editor", "viewer", "guest"];
/// How long a brief may be, in bytes.
const BRIEF: usize = 64 * 1024;

/// What a film must be.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Brief {
    /// What it is for.
    goal: String,
    /// Whom it speaks to.
    audience: String,
    /// Where it will be shown.
    platforms: Vec<String>,
    /// How long it is to be, in words: `under two minutes`.
    length: String,
    /// How it sounds.
    tone: String,
    /// What must be in it.
    must: String,
    /// What must not.
    must_not: String,
}

/// A film, in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = projects::Line)]
pub(crate) struct Line {
    id: String,
    title: String,
    /// `open`, `done`, `closed`.
    state: String,
    created: String,
    rushes: usize,
    cuts: usize,
    reviews_open: usize,
    /// A picture of it.
    poster: Option<String>,
}

/// A film.
#[derive(Serialize, ToSchema)]
pub(crate) struct Film {
    id: String,
    workspace: String,
    title: String,
    brief: Brief,
    /// `open`, `done`, `closed`.
    state: String,
    created: String,
    /// As what I work on it.
    my_role: String,
}

/// A film to begin.
#[derive(Deserialize, ToSchema)]
#[schema(as = projects::New)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    title: String,
    brief: Option<Brief>,
}

/// What changes of it.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = projects::Other)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Other {
    title: Option<String>,
    brief: Option<Brief>,
    /// `open`, `done`, `closed`.
    state: Option<String>,
}

fn shown(project: Project, my_role: &str) -> Film {
    // What was written before briefs had parts is the goal.
    let brief = project
        .brief
        .map(|text| serde_json::from_str(&text).unwrap_or_else(|_| Brief { goal: text, ..Brief::default() }));
    Film {
        id: project.id.to_string(),
        workspace: project.workspace.to_string(),
        title: project.title,
        brief: brief.unwrap_or_default(),
        state: project.state,
        created: project.created.to_string(),
        my_role: my_role.to_owned(),
    }
}

fn written(brief: &Brief) -> Result<String, Problem> {
    let text = serde_json::to_string(brief).map_err(|e| Problem::broken(&e.to_string()))?;
    if text.len() > BRIEF { Err(Problem::too_large()) } else { Ok(text) }
}

/// The films of a workspace that I was let into.
#[utoipa::path(get, operation_id = "projects_list", path = "/api/v1/workspaces/{workspace}/projects", tag = "projects",
    params(("workspace" = String, Path), Part), responses((status = 200, body = Items<Line>),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(workspace): Path<String>,
    Asked(part): Asked<Part>,
) -> Result<Json<Items<Line>>, Problem> {
    let workspace: WorkspaceId = id(&workspace)?;
    let page = part.of(workspace, None)?;
    here.work(move |here| async move {
        let desk = who.seats.desk(&here.kernel, workspace, &ROLES, "service").await?;
        let mut lines = Vec::new();
        for film in films(&desk, page).await? {
            let counts = counts(&desk, workspace, film.id).await?;
            lines.push(Line {
                id: film.id.to_string(),
                title: film.title,
                state: film.state,
                created: film.created.to_string(),
                rushes: counts.rushes,
                cuts: counts.cuts,
                reviews_open: counts.reviews_open,
                poster: poster(&desk, workspace, film.id).await,
            });
        }
        Ok(Json(Items::page(lines, &page, |line| &line.id)))
    })
    .await
}

/// A picture of a film: that of the first of its rushes that has one. Whoever may see no footage sees none.
async fn poster(desk: &Desk<'_>, workspace: WorkspaceId, project: ProjectId) -> Option<String> {
    let first = rushes::list(desk, None, workspace, project, (None, 8)).await.ok()?;
    let shown = first.items.iter().find(|rush| rush.poster)?;
    Some(format!("/api/v1/rushes/{}/poster", shown.id))
}

/// Begins a film.
#[utoipa::path(post, operation_id = "projects_begin", path = "/api/v1/workspaces/{workspace}/projects", tag = "projects",
    params(("workspace" = String, Path)), request_body = New, responses((status = 201, body = Film),
    (status = 403, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn begin(
    State(here): State<Arc<House>>,
    who: Who,
    Path(workspace): Path<String>,
    Said(new): Said<New>,
) -> Result<(StatusCode, Json<Film>), Problem> {
    let workspace: WorkspaceId = id(&workspace)?;
    here.work(move |here| async move {
        let desk = who.seats.desk(&here.kernel, workspace, &ROLES, "service").await?;
        let brief = new.brief.as_ref().map(written).transpose()?;
        let begun = project(&desk, workspace, &new.title, brief.as_deref()).await?;
        here.feed.tell(Change::of(Kind::Project, begun, workspace, Some(begun)));
        let film = shown(one_film(&desk, begun).await?, &desk.actor().role);
        Ok((StatusCode::CREATED, Json(film)))
    })
    .await
}

/// One film.
#[utoipa::path(get, operation_id = "projects_one", path = "/api/v1/projects/{project}", tag = "projects", params(("project" = String, Path)),
    responses((status = 200, body = Film), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn one(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
) -> Result<Json<Film>, Problem> {
    let project: ProjectId = id(&project)?;
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        Ok(Json(shown(one_film(&film.desk, project).await?, &film.role)))
    })
    .await
}

/// Changes a film.
#[utoipa::path(patch, operation_id = "projects_change", path = "/api/v1/projects/{project}", tag = "projects", params(("project" = String, Path)),
    request_body = Other, responses((status = 200, body = Film),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn change(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Said(other): Said<Other>,
) -> Result<Json<Film>, Problem> {
    let project: ProjectId = id(&project)?;
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let brief = other.brief.as_ref().map(written).transpose()?;
        let (title, state) = (other.title.as_deref(), other.state.as_deref());
        change_project(&film.desk, project, &Changed { title, brief: brief.as_deref(), state }).await?;
        here.feed.tell(Change::of(Kind::Project, project, film.workspace, Some(project)));
        Ok(Json(shown(one_film(&film.desk, project).await?, &film.role)))
    })
    .await
}

/// A film goes, with everything in it: nobody is let near from now on, and the rest follows by itself.
#[utoipa::path(delete, operation_id = "projects_erase", path = "/api/v1/projects/{project}", tag = "projects", params(("project" = String, Path)),
    responses((status = 204), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn erase(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
) -> Result<StatusCode, Problem> {
    let project: ProjectId = id(&project)?;
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        erase_project(&film.desk, project).await?;
        here.feed.tell(Change::of(Kind::Project, project, film.workspace, Some(project)));
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
