//! Sealed bytes, served at any place: they are opened piece by piece as they are sent, and lie nowhere.

use std::{io, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes as Piece;
use futures_util::stream;
use incamera_studio::Bytes;

use crate::{language::Language, problem::Problem};

/// How much is opened at once.
const PIECE: u64 = 256 * 1024;

/// Serves what was asked for of these bytes.
pub(super) fn served(bytes: Bytes, asked: &HeaderMap, kind: &'static str) -> Response {
    let length = bytes.length();
    let wanted = asked.get(header::RANGE).map(|value| range(value.to_str().unwrap_or_default(), length));
    let (status, from, to) = match wanted {
        // A header that says nothing we know is as good as none (RFC 9110 §14.2).
        None | Some(Range::Unknown) => (StatusCode::OK, 0, length),
        Some(Range::Of(from, to)) => (StatusCode::PARTIAL_CONTENT, from, to),
        Some(Range::Beyond) => {
            let detail = Language::here().text("range-beyond");
            let mut refused =
                Problem::with(StatusCode::RANGE_NOT_SATISFIABLE, "range-beyond", detail).into_response();
            if let Ok(whole) = HeaderValue::from_str(&format!("bytes */{length}")) {
                refused.headers_mut().insert(header::CONTENT_RANGE, whole);
            }
            return refused;
        }
    };
    let pieces = stream::unfold((Arc::new(bytes), from), move |(bytes, at)| async move {
        if at >= to {
            return None;
        }
        let size = PIECE.min(to - at) as usize;
        let opening = Arc::clone(&bytes);
        let opened = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; size];
            let read = opening.read_at(&mut piece, at)?;
            piece.truncate(read);
            if piece.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(Piece::from(piece)) }
        });
        let piece = opened.await.unwrap_or_else(|panic| Err(io::Error::other(panic)));
        let next = piece.as_ref().map_or(to, |piece| at + piece.len() as u64);
        Some((piece, (bytes, next)))
    });
    let mut response = (status, Body::from_stream(pieces)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(to - from));
    if status == StatusCode::PARTIAL_CONTENT
        && let Ok(part) = HeaderValue::from_str(&format!("bytes {from}-{}/{length}", to - 1))
    {
        headers.insert(header::CONTENT_RANGE, part);
    }
    response
}

/// What is wanted.
#[derive(Debug, PartialEq, Eq)]
enum Range {
    /// From here to before there.
    Of(u64, u64),
    /// Nothing that there is.
    Beyond,
    /// Several, or another unit: all of it is sent.
    Unknown,
}

fn range(text: &str, length: u64) -> Range {
    let Some((first, last)) = text.strip_prefix("bytes=").and_then(|span| span.split_once('-')) else {
        return Range::Unknown;
    };
    let (from, to) = match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.saturating_add(1).min(length)),
        (Ok(first), Err(_)) if last.trim().is_empty() => (first, length),
        (Err(_), Ok(most)) if first.trim().is_empty() => (length.saturating_sub(most), length),
        _ => return Range::Unknown,
    };
    if from < to { Range::Of(from, to) } else { Range::Beyond }
}

#[cfg(test)]
mod tests {
    use super::{Range, range};

    #[test]
    fn ranges_are_those_of_the_rfc() {
        for (text, wanted) in [
            ("bytes=0-", Range::Of(0, 100)),
            ("bytes=10-19", Range::Of(10, 20)),
            ("bytes=90-500", Range::Of(90, 100)),
            ("bytes=-5", Range::Of(95, 100)),
            ("bytes=-500", Range::Of(0, 100)),
            ("bytes=100-", Range::Beyond),
            ("bytes=-0", Range::Beyond),
            ("bytes=9-3", Range::Unknown),
            ("bytes=0-1,3-4", Range::Unknown),
            ("lines=0-1", Range::Unknown),
            ("bytes=18446744073709551615-18446744073709551615", Range::Beyond),
        ] {
            assert_eq!(range(text, 100), wanted, "{text}");
        }
    }
}
