//! What people say about frames.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_model::DatumId;
use incamera_store::rows;
use incamera_studio::{Stroke as Drawn, Written, change_note, erase_note, film_of, names, notes, write_note};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    messages::Author,
    reviews::sit,
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

/// A stroke on a frame.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stroke {
    /// `#rrggbb`.
    colour: String,
    /// As a part of the frame's height.
    width: f32,
    /// Across, down, pressure: each from 0 to 1.
    points: Vec<[f32; 3]>,
}

/// A note.
#[derive(Serialize, ToSchema)]
pub(crate) struct Note {
    id: String,
    author: Author,
    frame: i64,
    last: Option<i64>,
    text: String,
    strokes: Vec<Stroke>,
    parent: Option<String>,
    written: String,
    /// When it was settled.
    resolved: Option<String>,
}

/// A note to write.
#[derive(Deserialize, ToSchema)]
#[schema(as = notes::New)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    frame: i64,
    last: Option<i64>,
    text: String,
    #[serde(default)]
    strokes: Vec<Stroke>,
    parent: Option<String>,
}

/// What changes of it.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = notes::Other)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Other {
    text: Option<String>,
    resolved: Option<bool>,
}

/// A note's name.
#[derive(Serialize, ToSchema)]
#[schema(as = notes::Made)]
pub(crate) struct Made {
    id: String,
}

/// The notes of a review, in the order in which they were written.
#[utoipa::path(get, operation_id = "notes_list", path = "/api/v1/reviews/{review}/notes", tag = "reviews", params(("review" = String, Path), Part),
    responses((status = 200, body = Items<Note>), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(review): Path<String>,
    Asked(part): Asked<Part>,
) -> Result<Json<Items<Note>>, Problem> {
    let review: DatumId = id(&review)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = sit(&here, &who, review).await?;
        let page = part.of(film.workspace, Some(film.project))?;
        let names = names(&here.kernel, film.workspace).await?;
        let all = notes(&film.desk, review, page).await?.into_iter().map(|note| Note {
            id: note.id.to_string(),
            author: Author::in_language(note.author, &names, language),
            frame: note.frame,
            last: note.last,
            text: note.text,
            strokes: note
                .strokes
                .into_iter()
                .map(|Drawn { colour, width, points }| Stroke { colour, width, points })
                .collect(),
            parent: note.parent.map(|parent| parent.to_string()),
            written: note.written.to_string(),
            resolved: note.resolved.map(|at| at.to_string()),
        });
        Ok(Json(Items::page(all.collect(), &page, |note| &note.id)))
    })
    .await
}

/// Writes a note.
#[utoipa::path(post, operation_id = "notes_write", path = "/api/v1/reviews/{review}/notes", tag = "reviews", params(("review" = String, Path)),
    request_body = New, responses((status = 201, body = Made),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn write(
    State(here): State<Arc<House>>,
    who: Who,
    Path(review): Path<String>,
    Said(new): Said<New>,
) -> Result<(StatusCode, Json<Made>), Problem> {
    let review: DatumId = id(&review)?;
    let parent: Option<DatumId> = new.parent.as_deref().map(id).transpose()?;
    here.work(move |here| async move {
        let film = sit(&here, &who, review).await?;
        let drawn =
            new.strokes.into_iter().map(|Stroke { colour, width, points }| Drawn { colour, width, points });
        let strokes: Vec<Drawn> = drawn.collect();
        let written =
            Written { frame: new.frame, last: new.last, text: &new.text, parent, strokes: &strokes };
        let note = write_note(&film.desk, (film.workspace, film.project), review, &written).await?;
        here.feed.tell(Change::of(Kind::Note, note, film.workspace, Some(film.project)));
        Ok((StatusCode::CREATED, Json(Made { id: note.to_string() })))
    })
    .await
}

/// Changes a note: its words, if they are mine; whether it is settled.
#[utoipa::path(patch, operation_id = "notes_change", path = "/api/v1/notes/{note}", tag = "reviews", params(("note" = String, Path)),
    request_body = Other, responses((status = 204), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn change(
    State(here): State<Arc<House>>,
    who: Who,
    Path(note): Path<String>,
    Said(other): Said<Other>,
) -> Result<StatusCode, Problem> {
    let note: DatumId = id(&note)?;
    here.work(move |here| async move {
        let film =
            film_of::<rows::notes::Entity>(&here.kernel, &who.seats, ("note", note), "service").await?;
        change_note(&film.desk, note, other.text.as_deref(), other.resolved).await?;
        here.feed.tell(Change::of(Kind::Note, note, film.workspace, Some(film.project)));
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// A note goes, with what was drawn.
#[utoipa::path(delete, operation_id = "notes_erase", path = "/api/v1/notes/{note}", tag = "reviews", params(("note" = String, Path)),
    responses((status = 204), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn erase(
    State(here): State<Arc<House>>,
    who: Who,
    Path(note): Path<String>,
) -> Result<StatusCode, Problem> {
    let note: DatumId = id(&note)?;
    here.work(move |here| async move {
        let film =
            film_of::<rows::notes::Entity>(&here.kernel, &who.seats, ("note", note), "service").await?;
        erase_note(&film.desk, note).await?;
        here.feed.tell(Change::of(Kind::Note, note, film.workspace, Some(film.project)));
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
