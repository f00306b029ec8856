//! Cuts: begun from rushes, changed step by step, each step against the state it was meant for.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use incamera_model::{DatumId, ProjectId};
use incamera_rights::Desk;
use incamera_store::rows;
use incamera_studio::{Film, Names, StudioError, cuts, film, film_of, names};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    messages::Author,
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

/// A cut, in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = cuts::Line)]
pub(crate) struct Line {
    id: String,
    title: String,
    version: i64,
    author: Author,
    saved: String,
    /// The film's.
    rate: Rate,
    frames_before: u64,
    frames_after: u64,
}

/// A rush of a cut.
#[derive(Serialize, ToSchema)]
pub(crate) struct Of {
    id: String,
    name: String,
    rate: Rate,
    frames: u64,
}

/// How much a reason takes out.
#[derive(Serialize, ToSchema)]
pub(crate) struct TakenOut {
    reason: String,
    spans: usize,
    frames: u64,
}

/// How much is taken out.
#[derive(Serialize, ToSchema)]
pub(crate) struct Totals {
    before: u64,
    after: u64,
    by_reason: Vec<TakenOut>,
}

/// A step of its history.
#[derive(Serialize, ToSchema)]
pub(crate) struct Step {
    id: String,
    /// `derush`, `restore`, `drop`, `keep`, `settings`, `edits`.
    name: String,
    version: i64,
    at: String,
    author: Author,
    /// The cut stands there or beyond; the others can be done again.
    done: bool,
}

/// A cut as it stands. Its `ETag` is its turn, which an edit is checked against.
#[derive(Serialize, ToSchema)]
pub(crate) struct Cut {
    id: String,
    project: Option<String>,
    title: String,
    version: i64,
    turn: i64,
    /// The document, as `schema/cut.schema.json` describes it.
    document: serde_json::Value,
    rushes: Vec<Of>,
    totals: Totals,
    history: Vec<Step>,
    can_undo: bool,
    can_redo: bool,
}

/// A cut to begin.
#[derive(Deserialize, ToSchema)]
#[schema(as = cuts::New)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    rushes: Vec<String>,
    title: Option<String>,
    /// `interview`, `vlog`, `podcast`, `lecture`, `raw`.
    preset: Option<String>,
    /// Kept before and after speech, in milliseconds.
    margin: Option<u32>,
}

/// Edits: one step that can be taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edits {
    /// Each one of `restore`, `omit`, `drop`, `keep`, `settings`.
    #[schema(value_type = Vec<Object>)]
    edits: Vec<cuts::Edit>,
}

fn shown(seen: cuts::Seen, names: &Names, language: Language) -> Result<Response, Problem> {
    let word = |value: &dyn std::fmt::Display| value.to_string();
    let document = serde_json::to_value(&seen.document).map_err(|e| Problem::broken(&e.to_string()))?;
    let rushes = seen.rushes.into_iter().map(|rush| Of {
        id: rush.id.to_string(),
        name: rush.name,
        rate: Rate::of((rush.rate.num(), rush.rate.den())),
        frames: rush.frames,
    });
    let by_reason = seen.by_reason.into_iter().map(|one| TakenOut {
        reason: one.reason.to_string(),
        spans: one.spans,
        frames: one.frames,
    });
    let history = seen.history.into_iter().map(|step| Step {
        id: step.id.to_string(),
        name: step.name,
        version: step.version,
        at: step.at.to_string(),
        author: Author::in_language(step.author, names, language),
        done: step.done,
    });
    let cut = Cut {
        id: seen.id.to_string(),
        project: seen.project.map(|project| word(&project)),
        title: seen.title,
        version: seen.version,
        turn: seen.turn,
        document,
        rushes: rushes.collect(),
        totals: Totals { before: seen.before, after: seen.after, by_reason: by_reason.collect() },
        history: history.collect(),
        can_undo: seen.can_undo,
        can_redo: seen.can_redo,
    };
    let turn = cut.turn;
    let mut response = Json(cut).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{turn}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

/// The turn that an edit was meant for: `If-Match`, with the tag of the cut as it was looked at.
fn meant(headers: &HeaderMap) -> Result<i64, Problem> {
    let text = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let turn = text.and_then(|text| text.trim().trim_start_matches("W/").trim_matches('"').parse().ok());
    let missing = || {
        let detail = Language::here().text("cut-if-match");
        Problem::with(StatusCode::PRECONDITION_REQUIRED, "cut-if-match", detail)
    };
    turn.ok_or_else(missing)
}

/// Somebody sits down to a cut.
pub(super) async fn sit<'k>(here: &'k House, who: &Who, cut: DatumId) -> Result<Film<'k>, Problem> {
    Ok(film_of::<rows::lines::Entity>(&here.kernel, &who.seats, ("cut", cut), "service").await?)
}

/// Tells of a cut that stands otherwise, and shows it.
async fn stands(
    here: &House,
    film: &Film<'_>,
    cut: DatumId,
    language: Language,
) -> Result<Response, Problem> {
    here.feed.tell(Change::of(Kind::Cut, cut, film.workspace, Some(film.project)));
    let names = names(&here.kernel, film.workspace).await?;
    shown(cuts::look(&film.desk, cut).await?, &names, language)
}

/// The cuts of a film.
#[utoipa::path(get, operation_id = "cuts_list", path = "/api/v1/projects/{project}/cuts", tag = "cuts",
    params(("project" = String, Path), Part), responses((status = 200, body = Items<Line>)))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Asked(part): Asked<Part>,
) -> Result<Json<Items<Line>>, Problem> {
    let project: ProjectId = id(&project)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let page = part.of(film.workspace, Some(project))?;
        let names = names(&here.kernel, film.workspace).await?;
        let (listed, next) =
            cuts::list(&film.desk, film.workspace, project, (page.after, page.limit)).await?;
        let items = listed.into_iter().map(|cut| Line {
            id: cut.id.to_string(),
            title: cut.title,
            version: cut.version,
            author: Author::in_language(cut.author, &names, language),
            saved: cut.saved.to_string(),
            rate: Rate::of((cut.rate.num(), cut.rate.den())),
            frames_before: cut.before,
            frames_after: cut.after,
        });
        Ok(Json(Items { items: items.collect(), next_cursor: next.map(|next| next.to_string()) }))
    })
    .await
}

/// Begins a cut: its rushes are derushed at once.
#[utoipa::path(post, operation_id = "cuts_begin", path = "/api/v1/projects/{project}/cuts", tag = "cuts",
    params(("project" = String, Path)), request_body = New, responses((status = 201, body = Cut),
    (status = 409, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn begin(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Said(new): Said<New>,
) -> Result<Response, Problem> {
    let project: ProjectId = id(&project)?;
    let chosen = new.rushes.iter().map(|rush| id(rush)).collect::<Result<Vec<DatumId>, _>>()?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let choice = cuts::Choice { preset: new.preset, margin: new.margin, ..cuts::Choice::default() };
        let title = new.title.filter(|title| !title.trim().is_empty());
        let title = title.unwrap_or_else(|| language.text("cut-title"));
        let begin = cuts::Begin { title: &title, rushes: &chosen, choice: &choice };
        let cut = cuts::derush(&film.desk, film.workspace, project, &begin).await?;
        let mut response = stands(&here, &film, cut, language).await?;
        *response.status_mut() = StatusCode::CREATED;
        Ok(response)
    })
    .await
}

/// A cut as it stands.
#[utoipa::path(get, operation_id = "cuts_one", path = "/api/v1/cuts/{cut}", tag = "cuts", params(("cut" = String, Path)),
    responses((status = 200, body = Cut), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn one(
    State(here): State<Arc<House>>,
    who: Who,
    Path(cut): Path<String>,
) -> Result<Response, Problem> {
    let cut: DatumId = id(&cut)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = sit(&here, &who, cut).await?;
        let names = names(&here.kernel, film.workspace).await?;
        shown(cuts::look(&film.desk, cut).await?, &names, language)
    })
    .await
}

/// Takes a step in a cut, if it still stands as `If-Match` says, and shows how it stands then.
async fn stepped(
    here: &Arc<House>,
    who: Who,
    cut: &str,
    headers: &HeaderMap,
    step: impl AsyncFnOnce(&Desk<'_>, DatumId, i64) -> Result<i64, StudioError> + Send + 'static,
) -> Result<Response, Problem> {
    let (cut, turn): (DatumId, _) = (id(cut)?, meant(headers)?);
    let language = Language::here();
    here.work(move |here| async move {
        let film = sit(&here, &who, cut).await?;
        step(&film.desk, cut, turn).await?;
        stands(&here, &film, cut, language).await
    })
    .await
}

/// Makes one step of edits, if the cut still stands as `If-Match` says.
#[utoipa::path(post, operation_id = "cuts_edit", path = "/api/v1/cuts/{cut}/edits", tag = "cuts",
    params(("cut" = String, Path), ("If-Match" = String, Header)), request_body = Edits,
    responses((status = 200, body = Cut), (status = 412, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn edit(
    State(here): State<Arc<House>>,
    who: Who,
    Path(cut): Path<String>,
    headers: HeaderMap,
    Said(said): Said<Edits>,
) -> Result<Response, Problem> {
    let edit = async move |desk: &Desk<'_>, cut, turn| cuts::edit(desk, cut, &said.edits, turn).await;
    stepped(&here, who, &cut, &headers, edit).await
}

/// Takes the last step back.
#[utoipa::path(post, operation_id = "cuts_undo", path = "/api/v1/cuts/{cut}/undo", tag = "cuts",
    params(("cut" = String, Path), ("If-Match" = String, Header)), responses((status = 200, body = Cut),
    (status = 412, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn undo(
    State(here): State<Arc<House>>,
    who: Who,
    Path(cut): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    stepped(&here, who, &cut, &headers, cuts::undo).await
}

/// Does a step again that was taken back.
#[utoipa::path(post, operation_id = "cuts_redo", path = "/api/v1/cuts/{cut}/redo", tag = "cuts",
    params(("cut" = String, Path), ("If-Match" = String, Header)), responses((status = 200, body = Cut),
    (status = 412, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn redo(
    State(here): State<Arc<House>>,
    who: Who,
    Path(cut): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    stepped(&here, who, &cut, &headers, cuts::redo).await
}

/// A cut in another language: `otio`, `fcpxml`, `edl`, `srt`, `vtt`, `markers`, `cut`.
#[utoipa::path(get, operation_id = "cuts_export", path = "/api/v1/cuts/{cut}/export/{format}", tag = "cuts",
    params(("cut" = String, Path), ("format" = String, Path)), responses((status = 200, body = String),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn export(
    State(here): State<Arc<House>>,
    who: Who,
    Path((cut, format)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let cut: DatumId = id(&cut)?;
    let format = cuts::Format::of(&format).ok_or_else(Problem::missing)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, cut).await?;
        let text = cuts::export(&film.desk, cut, format).await?;
        let (ending, kind) = format.file();
        let mut response = text.into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        let name = HeaderValue::from_str(&format!("attachment; filename=\"cut.{ending}\""));
        let name = name.map_err(|e| Problem::broken(&e.to_string()))?;
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
        Ok(response)
    })
    .await
}
