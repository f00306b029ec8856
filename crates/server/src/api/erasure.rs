//! I want to be forgotten: first what that would do, then the deed.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use incamera_rights::HOUSE;
use incamera_studio::profile;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::said::Said;
use crate::{
    house::House,
    language::Language,
    problem::{Problem, Told},
    who::Who,
};

/// How much of a class goes.
#[derive(Serialize, ToSchema)]
pub(crate) struct Goes {
    class: String,
    title: String,
    count: usize,
}

/// How much of a class stays, and why.
#[derive(Serialize, ToSchema)]
pub(crate) struct Stays {
    class: String,
    title: String,
    count: usize,
    why: String,
    until: Option<String>,
}

/// What an erasure would do.
#[derive(Serialize, ToSchema)]
pub(crate) struct Plan {
    goes: Vec<Goes>,
    stays: Vec<Stays>,
    /// Who is told to erase too, and when backups have rotated out.
    owed: Vec<String>,
    /// How many data others share with me: they stay, and forget me.
    shared: usize,
}

/// My own address, so that nobody does it by accident.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirm {
    confirm: String,
}

/// An erasure that began: nobody is let near from now on.
#[derive(Serialize, ToSchema)]
pub(crate) struct Begun {
    /// By which it can be followed: one for each workspace.
    receipt: Vec<String>,
}

/// What erasing me would do, everywhere.
#[utoipa::path(post, operation_id = "erasure_plan", path = "/api/v1/me/erasure/plan", tag = "privacy", responses((status = 200, body = Plan),
    (status = 401, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn plan(State(here): State<Arc<House>>, who: Who) -> Result<Json<Plan>, Problem> {
    let language = Language::here();
    here.work(move |here| async move {
        let kernel = &here.kernel;
        let (mut goes, mut stays) =
            (BTreeMap::<String, usize>::new(), BTreeMap::<(String, String), Stays>::new());
        let (mut shared, mut owed) = (0, Vec::new());
        let mut workspaces = who.seats.workspaces();
        workspaces.push(HOUSE);
        for workspace in workspaces {
            let plan = kernel.plan_erasure(workspace, who.person).await?;
            shared += plan.shared;
            for line in plan.goes {
                *goes.entry(line.class).or_default() += line.count;
            }
            for line in plan.stays {
                let why = line.ground.unwrap_or_else(|| language.text("stays-held"));
                let title = here.words.class(language, &line.class);
                let until = line.until.map(|at| at.to_string());
                let key = (line.class.clone(), why.clone());
                let all =
                    stays.entry(key).or_insert(Stays { class: line.class, title, count: 0, why, until });
                all.count += line.count;
            }
            for recipient in plan.recipients {
                if !owed.contains(&recipient) {
                    owed.push(recipient);
                }
            }
        }
        let goes = goes.into_iter().map(|(class, count)| {
            let title = here.words.class(language, &class);
            Goes { class, title, count }
        });
        Ok(Json(Plan { goes: goes.collect(), stays: stays.into_values().collect(), owed, shared }))
    })
    .await
}

/// Forgets me, in every workspace. The gate is closed when this is answered; keys, rows, objects and backups follow by themselves.
#[utoipa::path(post, operation_id = "erasure_erase", path = "/api/v1/me/erasure", tag = "privacy", request_body = Confirm, responses(
    (status = 200, body = Begun), (status = 422, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn erase(
    State(here): State<Arc<House>>,
    who: Who,
    Said(said): Said<Confirm>,
) -> Result<Json<Begun>, Problem> {
    let language = Language::here();
    here.work(move |here| async move {
        let kernel = &here.kernel;
        // A guest has no address: his name stands in its place.
        let known = match profile(kernel, who.person).await? {
            Some(known) => known.email,
            None => guest_name(&here, &who).await?,
        };
        if said.confirm.trim().to_lowercase() != known.to_lowercase() {
            return Err(Problem::said(language.text("erasing-confirm")));
        }
        let stones = kernel.close_account(who.person, None).await?;
        Ok(Json(Begun { receipt: stones.iter().map(ToString::to_string).collect() }))
    })
    .await
}

async fn guest_name(here: &House, who: &Who) -> Result<String, Problem> {
    for workspace in who.seats.workspaces() {
        if let Some(name) = incamera_studio::names(&here.kernel, workspace).await?.of(who.person) {
            return Ok(name.name.clone());
        }
    }
    Err(Problem::missing())
}
