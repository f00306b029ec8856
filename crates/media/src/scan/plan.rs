//! What is looked at closely: the doubtful places first, as many of the others as the time allows.

use super::{
    doubt::{Doubt, Stretch, doubt, empty, inside, stretches, tiny},
    shake::{self, Moment},
    spans::Focus,
    survey::{FULL_HD, Glimpse},
    table::{Coded, Grid},
    walk::{Step, Walker},
};
use crate::job::Failure;

/// Share of the frames that the whole scan may decode; a key picture weighs as much as several others.
const SHARE: f64 = 0.12;
const KEY_WEIGHT: f64 = 3.5;
/// Full HD frames that may be walked in any case: short rushes are over soon.
const ANYWAY: f64 = 200.0;
/// Bytes of such a frame; decoding costs half by the pixel, half by the byte.
const BYTES: f64 = 28_000.0;
/// Small and plain pictures are cheap: at most so many times as many of them are walked.
const EASE: f64 = 16.0;
/// Doubts less than this are not worth walking for, whatever time is left.
const WORTH: f32 = 0.35;
/// Doubts from this on are worth decoding the key pictures that the survey passed over.
const SERIOUS: f32 = 10.0;
/// Share of the time spent on looking for shaking where nothing else is in doubt.
const PROBES: f64 = 0.35;
/// Pictures in a row that show whether the camera shakes.
const PROBE: usize = 10;
/// A picture that has moved less than this between two glimpses was filmed from one place, in percent.
const STEADY: f32 = 0.3;
/// Shaking is followed to its ends beyond the time allowed, up to this share of it.
const BEYOND: f64 = 0.3;

/// What is known of the picture before anything is walked.
pub(super) struct Scene<'a> {
    pub(super) coded: &'a [Coded],
    pub(super) glimpses: Vec<Glimpse>,
    pub(super) grid: Grid,
    pub(super) tiny: u32,
    pub(super) focus: Focus,
    pixels: u64,
}

/// What was seen of one stretch.
#[derive(Default)]
pub(super) struct Seen {
    /// Every picture of it, when it was walked, and the key picture after it.
    pub(super) steps: Vec<Step>,
    /// The picture changes with its end, it was found without walking.
    pub(super) cut_at_end: bool,
    /// How much the camera shakes at its beginning, when that was looked at ([`shake::jolt`]).
    pub(super) jolt: Option<f32>,
    /// The camera has moved during it.
    pub(super) moved: bool,
}

impl<'a> Scene<'a> {
    pub(super) fn new(coded: &'a [Coded], glimpses: Vec<Glimpse>, grid: Grid, pixels: u64) -> Self {
        let focus = Focus::of(glimpses.iter().map(|g| g.sight));
        Self { coded, glimpses, grid, tiny: tiny(pixels), focus, pixels }
    }

    /// What to do about the stretch after each glimpse.
    fn doubts(&self) -> Vec<Doubt> {
        let seconds = |ticks: i64| self.grid.seconds(ticks);
        let blurred = |sharpness| self.focus.blurred(sharpness);
        let found = |i| match doubt(&self.glimpses, i, self.coded, &seconds, self.tiny, &blurred) {
            _ if self.unsure_stillness(i) => Doubt::Walk,
            found => found,
        };
        (0..self.glimpses.len()).map(found).collect()
    }

    /// Decodes the key pictures that the survey passed over where something is in doubt.
    fn refine(&mut self, walker: &mut Walker) {
        let doubts = self.doubts();
        let mut glimpses: Vec<Glimpse> = Vec::new();
        for (stretch, doubt) in stretches(&self.glimpses).into_iter().zip(doubts) {
            let serious = match doubt {
                Doubt::None => false,
                Doubt::Perhaps(score) => score >= SERIOUS,
                Doubt::CutAtEnd | Doubt::Walk | Doubt::Likely(_) => true,
            };
            let passed_over = |end: usize| self.coded[stretch.from + 1..end].iter().filter(|c| c.key).count();
            let between = passed_over(stretch.to.unwrap_or(self.coded.len()));
            let known = self.glimpses.iter().find(|g| g.index == stretch.from).copied();
            // What was found of this picture in the stretch before is the better knowledge.
            if glimpses.last().is_none_or(|g| g.index < stretch.from) {
                glimpses.extend(known);
            }
            // Where every picture is a key picture there is no end of them.
            if serious && (1..8).contains(&between) {
                glimpses.extend(walker.glimpses(stretch, self.coded));
            }
        }
        self.glimpses = glimpses;
    }

    /// Whether packets say that the picture stands still during the stretch after glimpse `i`, and no glimpse confirms it.
    fn unsure_stillness(&self, i: usize) -> bool {
        let Some(here) = self.glimpses.get(i) else { return false };
        let confirmed =
            here.repeats || here.sight.black || self.glimpses.get(i + 1).is_some_and(|g| g.repeats);
        let inside = inside(here, self.glimpses.get(i + 1), self.coded);
        let empty = empty(self.pixels);
        let quiet = inside.iter().filter(|c| !c.key && c.size <= empty).count();
        !confirmed && quiet as f64 >= 0.5 * self.grid.rate.per_second() && quiet * 3 >= inside.len()
    }

    /// Frames of this size that may be walked.
    fn allowed(&self) -> f64 {
        let count = self.coded.len() as f64;
        let bytes = self.coded.iter().map(|c| f64::from(c.size)).sum::<f64>() / count.max(1.0);
        let price = 0.5 * (self.pixels as f64 / FULL_HD + bytes / BYTES);
        (SHARE * count - KEY_WEIGHT * self.glimpses.len() as f64).max(ANYWAY) / price.clamp(1.0 / EASE, 1.0)
    }

    /// Looks closely wherever something may have changed. `tell` hears which share of the work is done.
    pub(super) fn explore(
        &mut self,
        walker: &mut Walker,
        tell: &mut dyn FnMut(f64) -> Result<(), Failure>,
    ) -> Result<Vec<(Stretch, Seen)>, Failure> {
        self.refine(walker);
        let doubts = self.doubts();
        let moved = |g: Option<&Glimpse>| g.is_some_and(|g| !g.shift.within(STEADY));
        let seen = stretches(&self.glimpses).into_iter().enumerate().map(|(i, stretch)| {
            let moved = moved(self.glimpses.get(i)) || moved(self.glimpses.get(i + 1));
            let cut_at_end = matches!(doubts[i], Doubt::CutAtEnd | Doubt::Likely(_));
            (stretch, Seen { cut_at_end, moved, ..Seen::default() })
        });
        let allowed = self.allowed();
        let mut tour = Tour { scene: self, walker, tell, allowed, left: allowed, seen: seen.collect() };
        for i in (0..doubts.len()).filter(|i| doubts[*i] == Doubt::Walk) {
            tour.walk(i)?;
        }
        tour.probe()?;
        tour.follow_shaking()?;
        let mut perhaps: Vec<(f32, usize)> = doubts
            .iter()
            .enumerate()
            .filter_map(|(i, doubt)| match doubt {
                Doubt::Perhaps(score) | Doubt::Likely(score) if *score >= WORTH => Some((*score, i)),
                _ => None,
            })
            .collect();
        perhaps.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, i) in perhaps {
            if tour.cost(i) <= tour.left {
                tour.walk(i)?;
            }
        }
        tour.follow_shaking()?;
        Ok(tour.seen)
    }
}

/// The close look, and what it may still cost.
struct Tour<'a> {
    scene: &'a Scene<'a>,
    walker: &'a mut Walker,
    tell: &'a mut dyn FnMut(f64) -> Result<(), Failure>,
    allowed: f64,
    /// Frames that may still be decoded.
    left: f64,
    seen: Vec<(Stretch, Seen)>,
}

impl Tour<'_> {
    fn cost(&self, i: usize) -> f64 {
        let end = |stretch: &Stretch| stretch.to.unwrap_or(self.scene.coded.len());
        self.seen.get(i).map_or(0.0, |(s, _)| end(s).saturating_sub(s.from) as f64)
    }

    fn spend(&mut self, frames: f64) -> Result<(), Failure> {
        self.left -= frames;
        (self.tell)((1.0 - self.left / self.allowed).clamp(0.0, 1.0))
    }

    fn walk(&mut self, i: usize) -> Result<(), Failure> {
        let cost = self.cost(i);
        let Some((stretch, seen)) = self.seen.get_mut(i).filter(|(_, seen)| seen.steps.is_empty()) else {
            return Ok(());
        };
        seen.steps = self.walker.walk(*stretch, self.scene.coded);
        self.spend(cost)
    }

    /// Looks at a few pictures here and there: those that took most bytes first, since what is thrown about is hard to
    /// predict; none where the camera stood still.
    fn probe(&mut self) -> Result<(), Failure> {
        let busy = |stretch: &Stretch| {
            let end = stretch.to.unwrap_or(self.scene.coded.len());
            let inside = self.scene.coded.get(stretch.from + 1..end).unwrap_or_default();
            let inside: Vec<u64> = inside.iter().filter(|c| !c.key).map(|c| u64::from(c.size)).collect();
            inside.iter().sum::<u64>() / inside.len().max(1) as u64
        };
        let worth = |(i, (stretch, seen)): (usize, &(Stretch, Seen))| {
            let weight = busy(stretch);
            let black = self.scene.glimpses.get(i).is_some_and(|g| g.sight.black);
            (seen.moved && !black && seen.steps.is_empty() && weight > u64::from(self.scene.tiny))
                .then_some((weight, i))
        };
        let mut places: Vec<(u64, usize)> = self.seen.iter().enumerate().filter_map(worth).collect();
        places.sort_by_key(|(weight, i)| (std::cmp::Reverse(*weight), *i));
        let price = KEY_WEIGHT + PROBE as f64;
        let most = (PROBES * self.left / price).max(0.0) as usize;
        for (_, i) in places.into_iter().take(most) {
            let Some((stretch, seen)) = self.seen.get_mut(i) else { continue };
            let steps = self.walker.first(PROBE, *stretch, self.scene.coded);
            seen.jolt = shake::jolt(&moments(&steps, &self.scene.grid), self.scene.grid.rate);
            self.spend(price)?;
        }
        Ok(())
    }

    /// Walks on wherever the camera still shakes at the edge of what was looked at.
    fn follow_shaking(&mut self) -> Result<(), Failure> {
        let floor = -BEYOND * self.allowed;
        let begun = |(_, seen): &(Stretch, Seen)| seen.jolt.is_some_and(|jolt| jolt >= shake::SHAKEN);
        let mut queue: Vec<usize> = (0..self.seen.len()).filter(|i| begun(&self.seen[*i])).collect();
        queue.extend((0..self.seen.len()).flat_map(|i| self.shaking_neighbours(i)));
        while let Some(i) = queue.pop() {
            if self.seen[i].1.steps.is_empty() && self.left - self.cost(i) > floor {
                self.walk(i)?;
                queue.extend(self.shaking_neighbours(i));
            }
        }
        Ok(())
    }

    /// The neighbours of a walked stretch into which its shaking goes on.
    fn shaking_neighbours(&self, i: usize) -> Vec<usize> {
        let grid = &self.scene.grid;
        let path = self.seen.get(i).map_or_else(Vec::new, |(_, seen)| moments(&seen.steps, grid));
        let few = (0.5 * grid.rate.per_second()).round().max(PROBE as f64) as usize;
        let shaken = |path: &[Moment]| shake::jolt(path, grid.rate).is_some_and(|j| j >= shake::SHAKEN);
        let head = shaken(path.get(..few).unwrap_or(&path)).then(|| i.checked_sub(1)).flatten();
        let tail = shaken(&path[path.len().saturating_sub(few)..]).then_some(i + 1);
        head.into_iter().chain(tail).filter(|i| *i < self.seen.len()).collect()
    }
}

/// The movement along steps, in ascending frames.
pub(super) fn moments(steps: &[Step], grid: &Grid) -> Vec<Moment> {
    let mut path: Vec<Moment> = Vec::new();
    for step in steps {
        if let Some(frame) = grid.frame(step.pts).filter(|f| path.last().is_none_or(|(last, _)| last < f)) {
            path.push((frame, step.shift));
        }
    }
    path
}

/// What was seen, stretch by stretch, as unbroken paths.
pub(super) fn paths(seen: &[(Stretch, Seen)], grid: &Grid) -> Vec<Vec<Moment>> {
    let mut paths: Vec<Vec<Moment>> = Vec::new();
    let mut unbroken = false;
    for (_, seen) in seen {
        let path = moments(&seen.steps, grid);
        let joined = unbroken && !path.is_empty();
        unbroken = !path.is_empty();
        match paths.last_mut().filter(|_| joined) {
            // The key picture between two stretches was the last of the first, with its movement.
            Some(whole) => {
                let last = whole.last().map_or(0, |(frame, _)| *frame);
                whole.extend(path.into_iter().filter(|(frame, _)| *frame > last));
            }
            None if unbroken => paths.push(path),
            None => {}
        }
    }
    paths
}
