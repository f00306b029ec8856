//! The walk over the sound of a rush: packets to tracks, tracks to one line of samples.

use std::{cell::RefCell, sync::Arc};

use ffmpeg_the_third::rescale::Rescale;
use incamera_worker::ReadAt;

use super::{SAMPLE_RATE, channels, mix::Mix, shown, track::Track};
use crate::{av::Input, job::Failure};

/// Damaged packets in a row after which the rest of the file is given up.
const PATIENCE: u32 = 10_000;
/// How much earlier than a stretch its reading begins, in microseconds: decoders and resamplers need a run-up.
const PREROLL: i64 = 500_000;

/// An open rush whose sound is being read.
pub(super) struct Listener {
    input: Input,
    tracks: Vec<Track>,
    mix: Mix,
}

/// Who listens.
pub(super) trait Ear {
    /// Channels of the main stream at its own sample rate, as decoded.
    fn frame(&mut self, rate: u32, planes: &[Vec<f32>]);

    /// The next samples at 16 kHz, and how far the file is read, in bytes. False ends the reading.
    ///
    /// # Errors
    /// When nobody wants to hear more.
    fn samples(&mut self, samples: &[f32], position: u64) -> Result<bool, Failure>;
}

impl Listener {
    /// Opens the rush at this second and chooses its channels.
    pub(super) fn open(source: Arc<dyn ReadAt>, second: i64) -> Result<Self, Failure> {
        let mut input = Input::open(source.clone())?;
        if shown::sounds(&input).is_empty() {
            return Err(Failure::Missing("sound".into()));
        }
        let mut chosen = channels::choose(&mut input);
        if chosen.len() > 1 {
            // The look around left the demuxer anywhere; a fresh one stands at the true beginning.
            input = Input::open(source)?;
        }
        let mut tracks = Vec::new();
        while let Some(first) = chosen.first().copied() {
            let (own, rest) = chosen.into_iter().partition(|c| c.stream == first.stream);
            chosen = rest;
            let own: Vec<_> = own;
            tracks.push(Track::open(&input, &own, second)?);
        }
        let streams: Vec<usize> = tracks.iter().map(|t| t.stream).collect();
        input.only(&streams);
        if second > 0 {
            let to = shown::zero(&input) + (second * 1_000_000 - PREROLL);
            let base = input.stream(streams[0]).map_or(shown::MICRO, |s| s.time_base());
            input.seek(streams[0], to.rescale(shown::MICRO, base))?;
        }
        let mix = Mix::new(second * i64::from(SAMPLE_RATE), tracks.len());
        Ok(Self { input, tracks, mix })
    }

    /// Reads on until the end, or until the ear has heard enough.
    pub(super) fn run(mut self, ear: &mut dyn Ear) -> Result<(), Failure> {
        let main = self.tracks.first().map(|t| t.stream);
        let (mut bad, mut position) = (0, 0);
        loop {
            let packet = match self.input.read() {
                Ok(packet) => packet,
                Err(error) => {
                    let medium = self.input.take_failure();
                    if medium.is_some() {
                        return Err(Failure::from_ffmpeg(error, medium));
                    }
                    bad += 1;
                    if bad < PATIENCE {
                        continue;
                    }
                    None
                }
            };
            if let Some(packet) = &packet {
                position = position.max(packet.position().max(0) as u64);
            }
            // Its frames and its samples are heard at two places of the same work.
            let ears = RefCell::new(&mut *ear);
            let mut wanted = true;
            for (number, track) in self.tracks.iter_mut().enumerate() {
                if packet.as_ref().is_some_and(|p| p.stream() != track.stream) {
                    continue;
                }
                let heard = Some(track.stream) == main;
                let mut tap = |rate: u32, planes: &[Vec<f32>]| {
                    if heard {
                        ears.borrow_mut().frame(rate, planes);
                    }
                };
                let mix = &mut self.mix;
                wanted &= track.decode(packet.as_ref(), &mut tap, &mut |from, samples| {
                    mix.add(number, from, samples);
                    let ready = mix.take();
                    if ready.is_empty() { Ok(true) } else { ears.borrow_mut().samples(&ready, position) }
                })?;
            }
            if !wanted {
                return Ok(());
            }
            if packet.is_none() {
                let rest = self.mix.rest();
                return if rest.is_empty() { Ok(()) } else { ear.samples(&rest, position).map(drop) };
            }
        }
    }
}
