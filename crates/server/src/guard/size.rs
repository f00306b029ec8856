//! A body that says of itself that it is too large is heard out for a while before it is refused: whoever still writes when the
//! connection is closed sees a broken pipe, and never the answer.

use axum::{
    extract::Request,
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;

use crate::problem::Problem;

/// Bytes a request may have that is no upload.
pub(crate) const BODY: usize = 512 * 1024;
/// Bytes that are read and thrown away for the sake of an answer.
const PATIENCE: usize = 4 * 1024 * 1024;

/// Refuses what announces more than a request may have.
pub(crate) async fn bounded(request: Request, next: Next) -> Response {
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_none_or(|length| length <= BODY as u64) {
        return next.run(request).await;
    }
    let (mut body, mut left) = (request.into_body(), PATIENCE);
    while left > 0
        && let Some(Ok(frame)) = body.frame().await
    {
        left = left.saturating_sub(frame.data_ref().map_or(0, bytes::Bytes::len));
    }
    Problem::too_large().into_response()
}
