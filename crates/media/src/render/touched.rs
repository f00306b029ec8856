//! Which part of a stretch a caption touches: only that part is encoded for it, the rest is copied.

use incamera_model::{Span, Spans};

use super::{
    plan::{Piece, Stretch},
    rush::Grid,
};

/// Encoded pieces that meet are made in one go up to this many frames: each begins with a whole picture, which costs.
const TOGETHER: i64 = 300;

/// A stretch in parts, each with whether a caption touches it. `touched` counts frames of the film; the stretch must be
/// of the film's own rate.
pub(crate) fn split(stretch: &Stretch, touched: &Spans) -> Vec<(Stretch, bool)> {
    let film = Span::new(stretch.film, stretch.film + stretch.frames);
    let inside = touched.intersect(&[film].into_iter().collect());
    let outside = inside.complement(film);
    let mut parts: Vec<(Span, bool)> =
        inside.iter().map(|s| (s, true)).chain(outside.iter().map(|s| (s, false))).collect();
    parts.sort_unstable();
    let part = |(span, drawn): (Span, bool)| {
        let start = stretch.span.start + (span.start - film.start);
        let rush = Span::new(start, start + span.len());
        (Stretch { rush: stretch.rush, span: rush, film: span.start, frames: span.len() }, drawn)
    };
    parts.into_iter().map(part).collect()
}

/// Joins encoded pieces of one stretch that meet.
pub(crate) fn join(pieces: Vec<Piece>, grid: Grid) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (
                Some(Piece::Encode { stretch, from: first, to, sampled: None }),
                Piece::Encode { stretch: same, from, to: end, sampled: None },
            ) if *stretch == same && *to == from && grid.frame(end) - grid.frame(*first) <= TOGETHER => {
                *to = end;
            }
            _ => joined.push(piece),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use ffmpeg_the_third::Rational;
    use incamera_model::Rate;

    use super::*;

    #[test]
    fn parts_tile_the_stretch() {
        let stretch = Stretch { rush: 3, span: Span::new(100, 160), film: 1000, frames: 60 };
        let touched: Spans =
            [Span::new(0, 1010), Span::new(1020, 1030), Span::new(1055, 2000)].into_iter().collect();
        let parts: Vec<_> = split(&stretch, &touched)
            .into_iter()
            .map(|(s, drawn)| (s.span.start, s.span.end, s.film, drawn))
            .collect();
        assert_eq!(
            parts,
            [
                (100, 110, 1000, true),
                (110, 120, 1010, false),
                (120, 130, 1020, true),
                (130, 155, 1030, false),
                (155, 160, 1055, true)
            ]
        );
        assert_eq!(split(&stretch, &Spans::default()), [(stretch, false)]);
    }

    #[test]
    fn only_what_meets_is_joined() {
        let grid = Grid { start: 0, rate: Rate::new(30, 1).unwrap(), base: Rational(1, 30) };
        let encode = |stretch, from, to| Piece::Encode { stretch, from, to, sampled: None };
        let copy = |from, to| Piece::Copy { stretch: 1, from, to, broken: false };
        let pieces = vec![
            encode(1, 0, 10),
            encode(1, 10, 20),
            encode(1, 20, 30),
            copy(30, 60),
            encode(1, 60, 70),
            encode(1, 70, 365),
            encode(2, 365, 370),
        ];
        let joined =
            vec![encode(1, 0, 30), copy(30, 60), encode(1, 60, 70), encode(1, 70, 365), encode(2, 365, 370)];
        assert_eq!(join(pieces, grid), joined);
    }
}
