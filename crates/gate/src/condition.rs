//! What a datum must be like, without Cedar: what lists are filtered by, here and in a database.

use std::collections::BTreeSet;

use incamera_model::{PersonId, ProjectId, WorkspaceId};

use crate::datum::Datum;

/// A condition on a datum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Holds.
    Always,
    /// Does not.
    Never,
    /// Every one of these holds.
    All(Vec<Self>),
    /// One of these does.
    Any(Vec<Self>),
    /// This does not.
    Not(Box<Self>),
    /// Of one of these classes.
    Class(BTreeSet<String>),
    /// Of this workspace.
    Workspace(WorkspaceId),
    /// Of a film at all.
    InProject,
    /// Of one of these films.
    Project(BTreeSet<ProjectId>),
    /// In one of these regions.
    Region(BTreeSet<String>),
    /// About this person and nobody else.
    AboutOnly(PersonId),
    /// About nobody.
    AboutNobody,
    /// Everybody it is about said yes to this purpose.
    Consented(String),
    /// Everybody it is about confirmed an address.
    Confirmed,
    /// Somebody it is about objected to this purpose.
    Objected(String),
    /// Somebody it is about had its use restricted.
    Restricted,
    /// Somebody it is about is under age.
    Minor,
    /// A law or a dispute keeps it.
    Held,
    /// It is gone, or on its way.
    Erased,
}

impl Condition {
    /// Whether it holds of this datum.
    pub fn holds(&self, datum: &Datum) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::All(each) => each.iter().all(|c| c.holds(datum)),
            Self::Any(each) => each.iter().any(|c| c.holds(datum)),
            Self::Not(other) => !other.holds(datum),
            Self::Class(classes) => classes.contains(&datum.class),
            Self::Workspace(workspace) => datum.workspace == *workspace,
            Self::InProject => datum.project.is_some(),
            Self::Project(projects) => datum.project.is_some_and(|p| projects.contains(&p)),
            Self::Region(regions) => regions.contains(&datum.region),
            Self::AboutOnly(person) => datum.about.len() == 1 && datum.about.contains(person),
            Self::AboutNobody => datum.about.is_empty(),
            Self::Consented(purpose) => datum
                .consented
                .get(purpose)
                .map_or(datum.about.is_empty(), |yes| yes.is_superset(&datum.about)),
            Self::Confirmed => datum.confirmed.is_superset(&datum.about),
            Self::Objected(purpose) => datum.objected.contains(purpose),
            Self::Restricted => datum.restricted,
            Self::Minor => datum.minor,
            Self::Held => datum.held,
            Self::Erased => datum.erased,
        }
    }

    /// All of these, without what says nothing.
    pub fn all(each: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for condition in each {
            match condition {
                Self::Always => {}
                Self::Never => return Self::Never,
                Self::All(more) => kept.extend(more),
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::Always,
            1 => kept.remove(0),
            _ => Self::All(kept),
        }
    }

    /// One of these, without what says nothing.
    pub fn any(each: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for condition in each {
            match condition {
                Self::Never => {}
                Self::Always => return Self::Always,
                Self::Any(more) => kept.extend(more),
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::Never,
            1 => kept.remove(0),
            _ => Self::Any(kept),
        }
    }
}

impl std::ops::Not for Condition {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Not(other) => *other,
            other => Self::Not(Box::new(other)),
        }
    }
}
