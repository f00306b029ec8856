//! The walk over the sound of a rush: packets to tracks, tracks to one line of samples.

use std::sync::Arc;

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
        let mut samples = Vec::new();
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
            let meant = |t: &&mut Track| packet.as_ref().is_none_or(|p| p.stream() == t.stream);
            for track in self.tracks.iter_mut().filter(meant) {
                let (from, heard) = (track.at, Some(track.stream) == main);
                samples.clear();
                track.decode(
                    packet.as_ref(),
                    &mut |rate, planes| {
                        if heard {
                            ear.frame(rate, planes);
                        }
                    },
                    &mut samples,
                )?;
                self.mix.add(from, &samples);
            }
            let ready = self.mix.take(self.tracks.iter().map(|t| t.at));
            if (!ready.is_empty() && !ear.samples(&ready, position)?) || packet.is_none() {
                return Ok(());
            }
        }
    }
}
