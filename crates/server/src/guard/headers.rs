//! What a browser is told with every answer, and by which id an operator finds a request again.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::{
    house::House,
    language::{ASKED, Asked, Language},
    problem::Inside,
};

/// The policy of a document, where it needs another than the strictest.
#[derive(Clone, Debug)]
pub(crate) struct Csp(pub(crate) HeaderValue);

/// Pages run no script, and nothing but this site's style and pictures.
const PAGES: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

/// The policy of the UI: its own scripts, and the few lines it begins with, by their digests.
pub(crate) fn document(scripts: &[String]) -> HeaderValue {
    let digests: String = scripts.iter().map(|digest| format!(" 'sha256-{digest}'")).collect();
    let text = format!(
        "default-src 'self'; script-src 'self'{digests}; style-src 'self'; style-src-attr 'unsafe-inline'; \
         img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; \
         worker-src 'self' blob:; object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'"
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(PAGES))
}

/// Gives a request its id and language, and its answer the headers that every answer has.
pub(crate) async fn around(State(here): State<Arc<House>>, request: Request, next: Next) -> Response {
    let id = hex::encode(here.kernel.secret::<8>());
    let asked = Asked { language: Language::asked(request.headers()), id: id.clone() };
    let (method, path) = (request.method().clone(), matched(&request));
    let mut response = ASKED.scope(asked, next.run(request)).await;
    if let Some(Inside(why)) = response.extensions_mut().remove::<Inside>() {
        // The route and not the address: ids and secrets stand in addresses.
        here.trouble(&format!("{method} {path} {id}: {why}"));
    }
    let csp = response.extensions_mut().remove::<Csp>();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: HeaderValue| {
        headers.entry(name).or_insert(value);
    };
    set(header::CONTENT_SECURITY_POLICY, csp.map_or(HeaderValue::from_static(PAGES), |Csp(value)| value));
    set(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    set(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    set(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    set(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    set(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    let nothing = "camera=(), microphone=(), geolocation=(), browsing-topics=()";
    set(HeaderName::from_static("permissions-policy"), HeaderValue::from_static(nothing));
    set(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    set(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    if here.secure {
        let year = "max-age=31536000; includeSubDomains";
        set(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(year));
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        set(HeaderName::from_static("x-request-id"), id);
    }
    response
}

fn matched(request: &Request) -> String {
    let route = request.extensions().get::<axum::extract::MatchedPath>();
    route.map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned())
}
