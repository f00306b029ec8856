//! Somebody was asked to come, and comes. To whoever has no link, or one that is over, there is nothing here.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use incamera_studio::{
    Account, Invitation, accept, enrol_as, find_by_email, fits_password, fits_totp, invitation, names,
    open_session, profile, set_password, set_totp, workspace_of,
};
use minijinja::context;
use serde::Deserialize;

use super::{Filled, age, otpauth, qr};
use crate::{
    door::Step,
    feed::{Change, Kind},
    guard::From,
    house::House,
    language::Language,
    problem::Problem,
    who::{self, Perhaps, Who, signed_in},
};

/// A step of the form.
#[derive(Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub(super) enum Said {
    Join,
    Age(age::Told),
    Enrol(Enrol),
}

/// Who he is.
#[derive(Deserialize)]
pub(super) struct Enrol {
    ticket: String,
    name: String,
    password: String,
    code: String,
}

/// What he sees first.
pub(super) async fn show(
    State(here): State<Arc<House>>,
    axum::Extension(from): axum::Extension<From>,
    Path(token): Path<String>,
    Perhaps(who): Perhaps,
) -> Response {
    let (found, link) = (look(&here, from, token.clone()), format!("/invite/{token}"));
    match found.await {
        Ok(Found { asked, studio, inviter, has_account }) => {
            let signed = who.is_some();
            let with = context! {
                action => link, studio => studio, inviter => inviter, role => asked.role, email => asked.email,
                signed => signed, account => has_account, countries => age::COUNTRIES,
            };
            here.pages.show(StatusCode::OK, "invite.html", with)
        }
        Err(problem) => here.pages.problem(problem),
    }
}

struct Found {
    asked: Invitation,
    studio: String,
    inviter: Option<String>,
    has_account: bool,
}

async fn look(here: &Arc<House>, from: From, token: String) -> Result<Found, Problem> {
    here.work(move |here| async move {
        here.throttle.count(None, from)?;
        let kernel = &here.kernel;
        let asked = invitation(kernel, &token).await?.ok_or_else(Problem::missing)?;
        let studio = workspace_of(kernel, asked.workspace).await?.name;
        let inviter = names(kernel, asked.workspace).await?.of(asked.inviter).map(|name| name.name.clone());
        let has_account = find_by_email(kernel, &asked.email).await?.is_some();
        Ok(Found { asked, studio, inviter, has_account })
    })
    .await
}

/// The steps.
pub(super) async fn step(
    State(here): State<Arc<House>>,
    axum::Extension(from): axum::Extension<From>,
    Path(token): Path<String>,
    Perhaps(who): Perhaps,
    headers: HeaderMap,
    Filled(said): Filled<Said>,
) -> Response {
    let asked = match look(&here, from, token.clone()).await {
        Ok(found) => found.asked,
        Err(problem) => return here.pages.problem(problem),
    };
    let link = format!("/invite/{token}");
    match (said, who) {
        (Said::Join, Some(who)) => join(here, asked, who).await,
        (Said::Join, None) => Redirect::to(&format!("/sign-in?next={link}")).into_response(),
        (Said::Age(told), _) => match age::old_enough(&here, &told) {
            Ok(true) => {
                let (ticket, secret) = age::ticket(&here);
                form(&here, &link, &asked, (&ticket, &secret), None, None)
            }
            Ok(false) => here.pages.message(StatusCode::OK, "too-young"),
            Err(problem) => age::ask(&here, &link, Some(problem.detail())),
        },
        (Said::Enrol(enrol), _) => come(here, link, asked, who::client(&headers), enrol).await,
    }
}

/// Somebody who has an account already takes his seat.
async fn join(here: Arc<House>, asked: Invitation, who: Who) -> Response {
    let done = here
        .work(move |here| async move {
            let kernel = &here.kernel;
            let known = profile(kernel, who.person).await?.ok_or_else(Problem::missing)?;
            accept(kernel, &asked, who.person, &known.name, &known.email).await?;
            here.feed.tell(Change::of(Kind::Member, asked.id, asked.workspace, asked.project));
            Ok(())
        })
        .await;
    match done {
        Ok(()) => Redirect::to("/").into_response(),
        Err(problem) => here.pages.problem(problem),
    }
}

fn form(
    here: &House,
    link: &str,
    asked: &Invitation,
    (ticket, secret): (&str, &[u8]),
    name: Option<&str>,
    problem: Option<String>,
) -> Response {
    let (address, text) = otpauth(secret, &asked.email);
    let picture = match qr(&address) {
        Ok(picture) => picture,
        Err(problem) => return here.pages.problem(problem),
    };
    let with = context! {
        action => link, ticket => ticket, secret => text, qr => picture, problem => problem, setup => false,
        least => incamera_studio::LEAST, name => name, email => asked.email.as_str(),
    };
    here.pages.show(StatusCode::OK, "enrol.html", with)
}

/// Somebody new gets an account and takes his seat.
async fn come(
    here: Arc<House>,
    link: String,
    asked: Invitation,
    client: Option<String>,
    said: Enrol,
) -> Response {
    let Some(Step::Enrolling(secret)) = here.pending.look(&here.kernel, &said.ticket) else {
        return age::ask(&here, &link, Some(Language::here().text("door-late")));
    };
    let language = Language::here();
    let (said, asked) = (Arc::new(said), Arc::new(asked));
    let (form_of, invited) = (Arc::clone(&said), Arc::clone(&asked));
    let done = here
        .work(move |here| async move {
            let (kernel, said) = (&here.kernel, form_of);
            fits_password(&said.password)?;
            if !fits_totp(kernel, &secret, &said.code) {
                return Err(Problem::said(language.text("code-wrong")));
            }
            let region = kernel.region(incamera_rights::HOUSE).await?;
            let account = Account { name: &said.name, email: &invited.email, language: language.name() };
            let person = enrol_as(kernel, invited.person, &account, &region).await?;
            set_password(kernel, person, &said.password).await?;
            let codes = set_totp(kernel, person, &secret, &said.code).await?;
            let codes = codes.ok_or_else(|| Problem::said(language.text("code-wrong")))?;
            accept(kernel, &invited, person, &said.name, &invited.email).await?;
            here.feed.tell(Change::of(Kind::Member, invited.id, invited.workspace, invited.project));
            let signed = open_session(kernel, person, client.as_deref(), None).await?;
            Ok((codes, signed))
        })
        .await;
    match done {
        Ok((codes, signed)) => {
            here.pending.done(&said.ticket);
            let mut page =
                here.pages.show(StatusCode::OK, "codes.html", context! { codes => codes, next => "/" });
            page.headers_mut().append(header::SET_COOKIE, signed_in(&signed, here.kernel.now()));
            page
        }
        Err(problem) if problem.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            form(&here, &link, &asked, (&said.ticket, &secret), Some(&said.name), Some(problem.detail()))
        }
        Err(problem) => here.pages.problem(problem),
    }
}
