//! Child processes without network, files or keys: confinement, messages, byte ranges.

mod bytes;

pub use bytes::{PlainFile, ReadAt, WriteAt};
