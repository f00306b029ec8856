//! One stream of sound, laid on the rush's own clock: decoded, mixed to one channel, resampled to 16 kHz, gaps
//! filled with silence, overlaps cut, so that a sample's number is its time.

use ffmpeg_the_third::{Error, Packet, Rational, frame::Audio, rescale::Rescale};

use super::{SAMPLE_RATE, channels::Channel, shown};
use crate::{
    av::{Decoder, Effort, Input, Resampler, samples},
    job::Failure,
};

/// Timestamps may jitter by this much (containers count milliseconds, cameras worse) before a gap is believed.
const JITTER: i64 = 20;
/// A step back by more than this is a clock that jumped, not an overlap. Milliseconds, as [`JITTER`].
const OVERLAP: i64 = 500;
/// Channels of a stream whose loudness is measured.
const MEASURED: usize = 8;

/// The longest gap that is silence, in microseconds: half a day. Beyond it the clock is believed to have jumped.
const LONGEST: i64 = 12 * 3600 * 1_000_000;

/// One stream being decoded.
pub(super) struct Track {
    /// Stream index in the container.
    pub(super) stream: usize,
    channels: Vec<usize>,
    base: Rational,
    decoder: Decoder,
    frame: Audio,
    resampler: Option<(u32, Resampler)>,
    /// The rush's zero, in microseconds of the container's clock, moved when the clock jumps.
    zero: i64,
    /// Microseconds past which a gap is a jump of the clock, not silence.
    limit: i64,
    /// Number of the next sample at the stream's own rate.
    next: i64,
    /// Whether a sample was fed yet.
    begun: bool,
    /// Number of the next sample at 16 kHz.
    at: i64,
    planes: Vec<Vec<f32>>,
    mono: Vec<f32>,
    /// Samples at 16 kHz not yet handed on.
    ready: Vec<f32>,
    /// Frames that could not be decoded.
    pub(super) damaged: u64,
}

/// What the frames of a track sounded like before they were mixed, one slice a channel, with the sample rate.
pub(super) type Tap<'a> = &'a mut dyn FnMut(u32, &[Vec<f32>]);

/// Takes the next samples at 16 kHz, the first of which has this number; false when no more are wanted.
pub(super) type Out<'a> = &'a mut dyn FnMut(i64, &[f32]) -> Result<bool, Failure>;

impl Track {
    /// Opens the decoder of the stream that `channels` share. It begins at `second` of the rush: a whole one, where
    /// every sample rate has a sample, so that a stretch resamples exactly as it would in the whole.
    pub(super) fn open(input: &Input, channels: &[Channel], second: i64) -> Result<Self, Error> {
        let stream = channels.first().and_then(|c| input.stream(c.stream)).ok_or(Error::StreamNotFound)?;
        let length = input.duration().max(0);
        Ok(Self {
            stream: stream.index(),
            channels: channels.iter().map(|c| c.channel).collect(),
            base: stream.time_base(),
            decoder: Decoder::open(stream.parameters(), stream.time_base(), Effort::EXACT)?,
            frame: Audio::empty(),
            resampler: None,
            zero: shown::zero(input),
            limit: length.min(LONGEST) + 60_000_000,
            next: 0,
            begun: false,
            at: second * i64::from(SAMPLE_RATE),
            planes: Vec::new(),
            mono: Vec::new(),
            ready: Vec::new(),
            damaged: 0,
        })
    }

    /// Decodes a packet (none at the end) and hands on what it gives at 16 kHz; false when no more is wanted.
    pub(super) fn decode(
        &mut self,
        packet: Option<&Packet>,
        tap: Tap<'_>,
        out: Out<'_>,
    ) -> Result<bool, Failure> {
        if self.decoder.send(packet).is_err() {
            self.damaged += 1;
        }
        while self.decoder.receive(&mut self.frame) {
            if !self.take(tap, out)? {
                return Ok(false);
            }
        }
        if packet.is_none() {
            self.feed(&[])?;
        }
        self.hand_on(out)
    }

    /// Mixes and resamples the frame at hand.
    fn take(&mut self, tap: Tap<'_>, out: Out<'_>) -> Result<bool, Failure> {
        let (rate, count) = (self.frame.rate(), self.frame.samples());
        if rate == 0 || count == 0 {
            return Ok(true);
        }
        let wanted = usize::from(self.frame.channels()).min(MEASURED);
        let all = wanted.max(self.channels.iter().max().map_or(0, |c| c + 1));
        self.planes.resize_with(all, Vec::new);
        for (channel, plane) in self.planes.iter_mut().enumerate() {
            plane.clear();
            if channel < wanted || self.channels.contains(&channel) {
                samples::channel(&self.frame, channel, plane);
            }
        }
        tap(rate, &self.planes[..wanted]);
        self.mono.clear();
        self.mono.resize(count, 0.0);
        let present = self.channels.iter().filter(|c| self.planes[**c].len() == count).count().max(1);
        let gain = 1.0 / present as f32;
        for channel in &self.channels {
            for (sum, sample) in self.mono.iter_mut().zip(&self.planes[*channel]) {
                *sum += sample * gain;
            }
        }
        self.place(rate, out)
    }

    /// Lays the mixed samples where their timestamp says.
    fn place(&mut self, rate: u32, out: Out<'_>) -> Result<bool, Failure> {
        self.tune(rate)?;
        let ticks = Rational(1, i32::try_from(rate).unwrap_or(i32::MAX));
        let stamp =
            self.frame.pts().or(self.frame.timestamp()).map(|pts| pts.rescale(self.base, shown::MICRO));
        let mut gap = 0;
        if let Some(stamp) = stamp {
            gap = stamp.saturating_sub(self.zero).rescale(shown::MICRO, ticks).saturating_sub(self.next);
            let tolerated = |ms: i64| ms * i64::from(rate) / 1000;
            if gap > self.limit.rescale(shown::MICRO, ticks) || self.begun && gap < -tolerated(OVERLAP) {
                self.zero = stamp.saturating_sub(self.next.rescale(ticks, shown::MICRO));
                gap = 0;
            } else if self.begun && gap.abs() <= tolerated(JITTER) {
                gap = 0;
            }
        }
        while gap > 0 {
            let part = gap.min(i64::from(rate));
            self.feed(&vec![0.0; part as usize])?;
            gap -= part;
            // Hours of silence are never held at once.
            if !self.hand_on(out)? {
                return Ok(false);
            }
        }
        let mono = std::mem::take(&mut self.mono);
        let late = mono.get(gap.unsigned_abs() as usize..).unwrap_or_default();
        if !late.is_empty() {
            self.begun = true;
            self.feed(late)?;
        }
        self.mono = mono;
        Ok(true)
    }

    fn hand_on(&mut self, out: Out<'_>) -> Result<bool, Failure> {
        let first = self.at - self.ready.len() as i64;
        let wanted = out(first, &self.ready)?;
        self.ready.clear();
        Ok(wanted)
    }

    /// Makes ready for frames of this rate; a stream may change it on the way.
    fn tune(&mut self, rate: u32) -> Result<(), Error> {
        if self.resampler.as_ref().is_some_and(|(r, _)| *r == rate) {
            return Ok(());
        }
        if self.resampler.is_some() {
            self.feed(&[])?;
        }
        self.resampler = Some((rate, Resampler::new(rate, SAMPLE_RATE)?));
        self.next = self.at * i64::from(rate) / i64::from(SAMPLE_RATE);
        Ok(())
    }

    /// Resamples the next samples; none at the end.
    fn feed(&mut self, samples: &[f32]) -> Result<(), Error> {
        let had = self.ready.len();
        if let Some((_, resampler)) = &mut self.resampler {
            resampler.run(samples, &mut self.ready)?;
        }
        self.next += samples.len() as i64;
        self.at += (self.ready.len() - had) as i64;
        Ok(())
    }
}
