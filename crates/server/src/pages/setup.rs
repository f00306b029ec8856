//! The first owner comes in: old enough, named, with password and second factor, and with a studio of his own.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use incamera_model::PersonId;
use incamera_rights::Kernel;
use incamera_studio::{
    Account, Seat, admit, enrol, find_by_email, fits_password, fits_totp, found, open_session, seated,
    set_password, set_totp,
};
use minijinja::context;
use serde::Deserialize;

use super::{Filled, age, otpauth, qr};
use crate::{
    door::Step,
    guard::From,
    house::House,
    language::Language,
    problem::Problem,
    who::{self, signed_in},
};

/// The link's secret.
#[derive(Deserialize)]
pub(super) struct Opened {
    #[serde(default)]
    token: String,
}

/// A step of the form.
#[derive(Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub(super) enum Said {
    Age(age::Told),
    Enrol(Enrol),
}

/// Who he is, and what his studio is called.
#[derive(Deserialize)]
pub(super) struct Enrol {
    ticket: String,
    name: String,
    email: String,
    password: String,
    code: String,
    studio: String,
}

/// The first step.
pub(super) async fn show(State(here): State<Arc<House>>, Query(opened): Query<Opened>) -> Response {
    if here.setup.opens(&opened.token) {
        age::ask(&here, &action(&opened.token), None)
    } else {
        here.pages.problem(Problem::missing())
    }
}

fn action(token: &str) -> String {
    format!("/setup?token={token}")
}

/// The steps after it.
pub(super) async fn step(
    State(here): State<Arc<House>>,
    axum::Extension(from): axum::Extension<From>,
    Query(opened): Query<Opened>,
    headers: HeaderMap,
    Filled(said): Filled<Said>,
) -> Response {
    if let Err(problem) = here.throttle.count(None, from) {
        return here.pages.problem(problem);
    }
    if !here.setup.opens(&opened.token) {
        return here.pages.problem(Problem::missing());
    }
    match said {
        Said::Age(told) => match age::old_enough(&here, &told) {
            Ok(true) => {
                let (ticket, secret) = age::ticket(&here);
                form(&here, &opened.token, &ticket, &secret, None, None)
            }
            Ok(false) => here.pages.message(StatusCode::OK, "too-young"),
            Err(problem) => age::ask(&here, &action(&opened.token), Some(problem.detail())),
        },
        Said::Enrol(enrol) => begin(here, opened.token, who::client(&headers), enrol).await,
    }
}

fn form(
    here: &House,
    token: &str,
    ticket: &str,
    secret: &[u8],
    before: Option<&Enrol>,
    problem: Option<String>,
) -> Response {
    let (address, text) = otpauth(secret, before.map_or("owner", |b| b.email.as_str()));
    let picture = match qr(&address) {
        Ok(picture) => picture,
        Err(problem) => return here.pages.problem(problem),
    };
    let with = context! {
        action => action(token), ticket => ticket, secret => text, qr => picture, problem => problem, setup => true,
        least => incamera_studio::LEAST,
        name => before.map(|b| b.name.as_str()), email => before.map(|b| b.email.as_str()),
        studio => before.map(|b| b.studio.as_str()),
    };
    here.pages.show(StatusCode::OK, "enrol.html", with)
}

async fn begin(here: Arc<House>, token: String, client: Option<String>, said: Enrol) -> Response {
    let Some(Step::Enrolling(secret)) = here.pending.look(&here.kernel, &said.ticket) else {
        return age::ask(&here, &action(&token), Some(Language::here().text("door-late")));
    };
    let language = Language::here();
    let said = Arc::new(said);
    let asked = Arc::clone(&said);
    let done = here
        .work(move |here| async move {
            let kernel = &here.kernel;
            fits_password(&asked.password)?;
            if !fits_totp(kernel, &secret, &asked.code) {
                return Err(Problem::said(language.text("code-wrong")));
            }
            let owner = owner(kernel, &asked, language).await?;
            set_password(kernel, owner, &asked.password).await?;
            let codes = set_totp(kernel, owner, &secret, &asked.code).await?;
            let codes = codes.ok_or_else(|| Problem::said(language.text("code-wrong")))?;
            let signed = open_session(kernel, owner, client.as_deref(), None).await?;
            kernel.ship().await?;
            Ok((codes, signed))
        })
        .await;
    match done {
        Ok((codes, signed)) => {
            here.setup.close();
            here.pending.done(&said.ticket);
            let mut page = here.pages.show(
                StatusCode::OK,
                "codes.html",
                context! { codes => codes, next => "/", setup => true },
            );
            page.headers_mut().append(header::SET_COOKIE, signed_in(&signed, here.kernel.now()));
            page
        }
        Err(problem) if problem.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            form(&here, &token, &said.ticket, &secret, Some(&said), Some(problem.detail()))
        }
        Err(problem) => here.pages.problem(problem).into_response(),
    }
}

/// The account and the studio. A set-up that was killed half-way is taken up where it was: nobody could sign in yet.
async fn owner(kernel: &Kernel, said: &Enrol, language: Language) -> Result<PersonId, Problem> {
    let region = kernel.region(incamera_rights::HOUSE).await?;
    let person = if let Some(begun) = find_by_email(kernel, &said.email).await? {
        begun
    } else {
        let account = Account { name: &said.name, email: &said.email, language: language.name() };
        enrol(kernel, &account, &region).await?
    };
    if incamera_studio::Seats::of(kernel, person).await?.seats.iter().any(|seat| seat.role == "producer") {
        return Ok(person);
    }
    if said.studio.trim().is_empty() || said.studio.chars().count() > 80 {
        return Err(Problem::said(language.text("studio-name-needed")));
    }
    let workspace = found(kernel, person, said.studio.trim(), &region).await?;
    let admin = kernel.desk(seated(person, "admin", workspace, []), "account", &region)?;
    for role in ["admin", "producer"] {
        let seat = Seat { person, role, name: &said.name, email: Some(&said.email) };
        admit(&admin, workspace, &seat).await?;
    }
    Ok(person)
}
