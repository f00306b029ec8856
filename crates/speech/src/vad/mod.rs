//! Where somebody speaks, found while the samples stream by; no model file needed.
//!
//! Two things are kept of each moment: the probability of speech that `earshot`'s small network gives for 16 ms, and
//! the levels of 10 ms. The network says *that* somebody speaks, the levels say *where it begins and ends*: it reacts
//! late to a soft consonant and lets go early of a last "s", which both still stand above the local noise floor.

mod gain;
mod island;
mod level;

use earshot::Detector;
use incamera_model::Island;

use gain::Gain;
use level::{Level, Meter};

/// Samples a second the detector is fed with.
pub const SAMPLE_RATE: u32 = 16_000;

/// Samples in a frame of the network (16 ms).
const FRAME: usize = 256;
/// Samples in a measured level (10 ms).
const HOP: usize = 160;
/// Samples in a block of equal gain (2 s): whole frames and whole levels.
const BLOCK: usize = 32_000;

/// Samples the network hears before the first one counts.
const WARM_UP: usize = 30 * FRAME;

/// What counts as speech; the defaults suit a camera's or a recorder's microphone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Probability from which a frame is surely speech, 0 … 1.
    pub threshold: f32,
    /// Shortest pause that parts two islands, in milliseconds.
    pub min_pause_ms: u32,
    /// Shortest island, in milliseconds of sure speech.
    pub min_speech_ms: u32,
    /// How far an edge may be carried outwards by sound above the noise floor, in milliseconds.
    pub reach_ms: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { threshold: 0.5, min_pause_ms: 250, min_speech_ms: 96, reach_ms: 2200 }
    }
}

/// A voice-activity detector for one rush: [`feed`](Self::feed) it every sample, then [`finish`](Self::finish).
///
/// Same samples, same islands, however they are portioned. Keeps about 260 bytes for each second heard.
pub struct Vad {
    settings: Settings,
    detector: Box<Detector>,
    gain: Gain,
    meter: Meter,
    /// Samples not yet seen by the network: at most two blocks.
    waiting: Vec<i16>,
    /// Quantile level of each block measured so far, last one at the end.
    levels: Vec<Level>,
    /// Probability of speech of each 16 ms, 0 … 255.
    speech: Vec<u8>,
    samples: u64,
}

impl Vad {
    /// A detector for a new rush.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            detector: Box::new(Detector::default()),
            gain: Gain::default(),
            meter: Meter::default(),
            waiting: Vec::with_capacity(2 * BLOCK),
            levels: Vec::new(),
            speech: Vec::new(),
            samples: 0,
        }
    }

    /// Hears the next samples: 16 kHz, mono.
    pub fn feed(&mut self, mut samples: &[i16]) {
        self.samples += samples.len() as u64;
        while !samples.is_empty() {
            let room = (2 * BLOCK - self.waiting.len()).min(samples.len());
            let (now, later) = samples.split_at(room);
            self.waiting.extend_from_slice(now);
            samples = later;
            if self.waiting.len() == 2 * BLOCK {
                self.judge(BLOCK);
            }
        }
    }

    /// The islands of everything heard, in order, disjoint; times count from the first sample.
    pub fn finish(mut self) -> Vec<Island> {
        while !self.waiting.is_empty() {
            let len = self.waiting.len().min(BLOCK);
            self.judge(len);
        }
        island::find(&self.settings, &self.speech, &self.levels, self.samples)
    }

    /// Judges the first waiting block, knowing the one after it.
    fn judge(&mut self, len: usize) {
        let next = &self.waiting[len..];
        let gain = self.gain.choose(&self.waiting[..len], next);
        let start = self.speech.len();
        if start == 0 {
            // A network that wakes up in a noisy room takes it for a voice: let it hear the opening backwards first.
            let opening = &self.waiting[..len.min(WARM_UP)];
            let backwards: Vec<i16> = opening.iter().rev().copied().collect();
            for part in backwards.chunks(FRAME) {
                probability(&mut self.detector, part, gain);
            }
        }
        for part in self.waiting[..len].chunks(FRAME) {
            self.speech.push(probability(&mut self.detector, part, gain));
        }
        for part in self.waiting[..len].chunks(HOP) {
            self.levels.push(self.meter.measure(part));
        }
        self.gain.learn(&self.speech[start..]);
        self.waiting.drain(..len);
    }
}

/// Probability of speech in the next frame, 0 … 255; a short last frame is filled up with silence.
fn probability(detector: &mut Detector, part: &[i16], gain: f32) -> u8 {
    let mut frame = [0i16; FRAME];
    for (to, from) in frame.iter_mut().zip(part) {
        *to = (f32::from(*from) * gain) as i16; // saturates
    }
    (detector.predict_i16(&frame).clamp(0.0, 1.0) * 255.0) as u8
}
