//! The kernel's own tables: facts, promises on their way, and proofs. None of them says anything about people but by ids.

pub mod about;
pub mod backups;
pub mod beats;
pub mod counts;
pub mod data;
pub mod keeps;
pub mod obligations;
pub mod outbox;
pub mod sources;
pub mod standings;
pub mod targets;
pub mod tombstones;
pub mod versions;

/// The rest of an entity.
macro_rules! plain {
    () => {
        /// None: rows are found by their facts.
        #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    };
}
pub(crate) use plain;
