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

/// What is not in the film, in order; also in that of the film's frames.
pub(crate) fn removed<'a>(cut: &'a Cut, placed: &[Placed]) -> Vec<Removed<'a>> {
    let (mut all, mut film) = (Vec::new(), 0);
    let mut shown = placed.iter().peekable();
    for (place, rush) in cut.rushes.iter().enumerate() {
        for span in &rush.spans {
            let Verdict::Drop { reason, confidence, restored: false, .. } = span.verdict else { continue };
            let before = |p: &&Placed| (p.segment.rush, p.segment.span.end) <= (place, span.start);
            while let Some(p) = shown.next_if(before) {
                film = p.film.end;
            }
            all.push(Removed { rush: place, span, reason, confidence, film });
        }
    }
    all
}

/// Those taken out at a frame of the film.
pub(crate) fn removed_at<'r, 'a>(removed: &'r [Removed<'a>], film: u64) -> &'r [Removed<'a>] {
    let first = removed.partition_point(|r| r.film < film);
    let after = removed.partition_point(|r| r.film <= film);
    removed.get(first..after).unwrap_or_default()
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
