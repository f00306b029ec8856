//! Where words begin: the alignment knows when a word ends, the sound knows when it begins.

use super::Heard;
use crate::SAMPLE_RATE;

/// Samples in a level (10 ms).
const HOP: usize = SAMPLE_RATE as usize / 100;
/// A silence this long between two words parts them, in levels: the closure before a "t" is shorter.
const SILENCE: usize = 10;
/// A word is at least this long, in seconds.
const SHORTEST: f32 = 0.06;

/// Which 10 ms of a clip are sound.
pub(super) struct Onsets {
    sound: Vec<bool>,
}

impl Onsets {
    /// Measures a clip: sound is what stands 6 dB above its quietest tenth, and within 40 dB of its loudest.
    pub(super) fn of(clip: &[f32]) -> Self {
        let levels: Vec<f32> = clip
            .chunks(HOP)
            .map(|part| 10.0 * (part.iter().map(|s| s * s).sum::<f32>() / part.len() as f32 + 1e-12).log10())
            .collect();
        let mut sorted = levels.clone();
        sorted.sort_unstable_by(f32::total_cmp);
        let quiet = sorted.get(sorted.len() / 10).copied().unwrap_or(-120.0);
        let loud = sorted.last().copied().unwrap_or(-120.0);
        // A clip of speech without a pause has no quiet tenth: then only what is far below the voice is silence.
        let bar = (quiet + 6.0).clamp(loud - 40.0, loud - 20.0);
        Self { sound: levels.into_iter().map(|level| level >= bar).collect() }
    }

    /// Moves the starts of words behind the silences before them. `length` is the clip's, in seconds.
    pub(super) fn place(&self, words: &mut [Heard], length: f32) {
        let mut before = 0.0f32;
        for word in words {
            word.end = word.end.clamp(before, length.max(before));
            word.start = self.start(before, word.end).max(before);
            before = word.end;
        }
    }

    /// After the last silence between `from` and `to`, if there is one.
    fn start(&self, from: f32, to: f32) -> f32 {
        let first = (from * 100.0) as usize;
        let last = (((to - SHORTEST) * 100.0).max(0.0) as usize).min(self.sound.len());
        let mut quiet = 0;
        let mut start = from;
        for at in first..last {
            if self.sound[at] {
                if quiet >= SILENCE || (quiet > 0 && at - quiet == first) {
                    start = at as f32 / 100.0;
                }
                quiet = 0;
            } else {
                quiet += 1;
            }
        }
        if quiet >= SILENCE { last as f32 / 100.0 } else { start }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_begins_after_the_silence() {
        let tone = |seconds: f32| vec![0.3f32; (seconds * SAMPLE_RATE as f32) as usize];
        let hush = |seconds: f32| vec![0.0f32; (seconds * SAMPLE_RATE as f32) as usize];
        let clip = [hush(0.2), tone(0.5), hush(0.8), tone(0.5)].concat();
        let word = |end| Heard { end, ..Heard::default() };
        let mut words = [word(0.7), word(2.0)];
        Onsets::of(&clip).place(&mut words, 2.0);
        assert!((words[0].start - 0.2).abs() < 0.011, "{}", words[0].start);
        assert!((words[1].start - 1.5).abs() < 0.011, "{}", words[1].start);
    }
}
