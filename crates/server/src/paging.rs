//! Lists come in pages.

use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_store::Page;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::problem::Problem;

/// Items of a page at most.
const MOST: u64 = 200;

/// Which part of a list is wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Part {
    /// So many, 100 if it is not said, 200 at most.
    limit: Option<u64>,
    /// After this one: `next_cursor` of the page before.
    after: Option<String>,
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Items<T> {
    /// What is on it.
    pub(crate) items: Vec<T>,
    /// Where the next one begins; null where this is the last.
    pub(crate) next_cursor: Option<String>,
}

impl Part {
    /// The page of a workspace, or of one of its films.
    pub(crate) fn of(&self, workspace: WorkspaceId, project: Option<ProjectId>) -> Result<Page, Problem> {
        let after = self.after.as_deref().map(id::<DatumId>).transpose()?;
        Ok(Page { workspace, project, after, limit: self.limit.unwrap_or(100).clamp(1, MOST) })
    }
}

impl<T> Items<T> {
    /// All there is.
    pub(crate) fn all(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }

    /// A page of a list in the order of its ids.
    pub(crate) fn page(items: Vec<T>, page: &Page, id: impl Fn(&T) -> &str) -> Self {
        let full = items.len() as u64 >= page.limit;
        let next_cursor = items.last().filter(|_| full).map(|last| id(last).to_owned());
        Self { items, next_cursor }
    }
}

/// An id as it stands in an address: what is none is nothing that could be there.
pub(crate) fn id<I: std::str::FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::missing())
}
