//! Levels, loudness and waveform in one pass over the sound.

use std::sync::Arc;

use ebur128::{EbuR128, Mode};
use incamera_model::{Loudness, Micros, Sound};
use incamera_worker::ReadAt;

use super::{
    SAMPLE_RATE,
    listen::{Ear, Listener},
    meter::{self, Meter},
    samples::quantised,
};
use crate::job::{Failure, Reply, Say};

/// Measures the sound and says its 16 kHz mono samples on the way ([`Reply::Samples`](crate::job::Reply::Samples)),
/// a second at a time. Sample 0 is the rush's zero: its first shown video frame, or its first sample without a
/// moving picture. Islands are left empty: the parent listens for speech.
///
/// Loudness is that of the main stream with all its channels, as EBU R128 wants it; levels and waveform are those
/// of the channels that carry the recording.
pub(crate) fn sound(source: Arc<dyn ReadAt>, say: Say) -> Result<Sound, Failure> {
    let total = source.size();
    let mut gauge =
        Gauge { total, say, meter: Meter::new(), loudness: None, peak: 0.0, count: 0, second: Vec::new() };
    Listener::open(source, 0)?.run(&mut gauge)?;
    gauge.finish()
}

struct Gauge<'a> {
    /// Bytes of the file, for progress.
    total: u64,
    say: Say<'a>,
    meter: Meter,
    /// One meter a sample rate met; a rush has one, unless its stream changes on the way.
    loudness: Option<(u32, usize, EbuR128)>,
    /// Largest sample of any channel, full scale = 1.
    peak: f32,
    /// Samples said.
    count: u64,
    /// Samples not yet said.
    second: Vec<i16>,
}

impl Ear for Gauge<'_> {
    fn frame(&mut self, rate: u32, planes: &[Vec<f32>]) {
        for plane in planes {
            // No number at all (NaN) leaves the peak as it was.
            self.peak = self.peak.max(meter::peak(plane));
        }
        let fits = self.loudness.as_ref().is_some_and(|(r, n, _)| (*r, *n) == (rate, planes.len()));
        if !fits {
            let made = EbuR128::new(planes.len() as u32, rate, Mode::I | Mode::LRA);
            self.loudness = made.ok().map(|meter| (rate, planes.len(), meter));
        }
        if let Some((_, _, meter)) = &mut self.loudness {
            let planes: Vec<&[f32]> = planes.iter().map(Vec::as_slice).collect();
            // It fails only for a number of planes that it was not made for.
            let _ = meter.add_frames_planar_f32(&planes);
        }
    }

    fn samples(&mut self, samples: &[f32], position: u64) -> Result<bool, Failure> {
        self.meter.add(samples);
        self.second.extend(samples.iter().map(|s| quantised(*s)));
        self.count += samples.len() as u64;
        while self.second.len() >= SAMPLE_RATE as usize {
            let rest = self.second.split_off(SAMPLE_RATE as usize);
            (self.say)(Reply::Samples(std::mem::replace(&mut self.second, rest)))?;
            (self.say)(Reply::Progress { done: position.min(self.total), total: self.total })?;
        }
        Ok(true)
    }
}

impl Gauge<'_> {
    fn finish(mut self) -> Result<Sound, Failure> {
        if !self.second.is_empty() {
            (self.say)(Reply::Samples(std::mem::take(&mut self.second)))?;
        }
        let (levels, peaks, floor) = self.meter.finish();
        let hundredths = |value: f64| (value * 100.0).round() as i32;
        let meter = self.loudness.as_ref().map(|(_, _, meter)| meter);
        let integrated = meter.and_then(|m| m.loudness_global().ok()).filter(|l| l.is_finite());
        let loudness = Loudness {
            integrated: integrated.map_or(i32::MIN, hundredths),
            range: meter.and_then(|m| m.loudness_range().ok()).map_or(0, hundredths),
            peak: hundredths(20.0 * f64::from(self.peak.max(1e-6)).log10()),
            floor,
            speech: 0,
        };
        let length = Micros((self.count * 1_000_000 / u64::from(SAMPLE_RATE)) as i64);
        Ok(Sound { length, islands: Vec::new(), loudness, levels, peaks })
    }
}
