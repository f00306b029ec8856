//! How far something said about a person goes.

use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_store::{Col, Standing, kernel::standings};
use serde::{Deserialize, Serialize};

use crate::{
    error::RightsError,
    kernel::{Kernel, term},
};

/// Everything about a person in a workspace, or what of it is in one film, or one datum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Where.
    pub workspace: WorkspaceId,
    /// In this film alone.
    pub project: Option<ProjectId>,
    /// This datum alone.
    pub only: Option<DatumId>,
}

impl Reach {
    /// Everything in a workspace.
    pub fn all(workspace: WorkspaceId) -> Self {
        Self { workspace, project: None, only: None }
    }

    /// What is in one film.
    pub fn project(workspace: WorkspaceId, project: ProjectId) -> Self {
        Self { project: Some(project), ..Self::all(workspace) }
    }

    /// One datum.
    pub fn only(workspace: WorkspaceId, datum: DatumId) -> Self {
        Self { only: Some(datum), ..Self::all(workspace) }
    }
}

/// What holds of somebody, as far as it reaches.
pub(crate) fn standing(
    kernel: &Kernel,
    person: PersonId,
    reach: Reach,
    kind: Standing,
    purpose: Option<&str>,
) -> Result<standings::Model, RightsError> {
    let purpose = purpose.map(term).transpose()?;
    let mut standing =
        incamera_store::standing(kernel.id(), person, reach.workspace, kind, purpose, kernel.now())?;
    (standing.project, standing.datum) = (reach.project.map(Col), reach.only.map(Col));
    Ok(standing)
}
