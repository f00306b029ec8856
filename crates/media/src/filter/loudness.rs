//! Which gain brings a film to its loudness (EBU R128, ITU-R BS.1770).
//!
//! Gain alone would do, but for the limiter: it takes some of the loudness away that the gain gave, more the harder
//! the sound is driven. So the film is heard once before it is made, through trial limiters, and the gain is read
//! between what came of them.

use ebur128::{EbuR128, Mode};

use super::{
    limiter::Envelope,
    peak::{Detector, LAG},
};
use crate::job::Failure;

/// Each trial is driven this much harder than the one before.
const STEP_DB: f64 = 3.0;
/// More is never needed: what is quieter than −70 LUFS does not pass the gate and is not measured.
const MOST_DB: f64 = 60.0;

/// Hears a film, says the gain.
pub(super) struct Survey {
    channels: usize,
    target: f64,
    plain: EbuR128,
    detector: Detector,
    trials: Vec<Trial>,
    /// Samples waiting for their gain.
    waiting: Vec<f32>,
}

struct Trial {
    gain_db: f64,
    envelope: Envelope,
    meter: EbuR128,
    early: usize,
    limited: Vec<f32>,
}

impl Survey {
    /// `target` in LUFS; `measured` is about how loud the film is, when that is known, and `count` trials are made from
    /// there on: more where what was measured may be too high.
    pub(super) fn new(
        rate: u32,
        channels: usize,
        target: f64,
        measured: Option<f64>,
        count: u8,
    ) -> Result<Self, Failure> {
        let meter = || {
            EbuR128::new(channels as u32, rate, Mode::I)
                .map_err(|e| Failure::Unusable(format!("loudness of {channels} channels at {rate} Hz: {e}")))
        };
        let mut trials = Vec::new();
        if let Some(measured) = measured {
            for step in 0..count {
                let gain_db = (target - measured).clamp(-MOST_DB, MOST_DB) + f64::from(step) * STEP_DB;
                let envelope = Envelope::new(rate, factor(gain_db));
                let early = LAG + envelope.lag();
                trials.push(Trial { gain_db, envelope, meter: meter()?, early, limited: Vec::new() });
            }
        }
        let detector = Detector::new(channels);
        Ok(Self { channels, target, plain: meter()?, detector, trials, waiting: Vec::new() })
    }

    pub(super) fn push(&mut self, interleaved: &[f32]) -> Result<(), Failure> {
        let heard = |e| Failure::Ffmpeg(format!("measuring loudness: {e}"));
        self.plain.add_frames_f32(interleaved).map_err(heard)?;
        if self.trials.is_empty() {
            return Ok(());
        }
        self.waiting.extend_from_slice(interleaved);
        let least = self.trials.iter().map(|t| t.envelope.least()).fold(f32::MAX, f32::min);
        let mut ready = 0;
        for frame in interleaved.chunks_exact(self.channels) {
            let peak = self.detector.push(frame, least);
            let mut given = false;
            for trial in &mut self.trials {
                let gain = trial.envelope.push(peak);
                if trial.early > 0 {
                    trial.early -= 1;
                    continue;
                }
                let samples = &self.waiting[ready..ready + self.channels];
                trial.limited.extend(samples.iter().map(|s| s * gain));
                given = true;
            }
            ready += if given { self.channels } else { 0 };
        }
        self.waiting.drain(..ready);
        for trial in &mut self.trials {
            trial.meter.add_frames_f32(&trial.limited).map_err(heard)?;
            trial.limited.clear();
        }
        Ok(())
    }

    /// The gain, as a factor; one when nothing was loud enough to be measured. (The last few milliseconds are not
    /// waited for: they weigh nothing in an integrated loudness.)
    pub(super) fn finish(self) -> f32 {
        let loudness = |m: &EbuR128| m.loudness_global().ok().filter(|l| l.is_finite());
        let Some(plain) = loudness(&self.plain) else { return 1.0 };
        let linear = self.target - plain;
        let heard: Vec<(f64, f64)> =
            self.trials.iter().filter_map(|t| Some((t.gain_db, loudness(&t.meter)?))).collect();
        let touched = self.trials.last().is_some_and(|t| t.envelope.touched);
        if !touched || heard.len() < 2 {
            return factor(linear.min(MOST_DB));
        }
        // The two trials around the target. Below the first the limiter does less than in it; beyond the last, more.
        let above = heard.partition_point(|(_, loud)| *loud < self.target).clamp(1, heard.len() - 1);
        let ((low_db, low), (high_db, high)) = (heard[above - 1], heard[above]);
        let slope = ((high - low) / (high_db - low_db)).clamp(0.25, 1.0);
        let short = self.target - low;
        let gain = if short < 0.0 { (low_db + short).max(linear) } else { low_db + short / slope };
        factor(gain.min(MOST_DB))
    }
}

/// A gain in decibels as a factor.
pub(super) fn factor(db: f64) -> f32 {
    10f64.powf(db / 20.0) as f32
}
