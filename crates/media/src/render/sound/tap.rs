//! The sound of one track of a rush from any sample on, at the film's rate and channels.

use std::sync::Arc;

use ffmpeg_the_third::{Packet, Rational, frame};
use incamera_worker::ReadAt;

use super::plan::PACKET;
use crate::{
    av::{Decoder, Effort, Remix, Track},
    job::Failure,
    render::rush::Reader,
};

/// Where the packets of a track lie, in samples of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spacing {
    base: Rational,
    rate: u32,
    /// Where a packet of AAC begins, when all lie [`PACKET`] apart.
    phase: Option<i64>,
    /// Timestamps are this far off at most.
    slack: i64,
}

impl Spacing {
    /// Of a track whose first packet begins at `first`, in ticks.
    pub(crate) fn new(track: &Track, first: i64) -> Self {
        let (base, rate) = (track.base, track.sample_rate().max(1));
        let tick = i64::from(rate) * i64::from(base.numerator()) / i64::from(base.denominator()).max(1);
        let mut new = Self { base, rate, phase: None, slack: tick + 1 };
        if track.codec() == "aac" {
            new.phase = Some(new.raw(first));
        }
        new
    }

    fn raw(&self, ticks: i64) -> i64 {
        let (n, d) =
            (i128::from(self.base.numerator()) * i128::from(self.rate), i128::from(self.base.denominator()));
        ((2 * i128::from(ticks) * n + d).div_euclid(2 * d.max(1))) as i64
    }

    /// The sample at a timestamp, put right where the container rounded it.
    pub(crate) fn sample(&self, ticks: i64) -> i64 {
        let raw = self.raw(ticks);
        let Some(phase) = self.phase else { return raw };
        let off = (raw - phase + PACKET / 2).rem_euclid(PACKET) - PACKET / 2;
        if off.abs() <= self.slack { raw - off } else { raw }
    }

    /// The timestamp at a sample, rounded down.
    pub(crate) fn ticks(&self, sample: i64) -> i64 {
        let (n, d) =
            (i128::from(self.base.numerator()) * i128::from(self.rate), i128::from(self.base.denominator()));
        (i128::from(sample) * d).div_euclid(n.max(1)) as i64
    }

    /// Where a packet of AAC begins.
    pub(crate) fn phase(&self) -> i64 {
        self.phase.unwrap_or(0)
    }
}

/// Samples decoded ahead of those wanted, so that the decoder (and a resampler) has found its feet.
const RUN_UP: i64 = 4 * PACKET;

/// See the module.
pub(crate) struct Tap {
    reader: Reader,
    decoder: Decoder,
    remix: Remix,
    spacing: Spacing,
    /// Film samples a second.
    rate: u32,
    channels: usize,
    /// Interleaved samples from `at` on.
    ready: Vec<f32>,
    at: Option<i64>,
    ended: bool,
}

impl Tap {
    /// Opens another view of the rush for its stream `index`.
    pub(crate) fn open(
        source: &Arc<dyn ReadAt>,
        index: usize,
        track: &Track,
        spacing: Spacing,
        film: &Track,
    ) -> Result<Self, Failure> {
        let remix = Remix::new(film)?;
        Ok(Self {
            reader: Reader::open(source, index)?,
            decoder: Decoder::open(track, track.base, Effort::EXACT)?,
            channels: remix.channels(),
            remix,
            spacing,
            rate: film.sample_rate().max(1),
            ready: Vec::new(),
            at: None,
            ended: false,
        })
    }

    /// Adds `count` samples from `start` on to `out`, each channel times the weight of its sample. Samples count at the
    /// film's rate from the rush's time zero; what is not there is silence.
    pub(crate) fn add(
        &mut self,
        start: i64,
        count: usize,
        weight: impl Fn(usize) -> f32,
        out: &mut [f32],
    ) -> Result<(), Failure> {
        let end = start + count as i64;
        let near = self.at.is_some_and(|at| (at..=self.end() + i64::from(self.rate)).contains(&start));
        if !near {
            self.go(start);
        }
        while self.end() < end && !self.ended {
            self.decode()?;
            self.forget(start);
        }
        self.forget(start);
        let at = self.at.unwrap_or(start);
        for i in 0..count {
            let Ok(from) = usize::try_from(start + i as i64 - at) else { continue };
            let from = from * self.channels;
            let Some(samples) = self.ready.get(from..from + self.channels) else { break };
            let loud = weight(i);
            let to = &mut out[i * self.channels..(i + 1) * self.channels];
            to.iter_mut().zip(samples).for_each(|(to, sample)| *to += loud * sample);
        }
        Ok(())
    }

    fn end(&self) -> i64 {
        self.at.unwrap_or(i64::MIN / 2) + (self.ready.len() / self.channels) as i64
    }

    /// Drops what lies before `start`.
    fn forget(&mut self, start: i64) {
        let Some(at) = &mut self.at else { return };
        let have = (self.ready.len() / self.channels) as i64;
        let gone = (start - *at).clamp(0, have);
        self.ready.drain(..gone as usize * self.channels);
        *at += gone;
    }

    fn go(&mut self, start: i64) {
        let own = i128::from(start) * i128::from(self.spacing.rate) / i128::from(self.rate);
        self.reader.seek(self.spacing.ticks(own as i64 - RUN_UP));
        self.decoder.flush();
        self.remix.reset();
        self.ready.clear();
        (self.at, self.ended) = (None, false);
    }

    fn decode(&mut self) -> Result<(), Failure> {
        let packet = self.reader.next()?;
        self.ended = packet.is_none();
        // A damaged packet leaves a gap, which is filled with silence when the next one comes.
        let _ = self.decoder.send(packet.as_ref());
        let mut frame = frame::Audio::empty();
        while self.decoder.receive(&mut frame) {
            let Some(pts) = frame.pts() else { continue };
            let own = i128::from(self.spacing.sample(pts)) * i128::from(self.rate);
            let begins = own.div_euclid(i128::from(self.spacing.rate)) as i64;
            self.place(begins);
            self.remix.push(&frame, &mut self.ready)?;
        }
        Ok(())
    }

    /// Makes the samples that come next stand at `begins`, where the difference is more than rounding.
    fn place(&mut self, begins: i64) {
        let slack = 64 + 2 * self.spacing.slack * i64::from(self.rate) / i64::from(self.spacing.rate);
        if self.at.is_none() {
            self.at = Some(begins);
            return;
        }
        let off = begins - self.end();
        if off > slack {
            // A hole of hours is a lie: what matters is that the sound comes at its time, so old samples go.
            if off > 60 * i64::from(self.rate) {
                self.ready.clear();
                self.at = Some(begins);
            } else {
                self.ready.resize(self.ready.len() + off as usize * self.channels, 0.0);
            }
        } else if off < -slack {
            let keep = (begins - self.at.unwrap_or(begins)).max(0) as usize * self.channels;
            self.ready.truncate(keep);
            if keep == 0 {
                self.at = Some(begins);
            }
        }
    }
}

/// Copies packets of AAC by the sample at which they begin.
pub(crate) struct Copier {
    reader: Reader,
    spacing: Spacing,
    ahead: Option<(i64, Packet)>,
}

impl Copier {
    /// Opens another view of the rush for its stream `index`.
    pub(crate) fn open(source: &Arc<dyn ReadAt>, index: usize, spacing: Spacing) -> Result<Self, Failure> {
        Ok(Self { reader: Reader::open(source, index)?, spacing, ahead: None })
    }

    /// Goes to where the packet of `sample` must be.
    pub(crate) fn go(&mut self, sample: i64) {
        self.ahead = None;
        self.reader.seek(self.spacing.ticks(sample));
    }

    /// The packet that begins at `sample`, a clean copy of its bytes; none where the rush has none.
    pub(crate) fn take(&mut self, sample: i64) -> Result<Option<Packet>, Failure> {
        loop {
            let next = match self.ahead.take() {
                Some(next) => Some(next),
                None => self.reader.next()?.map(|p| (self.spacing.sample(p.pts().unwrap_or(0)), p)),
            };
            let Some((begins, packet)) = next else { return Ok(None) };
            if begins > sample {
                self.ahead = Some((begins, packet));
                return Ok(None);
            }
            if begins == sample {
                return Ok(packet.data().map(Packet::copy));
            }
        }
    }
}
