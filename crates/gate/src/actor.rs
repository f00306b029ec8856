//! Who acts.

use std::collections::BTreeSet;

use incamera_model::{PersonId, ProjectId, WorkspaceId};

/// Somebody acting, as the session found him: nothing here is what a caller claims.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Id of the charter's role he acts in.
    pub role: String,
    /// Where; none for those who act for the whole installation, but for the one workspace where somebody of them is elevated.
    pub workspace: Option<WorkspaceId>,
    /// What he was let into, by an engagement, a membership or a link that holds now.
    pub projects: BTreeSet<ProjectId>,
    /// Whether a reason of his was approved, for a while, in that workspace.
    pub elevated: bool,
}

/// Why something is done, where, and who receives it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Intent {
    /// Id of the charter's purpose.
    pub purpose: String,
    /// Id of the region where it happens.
    pub place: String,
    /// Id of the processor who receives it; none where nobody else does.
    pub recipient: Option<String>,
}

impl Intent {
    /// For this purpose, in this region, with no recipient.
    pub fn here(purpose: impl Into<String>, place: impl Into<String>) -> Self {
        Self { purpose: purpose.into(), place: place.into(), recipient: None }
    }
}
