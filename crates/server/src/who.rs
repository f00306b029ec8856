//! Who asks: found out anew with every request, so that what was taken back is gone with the next.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use incamera_model::{DatumId, PersonId};
use incamera_studio::{Seats, Signed, whose_session};
use jiff::Timestamp;

use crate::{house::House, language, language::Language, problem::Problem};

/// The session's cookie, as the charter declares it.
pub(crate) const SESSION: &str = "__Host-session";

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    /// Who.
    pub(crate) person: PersonId,
    /// By which session.
    pub(crate) session: DatumId,
    /// Where he sits.
    pub(crate) seats: Seats,
}

/// Somebody who is signed in, or nobody.
#[derive(Clone, Debug)]
pub(crate) struct Perhaps(pub(crate) Option<Who>);

impl FromRequestParts<Arc<House>> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, here: &Arc<House>) -> Result<Self, Problem> {
        let Perhaps(who) = Perhaps::from_request_parts(parts, here).await?;
        who.ok_or_else(Problem::nobody)
    }
}

impl FromRequestParts<Arc<House>> for Perhaps {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, here: &Arc<House>) -> Result<Self, Problem> {
        let Some(token) = cookie(&parts.headers, SESSION).map(str::to_owned) else { return Ok(Self(None)) };
        here.work(|here| async move { Ok(Self(who(&here, &token).await?)) }).await
    }
}

/// Whose a session's token is.
pub(crate) async fn who(here: &House, token: &str) -> Result<Option<Who>, Problem> {
    let Some((session, person)) = whose_session(&here.kernel, token).await? else { return Ok(None) };
    let seats = Seats::of(&here.kernel, person).await?;
    Ok(Some(Who { person, session, seats }))
}

/// A cookie of a request.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// The cookie that keeps somebody signed in.
pub(crate) fn signed_in(signed: &Signed, now: Timestamp) -> HeaderValue {
    let seconds = signed.expires.duration_since(now).as_secs().max(0);
    header_of(&format!(
        "{SESSION}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}",
        signed.token
    ))
}

/// Takes it back.
pub(crate) fn signed_out() -> HeaderValue {
    header_of(&format!("{SESSION}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"))
}

/// Remembers a choice of language, as long as the charter says.
pub(crate) fn speaks(here: &House, chosen: Language) -> HeaderValue {
    let now = here.kernel.now();
    let keep = here.kernel.charter().cookies.get(language::COOKIE).map(|cookie| cookie.keep);
    let until = keep.and_then(|keep| keep.until(&now.to_zoned(jiff::tz::TimeZone::UTC)));
    let seconds = until.map_or(0, |until| until.timestamp().duration_since(now).as_secs());
    header_of(&format!("{}={}; Path=/; SameSite=Lax; Max-Age={seconds}", language::COOKIE, chosen.name()))
}

fn header_of(text: &str) -> HeaderValue {
    // INVARIANT: names, hexadecimal digits and numbers are visible ASCII.
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

/// With which program somebody comes, as far as he himself would tell his sessions apart: browser and system, no version.
pub(crate) fn client(headers: &HeaderMap) -> Option<String> {
    let agent = headers.get(header::USER_AGENT)?.to_str().ok()?;
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => Some(format!("{browser}, {system}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}
