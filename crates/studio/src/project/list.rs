//! The films of a workspace, as far as somebody may know of them; one of them changes, or goes.

use incamera_gate::{Erase, Read, Write};
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{
    Col, Held, Page, Reads, Stretch, Table,
    rows::{
        lines,
        projects::{Entity, Model},
        rushes,
    },
};
use incamera_vault::Under;
use jiff::Timestamp;

use crate::{said, words};

/// How far a film may be.
const STATES: [&str; 3] = ["open", "done", "closed"];

/// A film.
#[derive(Clone, Debug)]
pub struct Project {
    /// Which.
    pub id: ProjectId,
    /// Whose.
    pub workspace: WorkspaceId,
    /// What it is called.
    pub title: String,
    /// What it must be, as it was written.
    pub brief: Option<String>,
    /// How far it is: `open`, `done`, `closed`.
    pub state: String,
    /// Since when.
    pub created: Timestamp,
}

/// What changes of a film.
#[derive(Clone, Debug, Default)]
pub struct Change<'a> {
    /// It is called otherwise.
    pub title: Option<&'a str>,
    /// It must be something else.
    pub brief: Option<&'a str>,
    /// It is further.
    pub state: Option<&'a str>,
}

/// The films of a workspace that whoever sits at the desk was let into, a page of them.
///
/// # Errors
/// A refusal.
pub async fn films(desk: &Desk<'_>, page: Page) -> Result<Vec<Project>, RightsError> {
    let leave = desk.leave::<Read>()?;
    let rows = desk.kernel().store().list::<Entity, Read>(&leave, page, desk.kernel().now()).await?;
    rows.iter().map(|held| opened(desk, held, &leave.decide(held.datum())?)).collect()
}

/// One film.
///
/// # Errors
/// A refusal; a film that is gone.
pub async fn one_film(desk: &Desk<'_>, project: ProjectId) -> Result<Project, RightsError> {
    let held = held(desk, project).await?;
    opened(desk, &held, &desk.may::<Read>(held.datum())?)
}

fn opened(
    desk: &Desk<'_>,
    held: &Held<Entity>,
    permit: &incamera_gate::Permit<'_, Read>,
) -> Result<Project, RightsError> {
    let row: &Model = held.open(permit)?;
    let open = |field, sealed| desk.kernel().vault().open_field(permit, field, sealed);
    Ok(Project {
        id: ProjectId::of(row.id.uuid()),
        workspace: held.datum().workspace,
        title: open("title", &row.title)?,
        brief: row.brief.as_ref().map(|brief| open("brief", brief)).transpose()?,
        state: row.state.to_string(),
        created: *row.created,
    })
}

/// Changes a film.
///
/// # Errors
/// A refusal; words that are none.
pub async fn change_project(
    desk: &Desk<'_>,
    project: ProjectId,
    change: &Change<'_>,
) -> Result<(), RightsError> {
    let held = held(desk, project).await?;
    let datum = held.datum().clone();
    let permit = desk.may::<Write>(&datum)?;
    let mut row = held.change(&permit)?;
    let seal = |field, text: &str| desk.kernel().vault().seal_field(&permit, Under::Datum, field, text);
    if let Some(title) = change.title {
        row.title = Col(seal("title", &words::line("a title", title, 200)?)?);
    }
    if let Some(brief) = change.brief {
        row.brief = Some(Col(seal("brief", brief)?));
    }
    if let Some(state) = change.state {
        if !STATES.contains(&state) {
            return Err(RightsError::Said(format!(
                "a film is {}: `{state}` is none of these",
                STATES.join(", ")
            )));
        }
        row.state = Col(state.parse().map_err(said)?);
    }
    let unit = desk.kernel().store().begin().await?;
    unit.update::<Entity>(&permit, row).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    Ok(unit.commit().await?)
}

/// A film goes, with everything in it. Says the name of the tombstone.
///
/// # Errors
/// A refusal.
pub async fn erase_project(desk: &Desk<'_>, project: ProjectId) -> Result<DatumId, RightsError> {
    let held = held(desk, project).await?;
    let datum = held.datum();
    let promise = desk.may::<Erase>(datum)?.promise().to_owned();
    desk.kernel().erase_project(datum.workspace, project, &promise).await
}

async fn held(desk: &Desk<'_>, project: ProjectId) -> Result<Held<Entity>, RightsError> {
    let missing = || RightsError::Missing { kind: "project", id: project.to_string() };
    let kernel = desk.kernel();
    let held = kernel.store().fetch::<Entity>(DatumId::of(project.uuid()), kernel.now()).await?;
    held.filter(|held| !held.datum().erased).ok_or_else(missing)
}

/// How much there is in a film.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Rushes.
    pub rushes: usize,
    /// Cuts, each with all its versions once.
    pub cuts: usize,
    /// Reviews that nobody has decided.
    pub reviews_open: usize,
}

/// Counts what is in a film, for somebody who may know of it: by facts, but for reviews, whose state is looked at.
///
/// # Errors
/// A refusal.
pub async fn counts(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
) -> Result<Counts, RightsError> {
    let (kernel, now) = (desk.kernel(), desk.kernel().now());
    let stretch = |kind| Stretch {
        workspace: Some(workspace),
        project: Some(project),
        kind: Some(kind),
        after: None,
        limit: 1_000,
    };
    let live = |known: &Vec<incamera_store::Known>| known.iter().filter(|known| !known.datum.erased).count();
    let rushes = live(&kernel.store().within(stretch(<rushes::Entity as Table>::KIND), now).await?);
    let cuts = live(&kernel.store().within(stretch(<lines::Entity as Table>::KIND), now).await?);
    let page = Page { workspace, project: Some(project), after: None, limit: 1_000 };
    let reviews = crate::reviews(desk, page).await?;
    Ok(Counts { rushes, cuts, reviews_open: reviews.iter().filter(|r| r.state == "open").count() })
}
