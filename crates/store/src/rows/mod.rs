//! The tables of the studio. Each row is a datum: its facts stand in [`data`](crate::kernel::data) under the same name, what it says
//! about people is sealed.

pub(crate) mod prelude {
    pub(crate) use incamera_model::{BlindIndex, DatumId, PersonId, ProjectId, Sealed, Term};
    pub(crate) use jiff::Timestamp;
    pub(crate) use sea_orm::entity::prelude::*;

    pub(crate) use crate::{
        column::Col,
        label::{Edge, Label, Labelled, Table},
    };
}

/// The rest of an entity: its number and class; no relations, for rows are found by their facts.
macro_rules! row {
    ($kind:literal, $class:literal) => {
        /// None: rows are found by their facts.
        #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}

        impl Table for Entity {
            const KIND: i16 = $kind;
            const CLASS: &'static str = $class;
        }
    };
}

/// Declares the tables, and lists them.
macro_rules! tables {
    ($($name:ident),* $(,)?) => {
        $(pub mod $name;)*

        /// All of them, in the order of their numbers.
        pub(crate) fn all() -> Vec<crate::catalogue::Listed> {
            vec![$(crate::catalogue::Listed::of::<$name::Entity>(stringify!($name))),*]
        }

        /// Columns that would take a free word.
        #[cfg(test)]
        pub(crate) fn free() -> Vec<String> {
            [$(crate::catalogue::tests::free::<$name::Entity>(stringify!($name))),*].concat()
        }
    };
}

tables! {
    people, credentials, keys, sessions, devices, workspaces, members, invitations, engagements, links, projects,
    milestones, rushes, scans, cuts, renders, reviews, notes, drawings, approvals, messages, publications,
    generations, meetings, jobs, activities, elevations, subscriptions, consents, requests, steps, proofs, holds,
    incidents, stages, authorities, disclosures, assessments, corpora, lessons, uploads, pieces, reels, lines, uses
}
