//! A guest comes by a link: he sees who asks, what is kept and how long, gives a name, and enters.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use incamera_store::Page;
use incamera_studio::{
    Guest, Opening, Seats, enter as take_seat, film, link, names, open_session, reviews, workspace_of,
};
use minijinja::context;
use serde::Deserialize;

use super::Filled;
use crate::{
    guard::From,
    house::House,
    problem::Problem,
    who::{self, signed_in},
};

/// What he says of himself.
#[derive(Deserialize)]
pub(super) struct Said {
    name: String,
}

/// Before he enters.
pub(super) async fn show(
    State(here): State<Arc<House>>,
    axum::Extension(from): axum::Extension<From>,
    Path(token): Path<String>,
) -> Response {
    landing(&here, from, token, StatusCode::OK, None).await
}

async fn landing(
    here: &Arc<House>,
    from: From,
    token: String,
    status: StatusCode,
    problem: Option<String>,
) -> Response {
    let action = format!("/g/{token}");
    match look(here, from, token).await {
        Ok((opening, studio, maker)) => {
            let until = opening.expires.to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
            let with = context! { action => action, studio => studio, maker => maker, until => until, problem => problem };
            here.pages.show(status, "guest.html", with)
        }
        Err(problem) => here.pages.problem(problem),
    }
}

async fn look(
    here: &Arc<House>,
    from: From,
    token: String,
) -> Result<(Opening, String, Option<String>), Problem> {
    here.work(move |here| async move {
        here.throttle.count(None, from)?;
        let kernel = &here.kernel;
        let opening = link(kernel, &token).await?.ok_or_else(Problem::missing)?;
        let studio = workspace_of(kernel, opening.workspace).await?.name;
        let maker = names(kernel, opening.workspace).await?.of(opening.maker).map(|name| name.name.clone());
        Ok((opening, studio, maker))
    })
    .await
}

/// He enters.
pub(super) async fn enter(
    State(here): State<Arc<House>>,
    axum::Extension(from): axum::Extension<From>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Filled(said): Filled<Said>,
) -> Response {
    let client = who::client(&headers);
    let opening = match look(&here, from, token.clone()).await {
        Ok((opening, ..)) => opening,
        Err(problem) => return here.pages.problem(problem),
    };
    let done = here
        .work(move |here| async move {
            let kernel = &here.kernel;
            let person = take_seat(kernel, &opening, &said.name).await?;
            let guest = Guest { until: opening.expires };
            let signed = open_session(kernel, person, client.as_deref(), Some(guest)).await?;
            let seats = Seats::of(kernel, person).await?;
            let film = film(kernel, &seats, opening.project, "service").await?;
            let (workspace, project) = (opening.workspace, Some(opening.project));
            let shown = reviews(&film.desk, Page { workspace, project, after: None, limit: 200 }).await?;
            Ok((signed, shown.last().map(|review| review.id)))
        })
        .await;
    match done {
        Ok((signed, review)) => {
            let next = review.map_or_else(|| "/".to_owned(), |review| format!("/review/{review}"));
            let mut response = Redirect::to(&next).into_response();
            response.headers_mut().append(header::SET_COOKIE, signed_in(&signed, here.kernel.now()));
            response
        }
        Err(problem) if problem.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            landing(&here, from, token, problem.status(), Some(problem.detail())).await
        }
        Err(problem) => here.pages.problem(problem),
    }
}
