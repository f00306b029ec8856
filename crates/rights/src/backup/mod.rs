//! Backups: everything but the keys, in one sealed file, read back at once, restored into a new place.
//!
//! A data backup never holds a key that opens it. The keyring, the root and the journal of tombstones have a backup of their own,
//! which is kept for 72 hours at most: an older one would bring destroyed keys back.

mod archive;
pub(crate) mod create;
pub(crate) mod restore;
mod rotate;
mod test;

pub use self::restore::{Reading, Restored, restore};
