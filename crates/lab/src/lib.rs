//! The lab: what becomes of a rush before anybody edits it, and how a cut becomes a film. It works over any bytes that can be read
//! at any place, plain or sealed, and tells how far it is; what is remembered, and where a film goes, is for its caller to say.
//!
//! ```no_run
//! use incamera_lab::{Lab, Source};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let lab = Lab::default();
//! let rush = Source::open("rush.mp4".as_ref())?;
//! let probe = lab.probe(&rush)?;
//! let sound = lab.sound(&rush, &probe, |done, total| { /* a bar */ })?;
//! let picture = lab.picture(&rush, &probe, |done, total| {})?;
//! # Ok(()) }
//! ```

mod ear;
mod film;
mod measure;
mod print;
mod proxy;
mod storyboard;

pub use ear::{Ear, best};
pub use film::{captions_of, loudness_of};
/// What the program does when it is started as a media worker.
pub use incamera_media::worker_main as media_worker;
pub use incamera_media::{
    Cancel, Failure, FullBecause, MediaError, Mode, ReadAt, Render, RenderRush, Rendered, Settings, Sink,
    Source, WorkerError, WriteAt,
};
pub use measure::digest;
pub use print::in_order;
pub use proxy::{TALLEST, proxy, size_of};
pub use storyboard::{Poster, Storyboard, StoryboardError};

use incamera_media::Media;

/// Does the work on rushes and films, in confined child processes.
#[derive(Clone, Debug, Default)]
pub struct Lab {
    media: Media,
    settings: Settings,
    cancel: Cancel,
}

impl Lab {
    /// With these settings; `cancel` ends everything this value and its clones are at.
    pub fn new(settings: Settings, cancel: Cancel) -> Self {
        Self { media: Media::new(settings.clone(), cancel.clone()), settings, cancel }
    }

    /// What ends its work.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}
