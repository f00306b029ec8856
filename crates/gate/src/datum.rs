//! What it is done with: the facts about a datum that a decision needs.

use std::collections::{BTreeMap, BTreeSet};

use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};

/// Something held, and what is known of it. Facts come from the store; a caller's claims are none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four facts that hold apart from each other")]
pub struct Datum {
    /// Its name.
    pub id: DatumId,
    /// Id of the charter's class.
    pub class: String,
    /// Whose.
    pub workspace: WorkspaceId,
    /// Of which film, where it belongs to one.
    pub project: Option<ProjectId>,
    /// Id of the region it lies in.
    pub region: String,
    /// Everybody it is about.
    pub about: BTreeSet<PersonId>,
    /// Who of them said yes, by id of the purpose, and has not taken it back.
    pub consented: BTreeMap<String, BTreeSet<PersonId>>,
    /// Who of them confirmed an address.
    pub confirmed: BTreeSet<PersonId>,
    /// Ids of the purposes one of them objected to.
    pub objected: BTreeSet<String>,
    /// One of them had the use of his data restricted.
    pub restricted: bool,
    /// One of them is under age.
    pub minor: bool,
    /// A law or a dispute keeps it.
    pub held: bool,
    /// It is gone, or on its way.
    pub erased: bool,
}

/// Data that cannot become one datum.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JoinError {
    /// There is nothing to derive from.
    #[error("data derived from nothing has no facts to inherit: name its parents")]
    Nothing,
    /// Two tenants' data do not mix.
    #[error("{0} and {1} belong to different workspaces: their data do not mix")]
    Workspaces(DatumId, DatumId),
    /// Nobody knows where the outcome may lie.
    #[error("{0} and {1} lie in different regions: move one of them first")]
    Regions(DatumId, DatumId),
}

impl Datum {
    /// Something new, about nobody and of no film. Whom it is about, and what holds of them, the store knows.
    pub fn new(id: DatumId, class: &str, workspace: WorkspaceId, region: &str) -> Self {
        Self {
            id,
            class: class.to_owned(),
            workspace,
            project: None,
            region: region.to_owned(),
            about: BTreeSet::new(),
            consented: BTreeMap::new(),
            confirmed: BTreeSet::new(),
            objected: BTreeSet::new(),
            restricted: false,
            minor: false,
            held: false,
            erased: false,
        }
    }

    /// What is made from others: about everybody they are about, and as restricted as the most restricted of them.
    ///
    /// Somebody's yes counts for the outcome if he gave it for every part that is about him; and if one part is about nobody,
    /// so that nobody could say yes to its use, the outcome has nobody's yes either.
    ///
    /// # Errors
    /// Parts of different workspaces or regions, or no part.
    pub fn derived(id: DatumId, class: &str, parts: &[&Self]) -> Result<Self, JoinError> {
        let (first, others) = parts.split_first().ok_or(JoinError::Nothing)?;
        for other in others {
            if other.workspace != first.workspace {
                return Err(JoinError::Workspaces(first.id, other.id));
            }
            if other.region != first.region {
                return Err(JoinError::Regions(first.id, other.id));
            }
        }
        let about: BTreeSet<PersonId> = parts.iter().flat_map(|part| &part.about).copied().collect();
        // Those of whom `yes` holds in each part that is about them.
        let everywhere = |yes: &dyn Fn(&Self, &PersonId) -> bool| -> BTreeSet<PersonId> {
            if parts.iter().any(|part| part.about.is_empty()) {
                return BTreeSet::new();
            }
            let all = |person: &&PersonId| parts.iter().all(|p| !p.about.contains(person) || yes(p, person));
            about.iter().filter(all).copied().collect()
        };
        let purposes: BTreeSet<&String> = parts.iter().flat_map(|part| part.consented.keys()).collect();
        let consented = |purpose: &String| {
            let yes = |part: &Self, person: &PersonId| {
                part.consented.get(purpose).is_some_and(|said| said.contains(person))
            };
            (purpose.clone(), everywhere(&yes))
        };
        Ok(Self {
            id,
            class: class.to_owned(),
            workspace: first.workspace,
            project: first.project.filter(|_| others.iter().all(|other| other.project == first.project)),
            region: first.region.clone(),
            consented: purposes.into_iter().map(consented).collect(),
            confirmed: everywhere(&|part, person| part.confirmed.contains(person)),
            objected: parts.iter().flat_map(|part| &part.objected).cloned().collect(),
            restricted: parts.iter().any(|part| part.restricted),
            minor: parts.iter().any(|part| part.minor),
            held: parts.iter().any(|part| part.held),
            erased: parts.iter().any(|part| part.erased),
            about,
        })
    }
}
