//! The vault: objects and fields sealed under keys that lie apart from them, opened with a permit and no other way.
//!
//! A root key wraps a key for each workspace, and that wraps one for each person and each object in it. Destroying a key makes
//! what it sealed unreadable in every copy, backups too; that is why no backup of data may hold the keyring.

mod backup;
mod chunked;
mod derive;
mod error;
mod fields;
mod house;
mod key;
mod keyring;
mod names;
mod objects;
mod password;
mod root;
mod root_file;
mod rotate;
mod shred;
mod slot;
mod table;
mod token;
mod traces;
mod vault;

/// The machine's randomness, for those who open a vault.
pub use aws_lc_rs::rand::SystemRandom;

pub use self::{
    backup::{Keys, Status},
    chunked::{Opened, ReadAt},
    error::VaultError,
    fields::Under,
    house::{Copied, HouseSealing, Sound},
    objects::{Bucket, Clock, Fault, Location, Objects, Source},
    password::Password,
    root::{Root, RootFacts},
    token::TokenKey,
    vault::{Sealing, Vault},
};
