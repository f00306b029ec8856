//! A look-ahead limiter: no true peak passes the ceiling, all channels move together, the sound keeps its place in time.

use std::collections::VecDeque;

use super::peak::{Detector, LAG};

/// −1 dBTP, the ceiling of EBU R128 and of every platform, with 0.1 dB for what the curve does beyond our taps.
const CEILING: f32 = 0.881;
/// The gain falls over this time before a peak.
const ATTACK_MS: usize = 5;
/// … and recovers with this time constant.
const RELEASE_MS: f32 = 80.0;
/// A gain this near to one is one.
const SETTLED: f32 = 0.9999;

/// Turns peaks into gains.
///
/// The gain asked for is the least in the window (so it is down before the peak comes), recovers exponentially, and is
/// averaged over the window (so it moves without a corner). INVARIANT: the average of values that each cover a frame's
/// peak covers it too.
#[derive(Clone)]
pub(super) struct Envelope {
    gain: f32,
    window: usize,
    release: f32,
    frame: u64,
    /// Gains below one that peaks in the window ask for, rising.
    asked: VecDeque<(u64, f32)>,
    held: f32,
    /// The last `window` held gains, and their sum.
    recent: Vec<f32>,
    sum: f64,
    /// Frames since the gain was not one.
    idle: usize,
    /// Whether any peak asked for less than one.
    pub(super) touched: bool,
}

impl Envelope {
    /// For sound that is also made louder by `gain`.
    pub(super) fn new(rate: u32, gain: f32) -> Self {
        let window = (rate as usize * ATTACK_MS / 1000).max(1);
        let release = 1.0 - (-1000.0 / (RELEASE_MS * rate.max(1) as f32)).exp();
        Self {
            gain,
            window,
            release,
            frame: 0,
            asked: VecDeque::new(),
            held: 1.0,
            recent: vec![1.0; window],
            sum: window as f64,
            idle: window,
            touched: false,
        }
    }

    /// Frames between a peak and the gain for it.
    pub(super) fn lag(&self) -> usize {
        self.window - 1
    }

    /// Peaks below this need no gain.
    pub(super) fn least(&self) -> f32 {
        CEILING / self.gain
    }

    /// Takes the peak of the next frame, gives the gain (the fixed one included) of the frame `lag` before it.
    pub(super) fn push(&mut self, peak: f32) -> f32 {
        let loud = peak * self.gain;
        self.frame += 1;
        if loud > CEILING {
            let ask = CEILING / loud;
            while self.asked.back().is_some_and(|(_, g)| *g >= ask) {
                self.asked.pop_back();
            }
            self.asked.push_back((self.frame, ask));
            self.touched = true;
            self.idle = 0;
        } else if self.idle >= self.window {
            return self.gain;
        }
        while self.asked.front().is_some_and(|(at, _)| at + self.window as u64 <= self.frame) {
            self.asked.pop_front();
        }
        let least = self.asked.front().map_or(1.0, |(_, g)| *g);
        let recovered = self.held + (1.0 - self.held) * self.release;
        self.held = least.min(if recovered > SETTLED { 1.0 } else { recovered });
        let slot = (self.frame % self.window as u64) as usize;
        self.sum += f64::from(self.held) - f64::from(self.recent[slot]);
        self.recent[slot] = self.held;
        self.idle = if self.held < 1.0 { 0 } else { self.idle + 1 };
        if self.idle >= self.window {
            // All are one again; the sum forgets its rounding.
            self.sum = self.window as f64;
        }
        (self.sum / self.window as f64) as f32 * self.gain
    }
}

/// A gain and the limiter behind it, on interleaved samples.
pub(super) struct Limiter {
    channels: usize,
    detector: Detector,
    envelope: Envelope,
    /// Samples waiting for their gain.
    waiting: Vec<f32>,
    /// Gains still to come that belong to no frame: the delay of detector and envelope.
    early: usize,
}

impl Limiter {
    pub(super) fn new(rate: u32, channels: usize, gain: f32) -> Self {
        let envelope = Envelope::new(rate, gain);
        let early = LAG + envelope.lag();
        Self { channels, detector: Detector::new(channels), envelope, waiting: Vec::new(), early }
    }

    /// Appends what is ready.
    pub(super) fn push(&mut self, interleaved: &[f32], out: &mut Vec<f32>) {
        self.waiting.extend_from_slice(interleaved);
        let mut ready = 0;
        for frame in interleaved.chunks_exact(self.channels) {
            let peak = self.detector.push(frame, self.envelope.least());
            let gain = self.envelope.push(peak);
            if self.early > 0 {
                self.early -= 1;
                continue;
            }
            out.extend(self.waiting[ready..ready + self.channels].iter().map(|s| s * gain));
            ready += self.channels;
        }
        self.waiting.drain(..ready);
    }

    /// Appends the rest: as many samples have come out as went in.
    pub(super) fn finish(&mut self, out: &mut Vec<f32>) {
        let lag = LAG + self.envelope.lag();
        let rest = self.waiting.len();
        let mut tail = Vec::new();
        self.push(&vec![0.0; lag * self.channels], &mut tail);
        tail.truncate(rest);
        out.append(&mut tail);
        self.waiting.clear();
    }
}
