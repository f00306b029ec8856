//! Reads just enough of each rush around the ends of a stretch to plan it.

use incamera_model::Span;

use super::{
    coding::{Coding, Entry},
    plan::{Head, Piece, Row, Stretch, exit, head},
    rush::{Footage, Reader},
};
use crate::job::Failure;

/// Frames encoded in one go: long enough that the first picture of a group costs little, short enough that all cores
/// have work.
const RUN: u64 = 240;
/// Packets looked at beyond the end of a stretch when the container gives no decoding times.
const BEYOND: usize = 40;

/// Plans one stretch whose packets may be copied.
pub(crate) fn copyable(
    reader: &mut Reader,
    footage: &Footage,
    coding: &Coding,
    place: usize,
    stretch: &Stretch,
    pieces: &mut Vec<Piece>,
) -> Result<(), Failure> {
    let (lo, late) = (footage.grid.edge(stretch.span.start), footage.grid.edge(stretch.span.start + 1));
    let hi = footage.grid.edge(stretch.span.end);
    let table = around_start(reader, coding, lo, hi)?;
    let Some(Head { first, entry }) = head(&table, lo, late, hi) else { return Ok(()) };
    let whole = Piece::Encode { stretch: place, from: first, to: hi, sampled: None };
    let Some((entry, broken)) = entry else {
        split(&whole, footage, stretch, pieces);
        return Ok(());
    };
    let table = around_end(reader, coding, entry, hi)?;
    let to = exit(&table, hi);
    if to <= entry {
        split(&whole, footage, stretch, pieces);
        return Ok(());
    }
    if first < entry {
        let head = Piece::Encode { stretch: place, from: first, to: entry, sampled: None };
        split(&head, footage, stretch, pieces);
    }
    pieces.push(Piece::Copy { stretch: place, from: entry, to, broken });
    if to < hi {
        pieces.push(Piece::Encode { stretch: place, from: to, to: hi, sampled: None });
    }
    Ok(())
}

/// Plans one stretch that is encoded from end to end. `sampled` when the film's rate is not the rush's.
pub(crate) fn encoded(
    footage: &Footage,
    place: usize,
    stretch: &Stretch,
    sampled: bool,
    pieces: &mut Vec<Piece>,
) {
    // Nothing is shown before the first frame, and looking for an entry before it would be long and in vain.
    let lo = footage.grid.edge(stretch.span.start).max(footage.grid.start);
    let hi = footage.grid.edge(stretch.span.end);
    let sampled = sampled.then(|| Span::new(0, stretch.frames));
    let from = if sampled.is_some() { footage.grid.tick(stretch.span.start) } else { lo };
    split(&Piece::Encode { stretch: place, from, to: hi, sampled }, footage, stretch, pieces);
}

/// Cuts long work into runs.
fn split(piece: &Piece, footage: &Footage, stretch: &Stretch, pieces: &mut Vec<Piece>) {
    let Piece::Encode { stretch: place, from, to, sampled } = *piece else { return };
    let grid = footage.grid;
    if let Some(all) = sampled {
        let mut start = all.start;
        while start < all.end {
            let end = if all.end - start < 2 * RUN { all.end } else { start + RUN };
            pieces.push(Piece::Encode { stretch: place, from, to, sampled: Some(Span::new(start, end)) });
            start = end;
        }
        return;
    }
    let (mut from, mut frame) = (from, grid.frame(from).max(stretch.span.start as i64));
    let last = grid.frame(to);
    while last - frame >= 2 * RUN as i64 {
        frame += RUN as i64;
        let edge = grid.edge(frame.unsigned_abs());
        pieces.push(Piece::Encode { stretch: place, from, to: edge, sampled: None });
        from = edge;
    }
    pieces.push(Piece::Encode { stretch: place, from, to, sampled: None });
}

/// Packets from the entry before `lo` to the first entry inside and the pictures shown before it.
fn around_start(reader: &mut Reader, coding: &Coding, lo: i64, hi: i64) -> Result<Vec<Row>, Failure> {
    let mut table = Vec::new();
    let mut entry = None;
    let mut beyond = 0;
    let mut packet = reader.enter(Some(coding), lo)?;
    while let Some(p) = packet {
        let pts = p.pts().unwrap_or(0);
        let row = Row { pts, entry: coding.entry(&p) };
        table.push(row);
        beyond += usize::from(pts >= hi);
        // Leading pictures come right after the entry: the first picture shown after it ends them.
        if entry.is_some_and(|at| pts > at) || p.dts().is_some_and(|dts| dts >= hi) || beyond > BEYOND {
            break;
        }
        if entry.is_none() && pts >= lo && matches!(row.entry, Entry::Clean | Entry::Broken) {
            entry = Some(pts);
        }
        packet = reader.next()?;
    }
    Ok(table)
}

/// Packets from the last entry before `hi`, but not before `entry`, to where all that follow are shown at `hi` or later.
fn around_end(reader: &mut Reader, coding: &Coding, entry: i64, hi: i64) -> Result<Vec<Row>, Failure> {
    let mut table = Vec::new();
    let mut beyond = 0;
    let mut packet = reader.enter(Some(coding), hi - 1)?;
    let from = packet.as_ref().and_then(ffmpeg_the_third::Packet::pts).unwrap_or(entry);
    while let Some(p) = packet {
        let pts = p.pts().unwrap_or(0);
        let leading = from <= entry && pts < entry;
        if !leading {
            table.push(Row { pts, entry: coding.entry(&p) });
        }
        beyond += usize::from(pts >= hi);
        if p.dts().is_some_and(|dts| dts >= hi) || beyond > BEYOND {
            break;
        }
        packet = reader.next()?;
    }
    Ok(table)
}
