//! What people of a workspace are called. Whoever reads what somebody wrote reads his name beside it, and nothing else of his
//! account: the program looks it up, for viewers and guests may read no account.

use std::collections::BTreeMap;

use incamera_gate::Read;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_rights::{Kernel, RightsError};
use incamera_store::{Page, Reads, rows::members};

use crate::program;

/// How many rows are read at once.
const AT_ONCE: u64 = 500;

/// What somebody is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// His name.
    pub name: String,
    /// He came by a link.
    pub guest: bool,
}

/// The names of everybody who sits, or sat, in a workspace.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<PersonId, Name>);

impl Names {
    /// What somebody is called; none where he was forgotten.
    pub fn of(&self, person: PersonId) -> Option<&Name> {
        self.0.get(&person)
    }
}

/// Reads the names of a workspace.
///
/// # Errors
/// A database that would not.
pub async fn names(kernel: &Kernel, workspace: WorkspaceId) -> Result<Names, RightsError> {
    let machine = program(kernel, "account", &kernel.region(workspace).await?)?;
    let leave = machine.leave::<Read>()?;
    let (mut names, mut after): (BTreeMap<PersonId, Name>, Option<DatumId>) = (BTreeMap::new(), None);
    loop {
        let page = Page { workspace, project: None, after, limit: AT_ONCE };
        let rows = kernel.store().list::<members::Entity, Read>(&leave, page, kernel.now()).await?;
        let Some(last) = rows.last() else { return Ok(Names(names)) };
        after = Some(last.datum().id);
        for held in &rows {
            let permit = leave.decide(held.datum())?;
            let row = held.open(&permit)?;
            let name = kernel.vault().open_field(&permit, "name", &row.name)?;
            names.insert(*row.person, Name { name, guest: *row.role == *"guest" });
        }
    }
}
