//! The demo studio: opened with one click, and gone with another, by the same erasure as everything else.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use incamera_model::WorkspaceId;
use incamera_studio::{Demo, Script, profile, workspace_of};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    feed::{Change, Kind},
    house::House,
    language::Language,
    problem::{Problem, Told},
    who::Who,
};

/// Its rush: speech with pauses, fillers and retakes that are known (`testdata/rush`).
const RUSH: &[u8] = include_bytes!("../../../../testdata/rush/interview.mp4");

/// A demo that was opened. Its rush is being looked at; the cut and the review come by themselves.
#[derive(Serialize, ToSchema)]
#[schema(as = demo::Opened)]
pub(crate) struct Opened {
    workspace: String,
    project: String,
}

/// What became of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Removed {
    /// The erasure's name.
    receipt: String,
    /// Since when nobody is let near.
    closed: String,
    /// Since when everything that is to go at once is gone.
    done: Option<String>,
    targets: Vec<Target>,
}

/// One place an erasure reaches.
#[derive(Serialize, ToSchema)]
pub(crate) struct Target {
    store: String,
    state: String,
    count: i64,
}

/// Opens the demo studio, for me.
#[utoipa::path(post, operation_id = "demo_open", path = "/api/v1/demo", tag = "me", responses((status = 201, body = Opened),
    (status = 409, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn open(
    State(here): State<Arc<House>>,
    who: Who,
) -> Result<(StatusCode, Json<Opened>), Problem> {
    let demo = begin(&here, who).await?;
    Ok((
        StatusCode::CREATED,
        Json(Opened { workspace: demo.workspace.to_string(), project: demo.project.to_string() }),
    ))
}

/// The same, for a page.
pub(crate) async fn begin(here: &Arc<House>, who: Who) -> Result<Demo, Problem> {
    let language = Language::here();
    let begun = here
        .work(move |here| async move {
            if mine(&here, &who).await?.is_some() {
                return Err(Problem::with(StatusCode::CONFLICT, "not-now", language.text("demo-there")));
            }
            // A guest has no studio of his own, and gets none by this.
            let known = profile(&here.kernel, who.person).await?.ok_or_else(Problem::missing)?;
            let script = script(language)?;
            let owner = (who.person, known.name.as_str());
            let rush = ("interview.mp4", RUSH);
            let demo = Demo::begin(&here.kernel, &here.work, owner, &script, rush).await?;
            Ok((demo, script))
        })
        .await?;
    let (demo, script) = begun;
    let (house, going, place) = (Arc::clone(here), demo.clone(), (demo.workspace, demo.project));
    // Nobody waits for it: what becomes of it comes as changes do.
    tokio::spawn(async move {
        let furnished = house
            .work(move |here| async move { Ok(going.furnish(&here.kernel, &here.work, &script).await?) })
            .await;
        let (cut, review) = match furnished {
            Ok(made) => made,
            Err(problem) => return house.trouble(&format!("demo: {}", problem.detail())),
        };
        let project = Some(place.1);
        for (kind, id) in [(Kind::Cut, cut), (Kind::Review, review), (Kind::Message, review)] {
            house.feed.tell(Change::of(kind, id, place.0, project));
        }
    });
    Ok(demo)
}

/// Erases my demo studio, with everything in it, and says how far that is.
#[utoipa::path(delete, operation_id = "demo_remove", path = "/api/v1/demo", tag = "me", responses((status = 200, body = Removed),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn remove(State(here): State<Arc<House>>, who: Who) -> Result<Json<Removed>, Problem> {
    here.work(move |here| async move {
        let kernel = &here.kernel;
        let demo = mine(&here, &who).await?.ok_or_else(Problem::missing)?;
        let stone = kernel.erase_workspace(demo, "right.erasure").await?;
        kernel.pursue(stone).await?;
        kernel.ship().await?;
        let erasure = kernel.erasure(stone).await?;
        let target = |target: incamera_rights::erase::Target| Target {
            store: target.store,
            state: target.state,
            count: target.count,
        };
        Ok(Json(Removed {
            receipt: stone.to_string(),
            closed: erasure.closed.to_string(),
            done: erasure.done.map(|at| at.to_string()),
            targets: erasure.targets.into_iter().map(target).collect(),
        }))
    })
    .await
}

/// The demo of which I am the admin.
async fn mine(here: &House, who: &Who) -> Result<Option<WorkspaceId>, Problem> {
    for id in who.seats.workspaces() {
        if who.seats.roles(id).contains(&"admin") && workspace_of(&here.kernel, id).await?.demo {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

fn script(language: Language) -> Result<Script, Problem> {
    let text = |name: &str| language.text(name);
    let brief = serde_json::json!({
        "goal": text("demo-goal"), "audience": text("demo-audience"), "length": text("demo-length"),
        "tone": text("demo-tone"), "must": text("demo-must"), "must_not": text("demo-must-not"),
    });
    Ok(Script {
        studio: text("demo-studio"),
        title: text("demo-film"),
        brief: serde_json::to_string(&brief).map_err(|e| Problem::broken(&e.to_string()))?,
        cut: text("cut-title"),
        editor: "Jonas Berg".to_owned(),
        client: "Nora Lind".to_owned(),
        message: text("demo-message"),
        first: text("demo-first"),
        answer: text("demo-answer"),
        second: text("demo-second"),
    })
}
