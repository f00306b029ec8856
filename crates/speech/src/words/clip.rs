//! Which stretch of sound is heard for which island.

use std::ops::Range;

use incamera_model::{Island, Micros, Utterance, Word};

use super::Heard;

/// Islands closer than this are heard together: a breath inside a sentence, not a new take.
const TOGETHER: Micros = Micros::from_millis(400);
/// Sound laid around a clip.
const MARGIN: Micros = Micros::from_millis(200);
/// Longest clip; the model's window is 30 s.
const LONGEST: Micros = Micros::from_millis(28_000);
/// Longest piece that an island longer than [`LONGEST`] is cut into, before a better joint is looked for.
const PIECE: Micros = Micros::from_millis(24_000);

/// A stretch of sound heard in one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clip {
    /// What is heard.
    pub(super) span: Range<Micros>,
    /// The islands in it, by number.
    pub(super) islands: Range<usize>,
}

/// The clips that hear all islands, in order. An island longer than the window is heard in pieces.
pub(super) fn clips(islands: &[Island], length: Micros) -> Vec<Clip> {
    let mut clips: Vec<Clip> = Vec::new();
    for (n, island) in islands.iter().enumerate() {
        match clips.last_mut() {
            Some(last)
                if island.start - last.span.end < TOGETHER && island.end - last.span.start < LONGEST =>
            {
                last.span.end = island.end;
                last.islands.end = n + 1;
            }
            _ => pieces(island, n, &mut clips),
        }
    }
    let spans: Vec<Range<Micros>> = clips.iter().map(|c| c.span.clone()).collect();
    for (n, clip) in clips.iter_mut().enumerate() {
        // Margins end at the neighbours: nothing is heard twice.
        let before = n.checked_sub(1).map_or(Micros(0), |n| spans[n].end);
        let after = spans.get(n + 1).map_or(length, |s| s.start);
        clip.span.start = (clip.span.start - MARGIN).max(before).max(Micros(0));
        clip.span.end = (clip.span.end + MARGIN).min(after).max(clip.span.end);
    }
    clips
}

/// Cuts an island into clips of equal length, none too long.
fn pieces(island: &Island, n: usize, clips: &mut Vec<Clip>) {
    let length = (island.end - island.start).0.max(0);
    let count = if length <= LONGEST.0 { 1 } else { length / PIECE.0 + 1 };
    for piece in 0..count {
        let at = |k: i64| island.start + Micros(length * k / count);
        clips.push(Clip { span: at(piece)..at(piece + 1), islands: n..n + 1 });
    }
}

/// Lays the words of a clip on the rush's time line and gives each to the island it lies in.
pub(super) fn share(clip: &Clip, heard: Vec<Heard>, islands: &[Island], utterances: &mut [Utterance]) {
    for word in heard {
        let at = |seconds: f32| clip.span.start + Micros::from_seconds(f64::from(seconds));
        let (start, end) = (at(word.start), at(word.end));
        let middle = Micros(i64::midpoint(start.0, end.0));
        let distance = |n: &usize| {
            let island = &islands[*n];
            (island.start - middle).max(middle - island.end).max(Micros(0))
        };
        let Some(n) = clip.islands.clone().min_by_key(distance) else { continue };
        let confidence = (word.confidence.clamp(0.0, 1.0) * 100.0).round() as u8;
        utterances[n].words.push(Word { text: word.text, start, end, confidence });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn island(start: i64, end: i64) -> Island {
        Island { start: Micros::from_millis(start), end: Micros::from_millis(end), confidence: 90 }
    }

    #[test]
    fn a_take_is_heard_alone_a_breath_is_not_a_take() {
        let islands = [island(500, 1900), island(2200, 4000), island(4700, 9000)];
        let clips = clips(&islands, Micros::from_millis(9100));
        let spans: Vec<_> = clips.iter().map(|c| (c.span.start.0 / 1000, c.span.end.0 / 1000)).collect();
        assert_eq!(spans, [(300, 4200), (4500, 9100)]);
        assert_eq!(clips[0].islands, 0..2);
    }

    #[test]
    fn no_clip_is_longer_than_the_window() {
        let clips = clips(&[island(0, 95_000)], Micros::from_millis(95_000));
        assert!(clips.iter().all(|c| c.span.end - c.span.start <= Micros::from_millis(30_000)), "{clips:?}");
        assert_eq!(clips.last().map(|c| c.span.end), Some(Micros::from_millis(95_000)));
        assert!(clips.windows(2).all(|w| w[0].span.end == w[1].span.start));
    }
}
