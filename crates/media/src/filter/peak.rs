//! True peaks: how far the curve through the samples swings, after ITU-R BS.1770-4, annex 2.

use std::f64::consts::PI;

/// Samples of the curve's neighbourhood that count.
const TAPS: usize = 16;
/// Points looked at between two samples, beside the samples themselves: fourfold oversampling.
const BETWEEN: usize = 3;

/// Frames by which a peak is known after its frame.
pub(super) const LAG: usize = TAPS / 2;

/// Finds the true peak of each frame, over all channels.
pub(super) struct Detector {
    taps: [[f32; TAPS]; BETWEEN],
    /// No curve swings further than this times its largest sample.
    swing: f32,
    /// The last `TAPS` samples of each channel, written twice so that they can always be read in one piece.
    rings: Vec<[f32; 2 * TAPS]>,
    at: usize,
    /// Frames since a sample was large enough to matter.
    calm: usize,
    /// The sample peak of the last `LAG` frames and more.
    samples: [f32; TAPS],
}

impl Detector {
    pub(super) fn new(channels: usize) -> Self {
        let mut taps = [[0.0; TAPS]; BETWEEN];
        for (i, taps) in taps.iter_mut().enumerate() {
            let fraction = (i + 1) as f64 / (BETWEEN + 1) as f64;
            let mut exact = [0.0; TAPS];
            for (k, tap) in exact.iter_mut().enumerate() {
                // The frame looked at stands at LAG − 1, LAG more follow it.
                let x = k as f64 - (LAG - 1) as f64 - fraction;
                let window = 0.5 + 0.5 * (PI * x / (LAG as f64 + 0.5)).cos();
                *tap = (PI * x).sin() / (PI * x) * window;
            }
            let sum: f64 = exact.iter().sum();
            for (tap, exact) in taps.iter_mut().zip(exact) {
                *tap = (exact / sum) as f32;
            }
        }
        let swing = taps.iter().map(|t| t.iter().map(|c| c.abs()).sum()).fold(1.0, f32::max);
        Self { taps, swing, rings: vec![[0.0; 2 * TAPS]; channels], at: 0, calm: TAPS, samples: [0.0; TAPS] }
    }

    /// Takes the next frame; gives the true peak of the frame [`LAG`] before it. Peaks that cannot reach `least` are
    /// given as sample peaks: there is no need to look between the samples.
    pub(super) fn push(&mut self, frame: &[f32], least: f32) -> f32 {
        let mut largest = 0.0f32;
        for (ring, &sample) in self.rings.iter_mut().zip(frame) {
            ring[self.at] = sample;
            ring[self.at + TAPS] = sample;
            largest = largest.max(sample.abs());
        }
        self.samples[self.at] = largest;
        self.calm = if largest * self.swing < least { self.calm + 1 } else { 0 };
        // The oldest sample now stands where the next one will be written.
        self.at = (self.at + 1) % TAPS;
        let mut peak = self.samples[(self.at + TAPS - LAG - 1) % TAPS];
        if self.calm < TAPS {
            for ring in &self.rings {
                let seen = &ring[self.at..self.at + TAPS];
                for taps in &self.taps {
                    let value: f32 = taps.iter().zip(seen).map(|(t, s)| t * s).sum();
                    peak = peak.max(value.abs());
                }
            }
        }
        peak
    }
}
