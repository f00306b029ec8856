//! The cut in the languages of other programs.

mod edl;
mod fcpxml;
mod markers;
mod otio;

use std::fmt::Write;

pub use edl::to_edl;
pub use fcpxml::to_fcpxml;
pub use markers::to_markers_csv;
pub use otio::to_otio;

use incamera_model::{Cut, CutRush, CutSpan, Placed, Rate, Reason, Verdict};

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

/// SMPTE timecode, modulo 24 hours. Drop-frame skips the numbers 0 and 1 (0 … 3 at 60) each minute but every tenth,
/// after SMPTE ST 12-1.
pub(crate) fn timecode(rate: Rate, frame: u64, drop: bool) -> String {
    let base = u64::from(rate.num()).div_ceil(u64::from(rate.den()));
    let drop = drop && drops(rate);
    let mut number = frame;
    if drop {
        let skipped = base / 15;
        let minute = base * 60 - skipped;
        let ten = minute * 10 + skipped;
        let (tens, rest) = (frame / ten, frame % ten);
        let minutes = if rest < base * 60 { 0 } else { 1 + (rest - base * 60) / minute };
        number = frame + skipped * (tens * 9 + minutes);
    }
    let number = number % (base * 86_400);
    let (seconds, frames) = (number / base, number % base);
    let mark = if drop { ';' } else { ':' };
    format!("{:02}:{:02}:{:02}{mark}{frames:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Whether drop-frame counting exists at this rate: 29.97 and 59.94.
pub(crate) fn drops(rate: Rate) -> bool {
    rate.den() == 1001 && matches!(rate.num(), 30_000 | 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The anchor points of SMPTE ST 12-1: ten minutes of 29.97 are 17 982 frames, an hour 107 892.
    #[test]
    fn drop_frame_counts_as_smpte_says() {
        let ntsc = Rate::new(30_000, 1001).unwrap();
        for (frame, text) in [
            (0, "00:00:00;00"),
            (1799, "00:00:59;29"),
            (1800, "00:01:00;02"),
            (17_981, "00:09:59;29"),
            (17_982, "00:10:00;00"),
            (107_892, "01:00:00;00"),
        ] {
            assert_eq!(timecode(ntsc, frame, true), text);
        }
        assert_eq!(timecode(Rate::new(60_000, 1001).unwrap(), 3600, true), "00:01:00;04");
        assert_eq!(timecode(Rate::new(25, 1).unwrap(), 90_000, true), "01:00:00:00");
    }
}
