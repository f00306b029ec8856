//! From the last page of set-up into the demo studio.

use std::sync::Arc;

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};

use crate::{api::demo::begin, house::House, who::Who};

/// Opens the demo, and goes to its film.
pub(super) async fn open(State(here): State<Arc<House>>, who: Who) -> Response {
    match begin(&here, who).await {
        Ok(demo) => Redirect::to(&format!("/project/{}/rushes", demo.project)).into_response(),
        Err(problem) => here.pages.problem(problem),
    }
}
