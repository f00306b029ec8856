//! Where to crop so that the action stays in the picture: what moves, and where nothing moves, what stands out.
//!
//! No face is looked for and nobody is recognised: movement and local contrast know no skin, age or sex. A crop moves
//! along one axis only, so all that is kept of a picture is one [`Profile`] along that axis.

use std::collections::VecDeque;

/// A small grey picture.
pub(crate) struct Small {
    /// Samples a row.
    pub(crate) width: usize,
    /// Rows without gaps.
    pub(crate) luma: Vec<u8>,
}

/// Which way the crop can move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    /// Left and right: the crop is as high as the picture.
    Across,
    /// Up and down: the crop is as wide as the picture.
    Down,
}

/// Where the action is in one picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sight {
    /// Middle of the action along the axis, 0 … 1.
    pub(crate) at: f32,
    /// How much moves: 0 nothing, 1 plainly something.
    pub(crate) sure: f32,
    /// The picture is the first of another shot.
    pub(crate) cut: bool,
}

/// Movement is what changed over this time, in seconds: slow movements change little from picture to picture.
const SPAN: f32 = 0.1;
/// Changes of luma below this are noise, in steps of 256.
const NOISE: u8 = 10;
/// Mean change of luma above noise, over the whole picture, from which movement alone decides.
const PLAIN: f32 = 0.4;
/// Mean change of luma that only another shot makes, and the share of the histogram that must have changed with it.
const CUT_CHANGE: f32 = 24.0;
const CUT_HISTOGRAM: f32 = 0.25;

/// Looks at the pictures of a segment in turn.
pub(crate) struct Watcher {
    axis: Axis,
    /// Share of the picture's length along the axis that the crop shows.
    window: f32,
    /// The pictures before, oldest first, as many as movement is measured over; of this shot only.
    before: VecDeque<Small>,
    back: usize,
}

impl Watcher {
    /// `window` is the share of the picture along `axis` that the crop shows, 0 … 1; `rate` pictures come a second.
    pub(crate) fn new(axis: Axis, window: f32, rate: f32) -> Self {
        let back = (rate * SPAN).round().max(1.0) as usize;
        Self { axis, window: window.clamp(0.01, 1.0), before: VecDeque::new(), back }
    }

    /// Says where the action is.
    pub(crate) fn look(&mut self, picture: Small) -> Sight {
        let like = |b: &&Small| b.width == picture.width && b.luma.len() == picture.luma.len();
        let cut = self.before.back().filter(like).is_none_or(|b| is_cut(b, &picture));
        if cut {
            self.before.clear();
        }
        let still = contrast(&picture, self.axis);
        let moved = self.before.front().map(|b| movement(b, &picture, self.axis));
        let energy = moved.as_ref().map_or(0.0, |m| m.iter().sum::<f32>() / picture.luma.len().max(1) as f32);
        let sure = (energy / PLAIN).min(1.0);
        let share = |p: &[f32]| {
            let sum = p.iter().sum::<f32>().max(1e-6);
            p.iter().map(|v| v / sum).collect::<Vec<_>>()
        };
        let mut profile = share(&still);
        let length = profile.len().max(1) as f32;
        for (i, value) in profile.iter_mut().enumerate() {
            // Where nothing speaks for a side, the middle is right.
            let aside = 2.0 * ((i as f32 + 0.5) / length - 0.5).abs();
            *value *= (1.0 - sure) * (1.0 - 0.5 * aside);
        }
        if let Some(moved) = moved {
            for (value, m) in profile.iter_mut().zip(share(&moved)) {
                *value += sure * m;
            }
        }
        let at = middle(&profile, (self.window * length).round() as usize);
        if self.before.len() == self.back {
            self.before.pop_front();
        }
        self.before.push_back(picture);
        Sight { at, sure, cut }
    }
}

/// Changes of luma above noise, summed across the axis.
fn movement(before: &Small, now: &Small, axis: Axis) -> Vec<f32> {
    let rows = now.luma.chunks_exact(now.width.max(1)).zip(before.luma.chunks_exact(before.width.max(1)));
    let change = |(a, b): (&u8, &u8)| f32::from(a.abs_diff(*b).saturating_sub(NOISE));
    match axis {
        Axis::Down => rows.map(|(a, b)| a.iter().zip(b).map(change).sum()).collect(),
        Axis::Across => {
            let mut profile = vec![0.0; now.width];
            for (a, b) in rows {
                for (sum, pair) in profile.iter_mut().zip(a.iter().zip(b)) {
                    *sum += change(pair);
                }
            }
            profile
        }
    }
}

/// Differences between neighbours above noise, summed across the axis.
fn contrast(picture: &Small, axis: Axis) -> Vec<f32> {
    let width = picture.width.max(1);
    let rows: Vec<&[u8]> = picture.luma.chunks_exact(width).collect();
    let mut profile = vec![0.0; if axis == Axis::Across { width } else { rows.len() }];
    for (y, row) in rows.iter().enumerate() {
        let below = rows.get(y + 1).unwrap_or(row);
        for x in 0..width {
            let right = row[(x + 1).min(width - 1)];
            let edge = row[x].abs_diff(right).max(row[x].abs_diff(below[x])).saturating_sub(NOISE);
            profile[if axis == Axis::Across { x } else { y }] += f32::from(edge);
        }
    }
    profile
}

/// Whether two neighbours belong to different shots: much has changed, and not only its place.
fn is_cut(before: &Small, now: &Small) -> bool {
    let pixels = now.luma.len().max(1) as f32;
    let change: f32 = before.luma.iter().zip(&now.luma).map(|(a, b)| f32::from(a.abs_diff(*b))).sum();
    if change / pixels < CUT_CHANGE {
        return false;
    }
    let mut histogram = [0i32; 32];
    for (a, b) in before.luma.iter().zip(&now.luma) {
        histogram[usize::from(a / 8)] -= 1;
        histogram[usize::from(b / 8)] += 1;
    }
    histogram.iter().map(|n| n.abs()).sum::<i32>() as f32 / 2.0 / pixels > CUT_HISTOGRAM
}

/// Middle, 0 … 1, of the window that holds most of the profile, drawn to the weight inside it: of two things apart
/// one is shown, not the gap between.
fn middle(profile: &[f32], window: usize) -> f32 {
    let length = profile.len();
    if length == 0 {
        return 0.5;
    }
    let window = window.clamp(1, length);
    let mut sum: f32 = profile[..window].iter().sum();
    let (mut best, mut most) = (0, sum);
    for start in 1..=length - window {
        sum += profile[start + window - 1] - profile[start - 1];
        if sum > most {
            (best, most) = (start, sum);
        }
    }
    for _ in 0..3 {
        let inside = &profile[best..best + window];
        let weight: f32 = inside.iter().sum();
        if weight <= 1e-9 {
            break;
        }
        let mean = inside.iter().enumerate().map(|(i, v)| (i as f32 + 0.5) * v).sum::<f32>() / weight;
        let start = best as f32 + mean - window as f32 / 2.0;
        best = (start.round().max(0.0) as usize).min(length - window);
        if best == 0 || best == length - window {
            // At the edge the window stops, the action may still be further out.
            break;
        }
    }
    (best as f32 + window as f32 / 2.0) / length as f32
}

/// Share of the crop that the action may wander without the crop moving.
const SLACK: f32 = 0.15;
/// Seconds over which a move is eased.
const EASE: f32 = 0.30;
/// Fastest move, in crops a second.
const FASTEST: f32 = 1.0;
/// Seconds over which single looks are not believed.
const DOUBT: f32 = 0.35;

/// The way of the crop's middle (0 … 1) past the sights of one segment, `rate` sights a second. It holds still while
/// the action stays inside the crop's own middle, eases when it leaves, never runs, jumps only where the shot changes,
/// and shows nothing beside the picture.
pub(crate) fn path(sights: &[Sight], rate: f32, window: f32) -> Vec<f32> {
    let mut out = Vec::with_capacity(sights.len());
    let mut rest = sights;
    while !rest.is_empty() {
        let length = 1 + rest[1..].iter().position(|s| s.cut).unwrap_or(rest.len() - 1);
        let (shot, after) = rest.split_at(length);
        out.extend(way(shot, rate.max(0.1), window.clamp(0.01, 1.0)));
        rest = after;
    }
    out
}

/// The way through one shot.
fn way(shot: &[Sight], rate: f32, window: f32) -> Vec<f32> {
    let (low, high) = (window / 2.0, 1.0 - window / 2.0);
    let mut wanted = believed(shot, (DOUBT * rate).round() as usize);
    // A rubber band: it pulls only when stretched.
    let slack = SLACK * window;
    let mut held = wanted.first().copied().unwrap_or(0.5).clamp(low, high);
    for at in &mut wanted {
        held = held.clamp(*at - slack, *at + slack).clamp(low, high);
        *at = held;
    }
    // Forward and back again: eased at both ends, without lagging behind.
    for _ in 0..2 {
        ease(&mut wanted, rate);
        wanted.reverse();
    }
    let step = FASTEST * window / rate;
    limit(&mut wanted, step);
    wanted.iter().map(|at| at.clamp(low, high)).collect()
}

/// The middle of the looks around each look, by how sure they are; where nothing moves, what was believed last.
fn believed(shot: &[Sight], around: usize) -> Vec<f32> {
    let mut near = Vec::new();
    let mut last = None;
    let mut out: Vec<Option<f32>> = Vec::with_capacity(shot.len());
    for i in 0..shot.len() {
        near.clear();
        let seen = &shot[i.saturating_sub(around)..(i + around + 1).min(shot.len())];
        near.extend(seen.iter().filter(|s| s.sure > 0.0).map(|s| (s.at, s.sure)));
        let weight: f32 = near.iter().map(|(_, sure)| sure).sum();
        if weight >= 0.25 * seen.len() as f32 {
            near.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut half = weight / 2.0;
            last = near
                .iter()
                .find(|(_, sure)| {
                    half -= sure;
                    half <= 0.0
                })
                .map(|(at, _)| *at)
                .or(last);
        }
        out.push(last);
    }
    // Before the first movement: where it will be; without any: where the first picture stands out.
    let first = out.iter().flatten().next().copied().or(shot.first().map(|s| s.at)).unwrap_or(0.5);
    out.into_iter().map(|at| at.unwrap_or(first)).collect()
}

/// A critically damped spring drawn along the wanted way.
fn ease(wanted: &mut [f32], rate: f32) {
    let Some(first) = wanted.first().copied() else { return };
    // Two equal low passes make a critically damped pair of poles.
    let keep = (-2.0 / (EASE * rate)).exp();
    let (mut inner, mut outer) = (first, first);
    for at in wanted {
        inner = keep * inner + (1.0 - keep) * *at;
        outer = keep * outer + (1.0 - keep) * inner;
        *at = outer;
    }
}

/// No step longer than `step`: a way that is too steep begins earlier and ends later.
fn limit(way: &mut [f32], step: f32) {
    let clamped = |way: &[f32]| {
        let mut out = way.to_vec();
        for i in 1..out.len() {
            out[i] = out[i].clamp(out[i - 1] - step, out[i - 1] + step);
        }
        out
    };
    let late = clamped(way);
    way.reverse();
    let mut early = clamped(way);
    early.reverse();
    for ((at, late), early) in way.iter_mut().zip(late).zip(early) {
        *at = f32::midpoint(late, early);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: f32 = 0.316;
    const RATE: f32 = 10.0;

    fn seen(at: f32) -> Sight {
        Sight { at, sure: 1.0, cut: false }
    }

    fn steepest(way: &[f32]) -> f32 {
        way.windows(2).map(|w| (w[1] - w[0]).abs()).fold(0.0, f32::max)
    }

    /// Noise, a bright square of 20 at `x`, a still chequered wall at the right.
    fn scene(x: usize, seed: u32) -> Small {
        let (width, height) = (160, 90);
        let mut noise = seed | 1;
        let mut luma = Vec::with_capacity(width * height);
        for y in 0..height {
            for column in 0..width {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let base = if column > 120 && (column / 4 + y / 4) % 2 == 0 { 150 } else { 90 };
                let square = (x..x + 20).contains(&column) && (35..55).contains(&y);
                luma.push(if square { 210 } else { base } + (noise >> 29) as u8);
            }
        }
        Small { width, luma }
    }

    /// proves: EDT-09 (the crop follows a moving thing), EDT-10 (by its movement alone, past a wall of contrast)
    #[test]
    fn follows_a_square_past_a_busy_wall() {
        let mut watcher = Watcher::new(Axis::Across, WINDOW, RATE);
        let xs: Vec<usize> =
            (0..100).map(|i| if i < 30 { 10 + i % 2 } else { (10 + (i - 30)).min(70) }).collect();
        let sights: Vec<Sight> =
            xs.iter().enumerate().map(|(i, x)| watcher.look(scene(*x, i as u32))).collect();
        assert!(sights[0].cut && sights[1..].iter().all(|s| !s.cut));
        let way = path(&sights, RATE, WINDOW);
        for (i, (x, at)) in xs.iter().zip(&way).enumerate() {
            let (left, right) = (*x as f32 / 160.0, (*x + 20) as f32 / 160.0);
            assert!(
                at - WINDOW / 2.0 <= left && right <= at + WINDOW / 2.0,
                "picture {i}: {left}–{right}, {at}"
            );
        }
        assert!(steepest(&way[..25]) < 1e-3, "it holds while nothing leaves");
    }

    #[test]
    fn another_shot_is_a_jump_and_a_pan_is_none() {
        let mut watcher = Watcher::new(Axis::Across, WINDOW, RATE);
        watcher.look(scene(10, 1));
        let mut other = scene(100, 2);
        other.luma.iter_mut().for_each(|l| *l = 255 - *l);
        assert!(watcher.look(other).cut);
        let shots =
            [vec![seen(0.3); 20], vec![Sight { cut: true, ..seen(0.7) }], vec![seen(0.7); 20]].concat();
        let way = path(&shots, RATE, WINDOW);
        assert!(way[..20].iter().all(|at| (at - 0.3).abs() < 1e-3));
        assert!(way[20..].iter().all(|at| (at - 0.7).abs() < 1e-3));
    }

    #[test]
    fn holds_then_eases_and_never_runs() {
        let sights = [vec![seen(0.3); 40], vec![seen(0.8); 40]].concat();
        let way = path(&sights, RATE, WINDOW);
        assert!(steepest(&way[..20]) < 1e-3 && steepest(&way[60..]) < 1e-3);
        assert!(steepest(&way) <= FASTEST * WINDOW / RATE + 1e-5);
        assert!(way.windows(2).all(|w| w[1] >= w[0] - 1e-5), "no overshoot");
        assert!((way[79] - 0.8).abs() <= SLACK * WINDOW + 1e-3);
    }

    #[test]
    fn single_looks_elsewhere_are_not_believed() {
        let mut sights = vec![seen(0.4); 60];
        sights[20] = seen(0.9);
        sights[40] = seen(0.1);
        assert!(steepest(&path(&sights, RATE, WINDOW)) < 1e-3);
    }

    #[test]
    fn stays_inside_whatever_is_seen() {
        let wild: Vec<Sight> = (0..200u32)
            .map(|i| {
                let at = f32::from((i.wrapping_mul(2_654_435_761) >> 24) as u8) / 255.0;
                Sight { at, sure: (i % 3) as f32 / 2.0, cut: i % 37 == 0 }
            })
            .collect();
        for window in [0.05, WINDOW, 0.9, 1.0] {
            let way = path(&wild, RATE, window);
            assert_eq!(way.len(), wild.len());
            let (low, high) = (window / 2.0 - 1e-6, 1.0 - window / 2.0 + 1e-6);
            assert!(way.iter().all(|at| (low..=high).contains(at)), "window {window}");
        }
        assert!(path(&[], RATE, WINDOW).is_empty());
    }
}
