//! The nouns of incamera: exact time, probes, scans, words, cuts; ids of what is held, and its sealed fields.
//!
//! No I/O, no clock, no randomness. Decisions are counted in **frames** at a rational [`Rate`]; measurements of
//! sound are [`Micros`]; nothing here is a float that a cut depends on.

mod caption;
mod cut;
mod id;
mod probe;
mod rate;
mod reason;
mod scan;
mod sealed;
mod segment;
mod span;
mod term;
mod words;

pub use caption::Caption;
pub use cut::{Cut, CutError, CutRush, CutSpan, Evidence, Setting, SpanId, Verdict};
pub use id::{DatumId, IdError, PersonId, ProjectId, RequestId, WorkspaceId};
pub use probe::{
    AudioStream, Colour, FieldOrder, Hdr, Probe, StreamTime, SubtitleStream, Timecode, VideoStream, Warning,
};
pub use rate::{Micros, Rate, RateError};
pub use reason::{Reason, ReasonError};
pub use scan::{Island, Joints, Loudness, Picture, PictureSpan, Scan, Sound};
pub use sealed::{BlindIndex, Sealed};
pub use segment::{Placed, Segment};
pub use span::{Span, Spans};
pub use term::{Term, TermError};
pub use words::{Transcript, Utterance, Word};
