//! One verdict for each frame.

use std::collections::BTreeSet;

use incamera_model::{Evidence, Micros, Reason, Span, Spans, Verdict};

use super::{Finding, dropped, grid::Grid};
use crate::Settings;

/// Layers of findings over the frames of a rush: what is laid later lies on top.
///
/// INVARIANT: `stripes` tile `whole`; none is empty.
pub(crate) struct Paint {
    whole: Span,
    stripes: Vec<Stripe>,
}

#[derive(Clone)]
struct Stripe {
    span: Span,
    finding: Option<Finding>,
    also: BTreeSet<Reason>,
}

impl Stripe {
    fn drops(&self) -> bool {
        self.finding.is_some()
    }
}

impl Paint {
    pub(crate) fn new(whole: Span) -> Self {
        let kept = Stripe { span: whole, finding: None, also: BTreeSet::new() };
        Self { whole, stripes: if whole.is_empty() { Vec::new() } else { vec![kept] } }
    }

    /// Lays a finding over what is there; reasons it hides are remembered.
    pub(crate) fn lay(&mut self, finding: Finding) {
        let span = finding.span.intersect(self.whole);
        if span.is_empty() {
            return;
        }
        let mut also = BTreeSet::new();
        for under in self.stripes.iter().filter(|s| s.span.intersect(span).len() * 2 > span.len()) {
            also.extend(under.also.iter().copied().chain(under.finding.as_ref().map(|f| f.reason)));
        }
        also.remove(&finding.reason);
        self.put(Stripe { span, finding: Some(finding), also });
    }

    /// A person's word: keep or drop exactly this.
    pub(crate) fn overrule(&mut self, span: Span, keep: bool) {
        if span.is_empty() {
            return;
        }
        let evidence = Evidence::default();
        let manual = Finding { span, reason: Reason::Manual, confidence: 100, evidence };
        let finding = (!keep).then_some(manual);
        self.put(Stripe { span, finding, also: BTreeSet::new() });
    }

    fn put(&mut self, stripe: Stripe) {
        let Span { start, end } = stripe.span;
        let mut next = Vec::with_capacity(self.stripes.len() + 2);
        for old in self.stripes.drain(..) {
            let (left, right) = (
                Span::new(old.span.start, start.min(old.span.end)),
                Span::new(end.max(old.span.start), old.span.end),
            );
            for span in [left, right].into_iter().filter(|s| !s.is_empty()) {
                next.push(Stripe { span, ..old.clone() });
            }
        }
        let at = next.partition_point(|s| s.span.start < start);
        next.insert(at, stripe);
        self.stripes = next;
    }

    /// What is dropped so far.
    pub(crate) fn dropped(&self) -> Spans {
        self.stripes.iter().filter(|s| s.drops()).map(|s| s.span).collect()
    }

    /// What is kept so far.
    pub(crate) fn kept(&self) -> Spans {
        self.dropped().complement(self.whole)
    }

    /// Whether all of `span` is dropped for silence.
    pub(crate) fn silent(&self, span: Span) -> bool {
        let quiet = |s: &&Stripe| s.finding.as_ref().is_some_and(|f| f.reason == Reason::Silence);
        let covered: u64 = self.stripes.iter().filter(quiet).map(|s| s.span.intersect(span).len()).sum();
        covered == span.len()
    }

    /// Keeps frames that were dropped.
    pub(crate) fn keep(&mut self, span: Span) {
        self.overrule(span, true);
    }

    /// Drops what is too short to be shown, and joins slivers to the dropped span beside them.
    pub(crate) fn settle(&mut self, speech: &Spans, grid: &Grid, settings: &Settings) {
        let least = grid.count(settings.min_clip);
        let slivers: Vec<Span> = self
            .kept()
            .iter()
            .filter(|k| k.len() < least && k.len() < self.whole.len())
            .filter(|k| !speech.iter().any(|s| s.overlaps(*k)))
            .collect();
        for span in slivers {
            let touches = |s: &&Stripe| s.span.end == span.start || s.span.start == span.end;
            let beside = self.stripes.iter().filter(touches).find(|s| s.drops());
            if let Some(Stripe { finding: Some(finding), .. }) = beside {
                let finding = Finding { span, ..finding.clone() };
                self.put(Stripe { span, finding: Some(finding), also: BTreeSet::new() });
            }
        }
        self.join(grid.count(Micros(300_000)));
    }

    /// Joins stripes of one reason, then dropped stripes shorter than `least` to a longer dropped neighbour.
    fn join(&mut self, least: u64) {
        let same = |a: &Stripe, b: &Stripe| match (&a.finding, &b.finding) {
            (None, None) => true,
            (Some(a), Some(b)) => a.reason == b.reason && a.evidence.words == b.evidence.words,
            _ => false,
        };
        let short = |s: &Stripe| {
            s.span.len() < least && s.finding.as_ref().is_some_and(|f| f.evidence.words.is_none())
        };
        let mut joined: Vec<Stripe> = Vec::with_capacity(self.stripes.len());
        for right in std::mem::take(&mut self.stripes) {
            joined.push(right);
            // What was joined may in turn be joined to what stands before it.
            while let [.., left, right] = joined.as_slice() {
                let slivers = left.drops() && right.drops() && (short(left) || short(right));
                if !same(left, right) && !slivers {
                    break;
                }
                let right_wins = !short(right) && (short(left) || right.span.len() > left.span.len());
                let finding = if right_wins { right.finding.clone() } else { left.finding.clone() };
                let mut also: BTreeSet<Reason> = left.also.union(&right.also).copied().collect();
                if let Some(f) = &finding {
                    also.remove(&f.reason);
                }
                let span = Span::new(left.span.start, right.span.end);
                joined.truncate(joined.len() - 2);
                joined.push(Stripe { span, finding, also });
            }
        }
        self.stripes = joined;
    }

    /// The verdicts, with suggestions laid on what is kept.
    pub(crate) fn into_verdicts(self, suggestions: &[Finding]) -> Vec<(Span, Verdict)> {
        let mut all = Vec::with_capacity(self.stripes.len());
        for stripe in self.stripes {
            let Some(mut finding) = stripe.finding else {
                hints(stripe.span, suggestions, &mut all);
                continue;
            };
            finding.evidence.also = stripe.also.into_iter().collect();
            all.push((stripe.span, dropped(finding)));
        }
        all
    }
}

/// A kept span, cut at the suggestions inside it.
fn hints(span: Span, suggestions: &[Finding], out: &mut Vec<(Span, Verdict)>) {
    let mut at = span.start;
    for hint in suggestions {
        let inner = hint.span.intersect(Span::new(at, span.end));
        if inner.is_empty() {
            continue;
        }
        if inner.start > at {
            out.push((Span::new(at, inner.start), Verdict::Keep { suggestion: None }));
        }
        out.push((inner, Verdict::Keep { suggestion: Some(hint.reason) }));
        at = inner.end;
    }
    if at < span.end {
        out.push((Span::new(at, span.end), Verdict::Keep { suggestion: None }));
    }
}
