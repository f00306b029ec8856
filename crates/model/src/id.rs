//! Names of rows and objects: UUIDs of version 7, so that what was made later sorts later.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no id: an id is a UUID, like 0193a7c4-5d4e-7cc1-9a51-3f0c2b1d4e5f")]
pub struct IdError(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new one (RFC 9562 §5.7), from the time in milliseconds since 1970 and ten random bytes.
            pub fn new(millis: u64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }

            /// The one with this UUID.
            pub const fn of(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// Its UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::try_parse(text).map(Self).map_err(|_| IdError(text.to_owned()))
            }
        }
    )*};
}

ids! {
    /// A tenant.
    WorkspaceId,
    /// Somebody data is about, with an account or without.
    PersonId,
    /// One film to make.
    ProjectId,
    /// Something held: a row or an object, whatever its kind.
    DatumId,
    /// What somebody asks for.
    RequestId,
}
