//! What a person does to a cut: put back, take out. Nothing ever leaves the document, so all of it can be undone.

use incamera_model::{Cut, CutRush, CutSpan, Evidence, Reason, Span, SpanId, Verdict};

use crate::EditError;

/// Takes decisions back: the spans are in the film again.
///
/// # Errors
/// [`EditError::Cut`] when a name is unknown or its span is in the film already; the cut is then as before.
pub fn restore(cut: &mut Cut, ids: &[SpanId]) -> Result<(), EditError> {
    let mut next = cut.clone();
    for id in ids {
        next.restore(id)?;
    }
    *cut = next;
    Ok(())
}

/// Takes frames out of the film. Spans that reach over an end are split there; a piece keeps the name when it is the
/// first, the others get new names. Frames that were dropped and restored are dropped again for their old reason.
///
/// # Errors
/// [`EditError::NoFrames`] when the rush (from 0) has no such frames.
pub fn drop_span(cut: &mut Cut, rush: usize, span: Span) -> Result<(), EditError> {
    decide(cut, rush, span, |verdict| match verdict {
        Verdict::Keep { suggestion } => {
            let also = suggestion.iter().copied().collect();
            let evidence = Evidence { also, ..Evidence::default() };
            *verdict = Verdict::Drop { reason: Reason::Manual, confidence: 100, evidence, restored: false };
        }
        Verdict::Drop { restored, .. } => *restored = false,
    })
}

/// Puts frames into the film, whatever dropped them; the reason stays in the document. Splits as [`drop_span`] does.
///
/// # Errors
/// [`EditError::NoFrames`] when the rush (from 0) has no such frames.
pub fn keep_span(cut: &mut Cut, rush: usize, span: Span) -> Result<(), EditError> {
    decide(cut, rush, span, |verdict| {
        if let Verdict::Drop { restored, .. } = verdict {
            *restored = true;
        }
    })
}

fn decide(cut: &mut Cut, rush: usize, span: Span, change: impl Fn(&mut Verdict)) -> Result<(), EditError> {
    let frames = cut.rushes.get(rush).map_or(0, |r| r.frames);
    let Some(r) = cut.rushes.get_mut(rush).filter(|_| !span.is_empty() && span.end <= frames) else {
        return Err(EditError::NoFrames { rush: rush + 1, span, frames });
    };
    let mut names = Names::after(r, rush);
    split(r, span.start, &mut names);
    split(r, span.end, &mut names);
    for piece in r.spans.iter_mut().filter(|s| span.contains(s.start)) {
        change(&mut piece.verdict);
    }
    Ok(())
}

/// Cuts the span over `at` in two, unless a span begins there.
fn split(rush: &mut CutRush, at: u64, names: &mut Names) {
    let Some(i) = rush.spans.iter().position(|s| s.start < at && at < s.end) else { return };
    let mut after = rush.spans[i].clone();
    rush.spans[i].end = at;
    (after.start, after.id) = (at, names.next());
    rush.spans.insert(i + 1, after);
}

/// Fresh names for the spans of one rush.
///
/// INVARIANT: spans never leave a document, so one above the highest number is a number never used.
pub(crate) struct Names {
    rush: usize,
    last: u64,
}

impl Names {
    pub(crate) fn new(rush: usize) -> Self {
        Self { rush, last: 0 }
    }

    fn after(rush: &CutRush, place: usize) -> Self {
        let number = |s: &CutSpan| s.id.0.rsplit('s').next().and_then(|n| n.parse::<u64>().ok());
        let last = rush.spans.iter().filter_map(number).max().unwrap_or(0);
        Self { rush: place, last }
    }

    pub(crate) fn next(&mut self) -> SpanId {
        self.last = self.last.saturating_add(1);
        SpanId(format!("r{}s{}", self.rush + 1, self.last))
    }
}
