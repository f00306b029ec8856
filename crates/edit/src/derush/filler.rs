//! Hesitations.

use incamera_model::{Evidence, Reason, Span, Transcript};

use super::{Finding, grid::Grid, lexicon, phrase::normal};

/// Words that are hesitations in the transcript's language. The span ends where the neighbouring words begin.
pub(crate) fn find(grid: &Grid, transcript: &Transcript) -> Vec<Finding> {
    let list = lexicon::fillers(transcript.language.get(..2).unwrap_or_default());
    let words: Vec<_> = transcript.words().collect();
    let mut found: Vec<Finding> = Vec::new();
    for (i, word) in words.iter().enumerate().filter(|(_, w)| list.contains(&normal(&w.text).as_str())) {
        let own = grid.outer(word.start, word.end);
        let after = i.checked_sub(1).map_or(0, |p| grid.rate.frame_from(words[p].end));
        let before = words.get(i + 1).map_or(grid.frames, |n| grid.rate.frame_at(n.start));
        let span = own.intersect(Span::new(after, before));
        // One frame is no cut, but a flash.
        if span.len() < 2 || found.last().is_some_and(|f| f.span.overlaps(span)) {
            continue;
        }
        let evidence = Evidence { words: Some(word.text.clone()), ..Evidence::default() };
        let confidence = word.confidence.clamp(30, 90);
        found.push(Finding { span, reason: Reason::Filler, confidence, evidence });
    }
    found
}
