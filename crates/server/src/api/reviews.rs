//! Cuts that are shown, and what was decided on them.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_model::{DatumId, ProjectId};
use incamera_store::{Page, rows};
use incamera_studio::{
    Decision as Decided, Film, Review, approvals,
    cuts::look,
    decide as take, film, film_of, names, one_review,
    renders::{Making, Render, list as list_renders, render},
    review_by, reviews,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    cuts,
    rushes::Rate,
    said::{Asked, Said},
};
use crate::{
    feed::{Change, Kind},
    house::House,
    language::Language,
    paging::{Items, Part, id},
    problem::{Problem, Told},
    who::Who,
};

/// A review, in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = reviews::Line)]
pub(crate) struct Line {
    id: String,
    cut: String,
    title: String,
    version: i64,
    /// `open`, `approved`, `refused`.
    state: String,
    rule: String,
    opened: String,
}

/// Another version that was shown.
#[derive(Serialize, ToSchema)]
pub(crate) struct Showing {
    review: String,
    cut: String,
    version: i64,
}

/// A decision.
#[derive(Serialize, ToSchema)]
pub(crate) struct Approval {
    person: String,
    name: String,
    /// `approved`, `refused`.
    decision: String,
    text: Option<String>,
    at: String,
}

/// What I may do here.
#[derive(Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "four leaves that hold apart from each other")]
pub(crate) struct May {
    note: bool,
    approve: bool,
    share: bool,
    download: bool,
}

/// A review.
#[derive(Serialize, ToSchema)]
pub(crate) struct Shown {
    id: String,
    project: String,
    cut: String,
    title: String,
    version: i64,
    versions: Vec<Showing>,
    /// `preparing`, `open`, `approved`, `refused`.
    state: String,
    /// `all`, `any`.
    rule: String,
    approvals: Vec<Approval>,
    /// Where the film is, once it is made.
    film: Option<String>,
    /// How far it is made, of a thousand.
    progress: u16,
    rate: Option<Rate>,
    frames: Option<u64>,
    may: May,
}

/// How a cut is shown.
#[derive(Deserialize, ToSchema)]
#[schema(as = reviews::New)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    /// Who must say yes: `all` who decide, or `any` of them.
    #[serde(default = "all")]
    rule: String,
}

fn all() -> String {
    "all".to_owned()
}

/// What somebody decides.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    decision: Word,
    text: Option<String>,
}

/// Yes, or not yet.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = reviews::Word)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Word {
    /// Yes.
    Approved,
    /// Not yet.
    Refused,
}

/// How a review stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct Stands {
    id: String,
    state: String,
}

/// The reviews of a film.
#[utoipa::path(get, operation_id = "reviews_list", path = "/api/v1/projects/{project}/reviews", tag = "reviews",
    params(("project" = String, Path), Part), responses((status = 200, body = Items<Line>)))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Asked(part): Asked<Part>,
) -> Result<Json<Items<Line>>, Problem> {
    let project: ProjectId = id(&project)?;
    here.work(move |here| async move {
        let film = film(&here.kernel, &who.seats, project, "service").await?;
        let page = part.of(film.workspace, Some(project))?;
        let all = reviews(&film.desk, page).await?.into_iter().map(|review| Line {
            id: review.id.to_string(),
            cut: review.cut.to_string(),
            title: review.title,
            version: review.version,
            state: review.state,
            rule: review.rule,
            opened: review.opened.to_string(),
        });
        Ok(Json(Items::page(all.collect(), &page, |line| &line.id)))
    })
    .await
}

/// Shows a cut for review.
#[utoipa::path(post, operation_id = "reviews_open", path = "/api/v1/cuts/{cut}/reviews", tag = "reviews", params(("cut" = String, Path)),
    request_body = New, responses((status = 201, body = Stands),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn open(
    State(here): State<Arc<House>>,
    who: Who,
    Path(cut): Path<String>,
    Said(new): Said<New>,
) -> Result<(StatusCode, Json<Stands>), Problem> {
    let cut: DatumId = id(&cut)?;
    here.work(move |here| async move {
        let film = cuts::sit(&here, &who, cut).await?;
        if matches!(film.role.as_str(), "viewer" | "guest") {
            return Err(Problem::said(Language::here().text("review-by-makers")));
        }
        let seen = look(&film.desk, cut).await?;
        let shown = review_by(&film.desk, seen.head, &new.rule).await?;
        // What is looked at: every frame evenly, so that a note is on the frame it is meant for.
        render(&film.desk, cut, &Making { proxy: true, height: Some(720), ..Making::default() }).await?;
        here.work.nudge();
        here.feed.tell(Change::of(Kind::Review, shown, film.workspace, Some(film.project)));
        Ok((StatusCode::CREATED, Json(Stands { id: shown.to_string(), state: "open".to_owned() })))
    })
    .await
}

/// Somebody sits down to a review.
pub(super) async fn sit<'k>(here: &'k House, who: &Who, review: DatumId) -> Result<Film<'k>, Problem> {
    Ok(film_of::<rows::reviews::Entity>(&here.kernel, &who.seats, ("review", review), "service").await?)
}

/// A review, with what was decided.
#[utoipa::path(get, operation_id = "reviews_one", path = "/api/v1/reviews/{review}", tag = "reviews", params(("review" = String, Path)),
    responses((status = 200, body = Shown), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn one(
    State(here): State<Arc<House>>,
    who: Who,
    Path(review): Path<String>,
) -> Result<Json<Shown>, Problem> {
    let review: DatumId = id(&review)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = sit(&here, &who, review).await?;
        let shown = one_review(&film.desk, review).await?;
        let page = Page { workspace: film.workspace, project: Some(film.project), after: None, limit: 200 };
        let versions =
            reviews(&film.desk, page).await?.into_iter().filter(|other| other.title == shown.title);
        let names = names(&here.kernel, film.workspace).await?;
        let decided = approvals(&film.desk, (film.workspace, film.project), review).await?;
        let approvals = decided.into_iter().map(|one| Approval {
            person: one.person.to_string(),
            name: names.of(one.person).map_or_else(|| language.text("person-gone"), |name| name.name.clone()),
            decision: one.decision,
            text: one.text,
            at: one.at.to_string(),
        });
        let made = shown_film(&here, &film, shown.cut).await?;
        let done = made.as_ref().is_some_and(|made| made.state == "done");
        Ok(Json(Shown {
            film: made.as_ref().filter(|_| done).map(|made| format!("/api/v1/renders/{}/film", made.id)),
            progress: made.as_ref().map_or(0, |made| made.progress.done),
            rate: made.as_ref().and_then(|made| made.rate).map(Rate::of),
            frames: made.as_ref().and_then(|made| made.frames),
            versions: versions.map(|other| version(&other)).collect(),
            approvals: approvals.collect(),
            may: may(&film.role),
            id: shown.id.to_string(),
            project: film.project.to_string(),
            cut: shown.cut.to_string(),
            title: shown.title,
            version: shown.version,
            // It cannot be looked at before its film is made.
            state: if shown.state == "open" && !done { "preparing".to_owned() } else { shown.state },
            rule: shown.rule,
        }))
    })
    .await
}

/// The film of a version that is made for review, or whichever there is.
async fn shown_film(here: &House, film: &Film<'_>, version: DatumId) -> Result<Option<Render>, Problem> {
    let (mut after, mut best) = (None, None::<Render>);
    loop {
        let page = (after, 200);
        let (all, next) =
            list_renders(&film.desk, Some(&here.work), film.workspace, film.project, page).await?;
        let of_it = all.into_iter().filter(|one| one.version == version && one.state != "failed");
        best = of_it.chain(best).max_by_key(|one| one.making.proxy);
        match next {
            Some(_) => after = next,
            None => return Ok(best),
        }
    }
}

fn version(review: &Review) -> Showing {
    Showing { review: review.id.to_string(), cut: review.cut.to_string(), version: review.version }
}

/// What a role may do in a review. The gate decides all the same; this is so that nobody is shown what he would be refused.
fn may(role: &str) -> May {
    let makes = matches!(role, "producer" | "editor");
    May { note: true, approve: true, share: makes, download: makes }
}

/// Decides on a review.
#[utoipa::path(post, operation_id = "reviews_decide", path = "/api/v1/reviews/{review}/decision", tag = "reviews", params(("review" = String, Path)),
    request_body = Decision, responses((status = 200, body = Stands),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn decide(
    State(here): State<Arc<House>>,
    who: Who,
    Path(review): Path<String>,
    Said(said): Said<Decision>,
) -> Result<Json<Stands>, Problem> {
    let review: DatumId = id(&review)?;
    here.work(move |here| async move {
        let film = sit(&here, &who, review).await?;
        let decision = Decided { approved: said.decision == Word::Approved, text: said.text.as_deref() };
        let state = take(&film.desk, (film.workspace, film.project), review, &decision).await?;
        let mut change = Change::of(Kind::Review, review, film.workspace, Some(film.project));
        change.state = Some(state.clone());
        here.feed.tell(change);
        Ok(Json(Stands { id: review.to_string(), state }))
    })
    .await
}
