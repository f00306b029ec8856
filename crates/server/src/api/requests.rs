//! What I ask for, and by when it is answered.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use incamera_gate::Read;
use incamera_rights::{HOUSE, request};
use incamera_store::{Reads, rows::requests};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::said::Said;
use crate::{
    house::House,
    language::Language,
    paging::Items,
    problem::{Problem, Told},
    who::Who,
};

/// A request of mine.
#[derive(Serialize, ToSchema)]
pub(crate) struct Request {
    id: String,
    /// Id of the right.
    kind: String,
    title: String,
    /// `received`, `verifying`, `clarifying`, `working`, `fulfilled`, `denied`, `revoked`.
    state: String,
    opened: String,
    /// By when it is answered.
    due: String,
    answered: Option<String>,
    answer: Option<String>,
}

/// Something to ask for.
#[derive(Deserialize, ToSchema)]
#[schema(as = requests::New)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    /// Id of a right of the charter: `access`, `erasure`, `rectification`, …
    kind: String,
    #[serde(default)]
    words: String,
    /// Where I live (ISO 3166), if I want to say so: which laws protect me besides.
    #[serde(default)]
    places: Vec<String>,
}

/// A request that was opened.
#[derive(Serialize, ToSchema)]
#[schema(as = requests::Opened)]
pub(crate) struct Opened {
    id: String,
    state: String,
    due: String,
    /// The promise that wants it then.
    promise: String,
    /// The confirmation of receipt.
    letter: String,
}

/// What I asked for.
#[utoipa::path(get, operation_id = "requests_list", path = "/api/v1/me/requests", tag = "privacy", responses((status = 200, body = Items<Request>),
    (status = 401, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn list(State(here): State<Arc<House>>, who: Who) -> Result<Json<Items<Request>>, Problem> {
    let language = Language::here();
    here.work(move |here| async move {
        let kernel = &here.kernel;
        let mut all = Vec::new();
        for held in kernel.store().rows_of::<requests::Entity>(who.person, kernel.now()).await? {
            let desk = kernel.own(who.person, held.datum().workspace, &held.datum().region)?;
            let leave = desk.leave::<Read>()?;
            let Ok(permit) = leave.decide(held.datum()) else { continue };
            let row = held.open(&permit)?;
            let answer =
                row.answer.as_ref().map(|answer| kernel.vault().open_field(&permit, "answer", answer));
            all.push(Request {
                id: row.id.to_string(),
                title: here.words.right(language, row.right.as_str()),
                kind: row.right.to_string(),
                state: row.state.to_string(),
                opened: row.received.to_string(),
                due: row.extended.unwrap_or(row.due).to_string(),
                answered: row.closed.map(|at| at.to_string()),
                answer: answer.transpose().map_err(incamera_rights::RightsError::from)?,
            });
        }
        Ok(Json(Items::all(all)))
    })
    .await
}

/// Asks for something. Who I am is known, so that the clock runs and nobody asks for papers.
#[utoipa::path(post, operation_id = "requests_ask", path = "/api/v1/me/requests", tag = "privacy", request_body = New, responses(
    (status = 201, body = Opened), (status = 422, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn ask(
    State(here): State<Arc<House>>,
    who: Who,
    Said(new): Said<New>,
) -> Result<(StatusCode, Json<Opened>), Problem> {
    let language = Language::here();
    if new.words.chars().count() > 8_000 || new.places.len() > 8 {
        return Err(Problem::too_large());
    }
    here.work(move |here| async move {
        let kernel = &here.kernel;
        let places: Vec<&str> = new.places.iter().map(String::as_str).collect();
        let desk = kernel.own(who.person, HOUSE, &kernel.region(HOUSE).await?)?;
        let asking = request::Asking {
            language: language.name(),
            places: &places,
            ..request::Asking::of(&new.kind, request::Door::Dashboard, &new.words)
        };
        let opened = request::open(&desk, HOUSE, &asking).await?;
        let told = Opened {
            id: opened.request.to_string(),
            state: opened.state.word().to_owned(),
            due: opened.deadlines.answer.before.to_string(),
            promise: opened.deadlines.answer.by,
            letter: opened.letter.text,
        };
        Ok((StatusCode::CREATED, Json(told)))
    })
    .await
}
