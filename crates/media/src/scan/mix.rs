//! Several tracks averaged into one line of samples.

use std::collections::VecDeque;

/// Samples a track may lag behind before the others go on without it: half a minute.
const PATIENCE: i64 = 30 * super::SAMPLE_RATE as i64;

/// The line; a sample's number is its time at 16 kHz.
pub(super) struct Mix {
    sums: VecDeque<f32>,
    /// Number of the first sample in `sums`.
    at: i64,
    gain: f32,
}

impl Mix {
    /// Begins at sample `at` with this many tracks.
    pub(super) fn new(at: i64, tracks: usize) -> Self {
        Self { sums: VecDeque::new(), at, gain: 1.0 / tracks.max(1) as f32 }
    }

    /// Adds a track's samples, the first of which has number `from`; what is already gone is lost.
    pub(super) fn add(&mut self, from: i64, samples: &[f32]) {
        let late = usize::try_from(self.at - from).unwrap_or(0);
        let samples = samples.get(late..).unwrap_or_default();
        let begin = usize::try_from(from - self.at).unwrap_or(0);
        if !samples.is_empty() && self.sums.len() < begin + samples.len() {
            self.sums.resize(begin + samples.len(), 0.0);
        }
        for (sum, sample) in self.sums.range_mut(begin.min(self.sums.len())..).zip(samples) {
            *sum += sample * self.gain;
        }
    }

    /// Takes what is complete: `reached` says how far each track has come.
    pub(super) fn take(&mut self, reached: impl Iterator<Item = i64>) -> Vec<f32> {
        let end = self.at + self.sums.len() as i64;
        let complete = reached.min().unwrap_or(end).clamp(end.saturating_sub(PATIENCE).max(self.at), end);
        let count = (complete - self.at) as usize;
        self.at = complete;
        self.sums.drain(..count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracks_are_averaged_where_they_lie() {
        let mut mix = Mix::new(10, 2);
        mix.add(10, &[1.0; 4]);
        mix.add(8, &[1.0; 5]);
        assert_eq!(mix.take([14, 13].into_iter()), [1.0, 1.0, 1.0]);
        assert_eq!(mix.take([14, 14].into_iter()), [0.5]);
        mix.add(16, &[1.0]);
        assert_eq!(mix.take([17, 17].into_iter()), [0.0, 0.0, 0.5]);
    }
}
