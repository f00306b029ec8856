//! All routes, and what stands before them.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::{
    limit::RequestBodyLimitLayer,
    timeout::{RequestBodyTimeoutLayer, TimeoutLayer},
};
use utoipa::{
    OpenApi,
    openapi::{InfoBuilder, LicenseBuilder, OpenApiBuilder},
};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    api,
    guard::{BODY, around, bounded, same_origin},
    house::House,
    pages,
    problem::Problem,
    ui,
};

/// How long such a request may take in all.
const LONG: Duration = Duration::from_mins(1);
/// How long the next piece of a body may keep one waiting.
const PIECE: Duration = Duration::from_secs(30);

#[derive(OpenApi)]
#[openapi(tags(
    (name = "me", description = "Who I am, and where I am signed in."),
    (name = "privacy", description = "What is held about me, and what I may ask for."),
    (name = "workspaces", description = "Who sits where."),
    (name = "projects", description = "Films to make."),
    (name = "rushes", description = "What came in, and what is seen and heard of it."),
    (name = "cuts", description = "Decisions over rushes, each of which can be taken back."),
    (name = "renders", description = "Films made of cuts."),
    (name = "reviews", description = "What people say about frames."),
    (name = "live", description = "What changes, as it changes."),
))]
struct Described;

fn described() -> (Router<Arc<House>>, Router<Arc<House>>, utoipa::openapi::OpenApi) {
    let (quick, mut document) =
        OpenApiRouter::with_openapi(Described::openapi()).merge(api::routes()).split_for_parts();
    let (lasting, rest) = OpenApiRouter::new().merge(api::lasting()).split_for_parts();
    document.merge(rest);
    let info = InfoBuilder::new()
        .title("incamera")
        .version("1")
        .description(Some("The API of a private studio. Errors are problems (RFC 9457); what changes something comes from this site."))
        .license(Some(LicenseBuilder::new().name("AGPL-3.0-or-later").identifier(Some("AGPL-3.0-or-later")).build()));
    let document = OpenApiBuilder::from(document).info(info.build()).build();
    (quick, lasting, document)
}

/// The description of the API (`OpenAPI` 3.1), as JSON.
///
/// # Errors
/// None that the tests would not have found.
pub fn openapi() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&described().2)
}

/// Everything that is served.
pub(crate) fn router(here: Arc<House>) -> Router {
    let (quick, lasting, document) = described();
    let document = Json(document);
    let quick = quick
        .merge(pages::routes())
        .route("/api/v1/openapi.json", get(|| async move { document }))
        .route("/health", get(|| async { "ok" }))
        .fallback(ui::serve)
        .method_not_allowed_fallback(wrong_method)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONG))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(from_fn(bounded));
    quick
        .merge(lasting)
        .layer(RequestBodyTimeoutLayer::new(PIECE))
        .layer(from_fn(same_origin))
        .layer(from_fn_with_state(Arc::clone(&here), around))
        .with_state(here)
}

async fn wrong_method() -> Response {
    Problem::with(
        StatusCode::METHOD_NOT_ALLOWED,
        "wrong-method",
        crate::language::Language::here().text("problem-wrong-method-detail"),
    )
    .into_response()
}
