//! What the people who make a film write to each other.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use incamera_model::{PersonId, ProjectId};
use incamera_studio::{Film, Names, film, message, messages, names};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::said::{Asked, Said};
use crate::{
    feed::{Change, Kind},
    house::House,
    language::Language,
    paging::{Items, Part, id},
    problem::{Problem, Told},
    who::Who,
};

/// Who wrote something.
#[derive(Serialize, ToSchema)]
pub(crate) struct Author {
    person: String,
    /// His name; a word for it where he was forgotten.
    name: String,
    /// He came by a link.
    guest: bool,
}

impl Author {
    /// By what others call him.
    pub(super) fn in_language(person: PersonId, names: &Names, language: Language) -> Self {
        let known = names.of(person);
        Self {
            person: person.to_string(),
            name: known.map_or_else(|| language.text("person-gone"), |known| known.name.clone()),
            guest: known.is_some_and(|known| known.guest),
        }
    }
}

/// A message.
#[derive(Serialize, ToSchema)]
pub(crate) struct Message {
    id: String,
    author: Author,
    text: String,
    written: String,
}

/// A message to write.
#[derive(Deserialize, ToSchema)]
#[schema(as = messages::New)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    text: String,
}

/// Messages are between those who make the film; for whoever only looks at it, they are not there.
async fn made_by<'k>(here: &'k House, who: &Who, project: ProjectId) -> Result<Film<'k>, Problem> {
    let film = film(&here.kernel, &who.seats, project, "service").await?;
    if matches!(film.role.as_str(), "viewer" | "guest") { Err(Problem::missing()) } else { Ok(film) }
}

/// What was written, in its order.
#[utoipa::path(get, operation_id = "messages_list", path = "/api/v1/projects/{project}/messages", tag = "projects",
    params(("project" = String, Path), Part), responses((status = 200, body = Items<Message>),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn list(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Asked(part): Asked<Part>,
) -> Result<Json<Items<Message>>, Problem> {
    let project: ProjectId = id(&project)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = made_by(&here, &who, project).await?;
        let page = part.of(film.workspace, Some(project))?;
        let names = names(&here.kernel, film.workspace).await?;
        let all = messages(&film.desk, page).await?.into_iter().map(|message| Message {
            id: message.id.to_string(),
            author: Author::in_language(message.author, &names, language),
            text: message.text,
            written: message.written.to_string(),
        });
        Ok(Json(Items::page(all.collect(), &page, |message| &message.id)))
    })
    .await
}

/// Writes a message.
#[utoipa::path(post, operation_id = "messages_write", path = "/api/v1/projects/{project}/messages", tag = "projects",
    params(("project" = String, Path)), request_body = New, responses((status = 201, body = Message),
    (status = 404, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn write(
    State(here): State<Arc<House>>,
    who: Who,
    Path(project): Path<String>,
    Said(new): Said<New>,
) -> Result<(StatusCode, Json<Message>), Problem> {
    let project: ProjectId = id(&project)?;
    let language = Language::here();
    here.work(move |here| async move {
        let film = made_by(&here, &who, project).await?;
        let written = message(&film.desk, film.workspace, project, &new.text).await?;
        here.feed.tell(Change::of(Kind::Message, written, film.workspace, Some(project)));
        let names = names(&here.kernel, film.workspace).await?;
        let message = Message {
            id: written.to_string(),
            author: Author::in_language(who.person, &names, language),
            text: new.text.trim().to_owned(),
            written: here.kernel.now().to_string(),
        };
        Ok((StatusCode::CREATED, Json(message)))
    })
    .await
}
