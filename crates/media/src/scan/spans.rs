//! From pictures seen here and there to spans of bad picture.

use incamera_model::{PictureSpan, Rate, Reason, Span};

use super::survey::Sight;

/// Frames that look alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// The frames.
    pub(super) span: Span,
    /// What they show.
    pub(super) sight: Sight,
    /// They show what the frame before them showed.
    pub(super) still: bool,
}

/// Shortest spans worth naming, in seconds. Shorter black is a blink of the cut, shorter stillness is a held frame.
const BLACK: f64 = 0.2;
const BLUR: f64 = 0.5;
const FROZEN: f64 = 0.8;
/// Interruptions that do not interrupt, in seconds.
const BRIDGE: f64 = 0.12;

/// What counts as blurred in this rush: less than half as sharp as its sharper quarter, and not sharp by any measure. A
/// rush that is soft throughout is meant so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Focus {
    limit: f32,
}

impl Focus {
    /// Learns from every picture seen.
    pub(super) fn of(sights: impl Iterator<Item = Sight>) -> Self {
        let mut all: Vec<f32> = sights.filter_map(|s| s.sharpness).collect();
        all.sort_by(f32::total_cmp);
        let sharp = all.get(all.len() * 3 / 4).copied().unwrap_or(0.0);
        Self { limit: (0.48 * sharp).min(0.2) }
    }

    /// Whether a picture of this sharpness is out of focus.
    pub(super) fn blurred(self, sharpness: Option<f32>) -> bool {
        sharpness.is_some_and(|s| s < self.limit)
    }
}

/// The spans of black, blurred and frozen picture among pieces in order.
pub(super) fn spans(pieces: &[Piece], focus: Focus, rate: Rate) -> Vec<PictureSpan> {
    let frames = |seconds: f64| (seconds * rate.per_second()).round().max(1.0) as u64;
    let bridge = frames(BRIDGE);
    let mut out = Vec::new();
    let mut name = |reason: Reason, found: Vec<Span>, least: f64, confidence: u8| {
        let long = found.into_iter().filter(|s| s.len() >= frames(least).max(2));
        out.extend(long.map(|span| PictureSpan { reason, span, confidence, measured: None }));
    };
    let black = runs(pieces.iter().filter(|p| p.sight.black).map(|p| p.span), bridge);
    name(Reason::Black, black, BLACK, 95);
    let blurred = pieces.iter().filter(|p| !p.sight.black && focus.blurred(p.sight.sharpness));
    name(Reason::Blur, runs(blurred.map(|p| p.span), bridge), BLUR, 80);
    // What a still frame repeats belongs to the freeze as well; black is black first.
    let still = pieces.windows(2).filter(|w| w[1].still && !w[1].sight.black && !w[0].sight.black);
    let still = still.map(|w| {
        let repeated = w[0].span.end.saturating_sub(1).max(w[0].span.start);
        Span::new(repeated, w[1].span.end)
    });
    name(Reason::Frozen, runs(still, 0), FROZEN, 90);
    out.sort_by_key(|s| (s.span.start, s.reason));
    out
}

/// Joins spans in order that are at most `bridge` frames apart.
fn runs(spans: impl Iterator<Item = Span>, bridge: u64) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spans.filter(|s| !s.is_empty()) {
        match out.last_mut() {
            Some(last) if span.start <= last.end + bridge => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}
