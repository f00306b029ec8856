//! Rushes of a film: what is known of each, and what becomes of it.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_model::{DatumId, ProjectId};
use incamera_store::rows;
use incamera_studio::{Film, Names, film, film_of, names, rushes, sentence};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::said::{Asked, Said};
use crate::{
    feed::{Change, Kind},
    house::House,
    language::Language,
    paging::{Items, Part, id},
    problem::{Problem, Told},
    who::Who,
};

/// Frames in so many seconds.
#[derive(Serialize, ToSchema)]
pub(crate) struct Rate {
    num: u32,
    den: u32,
}

impl Rate {
    pub(super) fn of((num, den): (u32, u32)) -> Self {
        Self { num, den }
    }
}

/// Somebody in a rush.
#[derive(Serialize, ToSchema)]
pub(crate) struct Filmed {
    person: String,
    /// None where nobody here knows him by name.
    name: Option<String>,
}

/// A rush.
#[derive(Serialize, ToSchema)]
pub(crate) struct Rush {
    id: String,
    project: Option<String>,
    name: String,
    /// `receiving`, `waiting`, `scanning`, `ready`, `broken`.
    state: String,
    /// Why it is broken, in words.
    error: Option<String>,
    /// How far it is, of a thousand.
    progress: u16,
    seconds_left: Option<u64>,
    bytes: u64,
    /// In milliseconds; 0 while nobody knows.
    duration: u64,
    rate: Option<Rate>,
    frames: Option<u64>,
    width: Option<u32>,
    height: Option<u32>,
    has_sound: bool,
    has_picture: bool,
    /// Where its picture is, once there is one.
    poster: Option<String>,
    storyboard: Option<String>,
    proxy: Option<String>,
    people: Vec<Filmed>,
    /// Another rush of the film that holds the very same bytes.
    twin: Option<String>,
}

fn shown(rush: rushes::Rush, names: &Names, language: Language) -> Rush {
    let (id, at) =
        (rush.id, |there: bool, what: &str| there.then(|| format!("/api/v1/rushes/{}/{what}", rush.id)));
    Rush {
        id: id.to_string(),
        project: rush.project.map(|project| project.to_string()),
        state: rush.state.word().to_owned(),
        error: rush.why.as_deref().map(|why| sentence(language.name(), why)),
        progress: rush.progress.done,
        seconds_left: rush.progress.left,
        bytes: rush.bytes,
        duration: rush.duration,
        rate: rush.rate.map(Rate::of),
        frames: rush.frames,
        width: rush.size.map(|(width, _)| width),
        height: rush.size.map(|(_, height)| height),
        has_sound: rush.has_sound,
        has_picture: rush.has_picture,
        poster: at(rush.poster, "poster"),
        storyboard: at(rush.storyboard, "storyboard"),
        proxy: at(rush.proxy, "proxy"),
        people: rush
            .people
            .iter()
            .map(|person| Filmed {
                person: person.to_string(),
                name: names.of(*person).map(|name| name.name.clone()),
            })
            .collect(),
        twin: rush.twin.map(|twin| twin.to_string()),
        name: rush.name,
    }
}

/// Somebody sits down to a rush.
pub(super) async fn sit<'k>(here: &'k House, who: &Who, rush: DatumId) -> Result<Film<'k>, Problem> {
    Ok(film_of::<rows::rushes::Entity>(&here.kernel, &who.seats, ("rush", rush), "service").await?)
}

/// The rushes of a film, in the order in which they came.
#[utoipa::path(get, operation_id = "rushes_list", path = "/api/v1/projects/{project}/rushes", tag = "rushes",
    params(("project" = String, Path), Part), responses((status = 200, body = Items<Rush>),
    (status = 403, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Asked(part): Asked<Part>,
) -> Result<Json<Items<Rush>>, Problem> {
    let project: ProjectId = id(&project)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let page = part.of(film.workspace, Some(project))?;
        let names = names(&here.kernel, film.workspace).await?;
        let span = (page.after, page.limit);
        let listed = rushes::list(&film.desk, Some(&here.work), film.workspace, project, span).await?;
        let items = listed.items.into_iter().map(|rush| shown(rush, &names, language)).collect();
        Ok(Json(Items { items, next_cursor: listed.next.map(|next| next.to_string()) }))
    })
    .await
}

/// One rush.
#[utoipa::path(get, operation_id = "rushes_one", path = "/api/v1/rushes/{rush}", tag = "rushes",
    params(("rush" = String, Path)), responses((status = 200, body = Rush),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn one(
    State(here): State<Arc<House>>,
    who: Who,
    Path(rush): Path<String>,
) -> Result<Json<Rush>, Problem> {
    let rush: DatumId = id(&rush)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = sit(&here, &who, rush).await?;
        let names = names(&here.kernel, film.workspace).await?;
        Ok(Json(shown(rushes::look(&film.desk, Some(&here.work), rush).await?, &names, language)))
    })
    .await
}

/// What changes of a rush: what it is called.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Renamed {
    name: String,
}

/// Calls a rush otherwise.
#[utoipa::path(patch, operation_id = "rushes_rename", path = "/api/v1/rushes/{rush}", tag = "rushes",
    params(("rush" = String, Path)), request_body = Renamed, responses((status = 204),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn rename(
    State(here): State<Arc<House>>,
    who: Who,
    Path(rush): Path<String>,
    Said(renamed): Said<Renamed>,
) -> Result<StatusCode, Problem> {
    let rush: DatumId = id(&rush)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, rush).await?;
        rushes::rename(&film.desk, rush, &renamed.name).await?;
        here.feed.tell(Change::of(Kind::Rush, rush, film.workspace, Some(film.project)));
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// A rush goes, with everything that was made of it.
#[utoipa::path(delete, operation_id = "rushes_erase", path = "/api/v1/rushes/{rush}", tag = "rushes",
    params(("rush" = String, Path)), responses((status = 204),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn erase(
    State(here): State<Arc<House>>,
    who: Who,
    Path(rush): Path<String>,
) -> Result<StatusCode, Problem> {
    let rush: DatumId = id(&rush)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, rush).await?;
        rushes::erase(&film.desk, Some(&here.work), rush).await?;
        here.feed.tell(Change::of(Kind::Rush, rush, film.workspace, Some(film.project)));
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// What is looked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// One or more words, in the order in which they are said.
    q: String,
}

/// Words that were found.
#[derive(Serialize, ToSchema)]
pub(crate) struct Found {
    rush: String,
    frame: u64,
    text: String,
    /// With what is said before and after.
    around: String,
}

/// Looks for words in the rushes of a film.
#[utoipa::path(get, operation_id = "rushes_search", path = "/api/v1/projects/{project}/search", tag = "rushes",
    params(("project" = String, Path), Wanted), responses((status = 200, body = Items<Found>),
    (status = 422, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn search(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Items<Found>>, Problem> {
    let project: ProjectId = id(&project)?;
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let found = rushes::search(&film.desk, film.workspace, project, &wanted.q, 200).await?;
        let items = found.into_iter().map(|one| Found {
            rush: one.rush.to_string(),
            frame: one.frame,
            text: one.text,
            around: one.around,
        });
        Ok(Json(Items::all(items.collect())))
    })
    .await
}
