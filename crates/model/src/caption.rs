//! Captions on the film's own time line.

use serde::{Deserialize, Serialize};

use crate::Span;

/// One caption: at most two lines, shown during `span` of the **film** (not of a rush).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// Frames of the film.
    pub span: Span,
    /// Lines, top first.
    pub lines: Vec<String>,
}
