//! What changes something comes from this very site: browsers say so themselves, by `Sec-Fetch-Site`, and older ones by `Origin`.
//! What says neither is not taken: whoever writes a program says where he means to come from.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::problem::Problem;

/// Lets a request through that only reads, or that comes from here.
pub(crate) async fn same_origin(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_ours(request.headers()) {
        next.run(request).await
    } else {
        Problem::foreign().into_response()
    }
}

fn is_ours(headers: &HeaderMap) -> bool {
    let said = |name| {
        headers.get(name).map(|value: &axum::http::HeaderValue| value.to_str().unwrap_or("unreadable"))
    };
    let host = said(header::HOST);
    let origin = said(header::ORIGIN);
    let ours = |origin: &str| {
        let bare = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        bare.is_some() && bare == host
    };
    match said(header::HeaderName::from_static("sec-fetch-site")) {
        // A form of a page that sends no referrer comes with the origin `null`; no other site can say `same-origin`.
        Some("same-origin") => origin.is_none_or(|origin| origin == "null" || ours(origin)),
        Some(_) => false,
        None => origin.is_some_and(ours),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_site_changes_anything() {
        let of = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            headers.insert("host", "studio.example:8484".parse().unwrap());
            for (name, value) in pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            is_ours(&headers)
        };
        assert!(of(&[("sec-fetch-site", "same-origin")]));
        assert!(of(&[("origin", "https://studio.example:8484")]));
        assert!(!of(&[]));
        assert!(!of(&[("origin", "null")]));
        assert!(of(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(!of(&[("sec-fetch-site", "cross-site"), ("origin", "null")]));
        assert!(!of(&[("origin", "https://studio.example")]));
        assert!(!of(&[("sec-fetch-site", "same-site"), ("origin", "https://studio.example:8484")]));
        assert!(!of(&[("sec-fetch-site", "same-origin"), ("origin", "https://elsewhere.example")]));
    }
}
