//! Where somebody speaks, and how loud the room is.

use incamera_model::{Island, Micros, Sound, Span, Spans, Transcript};

use super::grid::Grid;

/// What is known of the sound of one rush.
pub(crate) struct Voice<'a> {
    /// Frames that speech touches: islands and words. Nothing automatic may cut into them.
    pub(crate) speech: Spans,
    /// Attenuation of each 10 ms, dB below full scale.
    levels: &'a [u8],
    /// Noise floor of this recording, dBFS.
    pub(crate) floor: i32,
    /// Level of its speech, dBFS.
    pub(crate) level: i32,
}

/// How far beyond an island's measured end a sound may reach and still belong to the word (a breathy onset, an `s`).
const REACH: Micros = Micros(150_000);

/// An island this unsure, in which the recogniser heard no word, is not speech.
const UNSURE: u8 = 60;

/// Gathers what is known of the sound.
pub(crate) fn listen<'a>(
    grid: &Grid,
    sound: Option<&'a Sound>,
    transcript: Option<&Transcript>,
) -> Voice<'a> {
    let (floor, level) = sound.map_or((-60, -20), |s| {
        let floor = (s.loudness.floor / 100).clamp(-120, 0);
        (floor, (s.loudness.speech / 100).clamp(floor, 0))
    });
    let levels = sound.map_or(&[][..], |s| &s.levels);
    let mut voice = Voice { speech: Spans::default(), levels, floor, level };
    let islands = sound.map_or(&[][..], |s| &s.islands);
    let words: Vec<Span> =
        transcript.into_iter().flat_map(Transcript::words).map(|w| grid.outer(w.start, w.end)).collect();
    voice.speech = islands
        .iter()
        .filter(|i| transcript.is_none_or(|t| i.confidence >= UNSURE || has_words(t, i)))
        .map(|i| voice.reach(i))
        .map(|(start, end)| grid.outer(start, end))
        .chain(words)
        .collect();
    voice
}

fn has_words(transcript: &Transcript, island: &Island) -> bool {
    transcript.words().any(|w| w.start < island.end && island.start < w.end)
}

impl Voice<'_> {
    /// How far speech stands out of the room, dB; at least 1.
    pub(crate) fn contrast(&self) -> i32 {
        (self.level - self.floor).max(1)
    }

    /// Above this a sound is something, not the room: a fifth of the way up from the floor, at least 4 dB. A fifth
    /// keeps the breathy ends of words in quiet rushes, 4 dB keeps the room out in noisy ones.
    fn audible(&self) -> i32 {
        self.floor + (self.contrast() / 5).max(4)
    }

    /// The island with the sound that hangs on to its ends.
    fn reach(&self, island: &Island) -> (Micros, Micros) {
        let tenth = |time: Micros| (time.0.max(0) / 10_000) as usize;
        let most = REACH.0 as usize / 10_000;
        let audible = self.audible();
        let (first, last) = (tenth(island.start), tenth(island.end));
        let loud = |i: &usize| self.levels.get(*i).is_some_and(|&l| -i32::from(l) > audible);
        let before = (first.saturating_sub(most)..first).rev().take_while(loud).count();
        let after = (last..last.saturating_add(most)).take_while(loud).count();
        (
            Micros((island.start.0 - before as i64 * 10_000).max(0)),
            Micros(island.end.0 + after as i64 * 10_000),
        )
    }

    /// Levels of a stretch, dBFS, 10 ms each.
    pub(crate) fn levels(&self, start: Micros, end: Micros) -> impl Iterator<Item = i32> + '_ {
        let at = |time: Micros| ((time.0.max(0) / 10_000) as usize).min(self.levels.len());
        let (start, end) = (at(start), at(end));
        self.levels[start..end.max(start)].iter().map(|&l| -i32::from(l))
    }

    /// Mean power of a stretch, dBFS; none where nothing was measured.
    pub(crate) fn mean(&self, start: Micros, end: Micros) -> Option<i32> {
        let (sum, n) = self
            .levels(start, end)
            .fold((0.0, 0u32), |(sum, n), db| (sum + 10f64.powf(f64::from(db) / 10.0), n + 1));
        (n > 0).then(|| (10.0 * (sum / f64::from(n)).log10()).round() as i32)
    }
}
