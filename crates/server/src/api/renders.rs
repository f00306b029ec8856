//! Films made of cuts.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use incamera_model::{DatumId, ProjectId};
use incamera_store::rows;
use incamera_studio::{Film, film, film_of, renders, sentence};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    cuts,
    ranges::served,
    rushes::Rate,
    said::{Asked, Said},
};
use crate::{
    feed::{Change, Kind},
    house::House,
    language::Language,
    paging::{Items, Part, id},
    problem::{Problem, Told},
    who::Who,
};

/// How a film is to be made.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = renders::New)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct New {
    captions: Captions,
    /// Loudness to reach, in hundredths of LUFS.
    loudness: Option<i32>,
    /// Width over height to crop to.
    aspect: Option<[u32; 2]>,
    /// Lines to scale to.
    height: Option<u32>,
}

/// What becomes of captions.
#[derive(Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Captions {
    /// There are none.
    #[default]
    None,
    /// They are drawn into the picture.
    Burn,
}

/// A film.
#[derive(Serialize, ToSchema)]
pub(crate) struct Render {
    id: String,
    /// The version of a cut it was made from.
    version: String,
    /// `waiting`, `running`, `done`, `failed`.
    state: String,
    progress: u16,
    seconds_left: Option<u64>,
    error: Option<String>,
    bytes: Option<u64>,
    frames: Option<u64>,
    rate: Option<Rate>,
    /// For review: every frame evenly.
    proxy: bool,
    /// Where it is, once it is done.
    film: Option<String>,
}

/// A film's name.
#[derive(Serialize, ToSchema)]
pub(crate) struct Ordered {
    id: String,
}

fn shown(render: renders::Render, language: Language) -> Render {
    Render {
        id: render.id.to_string(),
        version: render.version.to_string(),
        film: (render.state == "done").then(|| format!("/api/v1/renders/{}/film", render.id)),
        state: render.state,
        progress: render.progress.done,
        seconds_left: render.progress.left,
        error: render.why.as_deref().map(|why| sentence(language.name(), why)),
        bytes: render.bytes,
        frames: render.frames,
        rate: render.rate.map(Rate::of),
        proxy: render.making.proxy,
    }
}

async fn sit<'k>(here: &'k House, who: &Who, render: DatumId) -> Result<Film<'k>, Problem> {
    Ok(film_of::<rows::renders::Entity>(&here.kernel, &who.seats, ("render", render), "service").await?)
}

/// Orders a film of a cut as it stands; the same version, made the same way, is made once.
#[utoipa::path(post, operation_id = "renders_order", path = "/api/v1/cuts/{cut}/renders", tag = "renders",
    params(("cut" = String, Path)), request_body = New, responses((status = 202, body = Ordered),
    (status = 422, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn order(
    State(here): State<Arc<House>>,
    who: Who,
    Path(cut): Path<String>,
    Said(new): Said<New>,
) -> Result<(StatusCode, Json<Ordered>), Problem> {
    let cut: DatumId = id(&cut)?;
    here.work(move |here| async move {
        let film = cuts::sit(&here, &who, cut).await?;
        let captions = match new.captions {
            Captions::None => renders::Captions::None,
            Captions::Burn => renders::Captions::Burn,
        };
        let New { loudness, aspect, height, .. } = new;
        let making = renders::Making { captions, loudness, aspect, height, ..renders::Making::default() };
        let render = renders::render(&film.desk, cut, &making).await?;
        here.work.nudge();
        here.feed.tell(Change::of(Kind::Render, render, film.workspace, Some(film.project)));
        Ok((StatusCode::ACCEPTED, Json(Ordered { id: render.to_string() })))
    })
    .await
}

/// The films of a project.
#[utoipa::path(get, operation_id = "renders_list", path = "/api/v1/projects/{project}/renders", tag = "renders",
    params(("project" = String, Path), Part), responses((status = 200, body = Items<Render>)))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Asked(part): Asked<Part>,
) -> Result<Json<Items<Render>>, Problem> {
    let project: ProjectId = id(&project)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let page = part.of(film.workspace, Some(project))?;
        let span = (page.after, page.limit);
        let (all, next) = renders::list(&film.desk, Some(&here.work), film.workspace, project, span).await?;
        let items = all.into_iter().map(|render| shown(render, language)).collect();
        Ok(Json(Items { items, next_cursor: next.map(|next| next.to_string()) }))
    })
    .await
}

/// How a film stands.
#[utoipa::path(get, operation_id = "renders_one", path = "/api/v1/renders/{render}", tag = "renders",
    params(("render" = String, Path)), responses((status = 200, body = Render),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn one(
    State(here): State<Arc<House>>,
    who: Who,
    Path(render): Path<String>,
) -> Result<Json<Render>, Problem> {
    let render: DatumId = id(&render)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = sit(&here, &who, render).await?;
        Ok(Json(shown(renders::look(&film.desk, Some(&here.work), render).await?, language)))
    })
    .await
}

/// Calls a film off.
#[utoipa::path(post, operation_id = "renders_cancel", path = "/api/v1/renders/{render}/cancel", tag = "renders",
    params(("render" = String, Path)), responses((status = 204),
    (status = 409, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn cancel(
    State(here): State<Arc<House>>,
    who: Who,
    Path(render): Path<String>,
) -> Result<StatusCode, Problem> {
    let render: DatumId = id(&render)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, render).await?;
        renders::cancel(&film.desk, Some(&here.work), render).await?;
        let mut change = Change::of(Kind::Render, render, film.workspace, Some(film.project));
        change.state = Some("failed".to_owned());
        here.feed.tell(change);
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// How a film is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct How {
    /// `1`: as a file to keep.
    download: Option<u8>,
}

/// A film, at any place. It bears no metadata of its rushes.
#[utoipa::path(get, operation_id = "renders_film", path = "/api/v1/renders/{render}/film", tag = "renders",
    params(("render" = String, Path), How), responses((status = 200, content_type = "video/mp4", body = Vec<u8>),
    (status = 206, content_type = "video/mp4", body = Vec<u8>),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn watch(
    State(here): State<Arc<House>>,
    who: Who,
    Path(render): Path<String>,
    Asked(how): Asked<How>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let render: DatumId = id(&render)?;
    let keep = how.download == Some(1);
    let opened = here.work(move |here| async move {
        let film = sit(&here, &who, render).await?;
        // Whoever only looks at it is not given it to keep.
        if keep && matches!(film.role.as_str(), "viewer" | "guest") {
            return Err(Problem::missing());
        }
        Ok(renders::film(&film.desk, render).await?)
    });
    let mut response = served(opened.await?, &headers, "video/mp4");
    if keep {
        let file = HeaderValue::from_static("attachment; filename=\"film.mp4\"");
        response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
    }
    Ok(response)
}
