//! Several tracks averaged into one line of samples.

use std::collections::VecDeque;

/// Samples a track may lag behind before the others go on without it: half a minute.
const PATIENCE: i64 = 30 * super::SAMPLE_RATE as i64;

/// The line; a sample's number is its time at 16 kHz.
pub(super) struct Mix {
    sums: VecDeque<f32>,
    /// Number of the first sample in `sums`.
    at: i64,
    /// How far each track has come.
    reached: Vec<i64>,
    gain: f32,
}

impl Mix {
    /// Begins at sample `at` with this many tracks.
    pub(super) fn new(at: i64, tracks: usize) -> Self {
        Self { sums: VecDeque::new(), at, reached: vec![at; tracks], gain: 1.0 / tracks.max(1) as f32 }
    }

    /// Adds samples of a track, the first of which has number `from`; what is already gone is lost.
    pub(super) fn add(&mut self, track: usize, from: i64, samples: &[f32]) {
        if let Some(reached) = self.reached.get_mut(track) {
            *reached = from + samples.len() as i64;
        }
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

    /// Takes what is complete.
    pub(super) fn take(&mut self) -> Vec<f32> {
        let end = self.at + self.sums.len() as i64;
        let reached = self.reached.iter().copied().min();
        let complete = reached.unwrap_or(end).clamp(end.saturating_sub(PATIENCE).max(self.at), end);
        let count = (complete - self.at) as usize;
        self.at = complete;
        self.sums.drain(..count).collect()
    }

    /// Takes the rest, when no track has more: some end before others.
    pub(super) fn rest(&mut self) -> Vec<f32> {
        self.at += self.sums.len() as i64;
        std::mem::take(&mut self.sums).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracks_are_averaged_where_they_lie() {
        let mut mix = Mix::new(10, 2);
        mix.add(0, 10, &[1.0; 4]);
        mix.add(1, 8, &[1.0; 5]);
        assert_eq!(mix.take(), [1.0, 1.0, 1.0]);
        mix.add(1, 14, &[]);
        assert_eq!(mix.take(), [0.5]);
        mix.add(0, 16, &[1.0]);
        mix.add(1, 17, &[]);
        assert_eq!(mix.take(), [0.0, 0.0, 0.5]);
        mix.add(1, 17, &[1.0, 1.0]);
        assert!(mix.take().is_empty());
        assert_eq!(mix.rest(), [0.5, 0.5]);
    }
}
