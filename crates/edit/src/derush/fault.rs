//! Pictures nobody can use: black, frozen, out of focus, thrown about.

use incamera_model::{Evidence, Micros, Picture, Reason, Span, Spans};

use super::{Finding, grid::Grid};
use crate::Settings;

/// A shorter fault on its own is a blink, a fade or a pan; cutting it would disturb more than it does.
const SHORTEST: Micros = Micros(500_000);
/// Detectors less sure than this are not followed.
const SURE: u8 = 50;

/// Faults to drop: where nobody speaks, unless the settings say through speech. A piece next to what is dropped
/// anyway (`quiet`) goes with it however short, so that no flash of black stays in a margin.
pub(crate) fn find(
    grid: &Grid,
    picture: Option<&Picture>,
    speech: &Spans,
    quiet: &Spans,
    settings: &Settings,
) -> Vec<Finding> {
    let shortest = grid.count(SHORTEST).max(1);
    let spans = picture.map_or(&[][..], |p| &p.spans);
    let mut found = Vec::new();
    for fault in spans.iter().filter(|f| f.confidence >= SURE && settings.drop.contains(&f.reason)) {
        let whole: Spans = [fault.span.intersect(grid.whole())].into_iter().collect();
        let pieces =
            if settings.through_speech.contains(&fault.reason) { whole } else { whole.minus(speech) };
        let near = |piece: Span| quiet.iter().any(|q| q.overlaps(piece.grown(1, 1)));
        for span in pieces.iter().filter(|p| p.len() >= shortest || near(*p)) {
            let jolt = fault.measured.filter(|_| fault.reason == Reason::Shake);
            let evidence = Evidence { jolt, ..Evidence::default() };
            found.push(Finding {
                span,
                reason: fault.reason,
                confidence: fault.confidence.min(100),
                evidence,
            });
        }
    }
    // The stronger reason is laid last, on top.
    found.sort_by_key(|f| (std::cmp::Reverse(rank(f.reason)), f.span));
    found
}

fn rank(reason: Reason) -> u8 {
    match reason {
        Reason::Black => 0,
        Reason::Frozen => 1,
        Reason::Blur => 2,
        _ => 3,
    }
}
