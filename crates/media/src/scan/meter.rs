//! Levels, waveform and noise floor of 16 kHz mono sound.

/// Below this there is no sound at all, only the quantiser, in dBFS.
pub(super) const SILENT_DB: f32 = -100.0;
/// Samples of one level (10 ms) and of one peak (20 ms).
const LEVEL: usize = super::SAMPLE_RATE as usize / 100;
const PEAK: usize = super::SAMPLE_RATE as usize / 50;

/// RMS level in dBFS, −120 at the least.
pub(super) fn level(samples: &[f32]) -> f32 {
    let power = samples.iter().map(|s| s * s).sum::<f32>() / samples.len().max(1) as f32;
    (10.0 * power.max(1e-12).log10()).clamp(-120.0, 0.0)
}

/// The largest sample, sign aside. Without their sign, floats lie in the order of their bits, and whole numbers are
/// compared many at a time.
pub(super) fn peak(samples: &[f32]) -> f32 {
    f32::from_bits(samples.iter().map(|s| s.abs().to_bits()).max().unwrap_or(0))
}

/// Collects levels and peaks of a stream of samples.
pub(super) struct Meter {
    pending: Vec<f32>,
    levels: Vec<u8>,
    peaks: Vec<u8>,
    /// How often each level was met, by hundredths of a decibel below full scale.
    counts: Vec<u32>,
}

impl Meter {
    pub(super) fn new() -> Self {
        Self {
            pending: Vec::with_capacity(PEAK),
            levels: Vec::new(),
            peaks: Vec::new(),
            counts: vec![0; 12_001],
        }
    }

    /// Measures the next samples.
    pub(super) fn add(&mut self, mut samples: &[f32]) {
        if !self.pending.is_empty() {
            let (first, rest) = samples.split_at(samples.len().min(PEAK - self.pending.len()));
            self.pending.extend_from_slice(first);
            samples = rest;
            if self.pending.len() < PEAK {
                return;
            }
            let full = std::mem::take(&mut self.pending);
            self.measure(&full);
        }
        let mut pieces = samples.chunks_exact(PEAK);
        for piece in &mut pieces {
            self.measure(piece);
        }
        self.pending.extend_from_slice(pieces.remainder());
    }

    /// At most one peak's worth of samples.
    fn measure(&mut self, samples: &[f32]) {
        self.peaks.push((peak(samples) * 255.0).round().min(255.0) as u8);
        for piece in samples.chunks(LEVEL) {
            let attenuation = -level(piece);
            self.levels.push(attenuation.round() as u8);
            if let Some(count) = self.counts.get_mut((attenuation * 100.0) as usize) {
                *count += 1;
            }
        }
    }

    /// Levels, peaks, and the noise floor in 1/100 dBFS: the level that nine tenths of the pieces outside digital
    /// silence exceed.
    pub(super) fn finish(mut self) -> (Vec<u8>, Vec<u8>, i32) {
        if !self.pending.is_empty() {
            let rest = std::mem::take(&mut self.pending);
            self.measure(&rest);
        }
        let sounding = self.counts.get(..(-SILENT_DB * 100.0) as usize).unwrap_or_default();
        let total: u64 = sounding.iter().map(|c| u64::from(*c)).sum();
        let mut below = 0;
        let floor = (0..sounding.len()).rev().find(|&i| {
            below += u64::from(sounding[i]);
            below * 10 >= total.max(1)
        });
        (self.levels, self.peaks, floor.map_or(-12_000, |i| -(i as i32)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_is_the_quiet_tenth_and_ignores_digital_silence() {
        let mut meter = Meter::new();
        let quiet = |db: f32, seconds: usize| vec![10f32.powf(db / 20.0); seconds * 16_000];
        meter.add(&quiet(-130.0, 10));
        meter.add(&quiet(-60.0, 2));
        // Uneven portions cross the borders of pieces.
        quiet(-20.0, 8).chunks(777).for_each(|part| meter.add(part));
        let (levels, peaks, floor) = meter.finish();
        assert_eq!((levels.len(), peaks.len()), (2000, 1000));
        assert_eq!([levels[0], levels[1100], levels[1900]], [120, 60, 20]);
        assert_eq!([peaks[0], peaks[999]], [0, 26]);
        assert!((-6001..=-5999).contains(&floor), "{floor}");
    }
}
