//! Somebody signs in: address and password, then a code. What is wrong is said in the same words and the same time, whoever it is.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use incamera_studio::{
    Second, check_password, check_second, end_session, find_by_email, has_totp, open_session,
};
use minijinja::context;
use serde::Deserialize;

use super::{Filled, local};
use crate::{
    door::Step,
    guard::From,
    house::House,
    language::Language,
    problem::Problem,
    who::{self, Perhaps, signed_in, signed_out, speaks},
};

/// Where he goes on.
#[derive(Deserialize)]
pub(super) struct Next {
    next: Option<String>,
}

/// A step of the form.
#[derive(Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub(super) enum Said {
    Password { email: String, password: String, next: Option<String> },
    Code { ticket: String, code: String, next: Option<String> },
}

/// The form.
pub(super) async fn show(
    State(here): State<Arc<House>>,
    Perhaps(who): Perhaps,
    Query(Next { next }): Query<Next>,
) -> Response {
    let next = local(next.as_deref());
    if who.is_some() {
        return Redirect::to(next).into_response();
    }
    if here.setup.token().is_some() {
        return here.pages.message(StatusCode::OK, "no-owner");
    }
    form(&here, StatusCode::OK, next, None, None)
}

fn form(
    here: &House,
    status: StatusCode,
    next: &str,
    email: Option<&str>,
    problem: Option<String>,
) -> Response {
    here.pages.show(status, "sign_in.html", context! { next => next, email => email, problem => problem })
}

fn code_form(
    here: &House,
    status: StatusCode,
    next: &str,
    ticket: &str,
    problem: Option<String>,
) -> Response {
    here.pages.show(status, "code.html", context! { next => next, ticket => ticket, problem => problem })
}

/// The steps.
pub(super) async fn step(
    State(here): State<Arc<House>>,
    axum::Extension(from): axum::Extension<From>,
    headers: HeaderMap,
    Filled(said): Filled<Said>,
) -> Response {
    match said {
        Said::Password { email, password, next } => {
            first(here, from, who::client(&headers), email, password, local(next.as_deref())).await
        }
        Said::Code { ticket, code, next } => {
            second(here, from, who::client(&headers), ticket, code, local(next.as_deref())).await
        }
    }
}

/// What came of a password.
enum First {
    Wrong,
    Ask(String),
    In(incamera_studio::Signed),
}

async fn first(
    here: Arc<House>,
    from: From,
    client: Option<String>,
    email: String,
    password: String,
    next: &str,
) -> Response {
    let shown = email.clone();
    let done = here
        .work(move |here| async move {
            let kernel = &here.kernel;
            let trace = kernel.vault().blind_index("email", &email.trim().to_lowercase());
            here.throttle.count(Some(trace.map_err(incamera_rights::RightsError::from)?), from)?;
            let person = find_by_email(kernel, &email).await?;
            if !check_password(kernel, person, &password, &here.decoy).await? {
                return Ok(First::Wrong);
            }
            let Some(person) = person else { return Ok(First::Wrong) };
            if has_totp(kernel, person).await? {
                return Ok(First::Ask(here.pending.put(kernel, Step::Second(person))));
            }
            Ok(First::In(open_session(kernel, person, client.as_deref(), None).await?))
        })
        .await;
    match done {
        Ok(First::Ask(ticket)) => code_form(&here, StatusCode::OK, next, &ticket, None),
        Ok(First::In(signed)) => enter(&here, &signed, next),
        Ok(First::Wrong) => {
            let problem = Language::here().text("sign-in-wrong");
            form(&here, StatusCode::UNAUTHORIZED, next, Some(&shown), Some(problem))
        }
        Err(problem) => here.pages.problem(problem),
    }
}

async fn second(
    here: Arc<House>,
    from: From,
    client: Option<String>,
    ticket: String,
    code: String,
    next: &str,
) -> Response {
    let late = || form(&here, StatusCode::UNAUTHORIZED, next, None, Some(Language::here().text("door-late")));
    let Some(Step::Second(person)) = here.pending.look(&here.kernel, &ticket) else { return late() };
    let done = here
        .work(move |here| async move {
            here.throttle.count(None, from)?;
            match check_second(&here.kernel, person, &code).await? {
                Second::Wrong => Ok(None),
                Second::Right | Second::Recovered { .. } => {
                    Ok(Some(open_session(&here.kernel, person, client.as_deref(), None).await?))
                }
            }
        })
        .await;
    match done {
        Ok(Some(signed)) => {
            here.pending.done(&ticket);
            enter(&here, &signed, next)
        }
        Ok(None) => {
            let problem = Language::here().text("code-wrong");
            code_form(&here, StatusCode::UNAUTHORIZED, next, &ticket, Some(problem))
        }
        Err(problem) => here.pages.problem(problem),
    }
}

fn enter(here: &House, signed: &incamera_studio::Signed, next: &str) -> Response {
    let mut response = Redirect::to(next).into_response();
    response.headers_mut().append(header::SET_COOKIE, signed_in(signed, here.kernel.now()));
    response
}

/// He signs out: the session is gone, and so is what the browser kept of this site.
pub(super) async fn out(State(here): State<Arc<House>>, Perhaps(who): Perhaps) -> Response {
    if let Some(who) = who {
        let ended = here
            .work(move |here| async move { Ok(end_session(&here.kernel, who.person, who.session).await?) });
        if let Err(problem) = ended.await
            && problem.status() != StatusCode::NOT_FOUND
        {
            return here.pages.problem(problem);
        }
    }
    let mut response = Redirect::to("/sign-in").into_response();
    response.headers_mut().append(header::SET_COOKIE, signed_out());
    let clear = axum::http::HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert("clear-site-data", clear);
    response
}

/// A language that was chosen.
#[derive(Deserialize)]
pub(super) struct Chosen {
    language: String,
    next: Option<String>,
}

/// He wants to be spoken to in another language: the browser remembers it, and his account, if he has one.
pub(super) async fn speak(
    State(here): State<Arc<House>>,
    Perhaps(who): Perhaps,
    Filled(chosen): Filled<Chosen>,
) -> Response {
    let Some(language) = Language::of(&chosen.language) else {
        return here.pages.problem(Problem::said(Language::here().text("language-unknown")));
    };
    if let Some(who) = who {
        let written = here.work(move |here| async move {
            Ok(incamera_studio::speak(&here.kernel, who.person, language.name()).await?)
        });
        if let Err(problem) = written.await {
            return here.pages.problem(problem);
        }
    }
    let mut response = Redirect::to(local(chosen.next.as_deref())).into_response();
    response.headers_mut().append(header::SET_COOKIE, speaks(&here, language));
    response
}
