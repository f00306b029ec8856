//! From probabilities and levels to islands.

use std::ops::Range;

use incamera_model::{Island, Micros};

use super::{FRAME, HOP, SAMPLE_RATE, Settings, level::Level};

/// Below this a frame ends sure speech, when the threshold began it.
const RELEASE: f32 = 0.7;
/// A word reaches this probability somewhere (65 %).
const PEAK: u8 = 166;
/// A silence this long stops an edge from being carried outwards, in levels of 10 ms: longer than the closure before
/// a last "t".
const CLOSURE: usize = 14;
/// How far above the floor a level is sound, in half decibels.
const ABOVE: u8 = 12;
/// Levels looked at beyond the reach, for the floor.
const BEYOND: usize = 50;
/// Within this many levels of sure speech a sound may be as loud as it likes (a last "t", a laugh) …
const NEAR: usize = 30;
/// … further away it must stay this much below the loudest of the speech, in half decibels: a bang does not.
const BELOW: u8 = 32;
/// Longest time the network goes on seeing speech that has ended, in levels.
const RINGING: usize = 30;
/// No microphone is as quiet as −100 dBFS, in half decibels above −120.
const DIGITAL_SILENCE: u8 = 40;
/// A voice never keeps its sharp part this even for this many levels; wind, rumble, fans and hiss do …
const EVEN: usize = 30;
/// … within so much, in half decibels.
const APART: u8 = 8;
/// Laid around an island, in levels of 10 ms: the ramp of a first sound begins under the floor.
const SKIRT: usize = 2;

pub(super) fn find(settings: &Settings, speech: &[u8], levels: &[Level], samples: u64) -> Vec<Island> {
    let pause = settings.min_pause_ms as usize / 10;
    let mut edges: Vec<Range<usize>> = Vec::new();
    for core in cores(settings, &uneven(speech, levels)) {
        let grown = grow(settings, &core, levels);
        match edges.last_mut() {
            Some(last) if grown.start < last.end + pause => last.end = last.end.max(grown.end),
            _ => edges.push(grown),
        }
    }
    let length = micros(samples);
    edges
        .into_iter()
        .map(|edge| Island {
            start: micros((edge.start * HOP) as u64),
            end: micros((edge.end * HOP) as u64).min(length),
            confidence: mean(&speech[frames(&edge, speech.len())]),
        })
        .collect()
}

/// The probabilities without those of even sounds: the network takes loud ones for voices.
fn uneven(speech: &[u8], levels: &[Level]) -> Vec<u8> {
    let mut speech = speech.to_vec();
    for (at, window) in levels.windows(EVEN).enumerate() {
        let sharp = window.iter().map(|level| level.sharp);
        let (low, high) = sharp.fold((u8::MAX, 0), |(low, high), level| (level.min(low), level.max(high)));
        if high - low <= APART {
            let inside = at * HOP / FRAME..(at + EVEN) * HOP / FRAME;
            speech[inside].fill(0);
        }
    }
    speech
}

/// Stretches of sure speech, in frames of 16 ms, long enough to be a word.
fn cores(settings: &Settings, speech: &[u8]) -> Vec<Range<usize>> {
    let begin = (settings.threshold * 255.0) as u8;
    let end = (settings.threshold * RELEASE * 255.0) as u8;
    let join = 200 * SAMPLE_RATE as usize / 1000 / FRAME;
    let mut runs: Vec<(Range<usize>, usize, u8)> = Vec::new();
    let mut at = 0;
    while at < speech.len() {
        if speech[at] < begin {
            at += 1;
            continue;
        }
        let stop = speech[at..].iter().position(|&p| p < end).map_or(speech.len(), |n| at + n);
        let sure = speech[at..stop].iter().filter(|&&p| p >= begin).count();
        let peak = speech[at..stop].iter().copied().max().unwrap_or(0);
        match runs.last_mut() {
            Some((run, n, highest)) if at < run.end + join => {
                run.end = stop;
                *n += sure;
                *highest = peak.max(*highest);
            }
            _ => runs.push((at..stop, sure, peak)),
        }
        at = stop;
    }
    let least = settings.min_speech_ms as usize * SAMPLE_RATE as usize / 1000 / FRAME;
    runs.into_iter().filter(|(_, sure, peak)| *sure >= least && *peak >= PEAK).map(|(run, ..)| run).collect()
}

/// Carries both edges of a core outwards while there is sound above the floor of that side; in levels.
fn grow(settings: &Settings, core: &Range<usize>, levels: &[Level]) -> Range<usize> {
    let reach = settings.reach_ms as usize / 10;
    let first = (core.start * FRAME / HOP).min(levels.len());
    let last = (core.end * FRAME).div_ceil(HOP).min(levels.len());
    let loud = levels[first..last].iter().map(|l| l.whole).max().unwrap_or(0).saturating_sub(BELOW);
    let before = &levels[first.saturating_sub(reach + BEYOND)..first];
    let after = &levels[last..(last + reach + BEYOND).min(levels.len())];
    let start = match carry(before.iter().rev(), reach, loud) {
        // The network looks back and rings on: without a sound beyond, the edge is the first one inside.
        0 => first + silent(before, levels[first..last].iter()),
        carried => first - carried,
    };
    let end = match carry(after.iter(), reach, loud) {
        0 => last - silent(after, levels[first..last].iter().rev()),
        carried => last + carried,
    };
    start.saturating_sub(SKIRT)..(end + SKIRT).min(levels.len())
}

/// How many levels, counted outwards from an edge, still sound like the speech they lean on.
fn carry<'a>(outwards: impl Iterator<Item = &'a Level> + Clone, reach: usize, loud: u8) -> usize {
    let floor = Floor::of(outwards.clone());
    let mut carried = 0;
    for (at, level) in outwards.take(reach).enumerate() {
        if at >= NEAR && level.whole > loud || at - carried >= CLOSURE {
            break;
        }
        if floor.under(*level) {
            carried = at + 1;
        }
    }
    carried
}

/// How many levels, counted inwards from an edge, are no louder than the floor outside.
fn silent<'a>(outside: &[Level], mut inwards: impl ExactSizeIterator<Item = &'a Level>) -> usize {
    let floor = Floor::of(outside.iter());
    inwards.position(|level| floor.under(*level)).unwrap_or(0).min(RINGING)
}

/// The noise beside an island.
struct Floor(Level);

impl Floor {
    /// The tenth percentile of some levels, digital silence left out.
    fn of<'a>(levels: impl Iterator<Item = &'a Level> + Clone) -> Self {
        Self(Level {
            whole: tenth(levels.clone().map(|l| l.whole)).saturating_add(ABOVE),
            sharp: tenth(levels.map(|l| l.sharp)).saturating_add(ABOVE),
        })
    }

    /// Whether the level is a sound, not the floor itself.
    fn under(&self, level: Level) -> bool {
        level.whole >= self.0.whole || level.sharp >= self.0.sharp
    }
}

fn tenth(levels: impl Iterator<Item = u8>) -> u8 {
    let mut count = [0usize; 256];
    let mut all = 0;
    for level in levels.filter(|&level| level > DIGITAL_SILENCE) {
        count[usize::from(level)] += 1;
        all += 1;
    }
    let mut seen = 0;
    (0..=u8::MAX)
        .find(|&level| {
            seen += count[usize::from(level)];
            seen * 10 > all
        })
        .unwrap_or(DIGITAL_SILENCE)
}

fn frames(edge: &Range<usize>, len: usize) -> Range<usize> {
    let start = (edge.start * HOP / FRAME).min(len);
    start..(edge.end * HOP).div_ceil(FRAME).clamp(start, len)
}

fn mean(speech: &[u8]) -> u8 {
    let sum: u64 = speech.iter().map(|&p| u64::from(p)).sum();
    (sum * 100 / 255 / speech.len().max(1) as u64) as u8
}

fn micros(samples: u64) -> Micros {
    Micros((samples * 1_000_000 / u64::from(SAMPLE_RATE)) as i64)
}
