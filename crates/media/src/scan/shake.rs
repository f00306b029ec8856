//! Where the camera is thrown about: from the movement between neighbouring pictures to spans.
//!
//! A pan moves fast but evenly, a step of somebody walking bends the path slowly, a knock happens once. Shaking turns
//! the movement round and round. What is judged is therefore the acceleration, less what of it lasts.

use std::ops::Range;

use incamera_model::{Rate, Span};

use super::motion::Shift;

/// Acceleration that is shaking, in percent of the picture's longer side per frame, as if there were [`FRAMES`] a
/// second. A hand-held camera stays below half of it, somebody walking with it as well.
pub(super) const SHAKEN: f32 = 0.8;
/// Frames a second in which accelerations are told.
const FRAMES: f64 = 30.0;
/// Half of the accelerations within this many seconds to either side must be that large.
const WINDOW: f64 = 0.25;
/// Accelerations that must be known for a judgement.
const KNOWN: usize = 4;
/// What an acceleration keeps over so many pictures to either side is a bend of the path, not shaking.
const BEND: usize = 3;
/// Whoever shakes comes back: what moves on by more than this share of its way only stutters, as films do whose frames
/// were doubled here and there for another rate.
const ONWARD: f32 = 0.6;
/// Shorter shaking is a bump, in seconds.
const SHORTEST: f64 = 0.6;
/// Calm shorter than this, in seconds, does not interrupt it.
const BRIDGE: f64 = 0.5;
/// An edge this close to the edge of a shot or of what was looked at is that one, in pictures.
const CLOSE: u64 = 4;

/// One picture: its frame and its movement since the one before.
pub(super) type Moment = (u64, Shift);

/// A shaken span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shaken {
    pub(super) span: Span,
    /// Median acceleration, in percent of the longer side per frame.
    pub(super) jolt: f32,
}

/// Median acceleration over all of `path`, when enough of it is known.
pub(super) fn jolt(path: &[Moment], rate: Rate) -> Option<f32> {
    let whole = Path::new(path, rate);
    whole.jolt(&whole.jolts(), 0..path.len())
}

/// The shaken spans of an unbroken path. `shots` are first frames of shots.
pub(super) fn shaken(path: &[Moment], rate: Rate, shots: &[u64]) -> Vec<Shaken> {
    let frames = |seconds: f64| (seconds * rate.per_second()).round().max(1.0) as usize;
    let whole = Path::new(path, rate);
    let (jolts, bends) = (whole.jolts(), whole.accelerations());
    let window = frames(WINDOW);
    let around = |i: usize| i.saturating_sub(window)..(i + window + 1).min(path.len());
    let strong = |i: usize| whole.jolt(&jolts, around(i)).is_some_and(|jolt| jolt >= SHAKEN);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for i in (0..path.len()).filter(|i| strong(*i)) {
        match runs.last_mut() {
            Some((_, last)) if i <= *last + frames(BRIDGE) => *last = i,
            _ => runs.push((i, i)),
        }
    }
    let firm = |i: &usize| bends.get(*i).copied().flatten().is_some_and(|a| a >= SHAKEN / 2.0);
    let end = path.last().map_or(0, |(frame, _)| frame + 1);
    let mut edges: Vec<u64> = path.first().map(|(frame, _)| *frame).into_iter().chain([end]).collect();
    edges.extend(shots);
    let snapped = |frame: u64| {
        let near = edges.iter().copied().filter(|edge| edge.abs_diff(frame) <= CLOSE * whole.stride as u64);
        near.min_by_key(|edge| edge.abs_diff(frame)).unwrap_or(frame)
    };
    let mut found = Vec::new();
    for (first, last) in runs {
        // The path bends with the last quiet picture, and again with the first.
        let begin = around(first).find(firm).map_or(first, |i| i + whole.stride);
        let stop = around(last).rev().find(firm).unwrap_or(last);
        let at = |i: usize| path.get(i).map_or(end, |(frame, _)| *frame);
        let span = Span::new(snapped(at(begin)), snapped(at(stop)).max(snapped(at(begin))));
        let mut inside: Vec<f32> = jolts[first..=last].iter().flatten().copied().collect();
        if span.len() as usize >= frames(SHORTEST) && !inside.is_empty() {
            found.push(Shaken { span, jolt: median(&mut inside) });
        }
    }
    found
}

/// Places of the picture along a path.
struct Path {
    /// For each direction, the place at each picture and how often it was lost up to there.
    places: [Vec<(f32, u32)>; 2],
    /// Pictures from one to the next that is compared: at high rates neighbours hardly differ.
    stride: usize,
    /// From the movement within a stride to that within a frame of [`FRAMES`] a second.
    scale: f32,
}

impl Path {
    fn new(path: &[Moment], rate: Rate) -> Self {
        let walk = |way: fn(&Shift) -> Option<f32>| {
            let mut at = (0.0f32, 0u32);
            let step = |(i, (_, shift)): (usize, &Moment)| {
                match way(shift) {
                    _ if i == 0 => {}
                    Some(by) => at.0 += by,
                    None => at.1 += 1,
                }
                at
            };
            path.iter().enumerate().map(step).collect()
        };
        let stride = (rate.per_second() / FRAMES).round().max(1.0);
        let scale = (rate.per_second() / stride / FRAMES).powi(2) as f32;
        Self { places: [walk(|s| s.right), walk(|s| s.down)], stride: stride as usize, scale }
    }

    /// The acceleration in one direction at each picture.
    fn along(&self, places: &[(f32, u32)]) -> Vec<Option<f32>> {
        let at = |i: usize| {
            let (before, here, after) =
                (places.get(i.checked_sub(self.stride)?)?, places.get(i)?, places.get(i + self.stride)?);
            (before.1 == after.1).then_some((after.0 - 2.0 * here.0 + before.0) * self.scale)
        };
        (0..places.len()).map(at).collect()
    }

    /// The larger of both directions at each picture.
    fn larger(&self, of: impl Fn(&[Option<f32>], usize) -> Option<f32>) -> Vec<Option<f32>> {
        let both = [0, 1].map(|i| self.along(&self.places[i]));
        let at = |i: usize| both.iter().filter_map(|one| of(one, i)).map(f32::abs).reduce(f32::max);
        (0..both[0].len()).map(at).collect()
    }

    /// The median of the jolts at these pictures, when enough of them are known; nothing for what moves onward.
    fn jolt(&self, jolts: &[Option<f32>], range: Range<usize>) -> Option<f32> {
        let mut known: Vec<f32> = jolts[range.clone()].iter().flatten().copied().collect();
        if known.len() < KNOWN || known.len() * 2 < range.len() {
            return None;
        }
        let place = |i: usize| [self.places[0][i].0, self.places[1][i].0];
        let far = |a: [f32; 2], b: [f32; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
        let way: f32 = range.clone().skip(1).map(|i| far(place(i), place(i - 1))).sum();
        let onward = far(place(range.end - 1), place(range.start)) > ONWARD * way;
        Some(if onward { 0.0 } else { median(&mut known) })
    }

    fn accelerations(&self) -> Vec<Option<f32>> {
        self.larger(|one, i| one[i])
    }

    /// Accelerations less what lasts of them.
    fn jolts(&self) -> Vec<Option<f32>> {
        let reach = BEND * self.stride;
        self.larger(|one, i| {
            let around = &one[i.saturating_sub(reach)..(i + reach + 1).min(one.len())];
            let known = around.iter().flatten();
            Some(one[i]? - known.clone().sum::<f32>() / known.count() as f32)
        })
    }
}

fn median(values: &mut [f32]) -> f32 {
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path whose picture stands at `place(frame)` percent to the right.
    fn path(frames: u64, place: impl Fn(f32) -> f32) -> Vec<Moment> {
        let shift = |n: u64| place(n as f32) - place(n.saturating_sub(1) as f32);
        (0..frames).map(|n| (n, Shift { right: Some(shift(n)), down: Some(0.0) })).collect()
    }

    fn found(rate: u32, path: &[Moment]) -> Vec<Span> {
        let rate = Rate::new(rate, 1).expect("a rate");
        shaken(path, rate, &[]).into_iter().map(|s| s.span).collect()
    }

    #[test]
    fn jitter_is_found_where_it_is() {
        let jitter =
            |n: f32| if (100.0..160.0).contains(&n) { (n * 2.3).sin() + (n * 0.9).cos() } else { 0.0 };
        let spans = found(30, &path(300, jitter));
        let [span] = spans[..] else { panic!("{spans:?}") };
        assert!(span.start.abs_diff(100) <= 1 && span.end.abs_diff(160) <= 1, "{span:?}");
    }

    #[test]
    fn pans_steps_and_knocks_are_no_shaking() {
        let whip = |n: f32| 90.0 * (n * 0.06).sin();
        let steps = |n: f32| 3.0 * (n * 0.42).sin();
        let knock = |n: f32| if (100.0..105.0).contains(&n) { 4.0 * (n * 2.0).sin() } else { 0.0 };
        let start = |n: f32| if n < 100.0 { 0.0 } else { 4.0 * (n - 100.0) };
        let stutter = |n: f32| 2.0 * (n * 0.667).floor();
        for calm in
            [path(300, whip), path(300, steps), path(300, knock), path(300, start), path(300, stutter)]
        {
            assert_eq!(found(30, &calm), []);
        }
    }

    /// The same movement filmed at twice the rate is as shaken.
    #[test]
    fn the_rate_does_not_matter() {
        let jitter = |n: f32| (n * 1.1).sin() * 1.5;
        assert_eq!(found(30, &path(90, jitter)), [Span::new(0, 90)]);
        assert_eq!(found(60, &path(180, |n| jitter(n / 2.0))), [Span::new(0, 180)]);
        let calm = |n: f32| (n * 0.4).sin() * 1.5;
        assert_eq!(found(60, &path(180, |n| calm(n / 2.0))), []);
    }
}
