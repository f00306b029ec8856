//! Where somebody sits now, and with that, at which desk he may sit down. What he claims of himself counts for nothing.

use incamera_gate::Read;
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, Kernel, RightsError};
use incamera_store::{
    Reads, Table,
    rows::{members, projects},
};
use jiff::Timestamp;

use super::seated;
use crate::program;

/// Roles that see all of a workspace.
const WIDE: [&str; 3] = ["admin", "producer", "dpo"];
/// Roles in which somebody works on a film, the widest in front.
const OF_FILMS: [&str; 4] = ["producer", "editor", "viewer", "guest"];

/// A seat that holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sits {
    /// Its row.
    pub seat: DatumId,
    /// Where.
    pub workspace: WorkspaceId,
    /// In which film alone.
    pub project: Option<ProjectId>,
    /// As what.
    pub role: String,
    /// Until when.
    pub until: Option<Timestamp>,
}

/// Somebody's seats.
#[derive(Clone, Debug)]
pub struct Seats {
    /// Whose.
    pub person: PersonId,
    /// All that hold now.
    pub seats: Vec<Sits>,
}

/// A film, and somebody at work on it.
pub struct Film<'k> {
    /// Where he works.
    pub desk: Desk<'k>,
    /// Whose film.
    pub workspace: WorkspaceId,
    /// Which.
    pub project: ProjectId,
    /// As what he works.
    pub role: String,
}

impl Seats {
    /// Those that somebody holds now.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn of(kernel: &Kernel, person: PersonId) -> Result<Self, RightsError> {
        let now = kernel.now();
        let mut seats = Vec::new();
        for held in kernel.store().rows_of::<members::Entity>(person, now).await? {
            let datum = held.datum();
            let machine = program(kernel, "security", &datum.region)?;
            let leave = machine.leave::<Read>()?;
            // Whoever is on his way out sits nowhere.
            let Ok(permit) = leave.decide(datum) else { continue };
            let row = held.open(&permit)?;
            if row.until.is_none_or(|until| *until > now) {
                seats.push(Sits {
                    seat: datum.id,
                    workspace: datum.workspace,
                    project: datum.project,
                    role: row.role.to_string(),
                    until: row.until.map(|until| *until),
                });
            }
        }
        Ok(Self { person, seats })
    }

    /// The workspaces he sits in, each once.
    pub fn workspaces(&self) -> Vec<WorkspaceId> {
        let mut all: Vec<WorkspaceId> = self.seats.iter().map(|seat| seat.workspace).collect();
        all.sort();
        all.dedup();
        all
    }

    /// His roles in a workspace, each once.
    pub fn roles(&self, workspace: WorkspaceId) -> Vec<&str> {
        let here = self.seats.iter().filter(|seat| seat.workspace == workspace);
        let mut roles: Vec<&str> = here.map(|seat| seat.role.as_str()).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// Whether he may know that there is such a film.
    pub fn reaches(&self, workspace: WorkspaceId, project: Option<ProjectId>) -> bool {
        self.seats.iter().any(|seat| {
            seat.workspace == workspace
                && (seat.project.is_none() && WIDE.contains(&seat.role.as_str())
                    || project.is_some() && seat.project == project)
        })
    }

    /// Whether he is here by a link alone.
    pub fn is_guest(&self) -> bool {
        !self.seats.is_empty() && self.seats.iter().all(|seat| seat.role == "guest")
    }

    /// A desk in a workspace, in the first of these roles that he has there; in whichever he has, where he has none of them: the
    /// gate says then by which promise it is refused.
    ///
    /// # Errors
    /// A workspace he does not sit in: nobody tells him that it is there.
    pub async fn desk<'k>(
        &self,
        kernel: &'k Kernel,
        workspace: WorkspaceId,
        roles: &[&str],
        purpose: &str,
    ) -> Result<Desk<'k>, RightsError> {
        let his = self.roles(workspace);
        let role = roles.iter().copied().find(|role| his.contains(role)).or_else(|| his.first().copied());
        let role =
            role.ok_or_else(|| RightsError::Missing { kind: "workspace", id: workspace.to_string() })?;
        let films = self.seats.iter().filter(|seat| seat.workspace == workspace && seat.role == role);
        let actor = seated(self.person, role, workspace, films.filter_map(|seat| seat.project));
        kernel.desk(actor, purpose, &kernel.region(workspace).await?)
    }
}

impl Seats {
    /// The same film, for another purpose: accounts are no service.
    ///
    /// # Errors
    /// Rules that cannot be used.
    pub async fn film_desk<'k>(
        &self,
        kernel: &'k Kernel,
        film: &Film<'_>,
        purpose: &str,
    ) -> Result<Desk<'k>, RightsError> {
        self.desk(kernel, film.workspace, &[film.role.as_str()], purpose).await
    }
}

/// Somebody sits down to a film.
///
/// # Errors
/// A film that is not there, or that he was not let into: both sound the same.
pub async fn film<'k>(
    kernel: &'k Kernel,
    seats: &Seats,
    project: ProjectId,
    purpose: &str,
) -> Result<Film<'k>, RightsError> {
    let missing = || RightsError::Missing { kind: "project", id: project.to_string() };
    let known = kernel.store().datum(DatumId::of(project.uuid()), kernel.now()).await?;
    let known =
        known.filter(|known| known.data.kind == <projects::Entity as Table>::KIND).ok_or_else(missing)?;
    sit(kernel, seats, (known.datum.workspace, project), purpose).await?.ok_or_else(missing)
}

/// Somebody sits down to the film that something belongs to: a cut, a review, a note.
///
/// # Errors
/// A thing that is not there, is of another table, or of a film that he was not let into: all sound the same.
pub async fn film_of<'k, T: Table>(
    kernel: &'k Kernel,
    seats: &Seats,
    (kind, id): (&'static str, DatumId),
    purpose: &str,
) -> Result<Film<'k>, RightsError> {
    let missing = || RightsError::Missing { kind, id: id.to_string() };
    let known = kernel.store().datum(id, kernel.now()).await?;
    let known =
        known.filter(|known| known.data.kind == T::KIND && !known.datum.erased).ok_or_else(missing)?;
    let project = known.datum.project.ok_or_else(missing)?;
    sit(kernel, seats, (known.datum.workspace, project), purpose).await?.ok_or_else(missing)
}

async fn sit<'k>(
    kernel: &'k Kernel,
    seats: &Seats,
    (workspace, project): (WorkspaceId, ProjectId),
    purpose: &str,
) -> Result<Option<Film<'k>>, RightsError> {
    if !seats.reaches(workspace, Some(project)) {
        return Ok(None);
    }
    let fits = |role: &&&str| {
        seats.seats.iter().any(|seat| {
            seat.workspace == workspace
                && seat.role == **role
                && (seat.project == Some(project) || seat.project.is_none() && WIDE.contains(*role))
        })
    };
    let best: Vec<&str> = OF_FILMS.iter().filter(fits).copied().collect();
    let desk = seats.desk(kernel, workspace, &best, purpose).await?;
    let role = desk.actor().role.clone();
    Ok(Some(Film { desk, workspace, project, role }))
}
