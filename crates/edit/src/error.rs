//! What can go wrong with a document from outside.

use incamera_model::{CutError, RateError, Span};

/// Why an edit, a document or an exchange file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Larger than any real document; not read at all.
    #[error("the {what} is {bytes} bytes long, more than {most} are not read; is it the right file?")]
    TooLarge {
        /// Kind of document.
        what: &'static str,
        /// Its length.
        bytes: usize,
        /// The longest that is read.
        most: usize,
    },
    /// Not well-formed; the message names line and column.
    #[error("the {what} cannot be read: {message}")]
    Syntax {
        /// Kind of document.
        what: &'static str,
        /// What is wrong, and where.
        message: String,
    },
    /// Well-formed, but says something impossible.
    #[error("the {what} makes no sense at {place}: {message}")]
    Sense {
        /// Kind of document.
        what: &'static str,
        /// The clip, event or field.
        place: String,
        /// What is wrong with it.
        message: String,
    },
    /// A clip of a rush that the cut does not know.
    #[error(
        "clip `{clip}` comes from `{media}`, which is no rush of this cut; add the rush and derush again"
    )]
    Stranger {
        /// Name of the clip.
        clip: String,
        /// The media it names.
        media: String,
    },
    /// A clip shows frames the rush does not have.
    #[error("clip `{clip}` shows frames {}..{} of a rush of {frames} frames", span.start, span.end)]
    Outside {
        /// Name of the clip.
        clip: String,
        /// What it shows.
        span: Span,
        /// Frames of the rush.
        frames: u64,
    },
    /// Clips of one rush stand in another order, or twice.
    #[error(
        "clip `{clip}` shows a part of its rush that stands before what is already shown; \
         a cut keeps the order of each rush, so put the clips back in order and export again"
    )]
    Order {
        /// Name of the clip.
        clip: String,
    },
    /// Speed changes have no place in a cut.
    #[error("clip `{clip}` changes its speed, which a cut cannot say; remove the effect and export again")]
    Speed {
        /// Name of the clip.
        clip: String,
    },
    /// A span outside its rush, or a rush the cut does not have.
    #[error("there are no frames {}..{} in rush {rush}; it has {frames}", span.start, span.end)]
    NoFrames {
        /// Place of the rush, from 1.
        rush: usize,
        /// What was asked for.
        span: Span,
        /// Frames it has, 0 when there is no such rush.
        frames: u64,
    },
    /// The document is not a cut.
    #[error(transparent)]
    Cut(#[from] CutError),
    /// An impossible frame rate.
    #[error(transparent)]
    Rate(#[from] RateError),
}
