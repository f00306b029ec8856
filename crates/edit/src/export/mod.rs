//! The cut in the languages of other programs.

mod edl;
mod fcpxml;
mod markers;
mod otio;

use std::fmt::Write;

pub(crate) use edl::reels;
pub use edl::to_edl;
pub use fcpxml::to_fcpxml;
pub use markers::to_markers_csv;
pub use otio::to_otio;

use incamera_model::{Cut, CutRush, CutSpan, Placed, Reason, Verdict};

/// A dropped span and the frame of the film at which it was taken out.
pub(crate) struct Removed<'a> {
    pub(crate) rush: usize,
    pub(crate) span: &'a CutSpan,
    pub(crate) reason: Reason,
    pub(crate) confidence: u8,
    pub(crate) film: u64,
}

/// What is not in the film, in order.
pub(crate) fn removed<'a>(cut: &'a Cut, placed: &[Placed]) -> Vec<Removed<'a>> {
    let mut all = Vec::new();
    for (place, rush) in cut.rushes.iter().enumerate() {
        for span in &rush.spans {
            let Verdict::Drop { reason, confidence, restored: false, .. } = span.verdict else { continue };
            let shown = |p: &&Placed| (p.segment.rush, p.segment.span.end) <= (place, span.start);
            let film = placed.iter().rev().find(shown).map_or(0, |p| p.film.end);
            all.push(Removed { rush: place, span, reason, confidence, film });
        }
    }
    all
}

/// The last part of a rush's path.
pub(crate) fn file_name(rush: &CutRush) -> &str {
    rush.path.rsplit(['/', '\\']).next().unwrap_or(&rush.path)
}

/// A path as a URL: absolute ones with their scheme, relative ones as they are; what a URL cannot hold escaped.
pub(crate) fn url(path: &str) -> String {
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}
