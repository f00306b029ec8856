//! Rushes come in by tus 1.0: creation, termination, checksum, expiration. What is acknowledged is sealed and on disk.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use http_body_util::BodyExt;
use incamera_model::{DatumId, ProjectId};
use incamera_store::rows;
use incamera_studio::{Coming, Film, StudioError, Upload, film, film_of};
use jiff::{Timestamp, fmt::rfc2822};

use crate::{
    feed::{Change, Kind},
    house::House,
    language::Language,
    paging::id,
    problem::{Problem, Told},
    who::Who,
};

const VERSION: &str = "1.0.0";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

fn said<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Whether the client speaks this version.
fn speaks(headers: &HeaderMap) -> Result<(), Problem> {
    if said(headers, "tus-resumable") == Some(VERSION) {
        return Ok(());
    }
    let detail = Language::here().text("upload-version");
    Err(Problem::with(StatusCode::PRECONDITION_FAILED, "upload-version", detail))
}

fn number(headers: &HeaderMap, name: &str) -> Result<u64, Problem> {
    let text = said(headers, name).and_then(|text| text.parse().ok());
    text.ok_or_else(|| Problem::unreadable(format!("{name}: a number is missing")))
}

/// An answer with what tus wants to know.
fn told(status: StatusCode, upload: Option<&Upload>) -> Response {
    let mut response = status.into_response();
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    if let Some(upload) = upload {
        headers.insert(OFFSET, HeaderValue::from(upload.received));
        headers.insert(LENGTH, HeaderValue::from(upload.length));
        if upload.received < upload.length
            && let Some(expires) = date(upload.expires)
        {
            headers.insert(EXPIRES, expires);
        }
    }
    response
}

fn date(at: Timestamp) -> Option<HeaderValue> {
    let text = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok()?;
    HeaderValue::from_str(&text).ok()
}

/// What is spoken here.
#[utoipa::path(options, operation_id = "uploads_options", path = "/api/v1/projects/{project}/uploads", tag = "rushes",
    params(("project" = String, Path)), responses((status = 204)))]
pub(crate) async fn options() -> Response {
    let mut response = told(StatusCode::NO_CONTENT, None);
    let headers = response.headers_mut();
    headers.insert("tus-version", HeaderValue::from_static(VERSION));
    headers.insert("tus-extension", HeaderValue::from_static("creation,termination,checksum,expiration"));
    headers.insert("tus-checksum-algorithm", HeaderValue::from_static("sha256"));
    response
}

/// Announces a rush: `Upload-Length`, and `Upload-Metadata` with `filename`.
#[utoipa::path(post, operation_id = "uploads_begin", path = "/api/v1/projects/{project}/uploads", tag = "rushes",
    params(("project" = String, Path)), responses((status = 201), (status = 413, body = Told,
    content_type = "application/problem+json")))]
pub(crate) async fn begin(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    speaks(&headers)?;
    let project: ProjectId = id(&project)?;
    let length = number(&headers, "upload-length")?;
    let name = name(said(&headers, "upload-metadata").unwrap_or_default())?;
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let coming = Coming { name: &name, length, filmed: &[] };
        let upload = Upload::begin(&film.desk, film.workspace, project, &coming).await?;
        here.feed.tell(Change::of(Kind::Rush, upload.rush, film.workspace, Some(project)));
        let mut response = told(StatusCode::CREATED, Some(&upload));
        let place = HeaderValue::from_str(&format!("/api/v1/uploads/{}", upload.id));
        let place = place.map_err(|e| Problem::broken(&e.to_string()))?;
        response.headers_mut().insert(header::LOCATION, place);
        let rush = HeaderValue::from_str(&upload.rush.to_string());
        response.headers_mut().insert("incamera-rush", rush.map_err(|e| Problem::broken(&e.to_string()))?);
        Ok(response)
    })
    .await
}

/// `filename` of `Upload-Metadata`: pairs of a key and a value in base64.
fn name(metadata: &str) -> Result<String, Problem> {
    let value = metadata.split(',').find_map(|pair| {
        let (key, value) = pair.trim().split_once(' ')?;
        (key == "filename").then_some(value.trim())
    });
    let bytes = value.map(|value| STANDARD.decode(value)).transpose();
    let name = bytes.ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
    let name = name.unwrap_or_else(|| "rush".to_owned());
    // A path of somebody's machine says more of him than a name does.
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
    if name.is_empty() || name.chars().count() > 255 || name.chars().any(char::is_control) {
        return Err(Problem::unreadable(Language::here().text("upload-name")));
    }
    Ok(name)
}

/// Somebody sits down to an upload.
async fn sit<'k>(here: &'k House, who: &Who, upload: DatumId) -> Result<Film<'k>, Problem> {
    Ok(film_of::<rows::uploads::Entity>(&here.kernel, &who.seats, ("upload", upload), "service").await?)
}

/// Where an upload stands.
#[utoipa::path(head, operation_id = "uploads_look", path = "/api/v1/uploads/{upload}", tag = "rushes",
    params(("upload" = String, Path)), responses((status = 204), (status = 404)))]
pub(crate) async fn look(
    State(here): State<Arc<House>>,
    who: Who,
    Path(upload): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    speaks(&headers)?;
    let upload: DatumId = id(&upload)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, upload).await?;
        Ok(told(StatusCode::NO_CONTENT, Some(&Upload::find(&film.desk, upload).await?)))
    })
    .await
}

/// Goes on with an upload at `Upload-Offset`. What came is kept if the line breaks; with `Upload-Checksum: sha256 …` all of it counts, or
/// nothing. With the last byte the rush is looked at by itself.
#[utoipa::path(patch, operation_id = "uploads_append", path = "/api/v1/uploads/{upload}", tag = "rushes",
    params(("upload" = String, Path)),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204), (status = 409, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn append(
    State(here): State<Arc<House>>,
    who: Who,
    Path(upload): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    speaks(&headers)?;
    let upload: DatumId = id(&upload)?;
    if said(&headers, "content-type") != Some("application/offset+octet-stream") {
        let detail = Language::here().text("upload-type");
        return Err(Problem::with(StatusCode::UNSUPPORTED_MEDIA_TYPE, "upload-type", detail));
    }
    let offset = number(&headers, "upload-offset")?;
    let checksum = said(&headers, "upload-checksum").map(checksum).transpose()?;
    here.work(move |here| async move {
        let film = sit(&here, &who, upload).await?;
        let mut appending = Upload::append(&film.desk, upload, offset, checksum).await?;
        let mut body = body;
        let mut broken = false;
        while let Some(frame) = body.frame().await {
            let Ok(frame) = frame else {
                broken = true;
                break;
            };
            let Ok(bytes) = frame.into_data() else { continue };
            if let Err(error) = appending.write(&bytes).await {
                appending.discard().await?;
                return Err(error.into());
            }
        }
        // What is to be checked and did not come whole cannot be right.
        if broken && checksum.is_some() {
            appending.discard().await?;
            return Err(StudioError::Checksum.into());
        }
        let stands = appending.finish().await?;
        if stands.received == stands.length {
            let rush = Upload::finish(&film.desk, upload).await?;
            here.work.nudge();
            let mut change = Change::of(Kind::Rush, rush, film.workspace, Some(film.project));
            change.state = Some("waiting".to_owned());
            here.feed.tell(change);
        }
        Ok(told(StatusCode::NO_CONTENT, Some(&stands)))
    })
    .await
}

fn checksum(text: &str) -> Result<[u8; 32], Problem> {
    let wrong = || Problem::unreadable(Language::here().text("upload-checksum-unknown"));
    let (kind, digest) = text.trim().split_once(' ').ok_or_else(wrong)?;
    if kind != "sha256" {
        return Err(wrong());
    }
    STANDARD.decode(digest.trim()).ok().and_then(|digest| digest.try_into().ok()).ok_or_else(wrong)
}

/// The rest will not come: what came is erased.
#[utoipa::path(delete, operation_id = "uploads_abandon", path = "/api/v1/uploads/{upload}", tag = "rushes",
    params(("upload" = String, Path)), responses((status = 204), (status = 404, body = Told,
    content_type = "application/problem+json")))]
pub(crate) async fn abandon(
    State(here): State<Arc<House>>,
    who: Who,
    Path(upload): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    speaks(&headers)?;
    let upload: DatumId = id(&upload)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, upload).await?;
        Upload::abandon(&film.desk, upload).await?;
        here.feed.tell(Change::of(Kind::Rush, upload, film.workspace, Some(film.project)));
        Ok(told(StatusCode::NO_CONTENT, None))
    })
    .await
}
