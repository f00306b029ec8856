//! The film's sound: packets copied where a stretch is heard alone, encoded around the joints. All packets stand on one
//! grid for the whole film, so nothing drifts however many joints there are.

pub(crate) mod plan;
mod tap;
mod window;

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use ffmpeg_the_third::{Packet, Rational};

use self::{
    plan::{PACKET, Packing, Part, Run, align, fade, runs, shorten},
    tap::{Copier, Spacing, Tap},
};
use super::{
    boundary::Job,
    rush::{Reader, Rush},
};
use crate::{
    av::{Encoder, Track},
    filter::sound::{Chain, Format},
    job::{Failure, Mode, Render},
};

/// FFmpeg's number of the profile AAC-LC.
const LOW_COMPLEXITY: i32 = 1;
/// Packets encoded and thrown away before the first one kept: the encoder then hears what the decoder has heard, and
/// the halves of windows that overlap cancel out.
const WARM_UP: i64 = 4;
/// Packets looked at for a window that an encoded packet can be joined to.
const LOOK: i64 = 6;
/// Bits a second for each channel when the source's own are not known or not AAC.
const BITS_PER_CHANNEL: i64 = 96_000;
/// The same for Opus, which needs fewer.
const BITS_PER_CHANNEL_OF_OPUS: i64 = 64_000;
/// Samples a second of Opus.
const OPUS: u32 = 48_000;

/// One sound track of the film.
pub(crate) struct Sound {
    job: Arc<Job>,
    place: usize,
    /// For the muxer.
    pub(crate) track: Track,
    spacings: Vec<Option<Spacing>>,
    parts: Vec<Part>,
    runs: VecDeque<Run>,
    now: Option<Now>,
    length: i64,
    taps: HashMap<usize, Tap>,
    copier: Option<(usize, Copier)>,
    /// FFmpeg's name of the encoder.
    encoder: &'static str,
    packing: Packing,
    bit_rate: i64,
    silence: Option<Vec<u8>>,
    chain: Option<Chain>,
    /// Packets copied.
    pub(crate) copied: u64,
    /// Packets encoded.
    pub(crate) encoded: u64,
}

enum Now {
    Copying { part: usize, at: i64, to: i64 },
    Encoding(Box<Encoding>),
}

/// An encoder at work on a run.
struct Encoding {
    encoder: Encoder,
    chain: Option<Chain>,
    from: i64,
    to: i64,
    /// Next film sample to be fed.
    fed: i64,
    /// Where feeding ends.
    end: i64,
    /// Filtered samples not yet encoded, and the sample of the first.
    ready: Vec<f32>,
    at: i64,
    finished: bool,
}

/// Tracks the film has: those of the first rush that has any.
pub(crate) fn count(job: &Job) -> usize {
    job.stretches
        .iter()
        .find_map(|s| Some(job.rushes.get(s.rush)?.sounds.len()).filter(|n| *n > 0))
        .unwrap_or(0)
}

impl Sound {
    /// Plans track `place` of the film. `frames` is the film's length.
    pub(crate) fn open(job: &Arc<Job>, place: usize, frames: u64, request: &Render) -> Result<Self, Failure> {
        let missing = || Failure::Missing("sound".into());
        let model = job.stretches.iter().find_map(|s| job.rushes.get(s.rush)?.sounds.get(place));
        let (_, model) = model.ok_or_else(missing)?;
        let channels = model.channels().max(1) as i64;
        let (name, bit_rate) = match model.bit_rate() {
            _ if request.container == "webm" => ("libopus", BITS_PER_CHANNEL_OF_OPUS * channels),
            known if known > 0 && model.codec() == "aac" => ("aac", known.clamp(32_000, 512_000)),
            _ => ("aac", BITS_PER_CHANNEL * channels),
        };
        let mut like = model.clone();
        if name == "libopus" {
            like.set_sample_rate(OPUS);
        }
        let rate = like.sample_rate();
        let mut encoder = Encoder::sound(name, &like, bit_rate, &[])?;
        let (length, priming) = encoder.packing();
        let packing = Packing { length, priming };
        let filtered = request.denoise || request.loudness.is_some();
        // Who asks for a full render wants sound to the sample, not only to the packet.
        let wanted = !filtered && request.mode == Mode::Smart;
        let copies = wanted && name == "aac" && copyable(model, &encoder.track());
        let mut track = if copies { model.clone() } else { encoder.track() };
        track.base = Rational(1, rate as i32);
        track.language.clone_from(&model.language);
        track.set_tag([0; 4]);
        track.set_priming(packing.priming as i32);
        let spacings = job.rushes.iter().map(|rush| spacing(rush, place)).collect::<Result<Vec<_>, _>>()?;
        let length = request.rate.scale(frames, rate) as i64;
        let parts = parts(job, place, request, &track, &spacings, copies.then_some(model));
        let mut new = Self {
            job: Arc::clone(job),
            place,
            runs: runs(&parts, length, packing).into(),
            track,
            spacings,
            parts,
            now: None,
            length,
            encoder: name,
            packing,
            taps: HashMap::new(),
            copier: None,
            bit_rate,
            silence: None,
            chain: None,
            copied: 0,
            encoded: 0,
        };
        new.join()?;
        if filtered {
            new.chain = Some(new.filters(request)?);
        }
        Ok(new)
    }

    /// Moves the ends of copied runs to packets with long windows, which are what the encoder makes where nothing
    /// happens.
    fn join(&mut self) -> Result<(), Failure> {
        let mut runs: Vec<Run> = std::mem::take(&mut self.runs).into();
        for place in 0..runs.len() {
            let Run::Copy { part, from, to } = runs[place] else { continue };
            let reach = LOOK.min((to - from) / 3);
            let mut found = |at: i64| -> Result<_, Failure> {
                let (copier, sample) = self.copier(part, at)?;
                copier.go(sample);
                (0..reach)
                    .map(|i| {
                        let packet = copier.take(sample + i * PACKET)?;
                        Ok(packet.and_then(|p| window::long_halves(p.data().unwrap_or_default())))
                    })
                    .collect::<Result<Vec<_>, Failure>>()
            };
            let (first, last) = (found(from)?, found(to - reach)?);
            let first = first.iter().position(|w| w.is_some_and(|(first, _)| first)).unwrap_or(0);
            let last = last
                .iter()
                .rposition(|w| w.is_some_and(|(_, second)| second))
                .map_or(0, |i| reach - 1 - i as i64);
            shorten(&mut runs, place, from + first as i64, to - last);
        }
        self.runs = runs.into();
        Ok(())
    }

    /// The copier of a part's rush, and the sample at which film packet `at` begins there.
    fn copier(&mut self, part: usize, at: i64) -> Result<(&mut Copier, i64), Failure> {
        let about = self.parts[part];
        let copier = match self.copier.take() {
            Some((rush, copier)) if rush == about.rush => copier,
            _ => {
                let (rush, index, _, spacing) = self.source(about.rush)?;
                Copier::open(&rush.source, index, spacing)?
            }
        };
        let (_, copier) = self.copier.insert((about.rush, copier));
        Ok((copier, self.packing.begins(at) + about.shift))
    }

    /// Upper bound for the packets of the track.
    pub(crate) fn packets(&self) -> u64 {
        (self.length / self.packing.length + 3).unsigned_abs()
    }

    /// The filters asked for; to reach a loudness, the film is heard once before.
    fn filters(&mut self, request: &Render) -> Result<Chain, Failure> {
        let format = Format { rate: self.track.sample_rate(), channels: self.track.channels().max(1) };
        let Some(target) = request.loudness else { return Chain::new(format, request.denoise) };
        let mut hearing = Chain::survey(format, request.denoise, target, request.measured)?;
        let (mut at, mut pcm) = (0, Vec::new());
        while at < self.length {
            let count = PACKET.min(self.length - at);
            self.mix(at, count as usize, &mut pcm)?;
            hearing.push(&pcm)?;
            at += count;
        }
        hearing.finish()
    }

    /// First sample of the packet that comes next.
    pub(crate) fn time(&self) -> i64 {
        self.packing.begins((self.copied + self.encoded) as i64)
    }

    /// The next packet; its time is in samples. None at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Packet>, Failure> {
        loop {
            match self.now.take() {
                None => {
                    let Some(run) = self.runs.pop_front() else { return Ok(None) };
                    self.now = Some(self.begin(run)?);
                }
                Some(Now::Copying { part, at, to }) if at < to => {
                    self.now = Some(Now::Copying { part, at: at + 1, to });
                    let packet = self.copy(part, at)?;
                    return Ok(Some(self.stamp(packet, at)));
                }
                Some(Now::Copying { .. }) => {}
                Some(Now::Encoding(mut encoding)) => {
                    if let Some((packet, at)) = self.encode(&mut encoding)? {
                        self.now = Some(Now::Encoding(encoding));
                        self.encoded += 1;
                        return Ok(Some(self.stamp(packet, at)));
                    }
                }
            }
        }
    }

    /// Gives packet `at` its time; the last one ends with the film.
    fn stamp(&self, mut packet: Packet, at: i64) -> Packet {
        let begins = self.packing.begins(at);
        packet.set_pts(Some(begins));
        packet.set_duration(self.packing.length.min(self.length - begins));
        packet.set_flags(ffmpeg_the_third::packet::Flags::KEY);
        packet
    }

    fn begin(&mut self, run: Run) -> Result<Now, Failure> {
        match run {
            Run::Copy { part, from, to } => {
                let (copier, sample) = self.copier(part, from)?;
                copier.go(sample);
                Ok(Now::Copying { part, at: from, to })
            }
            Run::Encode { from, to } => {
                let Packing { length, .. } = self.packing;
                let begin = (from - 1 - WARM_UP) * length;
                Ok(Now::Encoding(Box::new(Encoding {
                    encoder: Encoder::sound(self.encoder, &self.track, self.quality(to - from), &[])?,
                    chain: self.chain.take(),
                    from: self.packing.begins(from),
                    to: self.packing.begins(to),
                    fed: begin,
                    end: self.packing.begins(to) + 2 * length,
                    ready: Vec::new(),
                    at: begin,
                    finished: false,
                })))
            }
        }
    }

    /// Bits a second for a run. The few packets around a joint get more than the rest: what happens there is sudden, and
    /// they weigh nothing.
    fn quality(&self, packets: i64) -> i64 {
        let most = 250_000 * self.track.channels().max(1) as i64;
        if packets <= 4 * LOOK { (2 * self.bit_rate).min(most) } else { self.bit_rate }
    }

    /// The rush, stream, format and spacing a part is made from.
    fn source(&self, rush: usize) -> Result<(&Rush, usize, &Track, Spacing), Failure> {
        let missing = || Failure::Missing("sound".into());
        let about = self.job.rushes.get(rush).ok_or_else(missing)?;
        let (index, track) = about.sounds.get(self.place).ok_or_else(missing)?;
        let spacing = self.spacings.get(rush).copied().flatten().ok_or_else(missing)?;
        Ok((about, *index, track, spacing))
    }

    fn copy(&mut self, part: usize, at: i64) -> Result<Packet, Failure> {
        let sample = self.packing.begins(at) + self.parts[part].shift;
        let found = match &mut self.copier {
            Some((_, copier)) => copier.take(sample)?,
            None => None,
        };
        if let Some(packet) = found {
            self.copied += 1;
            return Ok(packet);
        }
        self.encoded += 1;
        if self.silence.is_none() {
            self.silence = Some(self.silence()?);
        }
        Ok(Packet::copy(self.silence.as_deref().unwrap_or_default()))
    }

    /// A packet in which nothing is heard.
    fn silence(&self) -> Result<Vec<u8>, Failure> {
        let mut encoder = Encoder::sound("aac", &self.track, self.bit_rate, &[])?;
        let nothing = vec![0.0; PACKET as usize * self.track.channels().max(1)];
        let mut last = Vec::new();
        for i in 0..4 {
            encoder.send_samples(&nothing, i * PACKET)?;
            while let Some(packet) = encoder.receive()? {
                last = packet.data().unwrap_or_default().to_vec();
            }
        }
        Ok(last)
    }

    /// Feeds the encoder until it gives the next packet of its run.
    fn encode(&mut self, run: &mut Encoding) -> Result<Option<(Packet, i64)>, Failure> {
        let channels = self.track.channels().max(1);
        let Packing { length, .. } = self.packing;
        let mut pcm = Vec::new();
        loop {
            while let Some(packet) = run.encoder.receive()? {
                let pts = packet.pts().unwrap_or(i64::MIN);
                if (run.from..run.to).contains(&pts) {
                    let clean = Packet::copy(packet.data().unwrap_or_default());
                    return Ok(Some((clean, self.packing.packet(pts))));
                }
            }
            if run.finished {
                return Ok(None);
            }
            while run.ready.len() < length as usize * channels && run.fed < run.end {
                self.mix(run.fed, length as usize, &mut pcm)?;
                run.fed += length;
                match &mut run.chain {
                    Some(chain) => chain.push(&pcm, &mut run.ready)?,
                    None => run.ready.extend_from_slice(&pcm),
                }
                if run.fed >= run.end
                    && let Some(chain) = run.chain.take()
                {
                    chain.finish(&mut run.ready)?;
                }
            }
            let count = run.ready.len().min(length as usize * channels);
            if count == 0 {
                run.encoder.finish()?;
                run.finished = true;
                continue;
            }
            run.encoder.send_samples(&run.ready[..count], run.at)?;
            run.at += (count / channels) as i64;
            run.ready.drain(..count);
        }
    }

    /// The film's samples from `start` on, interleaved.
    fn mix(&mut self, start: i64, count: usize, out: &mut Vec<f32>) -> Result<(), Failure> {
        let channels = self.track.channels().max(1);
        out.clear();
        out.resize(count * channels, 0.0);
        let end = start + count as i64;
        for i in 0..self.parts.len() {
            let part = self.parts[i];
            let (from, to) = part.heard();
            let (from, to) = (from.max(start), to.min(end));
            if from >= to || self.spacings.get(part.rush).is_none_or(Option::is_none) {
                continue;
            }
            if !self.taps.contains_key(&part.rush) {
                // Two rushes meet at a joint, never more at once; demuxers hold whole indexes.
                if self.taps.len() > 1 {
                    let keep = self.parts.get(i.wrapping_sub(1)).map(|p| p.rush);
                    self.taps.retain(|rush, _| Some(*rush) == keep);
                }
                let (rush, index, track, spacing) = self.source(part.rush)?;
                let tap = Tap::open(&rush.source, index, track, spacing, &self.track)?;
                self.taps.insert(part.rush, tap);
            }
            if let Some(tap) = self.taps.get_mut(&part.rush) {
                let into = &mut out[(from - start) as usize * channels..(to - start) as usize * channels];
                tap.add(from + part.shift, (to - from) as usize, |k| part.weight(from + k as i64), into)?;
            }
        }
        Ok(())
    }
}

/// Whether packets of `track` can stand beside those of our encoder: AAC-LC, and the same first 13 bits of the
/// configuration (object type, sample rate, channels).
fn copyable(track: &Track, ours: &Track) -> bool {
    let (a, b) = (track.configuration(), ours.configuration());
    let alike = a.len() >= 2 && b.len() >= 2 && a[0] == b[0] && a[1] == b[1];
    track.codec() == "aac" && track.profile() == LOW_COMPLEXITY && alike
}

/// How the packets of a rush's track lie; none when the rush has no such track.
fn spacing(rush: &Rush, place: usize) -> Result<Option<Spacing>, Failure> {
    let Some((index, track)) = rush.sounds.get(place) else { return Ok(None) };
    let first = Reader::open(&rush.source, *index)?.next()?;
    Ok(first.and_then(|p| Some(Spacing::new(track, p.pts()?))))
}

/// The stretches as parts of the sound. Packets of tracks that sound like `model` are copied.
fn parts(
    job: &Job,
    place: usize,
    request: &Render,
    film: &Track,
    spacings: &[Option<Spacing>],
    model: Option<&Track>,
) -> Vec<Part> {
    let rate = film.sample_rate();
    let mut parts: Vec<Part> = job
        .stretches
        .iter()
        .map(|stretch| {
            let start = request.rate.scale(stretch.film, rate) as i64;
            let end = request.rate.scale(stretch.film + stretch.frames, rate) as i64;
            let rush = job.rushes.get(stretch.rush);
            let source = rush.and_then(|r| r.picture.as_ref()).map_or(0, |footage| {
                let base = footage.grid.base;
                let tick = i128::from(footage.grid.tick(stretch.span.start)) * i128::from(base.numerator());
                (tick * i128::from(rate)).div_euclid(i128::from(base.denominator().max(1))) as i64
            });
            let track = rush.and_then(|r| r.sounds.get(place)).map(|(_, track)| track);
            let spacing = spacings.get(stretch.rush).copied().flatten();
            let alike = model.zip(track).is_some_and(|(model, track)| model.sounds_like(track));
            let exact = source - start;
            let (shift, copies) = match spacing {
                Some(spacing) if alike => (align(exact, spacing.phase()), true),
                _ => (exact, false),
            };
            Part { rush: stretch.rush, start, end, shift, copies, rise: (0, 0), fall: (0, 0) }
        })
        .collect();
    fade(&mut parts, rate);
    parts
}
