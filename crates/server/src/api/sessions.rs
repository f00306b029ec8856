//! Where I am signed in.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_studio::{end_session, my_sessions};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    house::House,
    paging::{Items, id},
    problem::{Problem, Told},
    who::Who,
};

/// A session.
#[derive(Serialize, ToSchema)]
pub(crate) struct Session {
    id: String,
    created: String,
    /// When it was last used, to five minutes.
    used: String,
    expires: String,
    /// `Firefox, Linux`; no version, no address.
    client: Option<String>,
    /// It is the one that asks.
    current: bool,
}

/// My sessions that hold now.
#[utoipa::path(get, operation_id = "sessions_list", path = "/api/v1/me/sessions", tag = "me", responses((status = 200, body = Items<Session>)))]
pub(crate) async fn list(State(here): State<Arc<House>>, who: Who) -> Result<Json<Items<Session>>, Problem> {
    here.work(move |here| async move {
        let all = my_sessions(&here.kernel, who.person).await?.into_iter().map(|session| Session {
            id: session.id.to_string(),
            created: session.created.to_string(),
            used: session.used.to_string(),
            expires: session.expires.to_string(),
            client: session.client,
            current: session.id == who.session,
        });
        Ok(Json(Items::all(all.collect())))
    })
    .await
}

/// Ends one of mine: the next request with it is nobody's.
#[utoipa::path(delete, operation_id = "sessions_end", path = "/api/v1/me/sessions/{session}", tag = "me", params(("session" = String, Path)), responses(
    (status = 204), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn end(
    State(here): State<Arc<House>>,
    who: Who,
    Path(session): Path<String>,
) -> Result<StatusCode, Problem> {
    let session = id(&session)?;
    here.work(move |here| async move {
        end_session(&here.kernel, who.person, session).await?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
