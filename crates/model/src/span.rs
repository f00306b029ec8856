//! Half-open spans of frames and their algebra.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Frames `start..end` of one rush, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First frame inside.
    pub start: u64,
    /// First frame after.
    pub end: u64,
}

impl Span {
    /// `start..end`; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: u64, end: u64) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Number of frames.
    pub fn len(self) -> u64 {
        self.end - self.start
    }

    /// Whether no frame is inside.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// What both share; empty when apart.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// Whether at least one frame is shared.
    pub fn overlaps(self, other: Self) -> bool {
        !self.intersect(other).is_empty()
    }

    /// Whether `frame` is inside.
    pub fn contains(self, frame: u64) -> bool {
        (self.start..self.end).contains(&frame)
    }

    /// Grown by `before` and `after` frames, not past zero.
    #[must_use]
    pub fn grown(self, before: u64, after: u64) -> Self {
        Self::new(self.start.saturating_sub(before), self.end + after)
    }
}

/// A set of frames: sorted, disjoint, non-touching, non-empty spans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Span>")]
pub struct Spans(Vec<Span>);

impl From<Vec<Span>> for Spans {
    fn from(spans: Vec<Span>) -> Self {
        spans.into_iter().collect()
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut all: Vec<Span> = spans.into_iter().filter(|s| !s.is_empty()).collect();
        all.sort_unstable();
        let mut merged: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        Self(merged)
    }
}

impl Spans {
    /// The spans in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Span> + ExactSizeIterator + '_ {
        self.0.iter().copied()
    }

    /// The spans as a slice.
    pub fn as_slice(&self) -> &[Span] {
        &self.0
    }

    /// Number of frames in all.
    pub fn frames(&self) -> u64 {
        self.iter().map(Span::len).sum()
    }

    /// Whether the set holds no frame.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `frame` is in the set.
    pub fn contains(&self, frame: u64) -> bool {
        let after = self.0.partition_point(|s| s.start <= frame);
        after > 0 && self.0[after - 1].contains(frame)
    }

    /// Frames in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).collect()
    }

    /// Frames in both.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        let (mut i, mut j, mut out) = (0, 0, Vec::new());
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            let shared = a.intersect(*b);
            if !shared.is_empty() {
                out.push(shared);
            }
            if a.end < b.end { i += 1 } else { j += 1 }
        }
        Self(out)
    }

    /// Frames of `within` that are not in the set.
    #[must_use]
    pub fn complement(&self, within: Span) -> Self {
        let mut out = Vec::with_capacity(self.0.len() + 1);
        let mut at = within.start;
        for span in self.iter().map(|s| s.intersect(within)).filter(|s| !s.is_empty()) {
            out.push(Span::new(at, span.start));
            at = span.end;
        }
        out.push(Span::new(at, within.end));
        out.retain(|s| !s.is_empty());
        Self(out)
    }

    /// Frames here but not in `other`.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let Some(last) = self.0.last() else { return Self::default() };
        self.intersect(&other.complement(Span::new(0, last.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Spans> {
        prop::collection::vec((0u64..200, 0u64..30), 0..12)
            .prop_map(|v| v.into_iter().map(|(start, len)| Span::new(start, start + len)).collect())
    }

    proptest! {
        #[test]
        fn algebra_agrees_with_frame_by_frame(a in spans(), b in spans()) {
            let within = Span::new(0, 240);
            for frame in 0..240 {
                let (ia, ib) = (a.contains(frame), b.contains(frame));
                prop_assert_eq!(a.union(&b).contains(frame), ia || ib);
                prop_assert_eq!(a.intersect(&b).contains(frame), ia && ib);
                prop_assert_eq!(a.minus(&b).contains(frame), ia && !ib);
                prop_assert_eq!(a.complement(within).contains(frame), !ia);
            }
        }
    }
}
