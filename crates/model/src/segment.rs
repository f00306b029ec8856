//! What a film is made of.

use serde::{Deserialize, Serialize};

use crate::Span;

/// A stretch of one rush that is in the film.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Which rush, by its place in the cut.
    pub rush: usize,
    /// Frames at the rush's own rate.
    pub span: Span,
}

/// A segment and the frames of the film it fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// What is shown.
    pub segment: Segment,
    /// Frames of the film, at the film's rate.
    pub film: Span,
}
