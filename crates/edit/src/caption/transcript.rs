//! What is said in the film, as plain text.

use incamera_model::{Cut, Micros};

use super::{CaptionSource, frames, said};

/// A pause this long after a sentence begins a paragraph.
const PARAGRAPH: Micros = Micros(1_500_000);

/// The words of the film, one paragraph a rush or long pause, without times. `sources` stand in the order of the
/// cut's rushes.
pub fn to_txt(cut: &Cut, sources: &[CaptionSource]) -> String {
    let pause = frames(cut.rate, PARAGRAPH);
    let mut out = String::new();
    let mut end = 0;
    let mut rush = None;
    for (placed, said) in cut.placed().iter().zip(said(cut, sources)) {
        for word in &said.words {
            let sentence = out.ends_with(['.', '!', '?', '…']);
            let far = word.span.start.saturating_sub(end) >= pause;
            if rush != Some(placed.segment.rush) && !out.is_empty() || far && sentence {
                out.push_str("\n\n");
            } else if !out.is_empty() {
                out.push(' ');
            }
            out.extend(word.text.split_whitespace().flat_map(|p| [p, " "]));
            out.truncate(out.trim_end().len());
            (end, rush) = (word.span.end, Some(placed.segment.rush));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}
