//! What is held about me, and who looked at it.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use incamera_studio::names;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    house::House,
    language::Language,
    paging::Items,
    problem::{Problem, Told},
    who::Who,
};

/// How much of a class of data is held about me, in one place.
#[derive(Serialize, ToSchema)]
pub(crate) struct Held {
    /// Id of the charter's class.
    class: String,
    /// The same, in words.
    title: String,
    count: usize,
    /// How many bytes of footage, films and pictures that is.
    bytes: u64,
    /// In which store: `rows`, `objects`.
    #[serde(rename = "where")]
    place: Vec<&'static str>,
    region: String,
    /// Until when the last of it is kept; null while the subscription runs.
    until: Option<String>,
    /// How long it is kept, and why.
    why: String,
    /// How many of these are about others too.
    shared: usize,
}

/// Somebody looked.
#[derive(Serialize, ToSchema)]
pub(crate) struct Looked {
    at: String,
    who: String,
    action: String,
    /// Which datum.
    what: String,
    purpose: String,
}

/// Everything that is held about me, by class and place.
#[utoipa::path(get, operation_id = "sight_data_map", path = "/api/v1/me/data-map", tag = "privacy", responses((status = 200, body = Items<Held>),
    (status = 401, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn data_map(State(here): State<Arc<House>>, who: Who) -> Result<Json<Items<Held>>, Problem> {
    let language = Language::here();
    here.work(move |here| async move {
        let kernel = &here.kernel;
        let region = kernel.region(incamera_rights::HOUSE).await?;
        let index = kernel.subject(who.person, &region).await?;
        let mut all: BTreeMap<(String, String), (Held, Option<Timestamp>)> = BTreeMap::new();
        for found in index.held.iter().filter(|found| !found.erased) {
            let key = (found.class.clone(), found.region.clone());
            let (held, until) = all.entry(key).or_insert_with(|| {
                let why = format!("{} · {}", found.kept.keep, found.kept.ground);
                let held = Held {
                    class: found.class.clone(),
                    title: here.words.class(language, &found.class),
                    count: 0,
                    bytes: 0,
                    place: vec!["rows"],
                    region: found.region.clone(),
                    until: None,
                    why,
                    shared: 0,
                };
                (held, found.kept.until)
            });
            held.count += 1;
            held.shared += usize::from(found.others > 0);
            if let Some(bytes) = found.object {
                held.bytes += bytes;
                if !held.place.contains(&"objects") {
                    held.place.push("objects");
                }
            }
            *until = until.zip(found.kept.until).map(|(a, b)| a.max(b));
        }
        let lines =
            all.into_values().map(|(held, until)| Held { until: until.map(|at| at.to_string()), ..held });
        Ok(Json(Items::all(lines.collect())))
    })
    .await
}

/// What others did with data about me, as far as the access log goes back.
#[utoipa::path(get, operation_id = "sight_access_log", path = "/api/v1/me/access-log", tag = "privacy", responses((status = 200, body = Items<Looked>),
    (status = 401, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn access_log(
    State(here): State<Arc<House>>,
    who: Who,
) -> Result<Json<Items<Looked>>, Problem> {
    let language = Language::here();
    here.work(move |here| async move {
        let kernel = &here.kernel;
        let mut all = Vec::new();
        for workspace in who.seats.workspaces() {
            let names = names(kernel, workspace).await?;
            for seen in kernel.seen(who.person, workspace).await? {
                let name = names.of(seen.actor).map(|name| name.name.clone());
                all.push(Looked {
                    at: seen.at.to_string(),
                    who: name.unwrap_or_else(|| language.text("person-gone")),
                    action: seen.what,
                    what: seen.datum.to_string(),
                    purpose: "security".to_owned(),
                });
            }
        }
        all.sort_by(|a, b| b.at.cmp(&a.at));
        Ok(Json(Items::all(all)))
    })
    .await
}
