//! Which channels carry the recording. Sound recorders leave one channel dead, put a second microphone on another
//! track, or fill 64 channels of a mixer: averaging all of it would bury the voice.

use ffmpeg_the_third::{frame::Audio, rescale::Rescale};

use super::{meter, shown};
use crate::av::{Decoder, Effort, Input, samples};

/// Places of the recording that are listened to before the pass, and how long each.
const PLACES: i64 = 12;
const LISTEN: f64 = 0.4;
/// Streams and channels beyond these are not listened to.
const STREAMS: usize = 8;
const CHANNELS: usize = 64;
/// At most so many channels are mixed.
const MIXED: usize = 8;
/// A channel this far below the loudest one is dead, or hears only its neighbour.
const DEAD_BELOW: f32 = 24.0;

/// One channel of one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Channel {
    /// Stream index in the container.
    pub(super) stream: usize,
    /// Place in the stream's frames.
    pub(super) channel: usize,
}

/// The channels to be averaged, ordered; never empty when there is sound.
///
/// A lone channel needs no listening. Otherwise a dozen places are heard: channels within 24 dB of the loudest are
/// alive; of a pair in opposite phase only the first is taken, since their average would be silence.
pub(super) fn choose(input: &mut Input) -> Vec<Channel> {
    let streams: Vec<usize> = shown::sounds(input).into_iter().take(STREAMS).collect();
    let count = |stream: usize| {
        input.stream(stream).map_or(0, |s| s.parameters().ch_layout().channels() as usize).min(CHANNELS)
    };
    let all: Vec<Channel> = streams
        .iter()
        .flat_map(|&stream| (0..count(stream).max(1)).map(move |channel| Channel { stream, channel }))
        .collect();
    if all.len() < 2 {
        return all;
    }
    let heard = listen(input, &streams, &all);
    let loudest = heard.iter().map(|h| h.level).fold(f32::MIN, f32::max);
    let mut alive: Vec<usize> =
        (0..all.len()).filter(|&i| !heard[i].rumble && heard[i].level > loudest - DEAD_BELOW).collect();
    if loudest <= meter::SILENT_DB || alive.is_empty() {
        return vec![all[0]];
    }
    alive.sort_by(|&a, &b| heard[b].level.total_cmp(&heard[a].level));
    let mut taken: Vec<usize> = Vec::new();
    for i in alive {
        let opposite = |&j: &usize| all[j].stream == all[i].stream && opposed(&heard[i].wave, &heard[j].wave);
        if taken.len() < MIXED && !taken.iter().any(opposite) {
            taken.push(i);
        }
    }
    let mut chosen: Vec<Channel> = taken.into_iter().map(|i| all[i]).collect();
    chosen.sort_unstable();
    chosen
}

/// What was heard of one channel.
#[derive(Clone, Default)]
struct Heard {
    /// Level that a tenth of the 10 ms pieces exceed, dBFS.
    level: f32,
    /// Carries low-frequency effects.
    rumble: bool,
    /// The beginning of what was heard, for comparing phases.
    wave: Vec<f32>,
}

fn listen(input: &mut Input, streams: &[usize], all: &[Channel]) -> Vec<Heard> {
    let mut levels: Vec<Vec<f32>> = vec![Vec::new(); all.len()];
    let mut heard = vec![Heard::default(); all.len()];
    let mut decoders: Vec<(usize, Decoder)> = streams
        .iter()
        .filter_map(|&index| {
            let stream = input.stream(index)?;
            Some((index, Decoder::open(stream.parameters(), stream.time_base(), Effort::EXACT).ok()?))
        })
        .collect();
    input.only(streams);
    let start = shown::zero(input);
    let length = input.duration().max(0);
    let (mut frame, mut wave) = (Audio::empty(), Vec::new());
    for place in 0..PLACES {
        let at = start + length / PLACES * place;
        let Some(first) = streams.first().and_then(|&s| input.stream(s)) else { break };
        let ticks = at.rescale(shown::MICRO, first.time_base());
        if input.seek(streams[0], ticks).is_err() && place > 0 {
            continue;
        }
        for (_, decoder) in &mut decoders {
            decoder.flush();
        }
        let mut left: Vec<f64> = vec![LISTEN; decoders.len()];
        // Interleaving is never that coarse; a stream that has ended must not make us read to the end.
        for _ in 0..40 * streams.len() {
            let Ok(Some(packet)) = input.read() else { break };
            let Some(d) = decoders.iter().position(|(s, _)| *s == packet.stream()) else { continue };
            let (stream, decoder) = &mut decoders[d];
            if decoder.send(Some(&packet)).is_err() {
                continue;
            }
            while decoder.receive(&mut frame) {
                left[d] -= frame.samples() as f64 / f64::from(frame.rate().max(1));
                let rumble = samples::rumble(&frame);
                for (i, c) in all.iter().enumerate().filter(|(_, c)| c.stream == *stream) {
                    wave.clear();
                    samples::channel(&frame, c.channel, &mut wave);
                    levels[i].extend(wave.chunks(frame.rate() as usize / 100 + 1).map(meter::level));
                    heard[i].rumble = rumble == Some(c.channel);
                    if heard[i].wave.len() < 1 << 16 {
                        heard[i].wave.extend_from_slice(&wave);
                    }
                }
            }
            if left.iter().all(|l| *l <= 0.0) {
                break;
            }
        }
    }
    for (h, mut levels) in heard.iter_mut().zip(levels) {
        levels.sort_by(f32::total_cmp);
        h.level = levels.get(levels.len() * 9 / 10).copied().unwrap_or(meter::SILENT_DB);
    }
    heard
}

/// Whether two channels carry the same sound in opposite phase.
fn opposed(a: &[f32], b: &[f32]) -> bool {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| f64::from(x * y)).sum::<f64>();
    dot(a, b) < -0.7 * (dot(a, a) * dot(b, b)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposite_phases_are_told_from_equal_ones() {
        let wave: Vec<f32> = (0..1000u16).map(|i| (f32::from(i) * 0.1).sin()).collect();
        let turned: Vec<f32> = wave.iter().map(|s| -s).collect();
        assert!(opposed(&wave, &turned));
        assert!(!opposed(&wave, &wave));
    }
}
