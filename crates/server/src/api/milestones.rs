//! Dated steps of a film.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_model::{DatumId, ProjectId};
use incamera_store::{Page, rows};
use incamera_studio::{
    Milestone, Step, change_milestone, erase_milestone, film, film_of, milestone, milestones,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::said::Said;
use crate::{
    feed::{Change, Kind},
    house::House,
    paging::{Items, id},
    problem::{Problem, Told},
    who::Who,
};

/// A dated step.
#[derive(Serialize, ToSchema)]
pub(crate) struct Dated {
    id: String,
    title: String,
    due: String,
    /// Met, or not met in time; null while it may still be.
    met: Option<bool>,
    /// When it was met.
    met_at: Option<String>,
}

/// A step to set.
#[derive(Deserialize, ToSchema)]
#[schema(as = milestones::New)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    title: String,
    #[schema(value_type = String, format = DateTime)]
    due: Timestamp,
}

/// What changes of it.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = milestones::Other)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Other {
    title: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Timestamp>,
    met: Option<bool>,
}

fn shown(step: &Milestone, now: Timestamp) -> Dated {
    let met = step.met.map(|met| met <= step.due).or_else(|| (step.due < now).then_some(false));
    Dated {
        id: step.id.to_string(),
        title: step.title.clone(),
        due: step.due.to_string(),
        met,
        met_at: step.met.map(|met| met.to_string()),
    }
}

/// The steps of a film, in the order in which they are due.
#[utoipa::path(get, operation_id = "milestones_list", path = "/api/v1/projects/{project}/milestones", tag = "projects",
    params(("project" = String, Path)), responses((status = 200, body = Items<Dated>)))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
) -> Result<Json<Items<Dated>>, Problem> {
    let project: ProjectId = id(&project)?;
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let page = Page { workspace: film.workspace, project: Some(project), after: None, limit: 500 };
        let now = here.kernel.now();
        let steps = milestones(&film.desk, page).await?;
        Ok(Json(Items::all(steps.iter().map(|step| shown(step, now)).collect())))
    })
    .await
}

/// Sets a step.
#[utoipa::path(post, operation_id = "milestones_set", path = "/api/v1/projects/{project}/milestones", tag = "projects",
    params(("project" = String, Path)), request_body = New, responses((status = 201, body = Dated)))]
pub(crate) async fn set(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Said(new): Said<New>,
) -> Result<(StatusCode, Json<Dated>), Problem> {
    let project: ProjectId = id(&project)?;
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let set = milestone(&film.desk, film.workspace, project, &new.title, new.due).await?;
        here.feed.tell(Change::of(Kind::Project, project, film.workspace, Some(project)));
        let step =
            Milestone { id: set, project, title: new.title.trim().to_owned(), due: new.due, met: None };
        Ok((StatusCode::CREATED, Json(shown(&step, here.kernel.now()))))
    })
    .await
}

/// Changes a step.
#[utoipa::path(patch, operation_id = "milestones_change", path = "/api/v1/milestones/{milestone}", tag = "projects", params(("milestone" = String, Path)),
    request_body = Other, responses((status = 204), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn change(
    State(here): State<Arc<House>>,
    who: Who,
    Path(milestone): Path<String>,
    Said(other): Said<Other>,
) -> Result<StatusCode, Problem> {
    let step: DatumId = id(&milestone)?;
    here.work(move |here| async move {
        let found =
            film_of::<rows::milestones::Entity>(&here.kernel, &who.seats, ("milestone", step), "service");
        let film = found.await?;
        let change = Step { title: other.title.as_deref(), due: other.due, met: other.met };
        change_milestone(&film.desk, step, &change).await?;
        here.feed.tell(Change::of(Kind::Project, film.project, film.workspace, Some(film.project)));
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// A step goes.
#[utoipa::path(delete, operation_id = "milestones_erase", path = "/api/v1/milestones/{milestone}", tag = "projects", params(("milestone" = String, Path)),
    responses((status = 204), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn erase(
    State(here): State<Arc<House>>,
    who: Who,
    Path(milestone): Path<String>,
) -> Result<StatusCode, Problem> {
    let step: DatumId = id(&milestone)?;
    here.work(move |here| async move {
        let found =
            film_of::<rows::milestones::Entity>(&here.kernel, &who.seats, ("milestone", step), "service");
        let film = found.await?;
        erase_milestone(&film.desk, step).await?;
        here.feed.tell(Change::of(Kind::Project, film.project, film.workspace, Some(film.project)));
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
