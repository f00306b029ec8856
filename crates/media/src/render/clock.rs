//! Decoding times for packets that come in decoding order and only know when they are shown.

use std::{cmp::Reverse, collections::BinaryHeap};

/// Gives each packet its decoding time: the i-th packet in decoding order is decoded when the (i − delay)-th picture
/// in showing order is shown. One delay for the whole film makes the times rise through every joint, whatever
/// stream the packets come from.
pub(crate) struct Clock {
    delay: usize,
    step: i64,
    given: usize,
    waiting: BinaryHeap<Reverse<i64>>,
    first: Option<i64>,
    last: Option<i64>,
    /// The picture whose time the last packet took, if any: pictures come by here in showing order.
    pub(crate) shown: Option<i64>,
}

/// Decoding order runs further ahead of showing order than the delay allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooFar;

impl Clock {
    /// A clock for streams whose decoding order runs ahead by `delay` pictures at most; `step` is the usual time
    /// from one picture to the next, in ticks.
    pub(crate) fn new(delay: usize, step: i64) -> Self {
        Self {
            delay,
            step: step.max(1),
            given: 0,
            waiting: BinaryHeap::new(),
            first: None,
            last: None,
            shown: None,
        }
    }

    /// Times of the pictures still waiting, in showing order.
    pub(crate) fn rest(&mut self) -> impl Iterator<Item = i64> {
        let mut rest: Vec<i64> = self.waiting.drain().map(|Reverse(pts)| pts).collect();
        rest.sort_unstable();
        rest.into_iter()
    }

    /// Decoding time of the next packet in decoding order, shown at `pts`.
    pub(crate) fn next(&mut self, pts: i64) -> Result<i64, TooFar> {
        let first = *self.first.get_or_insert(pts);
        self.waiting.push(Reverse(pts));
        self.shown = None;
        let dts = if self.given < self.delay {
            first - (self.delay - self.given) as i64 * self.step
        } else {
            // INVARIANT: one was pushed for every one taken but for the first `delay`, so one is there.
            self.shown = self.waiting.pop().map(|Reverse(earliest)| earliest);
            self.shown.unwrap_or(pts)
        };
        self.given += 1;
        if dts > pts || self.last.is_some_and(|last| dts <= last) {
            return Err(TooFar);
        }
        self.last = Some(dts);
        Ok(dts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rises_through_joints_of_different_reordering() {
        // Two groups I P B B with a delay of one, then three pictures in order, then I P B B again.
        let shown = [0, 3, 1, 2, 4, 7, 5, 6, 8, 9, 10, 11, 14, 12, 13];
        let mut clock = Clock::new(1, 1);
        let decoded: Vec<i64> = shown.iter().map(|pts| clock.next(*pts).unwrap()).collect();
        assert_eq!(decoded, (-1..14).collect::<Vec<_>>());
    }

    #[test]
    fn refuses_more_reordering_than_declared() {
        let mut clock = Clock::new(0, 1);
        assert_eq!(clock.next(0), Ok(0));
        assert_eq!(clock.next(2), Ok(2));
        assert_eq!(clock.next(1), Err(TooFar));
    }
}
