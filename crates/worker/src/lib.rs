//! Child processes without network, files or keys: confinement, messages, byte ranges.
//!
//! A dangerous job (decoding foreign pictures, running a foreign model) is done by a child process of the same
//! binary. The parent opens files and owns keys; the child sees only bytes handed to it, and it is locked in before
//! the first of them arrives.
//!
//! # The parent's side
//!
//! ```no_run
//! use incamera_worker::{Cancel, Child, Settings, Source, WorkerError};
//! # #[derive(serde::Serialize)] enum Request { Words }
//! # #[derive(serde::Deserialize)] enum Reply { Progress(u64), Done }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let cancel = Cancel::default();
//! let mut child = Child::<Request, Reply>::spawn("speech", &Settings::default())?; // confined, or an error
//! child.attach(&Source::open("model.bin".as_ref())?)?;                             // any number, in order
//! child.send(&Request::Words)?;
//! while let Reply::Progress(_) = child.receive(&cancel)? {}                        // hung, crashed, cancelled: Err
//! child.attach(&Source::open("other.wav".as_ref())?)?;                             // one child may do several jobs
//! child.send(&Request::Words)?;
//! # Ok(()) } // dropping the child ends it
//! ```
//!
//! # The child's side
//!
//! ```no_run
//! use incamera_worker::{Job, Parent};
//! # #[derive(serde::Deserialize)] enum Request { Words }
//! # #[derive(serde::Serialize)] enum Reply { Progress(u64), Done }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // First thing in `main`, before any thread: locks this process in.
//! let mut parent = Parent::<Request, Reply>::meet()?;
//! while let Some(Job { request, sources, sink: _ }) = parent.next_job() {
//!     parent.say(&Reply::Progress(sources[0].size()))?; // what was attached since the last job
//!     parent.say(&Reply::Done)?;
//! }
//! # Ok(()) }
//! ```

mod bytes;
mod cancel;
mod child;
mod confine;
mod error;
mod handed;
mod limits;
mod message;
mod parent;
mod range;
mod syscalls;

pub use bytes::{PlainFile, ReadAt, WriteAt};
pub use cancel::Cancel;
pub use child::{Child, Settings};
pub use confine::{Confinement, Enforced};
pub use error::WorkerError;
pub use handed::{Sink, Source};
pub use limits::Limits;
pub use message::decode;
pub use parent::{Job, Parent};
