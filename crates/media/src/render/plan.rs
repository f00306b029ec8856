//! Which pictures of a film are copied and which are encoded. Pure: it looks at tables of packets, not at bytes.

use incamera_model::{Rate, Segment, Span};

use super::coding::Entry;

/// A segment of the cut in its place in the film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Which rush.
    pub(crate) rush: usize,
    /// Frames of the rush.
    pub(crate) span: Span,
    /// First frame in the film.
    pub(crate) film: u64,
    /// Frames in the film.
    pub(crate) frames: u64,
}

impl Stretch {
    /// The frame of the rush, at `rush` frames a second, that is on the screen in the middle of frame `at` of the stretch,
    /// at `film` frames a second.
    pub(crate) fn frame_at(&self, at: u64, film: Rate, rush: Rate) -> u64 {
        let num = (2 * u128::from(at) + 1) * u128::from(film.den()) * u128::from(rush.num());
        let den = 2 * u128::from(film.num()) * u128::from(rush.den());
        (self.span.start + (num / den) as u64).min(self.span.end.saturating_sub(1))
    }
}

/// The segments in their places; neighbours that continue each other become one. `rates` are those of the rushes.
///
/// None when a segment names a rush that is not there.
pub(crate) fn stretches(segments: &[Segment], rates: &[Rate], film: Rate) -> Option<Vec<Stretch>> {
    let mut out: Vec<Stretch> = Vec::new();
    for segment in segments.iter().filter(|s| !s.span.is_empty()) {
        let rate = *rates.get(segment.rush)?;
        let length = |span: Span| {
            let (n, d) = (
                u128::from(span.len()) * u128::from(rate.den()) * u128::from(film.num()),
                u128::from(rate.num()) * u128::from(film.den()),
            );
            (((2 * n + d) / (2 * d)) as u64).max(1)
        };
        match out.last_mut() {
            Some(last) if last.rush == segment.rush && last.span.end == segment.span.start => {
                last.span.end = segment.span.end;
                last.frames = length(last.span);
            }
            _ => {
                let film = out.last().map_or(0, |last| last.film + last.frames);
                let frames = length(segment.span);
                out.push(Stretch { rush: segment.rush, span: segment.span, film, frames });
            }
        }
    }
    Some(out)
}

/// One packet of a picture stream, in decoding order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// When it is shown, in ticks.
    pub(crate) pts: i64,
    /// How it can be entered.
    pub(crate) entry: Entry,
}

/// A part of a stretch made in one way. Pictures are named by their ticks in the rush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Packets from the entry shown at `from` to the first one shown at `to` or later, copied.
    Copy {
        /// Which stretch.
        stretch: usize,
        /// The entry.
        from: i64,
        /// Where copying stops.
        to: i64,
        /// The link to the pictures before must be broken.
        broken: bool,
    },
    /// Pictures shown at `from` or later and before `to`, decoded and encoded.
    Encode {
        /// Which stretch.
        stretch: usize,
        /// First picture; when it was shown before the stretch begins, it is still shown then.
        from: i64,
        /// After the last picture.
        to: i64,
        /// Frames of the stretch in the film to be filled from these pictures, where rates differ; none when each picture
        /// is shown once.
        sampled: Option<Span>,
    },
}

/// What stands at the beginning of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// First picture to show.
    pub(crate) first: i64,
    /// Where copying can begin, and whether the link must be broken there.
    pub(crate) entry: Option<(i64, bool)>,
}

/// Looks at packets in decoding order from an entry at or before the stretch, which shows ticks `lo..hi`: far enough to
/// see the first entry inside and the pictures shown before it. `evens` when a picture stands on every frame, so that
/// nothing shown before `lo` can still be on the screen then; `late` is the first tick of the second frame.
pub(crate) fn head(table: &[Row], lo: i64, late: i64, hi: i64) -> Option<Head> {
    let inside = |row: &&Row| (lo..hi).contains(&row.pts);
    let first = table.iter().filter(inside).map(|r| r.pts).min();
    // No picture of its own on the first frame: the one before is still shown.
    let held = table.iter().map(|r| r.pts).filter(|pts| *pts < lo).max();
    let first = match (first, held) {
        (Some(first), Some(held)) if first >= late => held,
        (Some(first), _) => first,
        (None, held) => held?,
    };
    let entry = table
        .iter()
        .filter(inside)
        .find(|r| matches!(r.entry, Entry::Clean | Entry::Broken))
        .map(|r| (r.pts, r.entry == Entry::Broken));
    Some(Head { first, entry })
}

/// Where copying must stop at the end of a stretch that shows pictures before `hi`: the packets copied are a run in
/// decoding order, so the pictures they show are whole only where none shown earlier is decoded later.
///
/// `table` are the packets in decoding order from an entry of the stretch, far enough that all that follow are shown at
/// `hi` or later. The answer is `hi`, or the first picture that must be encoded.
pub(crate) fn exit(table: &[Row], hi: i64) -> i64 {
    let mut after: Vec<i64> = table.iter().map(|r| r.pts).chain([i64::MAX]).collect();
    for i in (0..table.len()).rev() {
        after[i] = after[i].min(after[i + 1]);
    }
    let (mut best, mut shown) = (after[0], i64::MIN);
    for (i, row) in table.iter().enumerate() {
        shown = shown.max(row.pts);
        if shown >= hi {
            break;
        }
        if shown < after[i + 1] {
            best = after[i + 1];
        }
    }
    best.min(hi)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(shown: &[i64]) -> Vec<Row> {
        let kind = |i| if i == 0 { Entry::Clean } else { Entry::None };
        shown.iter().enumerate().map(|(i, pts)| Row { pts: *pts, entry: kind(i) }).collect()
    }

    #[test]
    fn tails_stop_where_the_shown_set_is_whole() {
        // I0 P3 B1 B2 P6 B4 B5
        let table = rows(&[0, 3, 1, 2, 6, 4, 5]);
        let exits: Vec<i64> = (1..=7).map(|hi| exit(&table, hi)).collect();
        assert_eq!(exits, [1, 1, 1, 4, 4, 4, 7]);
        // without reordering every end is clean
        let table = rows(&[0, 1, 2, 3, 4]);
        assert!((1..=5).all(|hi| exit(&table, hi) == hi));
        // a broadcast entry whose leading pictures come after it
        assert_eq!(exit(&rows(&[6, 4, 5, 7]), 6), 4);
        assert_eq!(exit(&rows(&[6, 4, 5, 7]), 7), 7);
    }

    #[test]
    fn heads_find_the_first_entry_inside() {
        let mut table = rows(&[0, 1, 2, 3, 4, 5, 6, 7]);
        table[5].entry = Entry::Clean;
        assert_eq!(head(&table, 3, 4, 8), Some(Head { first: 3, entry: Some((5, false)) }));
        assert_eq!(head(&table, 5, 6, 8), Some(Head { first: 5, entry: Some((5, false)) }));
        assert_eq!(head(&table, 1, 2, 4), Some(Head { first: 1, entry: None }));
        // variable rate: nothing begins on the first frame
        let table = rows(&[0, 10, 40]);
        assert_eq!(head(&table, 20, 30, 50), Some(Head { first: 10, entry: None }));
    }

    #[test]
    fn continuing_segments_are_joined() {
        let rate = Rate::new(30, 1).unwrap();
        let segment = |rush, start, end| Segment { rush, span: Span::new(start, end) };
        let segments = [segment(0, 5, 10), segment(0, 10, 20), segment(0, 30, 40), segment(1, 40, 50)];
        let found = stretches(&segments, &[rate, Rate::new(15, 1).unwrap()], rate).unwrap();
        let places: Vec<_> = found.iter().map(|s| (s.span.start, s.film, s.frames)).collect();
        assert_eq!(places, [(5, 0, 15), (30, 15, 10), (40, 25, 20)]);
        assert!(stretches(&[segment(2, 0, 1)], &[rate], rate).is_none());
    }
}
