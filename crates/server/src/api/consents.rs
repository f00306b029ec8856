//! What I said yes to, and how I take it back.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json,
    extract::{Path, State},
};
use fluent_bundle::FluentArgs;
use incamera_gate::Read;
use incamera_model::DatumId;
use incamera_rights::{Ends, Kernel, Reach, Yes};
use incamera_store::{Reads, rows::consents};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    house::House,
    language::Language,
    paging::{Items, id},
    problem::{Problem, Told},
    who::Who,
};

/// A yes.
#[derive(Serialize, ToSchema)]
pub(crate) struct Consent {
    id: String,
    purpose: String,
    title: String,
    /// `given`, `withdrawn`.
    state: &'static str,
    /// By which version of the charter I was asked.
    version: i64,
    at: String,
    /// In which words.
    wording: String,
    /// What ends when I take it back.
    effect: String,
}

/// A yes as its row says it, opened for whom it is about.
struct Row {
    id: DatumId,
    purpose: String,
    reach: Reach,
    act: String,
    version: i64,
    at: jiff::Timestamp,
    wording: String,
    language: String,
}

async fn rows(kernel: &Kernel, who: &Who) -> Result<Vec<Row>, Problem> {
    let mut all = Vec::new();
    for held in kernel.store().rows_of::<consents::Entity>(who.person, kernel.now()).await? {
        let datum = held.datum();
        let desk = kernel.own(who.person, datum.workspace, &datum.region)?;
        let leave = desk.leave::<Read>()?;
        let Ok(permit) = leave.decide(datum) else { continue };
        let row = held.open(&permit)?;
        let wording = kernel.vault().open_field(&permit, "wording", &row.wording);
        let (project, only) = (row.project.map(|p| *p), row.only.map(|d| *d));
        all.push(Row {
            id: *row.id,
            purpose: row.purpose.to_string(),
            reach: Reach { workspace: datum.workspace, project, only },
            act: row.act.to_string(),
            version: *row.version,
            at: *row.at,
            wording: wording.map_err(incamera_rights::RightsError::from)?,
            language: row.language.to_string(),
        });
    }
    Ok(all)
}

/// What I said yes to: the last word for each purpose, as far as it went.
#[utoipa::path(get, operation_id = "consents_list", path = "/api/v1/me/consents", tag = "privacy", responses((status = 200, body = Items<Consent>),
    (status = 401, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn list(State(here): State<Arc<House>>, who: Who) -> Result<Json<Items<Consent>>, Problem> {
    let language = Language::here();
    here.work(move |here| async move {
        let kernel = &here.kernel;
        let mut last: BTreeMap<String, Row> = BTreeMap::new();
        for row in rows(kernel, &who).await? {
            last.insert(format!("{}{:?}", row.purpose, row.reach), row);
        }
        let mut all = Vec::new();
        for row in last.into_values() {
            let place = kernel.region(row.reach.workspace).await?;
            let desk = kernel.own(who.person, row.reach.workspace, &place)?;
            let ends = desk.would_end(&row.purpose, row.reach).await?;
            all.push(Consent {
                id: row.id.to_string(),
                title: here.words.purpose(language, &row.purpose),
                state: if row.act == "withdrawn" { "withdrawn" } else { "given" },
                version: row.version,
                at: row.at.to_string(),
                wording: row.wording,
                effect: effect(language, &ends),
                purpose: row.purpose,
            });
        }
        Ok(Json(Items::all(all)))
    })
    .await
}

/// What ends, in words.
fn effect(language: Language, ends: &Ends) -> String {
    let mut arguments = FluentArgs::new();
    arguments.set("stops", ends.stops.iter().map(|stops| stops.count).sum::<usize>());
    arguments.set("erased", ends.erased.iter().map(|stops| stops.count).sum::<usize>());
    arguments.set("models", ends.models.len());
    language.say("consent-effect", Some(&arguments)).unwrap_or_default()
}

/// Takes a yes back: it holds before the next thing is read.
#[utoipa::path(delete, operation_id = "consents_withdraw", path = "/api/v1/me/consents/{consent}", tag = "privacy", params(("consent" = String, Path)),
    responses((status = 200, body = Ended), (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn withdraw(
    State(here): State<Arc<House>>,
    who: Who,
    Path(consent): Path<String>,
) -> Result<Json<Ended>, Problem> {
    let consent: DatumId = id(&consent)?;
    let language = Language::here();
    here.work(move |here| async move {
        let kernel = &here.kernel;
        let row = rows(kernel, &who)
            .await?
            .into_iter()
            .find(|row| row.id == consent)
            .ok_or_else(Problem::missing)?;
        let place = kernel.region(row.reach.workspace).await?;
        let desk = kernel.own(who.person, row.reach.workspace, &place)?;
        let yes = Yes {
            purpose: &row.purpose,
            reach: row.reach,
            wording: &row.wording,
            language: &row.language,
            method: "screen",
        };
        let ends = desk.withdraw(&yes).await?;
        Ok(Json(Ended { id: consent.to_string(), effect: effect(language, &ends) }))
    })
    .await
}

/// A yes that was taken back.
#[derive(Serialize, ToSchema)]
pub(crate) struct Ended {
    id: String,
    /// What ended.
    effect: String,
}
