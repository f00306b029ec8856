//! Levels of 10 ms: the whole sound, and its sharp part, where consonants stand out of a rumbling room.

/// How loud 10 ms are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// The whole band, half decibels above −120 dBFS.
    pub(super) whole: u8,
    /// After a first difference, half decibels above −120 dBFS.
    pub(super) sharp: u8,
}

/// Root mean square as half decibels above −120 dBFS.
fn half_decibels(energy: f32, samples: usize) -> u8 {
    let mean = energy / samples.max(1) as f32 / (32_768.0 * 32_768.0);
    (20.0 * mean.max(1e-12).log10() + 240.0) as u8
}

/// Measures one 10 ms after the other.
#[derive(Default)]
pub(super) struct Meter {
    last: f32,
}

impl Meter {
    /// Level of the next samples.
    pub(super) fn measure(&mut self, samples: &[i16]) -> Level {
        let (mut whole, mut sharp) = (0.0f32, 0.0f32);
        for &sample in samples {
            let sample = f32::from(sample);
            let step = sample - 0.95 * self.last;
            whole += sample * sample;
            sharp += step * step;
            self.last = sample;
        }
        Level { whole: half_decibels(whole, samples.len()), sharp: half_decibels(sharp, samples.len()) }
    }
}

/// Root mean square of samples, in dBFS, not below −120.
pub(super) fn decibels(samples: &[i16]) -> f32 {
    let energy: f32 = samples.iter().map(|&s| f32::from(s) * f32::from(s)).sum();
    f32::from(half_decibels(energy, samples.len())) / 2.0 - 120.0
}
