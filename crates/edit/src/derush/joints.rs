//! Where an automatic boundary may slide so that the renderer has less to encode.
//!
//! # The law
//! Let a kept range be `[s, e)`, the one before it end at `p`, the one after begin at `n`.
//! 1. Boundaries move **outward only**, and only over frames dropped as silence: never over black, blur, noise, a
//!    retake, and never over a decision a person took (those are laid on afterwards, exact).
//! 2. A head goes back to the latest entry in `[max(p, s − 0.5 s), s]`: copying may begin there.
//! 3. A tail goes on to an exit in `[e, min(n, e + 8 frames)]`: copying may stop there. Of several, the one after which
//!    the sound packets of the next range fall nearest their places in the film: the samples removed since the first
//!    range, modulo the 1024 of an AAC packet, nearest to nought. Ties go to the shorter film.
//! 4. Without an entry or exit in reach a boundary stays.

use incamera_model::{Joints, Micros, Scan, Span};

use super::{grid::Grid, paint::Paint};

/// How far a head may go back.
const HEAD: Micros = Micros(500_000);
/// How many frames a tail may go on.
const TAIL: u64 = 8;
/// Samples of an AAC packet.
const PACKET: i128 = 1024;

/// How far the film's sound stands from its rushes' packets.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phase {
    /// Frames of the film so far.
    film: u64,
    /// Samples between the beginning of the film and that of its first range's packets.
    origin: Option<i128>,
}

impl Phase {
    /// Goes on to the next rush.
    pub(crate) fn pass(&mut self, grid: &Grid, kept: &incamera_model::Spans) {
        if let (None, Some(first)) = (self.origin, kept.as_slice().first()) {
            self.origin = Some(samples(grid, first.start));
        }
        self.film += kept.iter().map(|k| grid.rate.convert(k.len(), grid.film)).sum::<u64>();
    }
}

/// Slides the boundaries of what is kept.
pub(crate) fn slide(paint: &mut Paint, grid: &Grid, scan: &Scan, phase: Phase) {
    let Some(joints) = scan.picture.as_ref().map(|p| &p.joints) else { return };
    heads(paint, grid, joints);
    if grid.rate == grid.film {
        tails(paint, grid, joints, phase);
    }
}

fn samples(grid: &Grid, frame: u64) -> i128 {
    i128::from(grid.rate.scale(frame, grid.sample_rate))
}

fn heads(paint: &mut Paint, grid: &Grid, joints: &Joints) {
    let reach = grid.count(HEAD);
    let mut before = 0;
    for range in paint.kept().iter() {
        let first = range.start.saturating_sub(reach).max(before);
        let after = joints.entries.partition_point(|&e| e <= range.start);
        let entry = joints.entries[..after].last().copied().filter(|&e| e >= first);
        if let Some(entry) = entry
            && paint.silent(Span::new(entry, range.start))
        {
            paint.keep(Span::new(entry, range.start));
        }
        before = range.end;
    }
}

fn tails(paint: &mut Paint, grid: &Grid, joints: &Joints, phase: Phase) {
    let kept = paint.kept();
    let origin = phase.origin.or(kept.as_slice().first().map(|k| samples(grid, k.start))).unwrap_or(0);
    let mut film = phase.film;
    for (i, range) in kept.iter().enumerate() {
        let next = kept.as_slice().get(i + 1).map_or(grid.frames, |n| n.start);
        let last = next.min(range.end + TAIL);
        let from = joints.exits.partition_point(|&x| x < range.end);
        let exits = joints.exits[from..].iter().copied().take_while(|&x| x <= last);
        // Distance of the next range's packets from the film's packet grid, were this range to end at `x`.
        let drift = |x: u64| {
            let off =
                (origin + samples(grid, film + x - range.start) - samples(grid, next)).rem_euclid(PACKET);
            off.min(PACKET - off)
        };
        let best = if grid.packets && i + 1 < kept.as_slice().len() {
            exits.min_by_key(|&x| (drift(x), x))
        } else {
            exits.min()
        };
        let end = best.filter(|&x| paint.silent(Span::new(range.end, x))).unwrap_or(range.end);
        paint.keep(Span::new(range.end, end));
        film += end - range.start;
    }
}
