//! Somebody without an account asks for something: he is told by when it is answered, and how to see how far it is.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use incamera_gate::Read;
use incamera_model::DatumId;
use incamera_rights::{HOUSE, Kernel, RightsError, request};
use incamera_store::{Reads, rows::requests};
use jiff::tz::TimeZone;
use minijinja::context;
use serde::Deserialize;

use super::{Filled, age::COUNTRIES};
use crate::{guard::From, house::House, language::Language, problem::Problem};

/// What he asks for.
#[derive(Deserialize)]
pub(super) struct Said {
    kind: String,
    email: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    country: String,
}

/// The form.
pub(super) async fn show(State(here): State<Arc<House>>) -> Response {
    form(&here, StatusCode::OK, None, None)
}

fn form(here: &House, status: StatusCode, before: Option<&Said>, problem: Option<String>) -> Response {
    let language = Language::here();
    let rights: Vec<(String, String)> =
        here.kernel.charter().rights.keys().map(|id| (id.clone(), here.words.right(language, id))).collect();
    let with = context! {
        rights => rights, countries => COUNTRIES, problem => problem,
        kind => before.map(|b| b.kind.as_str()), email => before.map(|b| b.email.as_str()),
        words => before.map(|b| b.words.as_str()), country => before.map(|b| b.country.as_str()),
    };
    here.pages.show(status, "request.html", with)
}

/// He asks. What he is told is the same, whether we know his address or not.
pub(super) async fn open(
    State(here): State<Arc<House>>,
    axum::Extension(from): axum::Extension<From>,
    Filled(said): Filled<Said>,
) -> Response {
    let language = Language::here();
    let said = Arc::new(said);
    let asked = Arc::clone(&said);
    let done = here
        .work(move |here| async move {
            let kernel = &here.kernel;
            let email = asked.email.trim().to_lowercase();
            here.throttle.count(
                Some(kernel.vault().blind_index("request", &email).map_err(RightsError::from)?),
                from,
            )?;
            if email.len() > 254 || !email.contains('@') || email.chars().any(char::is_whitespace) {
                return Err(Problem::said(language.text("email-wrong")));
            }
            if asked.words.chars().count() > 8_000 {
                return Err(Problem::too_large());
            }
            let places: Vec<&str> =
                COUNTRIES.iter().copied().filter(|country| *country == asked.country).collect();
            let desk = kernel.machine(&kernel.region(HOUSE).await?)?;
            let asking = request::Asking {
                language: language.name(),
                contact: Some(&email),
                places: &places,
                ..request::Asking::of(&asked.kind, request::Door::Dashboard, &asked.words)
            };
            let opened = request::open(&desk, HOUSE, &asking).await?;
            let due = opened.deadlines.answer.day.to_string();
            Ok((token(kernel, opened.request)?, due, opened.letter.text))
        })
        .await;
    match done {
        Ok((token, due, letter)) => {
            let link = format!("/privacy/request/{token}");
            let with = context! { opened => true, link => link, due => due, letter => letter };
            here.pages.show(StatusCode::CREATED, "status.html", with)
        }
        Err(problem) if problem.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            form(&here, problem.status(), Some(&said), Some(problem.detail()))
        }
        Err(problem) => here.pages.problem(problem),
    }
}

/// The secret by which somebody sees how far his request is: drawn from its name under a key that no database holds, and stored
/// nowhere.
fn token(kernel: &Kernel, request: DatumId) -> Result<String, Problem> {
    let digest = kernel.vault().token_digest("request-status", request.uuid().as_bytes());
    let digest = digest.map_err(RightsError::from)?;
    Ok(format!("{}.{}", request, hex::encode(&digest[..16])))
}

/// How far a request is: the state and the clock, and nothing that was said.
pub(super) async fn follow(
    State(here): State<Arc<House>>,
    axum::Extension(from): axum::Extension<From>,
    Path(shown): Path<String>,
) -> Response {
    let done = here
        .work(move |here| async move {
            let kernel = &here.kernel;
            here.throttle.count(None, from)?;
            let (id, _) = shown.split_once('.').ok_or_else(Problem::missing)?;
            let id: DatumId = id.parse().map_err(|_| Problem::missing())?;
            let right = token(kernel, id)?;
            if right.len() != shown.len()
                || right.bytes().zip(shown.bytes()).fold(0, |d, (a, b)| d | (a ^ b)) != 0
            {
                return Err(Problem::missing());
            }
            let held = kernel.store().fetch::<requests::Entity>(id, kernel.now()).await?;
            let held = held.ok_or_else(Problem::missing)?;
            let machine = kernel.machine(&held.datum().region)?;
            let leave = machine.leave::<Read>()?;
            let permit = leave.decide(held.datum())?;
            let row = held.open(&permit)?;
            let day = |at: jiff::Timestamp| at.to_zoned(TimeZone::UTC).date().to_string();
            // It is answered before this moment, which is the midnight after the last day.
            let due = *row.extended.unwrap_or(row.due) - jiff::SignedDuration::from_secs(1);
            Ok((row.state.to_string(), row.right.to_string(), day(*row.received), day(due)))
        })
        .await;
    match done {
        Ok((state, right, received, due)) => {
            let right = here.words.right(Language::here(), &right);
            let with = context! { state => state, right => right, received => received, due => due };
            here.pages.show(StatusCode::OK, "status.html", with)
        }
        Err(problem) => here.pages.problem(problem),
    }
}
