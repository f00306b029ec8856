//! A stretch of sound as 16 kHz mono samples.

use std::sync::Arc;

use incamera_worker::ReadAt;

use super::{
    SAMPLE_RATE,
    listen::{Ear, Listener},
};
use crate::job::{Failure, Reply, Say};

/// Says the samples of `start..end`, in microseconds from the rush's zero (its first shown video frame): the same
/// ones that [`sound`](super::sound) says for that stretch. Before zero there are none; after the last one they end.
pub(crate) fn samples(source: Arc<dyn ReadAt>, start: i64, end: i64, say: Say) -> Result<(), Failure> {
    if end < start {
        return Err(Failure::Request(format!("a stretch of sound from {start} to {end} µs")));
    }
    let number = |micros: i64| (i128::from(micros.max(0)) * i128::from(SAMPLE_RATE) / 1_000_000) as i64;
    let (start, end) = (number(start), number(end));
    // The resampler has settled a second before the first wanted sample.
    let second = (start / i64::from(SAMPLE_RATE) - 1).max(0);
    let at = second * i64::from(SAMPLE_RATE);
    Listener::open(source, second)?.run(&mut Stretch { at, start, end, say })
}

/// Passes on the samples `start..end`.
struct Stretch<'a> {
    /// Number of the next sample.
    at: i64,
    start: i64,
    end: i64,
    say: Say<'a>,
}

impl Ear for Stretch<'_> {
    fn frame(&mut self, _rate: u32, _planes: &[Vec<f32>]) {}

    fn samples(&mut self, samples: &[f32], _position: u64) -> Result<bool, Failure> {
        let place = |number: i64| (number - self.at).clamp(0, samples.len() as i64) as usize;
        let wanted: Vec<i16> =
            samples[place(self.start)..place(self.end)].iter().map(|s| quantised(*s)).collect();
        self.at += samples.len() as i64;
        if !wanted.is_empty() {
            (self.say)(Reply::Samples(wanted))?;
        }
        Ok(self.at < self.end)
    }
}

/// A float sample as sixteen bits, clipped at full scale.
pub(super) fn quantised(sample: f32) -> i16 {
    (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16
}
