//! Who I am, and where I sit.

use std::sync::Arc;

use axum::{Json, extract::State};
use incamera_store::Page;
use incamera_studio::{films, names, profile, workspace_of};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    house::House,
    problem::{Problem, Told},
    who::Who,
};

/// Somebody, in his own eyes.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    person: String,
    name: String,
    /// None of a guest.
    email: Option<String>,
    language: String,
    /// He came by a link.
    guest: bool,
    /// Where the installation lies.
    region: String,
    workspaces: Vec<Place>,
    /// The studio is the one that comes with the program, to try it on.
    demo: bool,
}

/// A workspace he sits in.
#[derive(Serialize, ToSchema)]
pub(crate) struct Place {
    id: String,
    name: String,
    /// The widest of his roles there.
    role: String,
    /// All of them.
    role_names: Vec<String>,
    /// Whether it is the demo.
    demo: bool,
    /// How many films he may see there are open.
    projects_open: usize,
}

/// Roles, the widest in front.
const WIDEST: [&str; 6] = ["producer", "admin", "dpo", "editor", "viewer", "guest"];

/// Who I am, and where I sit.
#[utoipa::path(get, operation_id = "me", path = "/api/v1/me", tag = "me", responses(
    (status = 200, body = Me), (status = 401, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn me(State(here): State<Arc<House>>, who: Who) -> Result<Json<Me>, Problem> {
    here.work(move |here| async move {
        let kernel = &here.kernel;
        let known = profile(kernel, who.person).await?;
        let mut workspaces = Vec::new();
        let mut seat_name = None;
        for id in who.seats.workspaces() {
            let workspace = workspace_of(kernel, id).await?;
            if known.is_none() && seat_name.is_none() {
                seat_name = names(kernel, id).await?.of(who.person).map(|name| name.name.clone());
            }
            let roles: Vec<String> = who.seats.roles(id).into_iter().map(str::to_owned).collect();
            let role = WIDEST.iter().find(|role| roles.iter().any(|his| his == *role));
            let desk = who.seats.desk(kernel, id, &WIDEST, "service").await?;
            let page = Page { workspace: id, project: None, after: None, limit: 200 };
            let open =
                films(&desk, page).await.map_or(0, |all| all.iter().filter(|f| f.state == "open").count());
            workspaces.push(Place {
                id: id.to_string(),
                name: workspace.name,
                demo: workspace.demo,
                role: role.map_or_else(String::new, |role| (*role).to_owned()),
                role_names: roles,
                projects_open: open,
            });
        }
        let guest = known.is_none();
        Ok(Json(Me {
            person: who.person.to_string(),
            name: known.as_ref().map(|known| known.name.clone()).or(seat_name).unwrap_or_default(),
            email: known.as_ref().map(|known| known.email.clone()),
            language: known
                .map_or_else(|| crate::language::Language::here().name().to_owned(), |known| known.language),
            guest,
            region: kernel.region(incamera_rights::HOUSE).await?,
            demo: workspaces.iter().any(|place| place.demo),
            workspaces,
        }))
    })
    .await
}
