//! The picture of a cut: for every rush its waveform with the dropped spans in the colour of their reason, small
//! pictures above, and a legend with words, so that nothing depends on colour alone.

mod layout;
mod png;
mod scene;
mod svg;

use incamera_model::CutRush;

pub(crate) use layout::{Labels, layout, moments};
pub(crate) use png::paint;
pub(crate) use svg::draw;

/// What is known of one rush when it is drawn.
pub(crate) struct Drawn<'a> {
    /// The rush and its verdicts.
    pub(crate) rush: &'a CutRush,
    /// Name to show.
    pub(crate) name: String,
    /// Largest sample of each 20 ms, 0 … 255; empty when the sound was not measured.
    pub(crate) peaks: &'a [u8],
    /// Small pictures by frame, ascending.
    pub(crate) thumbnails: Vec<Thumbnail>,
}

/// A small picture.
#[derive(Clone, Debug)]
pub(crate) struct Thumbnail {
    /// Frame of the rush.
    pub(crate) frame: u64,
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// Rows of RGB.
    pub(crate) rgb: Vec<u8>,
}
