//! The built UI, embedded. Where it was not built, a page says so.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};

use crate::{
    guard::{Csp, document},
    house::House,
    problem::Problem,
    who::Perhaps,
};

#[derive(RustEmbed)]
#[folder = "../../web/build/"]
#[allow_missing = true]
struct Built;

/// What every path shows that is nothing else: the UI finds its way from there.
const SHELL: &str = "200.html";
/// What the build names after its content: a browser keeps it for ever.
const LASTING: &str = "_app/immutable/";

/// What is known of the UI when the house opens.
pub(crate) struct Ui {
    csp: HeaderValue,
}

impl Ui {
    /// Reads the scripts that its first page holds.
    pub(crate) fn new() -> Self {
        let shell = Built::get(SHELL).map(|file| String::from_utf8_lossy(&file.data).into_owned());
        Self { csp: document(&scripts(&shell.unwrap_or_default())) }
    }
}

/// Digests of the scripts that stand in a page itself.
fn scripts(page: &str) -> Vec<String> {
    let mut digests = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find("<script") {
        rest = &rest[at..];
        let (Some(open), Some(close)) = (rest.find('>'), rest.find("</script>")) else { break };
        if open < close && !rest[..open].contains(" src=") {
            digests.push(STANDARD.encode(Sha256::digest(&rest.as_bytes()[open + 1..close])));
        }
        rest = &rest[close..];
    }
    digests
}

/// Everything that is no page and no API.
pub(crate) async fn serve(
    State(here): State<Arc<House>>,
    Perhaps(who): Perhaps,
    request: Request,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Problem::missing().into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    if let Some(file) = Some(path).filter(|path| !path.is_empty() && *path != SHELL).and_then(Built::get) {
        return asset(path, file, request.headers());
    }
    if path.starts_with("api/") {
        return Problem::missing().into_response();
    }
    // What looks like a file and is none is not the UI's first page.
    if path.starts_with("_app/") || path.rsplit('/').next().is_some_and(|last| last.contains('.')) {
        return here.pages.problem(Problem::missing());
    }
    if who.is_none() {
        let whole = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let next: String = whole
            .bytes()
            .map(|b| match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                    char::from(b).to_string()
                }
                other => format!("%{other:02X}"),
            })
            .collect();
        return Redirect::to(&format!("/sign-in?next={next}")).into_response();
    }
    match Built::get(SHELL) {
        Some(file) => {
            let mut response = asset(SHELL, file, request.headers());
            response.extensions_mut().insert(Csp(here.ui.csp.clone()));
            response
        }
        None => here.pages.message(StatusCode::OK, "no-ui"),
    }
}

fn asset(path: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]));
    let kept = if path.starts_with(LASTING) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let same = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    // Packed beside it by the build.
    let packed =
        (path != SHELL || Built::get("200.html.br").is_some()).then(|| packed(path, asked)).flatten();
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match &packed {
            Some((_, bytes)) => bytes.data.clone().into_response(),
            None => file.data.into_response(),
        }
    };
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(kind.as_ref()) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    if let Some((coding, _)) = packed.filter(|_| !same) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}

fn packed(path: &str, asked: &HeaderMap) -> Option<(&'static str, EmbeddedFile)> {
    let takes = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes =
        |coding: &str| takes.split(',').any(|one| one.split(';').next().unwrap_or_default().trim() == coding);
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(coding, _)| takes(coding))
        .find_map(|(coding, ending)| Some((coding, Built::get(&format!("{path}.{ending}"))?)))
}

#[cfg(test)]
mod tests {
    use super::scripts;

    #[test]
    fn scripts_of_a_page_are_known_by_their_digest() {
        let page = "<script src=\"/a.js\"></script><script type=\"module\">alert(1)</script>";
        let digest = "bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=";
        assert_eq!(scripts(page), [digest]);
    }
}
