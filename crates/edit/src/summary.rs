//! What a cut does, in numbers.

use std::collections::BTreeMap;

use incamera_model::{Cut, Evidence, Micros, Reason, Span, SpanId, Verdict};
use serde::{Deserialize, Serialize};

/// What a cut does, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Length of all rushes together.
    pub before: Micros,
    /// Length of the film.
    pub after: Micros,
    /// Frames of the film, at its rate.
    pub frames: u64,
    /// Segments of the film: one more than there are joints.
    pub segments: usize,
    /// How much was dropped, by reason; restored spans do not count.
    pub dropped: BTreeMap<Reason, Total>,
    /// How much might be dropped: suggestions nobody followed.
    pub suggested: BTreeMap<Reason, Total>,
    /// How much was dropped and taken back.
    pub restored: Total,
}

/// So many spans, so long together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Spans.
    pub spans: usize,
    /// Their length.
    pub length: Micros,
}

impl Total {
    fn add(&mut self, length: Micros) {
        self.spans += 1;
        self.length = self.length + length;
    }
}

/// Counts what a cut does.
pub fn summary(cut: &Cut) -> Summary {
    let mut sum = Summary::default();
    for rush in &cut.rushes {
        sum.before = sum.before + rush.rate.time_of(rush.frames);
        for span in &rush.spans {
            let length = rush.rate.time_of(span.end) - rush.rate.time_of(span.start);
            match &span.verdict {
                Verdict::Keep { suggestion: Some(reason) } => {
                    sum.suggested.entry(*reason).or_default().add(length);
                }
                Verdict::Keep { suggestion: None } => {}
                Verdict::Drop { restored: true, .. } => sum.restored.add(length),
                Verdict::Drop { reason, .. } => sum.dropped.entry(*reason).or_default().add(length),
            }
        }
    }
    let placed = cut.placed();
    sum.segments = placed.len();
    sum.frames = placed.last().map_or(0, |p| p.film.end);
    sum.after = cut.rate.time_of(sum.frames);
    sum
}

/// One decision of a cut, as data; the sentences about it are the interface's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Name of the span.
    pub id: SpanId,
    /// Place of the rush, from 0.
    pub rush: usize,
    /// Frames of the rush.
    pub span: Span,
    /// When the span begins, in the rush.
    pub start: Micros,
    /// When it ends.
    pub end: Micros,
    /// Why it is dropped, or suggested to be.
    pub reason: Reason,
    /// How sure, in percent; suggestions have none of their own and say 50.
    pub confidence: u8,
    /// What speaks for it.
    pub evidence: Evidence,
    /// What became of it.
    pub state: State,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The span is not in the film.
    Dropped,
    /// It was dropped, and a person took that back.
    Restored,
    /// It is in the film; nobody followed the suggestion.
    Suggested,
}

/// Every decision of a cut, in order.
pub fn describe(cut: &Cut) -> Vec<Decision> {
    let mut all = Vec::new();
    for (place, rush) in cut.rushes.iter().enumerate() {
        for span in &rush.spans {
            let (reason, confidence, evidence, state) = match &span.verdict {
                Verdict::Keep { suggestion: None } => continue,
                Verdict::Keep { suggestion: Some(reason) } => {
                    (*reason, 50, Evidence::default(), State::Suggested)
                }
                Verdict::Drop { reason, confidence, evidence, restored } => {
                    let state = if *restored { State::Restored } else { State::Dropped };
                    (*reason, *confidence, evidence.clone(), state)
                }
            };
            all.push(Decision {
                id: span.id.clone(),
                rush: place,
                span: span.span(),
                start: rush.rate.time_of(span.start),
                end: rush.rate.time_of(span.end),
                reason,
                confidence,
                evidence,
                state,
            });
        }
    }
    all
}
