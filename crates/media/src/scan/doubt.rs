//! Between two glimpses: what may have happened there, judged by the glimpses and the sizes of the packets alone.

use super::{survey::Glimpse, table::Coded};

/// From one glimpse to the next (or to the end): places in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The key picture it begins with.
    pub(super) from: usize,
    /// The key picture after it; none at the end.
    pub(super) to: Option<usize>,
}

/// What to do about a stretch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Doubt {
    /// It is like its beginning throughout.
    None,
    /// The picture changes at its very end, with the next key picture.
    CutAtEnd,
    /// Something changed somewhere: it must be decoded.
    Walk,
    /// Something may have changed: the larger, the more doubtful. The most doubtful are decoded while there is time.
    Perhaps(f32),
    /// The picture changes within, most likely at the very end; worth decoding while there is time.
    Likely(f32),
}

/// Differences between glimpses (see [`Glimpse::difference`]): another shot for sure; perhaps another.
const ANOTHER: f32 = 50.0;
const PERHAPS: f32 = 18.0;
/// Another shot has other shades, too (see [`Glimpse::recast`]).
const RECAST: f32 = 0.8;
/// … when it is so many times what is usual nearby.
const UNUSUAL: f32 = 1.3;
/// A packet so many times as large as its neighbours begins something new.
const SPIKE: f32 = 2.2;
/// Stretches longer than this are walked before others, in seconds.
const LONG: f64 = 5.0;

/// Bytes at most of a picture that repeats the one before, by its number of pixels.
pub(super) fn tiny(pixels: u64) -> u32 {
    u32::try_from(pixels / 700).unwrap_or(u32::MAX).max(96)
}

/// Bytes at most of a picture that says nothing but "as before": in full HD H.264 about 70, one bit or so a block.
pub(super) fn empty(pixels: u64) -> u32 {
    u32::try_from(pixels / 6000).unwrap_or(u32::MAX).max(96)
}

/// Whether a glimpse is of another shot than the one before.
fn another(glimpse: &Glimpse) -> bool {
    glimpse.difference >= ANOTHER && glimpse.recast >= RECAST
}

/// The stretches between glimpses.
pub(super) fn stretches(glimpses: &[Glimpse]) -> Vec<Stretch> {
    let next = glimpses.iter().skip(1).map(|g| Some(g.index)).chain([None]);
    glimpses.iter().zip(next).map(|(g, to)| Stretch { from: g.index, to }).collect()
}

/// Judges the stretch after glimpse `i`. `blurred` says which sharpness is none.
pub(super) fn doubt(
    glimpses: &[Glimpse],
    i: usize,
    coded: &[Coded],
    seconds: &dyn Fn(i64) -> f64,
    tiny: u32,
    blurred: &dyn Fn(Option<f32>) -> bool,
) -> Doubt {
    let Some(here) = glimpses.get(i) else { return Doubt::None };
    let next = glimpses.get(i + 1);
    let inside = inside(here, next, coded);
    if inside.is_empty() {
        // Two key pictures in a row: what differs, differs there.
        return if next.is_some_and(another) { Doubt::CutAtEnd } else { Doubt::None };
    }
    let begin = coded.get(here.index).map_or(0, |c| c.pts);
    let end = inside.iter().map(|c| c.pts).max().unwrap_or(begin);
    let long = seconds(end.saturating_sub(begin)) >= LONG;
    let spike = spike(inside);
    // The longer, the more can hide.
    let hidden = if long { 1.0 } else { 0.0 };
    let Some(next) = next else {
        return if spike >= SPIKE { Doubt::Walk } else { Doubt::Perhaps(hidden + spike / SPIKE) };
    };
    let other_state = here.sight.black != next.sight.black
        || blurred(here.sight.sharpness) != blurred(next.sight.sharpness);
    let key_codec = inside.iter().all(|c| c.key);
    if here.sight.black && next.sight.black && inside.iter().all(|c| c.size <= tiny) {
        return Doubt::None;
    }
    if other_state && !key_codec {
        // Black packets are tiny, others are not: the change is at the end when nothing inside tells of it.
        let all_tiny = inside.iter().all(|c| c.size <= tiny);
        let none_tiny = inside.iter().rev().take(4).all(|c| c.size > tiny);
        if here.sight.black && all_tiny || next.sight.black && none_tiny && spike < SPIKE {
            return Doubt::CutAtEnd;
        }
    }
    let tail_quiet = spike < SPIKE && !key_codec;
    if another(next) && tail_quiet && early(next, coded) {
        return Doubt::Likely(next.difference / ANOTHER);
    }
    if other_state || (spike >= SPIKE && next.difference >= PERHAPS) {
        return Doubt::Walk;
    }
    let unusual = next.difference / usual(glimpses, i + 1).max(1.0);
    if next.difference >= ANOTHER || (next.difference >= PERHAPS && unusual >= UNUSUAL) {
        return Doubt::Perhaps(10.0 * unusual.max(next.difference / ANOTHER));
    }
    Doubt::Perhaps(hidden + (spike / SPIKE).max(next.difference / ANOTHER))
}

/// The pictures between two glimpses; all that follow without a second one.
pub(super) fn inside<'a>(here: &Glimpse, next: Option<&Glimpse>, coded: &'a [Coded]) -> &'a [Coded] {
    coded.get(here.index + 1..next.map_or(coded.len(), |n| n.index)).unwrap_or_default()
}

/// The largest ratio of a packet to the second largest around it.
fn spike(inside: &[Coded]) -> f32 {
    const AROUND: usize = 12;
    let mut most = 0.0f32;
    for (i, packet) in inside.iter().enumerate().filter(|(_, c)| !c.key) {
        let around = &inside[i.saturating_sub(AROUND)..(i + AROUND + 1).min(inside.len())];
        let others = around.iter().filter(|c| !c.key && !std::ptr::eq(*c, packet)).map(|c| c.size).max();
        most = most.max(packet.size as f32 / others.unwrap_or(packet.size).max(1) as f32);
    }
    most
}

/// Whether the encoder began the group of this glimpse earlier than it had to: it saw a change there.
fn early(glimpse: &Glimpse, coded: &[Coded]) -> bool {
    let group = |pictures: &[Coded]| pictures.iter().rev().take_while(|c| !c.key).count();
    let own = group(coded.get(..glimpse.index).unwrap_or_default());
    let longest = coded.split(|c| c.key).map(<[Coded]>::len).max().unwrap_or(0);
    own + 1 < longest
}

/// The median difference of the glimpses around glimpse `i`, itself left out.
fn usual(glimpses: &[Glimpse], i: usize) -> f32 {
    let mut around: Vec<f32> = (i.saturating_sub(4).max(1)..(i + 5).min(glimpses.len()))
        .filter(|j| *j != i)
        .filter_map(|j| glimpses.get(j).map(|g| g.difference))
        .collect();
    around.sort_by(f32::total_cmp);
    around.get(around.len() / 2).copied().unwrap_or(0.0)
}
