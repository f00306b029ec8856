//! Loud, but nobody speaks: bumps of the microphone, claps, wind.

use incamera_model::{Micros, Span, Spans};

use super::{grid::Grid, voice::Voice};

/// Shorter bursts are clicks of the mouth and of lips, part of silence.
const SHORTEST: usize = 15;
/// Holes up to this long, in 10 ms, do not end a noise.
const HOLE: usize = 25;

/// Loud stretches inside `quiet`, where nobody speaks.
pub(crate) fn find(grid: &Grid, voice: &Voice, quiet: Span) -> Spans {
    // Half the way from the room to the speaker, and clearly above the room.
    let loud = voice.floor + (voice.contrast() / 2).max(10);
    let (start, end) = grid.times(quiet);
    let first = start.0 / 10_000;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for i in voice.levels(start, end).enumerate().filter(|(_, db)| *db >= loud).map(|(i, _)| i) {
        match runs.last_mut() {
            Some((_, end)) if i <= *end + HOLE => *end = i + 1,
            _ => runs.push((i, i + 1)),
        }
    }
    let at = |i: usize| Micros((first + i as i64) * 10_000);
    runs.into_iter()
        .filter(|(s, e)| e - s >= SHORTEST)
        .map(|(s, e)| grid.outer(at(s), at(e)).intersect(quiet))
        .collect()
}
