//! Links for guests.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_model::DatumId;
use incamera_store::{Page, rows};
use incamera_studio::{Film, film_of, links, make_link, revoke_link};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{reviews::sit, said::Said};
use crate::{
    house::House,
    paging::{Items, id},
    problem::{Problem, Told},
    who::Who,
};

/// A link.
#[derive(Serialize, ToSchema)]
pub(crate) struct Link {
    id: String,
    maker: String,
    expires: String,
    /// When it was taken back.
    revoked: Option<String>,
}

/// A link to make.
#[derive(Deserialize, ToSchema)]
#[schema(as = links::New)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    /// How long it is good.
    days: u32,
}

/// A link that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = links::Made)]
pub(crate) struct Made {
    id: String,
    /// It is told now, and never again.
    url: String,
    expires: String,
}

/// Whoever makes the film shares it; to whoever only looks at it, links are not there.
fn shares(film: Film<'_>) -> Result<Film<'_>, Problem> {
    if matches!(film.role.as_str(), "viewer" | "guest") { Err(Problem::missing()) } else { Ok(film) }
}

/// The links into the film of a review.
#[utoipa::path(get, operation_id = "links_list", path = "/api/v1/reviews/{review}/links", tag = "reviews", params(("review" = String, Path)),
    responses((status = 200, body = Items<Link>), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(review): Path<String>,
) -> Result<Json<Items<Link>>, Problem> {
    let review: DatumId = id(&review)?;
    here.work(move |here| async move {
        let film = shares(sit(&here, &who, review).await?)?;
        let account = who.seats.film_desk(&here.kernel, &film, "account").await?;
        let page = Page { workspace: film.workspace, project: Some(film.project), after: None, limit: 500 };
        let all = links(&account, page).await?.into_iter().map(|link| Link {
            id: link.id.to_string(),
            maker: link.maker.to_string(),
            expires: link.expires.to_string(),
            revoked: link.revoked.map(|at| at.to_string()),
        });
        Ok(Json(Items::all(all.collect())))
    })
    .await
}

/// Makes a link: whoever holds it may look at the reviews of this film, and write notes, with a name and nothing else.
#[utoipa::path(post, operation_id = "links_make", path = "/api/v1/reviews/{review}/links", tag = "reviews", params(("review" = String, Path)),
    request_body = New, responses((status = 201, body = Made),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn make(
    State(here): State<Arc<House>>,
    who: Who,
    Path(review): Path<String>,
    Said(new): Said<New>,
) -> Result<(StatusCode, Json<Made>), Problem> {
    let review: DatumId = id(&review)?;
    here.work(move |here| async move {
        let film = shares(sit(&here, &who, review).await?)?;
        let made = make_link(&film.desk, film.workspace, film.project, new.days).await?;
        let url = format!("/g/{}", made.token);
        Ok((
            StatusCode::CREATED,
            Json(Made { id: made.id.to_string(), url, expires: made.expires.to_string() }),
        ))
    })
    .await
}

/// Takes a link back: whoever came by it is a guest no longer.
#[utoipa::path(delete, operation_id = "links_revoke", path = "/api/v1/links/{link}", tag = "reviews", params(("link" = String, Path)),
    responses((status = 204), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn revoke(
    State(here): State<Arc<House>>,
    who: Who,
    Path(link): Path<String>,
) -> Result<StatusCode, Problem> {
    let link: DatumId = id(&link)?;
    here.work(move |here| async move {
        let found =
            film_of::<rows::links::Entity>(&here.kernel, &who.seats, ("link", link), "service").await?;
        shares(found)?;
        revoke_link(&here.kernel, link).await?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
