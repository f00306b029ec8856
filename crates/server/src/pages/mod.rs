//! Pages that must work before trust and without a script. Their words come from the locale files, their looks from one sheet.

mod age;
mod demo;
mod guest;
mod invite;
mod privacy;
mod request;
mod setup;
mod sign_in;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{FromRequest, Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use fluent_bundle::{FluentArgs, FluentValue};
use incamera_rights::RightsError;
use minijinja::{Environment, Error, ErrorKind, Value, context, value::Kwargs};
use qrcode::{QrCode, render::svg};
use serde::de::DeserializeOwned;

use crate::{house::House, language::Language, problem::Problem};

const TEMPLATES: [(&str, &str); 12] = [
    ("age.html", include_str!("../../templates/age.html")),
    ("base.html", include_str!("../../templates/base.html")),
    ("code.html", include_str!("../../templates/code.html")),
    ("codes.html", include_str!("../../templates/codes.html")),
    ("enrol.html", include_str!("../../templates/enrol.html")),
    ("guest.html", include_str!("../../templates/guest.html")),
    ("invite.html", include_str!("../../templates/invite.html")),
    ("message.html", include_str!("../../templates/message.html")),
    ("privacy.html", include_str!("../../templates/privacy.html")),
    ("request.html", include_str!("../../templates/request.html")),
    ("sign_in.html", include_str!("../../templates/sign_in.html")),
    ("status.html", include_str!("../../templates/status.html")),
];

/// The templates.
pub(crate) struct Pages(Environment<'static>);

impl Pages {
    /// Reads them.
    ///
    /// # Errors
    /// A template that is none.
    pub(crate) fn new() -> Result<Self, RightsError> {
        let mut environment = Environment::new();
        environment.add_function("say", say);
        for (name, source) in TEMPLATES {
            let bad = |e: Error| RightsError::Said(format!("template {name}: {e}"));
            environment.add_template(name, source).map_err(bad)?;
        }
        Ok(Self(environment))
    }

    /// A page in the language of the request.
    pub(crate) fn show(&self, status: StatusCode, template: &str, with: Value) -> Response {
        let language = Language::here();
        let around = context! { lang => language.name(), other => other(language).name(), ..with };
        let page = self.0.get_template(template).and_then(|template| template.render(around));
        match page {
            Ok(page) => (status, Html(page)).into_response(),
            Err(error) => Problem::broken(&format!("{template}: {error:#}")).into_response(),
        }
    }

    /// A page that says one thing.
    pub(crate) fn message(&self, status: StatusCode, name: &str) -> Response {
        self.show(status, "message.html", context! { name => name })
    }

    /// A problem, as a page.
    pub(crate) fn problem(&self, problem: Problem) -> Response {
        let (title, detail) = (problem.title(), problem.detail());
        let status = problem.status();
        let page = self.show(status, "message.html", context! { title => title, detail => detail });
        let (mut parts, _) = problem.into_response().into_parts();
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        parts.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(parts, page.into_body())
    }
}

fn other(language: Language) -> Language {
    match language {
        Language::English => Language::French,
        Language::French => Language::English,
    }
}

/// What a template says by `say`: the sentence of a name, with what is filled in.
fn say(state: &minijinja::State<'_, '_>, name: &str, with: Kwargs) -> Result<String, Error> {
    let spoken =
        state.lookup("lang").and_then(|lang| lang.as_str().and_then(Language::of)).unwrap_or_default();
    let mut arguments = FluentArgs::new();
    for key in with.args() {
        let value: Value = with.get(key)?;
        match i64::try_from(value.clone()) {
            Ok(number) => arguments.set(key.to_owned(), FluentValue::from(number)),
            Err(_) => arguments.set(key.to_owned(), FluentValue::from(value.to_string())),
        }
    }
    let unsaid = || Error::new(ErrorKind::InvalidOperation, format!("no sentence is called {name}"));
    spoken.say(name, Some(&arguments)).ok_or_else(unsaid)
}

/// What an authenticator scans, as a picture in the page.
fn qr(address: &str) -> Result<String, Problem> {
    let code = QrCode::new(address).map_err(|e| Problem::broken(&e.to_string()))?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(220, 220).build())
}

/// What stands in a QR code and beside it: the secret, as authenticators take it.
fn otpauth(secret: &[u8], email: &str) -> (String, String) {
    let text = data_encoding::BASE32_NOPAD.encode(secret);
    let label: String = email
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    (format!("otpauth://totp/incamera:{label}?secret={text}&issuer=incamera"), text)
}

/// A page of this site, and no other address: where somebody goes on after signing in.
fn local(next: Option<&str>) -> &str {
    let next = next.unwrap_or("/");
    let inside = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.chars().any(char::is_control);
    if inside { next } else { "/" }
}

/// What a form says, read or refused with a page.
pub(crate) struct Filled<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<House>> for Filled<T> {
    type Rejection = Response;

    async fn from_request(request: Request, here: &Arc<House>) -> Result<Self, Response> {
        match Form::<T>::from_request(request, here).await {
            Ok(Form(said)) => Ok(Self(said)),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(here.pages.problem(Problem::too_large()))
            }
            // In which words a form was filled in wrongly is for whoever writes forms.
            Err(_) => Err(here.pages.problem(Problem::form())),
        }
    }
}

/// What an error's `type` leads to: what kind it is, and what to do.
async fn explained(State(here): State<Arc<House>>, Path(code): Path<String>) -> Response {
    let language = Language::here();
    match language.say(&format!("problem-{code}"), None) {
        Some(title) => {
            let detail = language.say(&format!("problem-{code}-detail"), None);
            let detail = detail.unwrap_or_else(|| language.text("problem-not-so-detail"));
            here.pages.show(StatusCode::OK, "message.html", context! { title => title, detail => detail })
        }
        None => here.pages.problem(Problem::missing()),
    }
}

/// All pages.
pub(crate) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/setup", get(setup::show).post(setup::step))
        .route("/demo", post(demo::open))
        .route("/sign-in", get(sign_in::show).post(sign_in::step))
        .route("/sign-out", post(sign_in::out))
        .route("/language", post(sign_in::speak))
        .route("/invite/{token}", get(invite::show).post(invite::step))
        .route("/g/{token}", get(guest::show).post(guest::enter))
        .route("/privacy", get(privacy::show))
        .route("/privacy/request", get(request::show).post(request::open))
        .route("/privacy/request/{token}", get(request::follow))
        .route("/docs/errors/{code}", get(explained))
        .route("/pages.css", get(sheet))
}

async fn sheet() -> Response {
    let sheet = include_str!("../../templates/pages.css");
    let mut response = sheet.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert_eq!(local(Some("/review/1?frame=2")), "/review/1?frame=2");
        for bad in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "/\n/x"] {
            assert_eq!(local(Some(bad)), "/", "{bad}");
        }
    }
}
