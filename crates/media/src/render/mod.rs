//! Making the film: smart cut where packets can be copied, full render where a filter needs every frame.

mod clock;
pub(crate) mod mux;

use std::sync::Arc;

use incamera_worker::{ReadAt, WriteAt};

use crate::job::{Failure, Render, Rendered, Say};

/// Renders `request` from `sources` (in the order of its rushes) into `sink`.
pub(crate) fn render(
    _sources: Vec<Arc<dyn ReadAt>>,
    _request: &Render,
    _sink: Arc<dyn WriteAt>,
    _say: Say,
) -> Result<Rendered, Failure> {
    Err(Failure::Request("rendering is not built yet".into()))
}
