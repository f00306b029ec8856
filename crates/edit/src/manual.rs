//! What a person does to a cut: put back, take out. Nothing ever leaves the document, so all of it can be undone.

use incamera_model::{Cut, CutRush, CutSpan, Evidence, Reason, Span, SpanId, Spans, Verdict};

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
    drop_spans(cut, rush, &checked(cut, rush, span)?);
    Ok(())
}

/// Puts frames into the film, whatever dropped them; the reason stays in the document. Splits as [`drop_span`] does.
///
/// # Errors
/// [`EditError::NoFrames`] when the rush (from 0) has no such frames.
pub fn keep_span(cut: &mut Cut, rush: usize, span: Span) -> Result<(), EditError> {
    keep_spans(cut, rush, &checked(cut, rush, span)?);
    Ok(())
}

fn checked(cut: &Cut, rush: usize, span: Span) -> Result<Spans, EditError> {
    let frames = cut.rushes.get(rush).map_or(0, |r| r.frames);
    if span.is_empty() || span.end > frames {
        return Err(EditError::NoFrames { rush: rush + 1, span, frames });
    }
    Ok(std::iter::once(span).collect())
}

/// [`drop_span`] of many, in one walk.
pub(crate) fn drop_spans(cut: &mut Cut, rush: usize, spans: &Spans) {
    decide(cut, rush, spans, |verdict| match verdict {
        Verdict::Keep { suggestion } => {
            let also = suggestion.iter().copied().collect();
            let evidence = Evidence { also, ..Evidence::default() };
            *verdict = Verdict::Drop { reason: Reason::Manual, confidence: 100, evidence, restored: false };
        }
        Verdict::Drop { restored, .. } => *restored = false,
    });
}

/// [`keep_span`] of many, in one walk.
pub(crate) fn keep_spans(cut: &mut Cut, rush: usize, spans: &Spans) {
    decide(cut, rush, spans, |verdict| {
        if let Verdict::Drop { restored, .. } = verdict {
            *restored = true;
        }
    });
}

fn decide(cut: &mut Cut, rush: usize, spans: &Spans, change: impl Fn(&mut Verdict)) {
    let Some(r) = cut.rushes.get_mut(rush) else { return };
    let mut names = Names::after(r, rush);
    let mut edges = spans.iter().flat_map(|s| [s.start, s.end]).peekable();
    let mut pieces = Vec::with_capacity(r.spans.len() + 2 * spans.as_slice().len());
    for mut piece in std::mem::take(&mut r.spans) {
        while edges.next_if(|edge| *edge <= piece.start).is_some() {}
        while let Some(edge) = edges.next_if(|edge| *edge < piece.end) {
            let mut after = piece.clone();
            piece.end = edge;
            (after.start, after.id) = (edge, names.next());
            pieces.push(std::mem::replace(&mut piece, after));
        }
        pieces.push(piece);
    }
    for piece in pieces.iter_mut().filter(|p| spans.contains(p.start)) {
        change(&mut piece.verdict);
    }
    r.spans = pieces;
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
