//! What is seen and heard of a rush: pictures, the proxy, loudness, words.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use incamera_model::DatumId;
use incamera_studio::rushes;
use serde::Serialize;
use utoipa::ToSchema;

use super::{ranges::served, rushes::sit};
use crate::{
    house::House,
    paging::id,
    problem::{Problem, Told},
    who::Who,
};

/// Which frames a storyboard shows.
#[derive(Serialize, ToSchema)]
pub(crate) struct Board {
    columns: u64,
    width: u32,
    height: u32,
    frames: Vec<u64>,
}

/// How loud a rush is, step by step.
#[derive(Serialize, ToSchema)]
pub(crate) struct Waveform {
    step_micros: u32,
    /// Attenuation below full scale in dB: 0 is full, 120 silence.
    levels: Vec<u16>,
}

/// A word, and when it is said.
#[derive(Serialize, ToSchema)]
#[schema(as = pictures::Word)]
pub(crate) struct Word {
    text: String,
    start_micros: i64,
    end_micros: i64,
    /// In percent.
    confidence: u8,
    frame_start: u64,
    frame_end: u64,
}

/// What is said in a rush.
#[derive(Serialize, ToSchema)]
pub(crate) struct Words {
    language: String,
    words: Vec<Word>,
}

/// A picture of somebody stays in his browser for a while, and in no other.
fn jpeg(bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300"));
    response
}

/// A picture of a rush.
#[utoipa::path(get, operation_id = "rushes_poster", path = "/api/v1/rushes/{rush}/poster", tag = "rushes",
    params(("rush" = String, Path)), responses((status = 200, content_type = "image/jpeg", body = Vec<u8>),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn poster(
    State(here): State<Arc<House>>,
    who: Who,
    Path(rush): Path<String>,
) -> Result<Response, Problem> {
    let rush: DatumId = id(&rush)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, rush).await?;
        Ok(jpeg(rushes::poster(&film.desk, rush).await?))
    })
    .await
}

/// A strip of its pictures.
#[utoipa::path(get, operation_id = "rushes_storyboard", path = "/api/v1/rushes/{rush}/storyboard", tag = "rushes",
    params(("rush" = String, Path)), responses((status = 200, content_type = "image/jpeg", body = Vec<u8>),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn storyboard(
    State(here): State<Arc<House>>,
    who: Who,
    Path(rush): Path<String>,
) -> Result<Response, Problem> {
    let rush: DatumId = id(&rush)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, rush).await?;
        Ok(jpeg(rushes::storyboard(&film.desk, rush).await?.0))
    })
    .await
}

/// Which frames that strip shows.
#[utoipa::path(get, operation_id = "rushes_board", path = "/api/v1/rushes/{rush}/storyboard.json", tag = "rushes",
    params(("rush" = String, Path)), responses((status = 200, body = Board),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn board(
    State(here): State<Arc<House>>,
    who: Who,
    Path(rush): Path<String>,
) -> Result<Json<Board>, Problem> {
    let rush: DatumId = id(&rush)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, rush).await?;
        let (_, rushes::Board { columns, width, height, frames }) =
            rushes::storyboard(&film.desk, rush).await?;
        Ok(Json(Board { columns, width, height, frames }))
    })
    .await
}

/// A rush as browsers play it, at any place: constant rate, so that frame *n* is frame *n*.
#[utoipa::path(get, operation_id = "rushes_proxy", path = "/api/v1/rushes/{rush}/proxy", tag = "rushes",
    params(("rush" = String, Path)), responses((status = 200, content_type = "video/mp4", body = Vec<u8>),
    (status = 206, content_type = "video/mp4", body = Vec<u8>),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn proxy(
    State(here): State<Arc<House>>,
    who: Who,
    Path(rush): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let rush: DatumId = id(&rush)?;
    let opened = here.work(move |here| async move {
        let film = sit(&here, &who, rush).await?;
        Ok(rushes::proxy(&film.desk, rush).await?)
    });
    Ok(served(opened.await?, &headers, "video/mp4"))
}

/// How loud a rush is.
#[utoipa::path(get, operation_id = "rushes_waveform", path = "/api/v1/rushes/{rush}/waveform", tag = "rushes",
    params(("rush" = String, Path)), responses((status = 200, body = Waveform),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn waveform(
    State(here): State<Arc<House>>,
    who: Who,
    Path(rush): Path<String>,
) -> Result<Json<Waveform>, Problem> {
    let rush: DatumId = id(&rush)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, rush).await?;
        let heard = rushes::waveform(&film.desk, rush).await?.ok_or_else(Problem::missing)?;
        let levels = heard.levels.into_iter().map(u16::from).collect();
        Ok(Json(Waveform { step_micros: heard.step_micros, levels }))
    })
    .await
}

/// What is said in a rush.
#[utoipa::path(get, operation_id = "rushes_words", path = "/api/v1/rushes/{rush}/words", tag = "rushes",
    params(("rush" = String, Path)), responses((status = 200, body = Words),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn words(
    State(here): State<Arc<House>>,
    who: Who,
    Path(rush): Path<String>,
) -> Result<Json<Words>, Problem> {
    let rush: DatumId = id(&rush)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, rush).await?;
        let said = rushes::words(&film.desk, rush).await?.ok_or_else(Problem::missing)?;
        let words = said.words.into_iter().map(|word| Word {
            text: word.text,
            start_micros: word.start_micros,
            end_micros: word.end_micros,
            confidence: word.confidence,
            frame_start: word.frame_start,
            frame_end: word.frame_end,
        });
        Ok(Json(Words { language: said.language, words: words.collect() }))
    })
    .await
}
