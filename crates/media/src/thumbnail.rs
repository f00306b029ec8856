//! Small pictures of named frames, for storyboards.

use std::sync::Arc;

use incamera_worker::ReadAt;

use crate::job::{Failure, Say};

/// Says each of `frames` (ascending, on the grid of the shown stream) as a picture `width` pixels wide.
pub(crate) fn thumbnails(
    _source: Arc<dyn ReadAt>,
    _frames: &[u64],
    _width: u32,
    _say: Say,
) -> Result<(), Failure> {
    Err(Failure::Request("thumbnails are not built yet".into()))
}
