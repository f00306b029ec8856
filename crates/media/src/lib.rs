//! Pictures and sound: probe, scan, smart cut, full render, in a confined worker.
//!
//! [`Media`] is the parent's side: safe, and without FFmpeg. Each call starts one child process of this program
//! (`incamera worker media`), which must hand its `main` to [`worker_main`] before it does anything else.
//!
//! ```no_run
//! use incamera_media::{Cancel, Media, Settings, Source};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let media = Media::new(Settings::default(), Cancel::default());
//! let rush = Source::open("rush.mp4".as_ref())?;
//! let probe = media.probe(&rush)?;
//! let sound = media.sound(&rush, |samples| { /* 16 kHz mono */ }, |done, total| { /* a bar */ })?;
//! # Ok(()) }
//! ```

mod about;
mod av;
mod failure;
mod filter;
mod job;
mod media;
mod probe;
mod render;
mod scan;
mod thumbnail;
mod worker;

pub use about::{About, Encoder, about};
pub use incamera_worker::{
    Cancel, Confinement, Enforced, Limits, PlainFile, ReadAt, Settings, Sink, Source, WorkerError, WriteAt,
};
pub use job::{Failure, FullBecause, Mode, Render, RenderRush, Rendered, Reply, Request};
pub use media::{Media, MediaError, Thumbnail};
pub use worker::worker_main;
