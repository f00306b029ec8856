//! Shots, bad spans and joints of the shown picture: a coarse survey of all of it, then a fine walk over the stretches
//! in which something may have changed.

use std::{collections::BTreeMap, sync::Arc};

use ffmpeg_the_third::Error;
use incamera_model::{Joints, Picture, Span};
use incamera_worker::ReadAt;

use super::{
    doubt::{Doubt, Stretch, doubt, stretches, tiny},
    joints::joints,
    shots,
    spans::{Focus, Piece, spans},
    survey::{Glimpse, Survey, survey},
    table::{Coded, Grid},
    walk::{Step, Walker},
};
use crate::{
    av::Input,
    job::{Failure, Reply, Say},
    probe::probe,
};

/// Measures the picture that [`Probe::picture`](incamera_model::Probe::picture) names.
pub(crate) fn picture(source: Arc<dyn ReadAt>, say: Say) -> Result<Picture, Failure> {
    let total = source.size();
    // The grid is the probe's: cuts are counted on it.
    let probe = probe(Arc::clone(&source), &mut |_| Ok(()))?;
    let Some(shown) = probe.picture() else { return Err(Failure::Missing("moving picture".into())) };
    let index = shown.index as usize;
    let mut input = Input::open(Arc::clone(&source))?;
    input.only(&[index]);
    let base = input.stream(index).ok_or(Error::StreamNotFound)?.time_base();
    let grid = Grid { first: shown.time.start, base, rate: shown.rate };
    let pixels = u64::from(shown.width) * u64::from(shown.height);
    // The survey reads every byte and is most of the work; the walk is the last tenth of the bar.
    let whole = total + total / 9;
    let surveyed =
        survey(&mut input, index, &mut |done| say(Reply::Progress { done: done.min(total), total: whole }));
    let Survey { table, glimpses } = match surveyed {
        Ok(survey) => survey,
        Err(failure) => return Err(input.take_failure().map_or(failure, |e| Failure::Bytes(e.to_string()))),
    };
    let joints = if table.timed { joints(&table.coded, &grid) } else { Joints::default() };
    let scene = Scene {
        coded: &table.coded,
        glimpses: &glimpses,
        grid,
        pixels,
        tiny: tiny(pixels),
        focus: Focus::of(glimpses.iter().map(|g| g.sight)),
    };
    let plan = scene.plan();
    let mut walker = Walker::open(source, index)?;
    let mut seen: BTreeMap<usize, Vec<Step>> = BTreeMap::new();
    let mut done = 0;
    for (stretch, _) in plan.iter().filter(|(_, doubt)| *doubt == Doubt::Walk) {
        seen.insert(stretch.from, walker.walk(*stretch, scene.coded));
        done += 1;
        let steps = plan.iter().filter(|(_, doubt)| *doubt == Doubt::Walk).count() as u64;
        say(Reply::Progress { done: total + (whole - total) * done / steps, total: whole })?;
    }
    let shots = scene.shots(&plan, &seen);
    let spans = spans(&scene.pieces(&plan, &seen), scene.focus, grid.rate);
    Ok(Picture { shots, spans, joints })
}

/// Share of the frames that the whole scan may decode (a key picture weighs as much as several others), and seconds that
/// may be seen in any case, less a twentieth of the rush.
const SHARE: f64 = 0.14;
const KEY_WEIGHT: f64 = 3.5;
const ANYWAY: f64 = 40.0;
/// The picture for which these hold, in pixels.
const FULL_HD: f64 = 1920.0 * 1080.0;
/// Doubts less than this are not worth walking for, whatever time is left.
const WORTH: f32 = 0.35;
/// Shots shorter than this, in seconds, are the doing of flashes.
const SHORTEST: f64 = 0.25;

/// What is known of the picture.
struct Scene<'a> {
    coded: &'a [Coded],
    glimpses: &'a [Glimpse],
    grid: Grid,
    pixels: u64,
    tiny: u32,
    focus: Focus,
}

impl Scene<'_> {
    /// Each stretch with what to do about it: [`Doubt::Perhaps`] is decided here.
    fn plan(&self) -> Vec<(Stretch, Doubt)> {
        let seconds = |ticks: i64| self.grid.seconds(ticks);
        let blurred = |sharpness| self.focus.blurred(sharpness);
        let mut plan: Vec<(Stretch, Doubt)> = stretches(self.glimpses)
            .into_iter()
            .enumerate()
            .map(|(i, stretch)| {
                let found = doubt(self.glimpses, i, self.coded, &seconds, self.tiny, &blurred);
                (stretch, if self.unsure_stillness(i) { Doubt::Walk } else { found })
            })
            .collect();
        let length = |stretch: &Stretch| stretch.to.unwrap_or(self.coded.len()).saturating_sub(stretch.from);
        // Small pictures are cheap, and short rushes are over soon: there is time to look at more of them.
        let ease = (FULL_HD / self.pixels as f64).clamp(1.0, 6.0);
        let rate = self.grid.rate.per_second();
        let spent: usize = plan.iter().filter(|(_, d)| *d == Doubt::Walk).map(|(s, _)| length(s)).sum();
        let all = self.coded.len() as f64;
        let share = SHARE * all - KEY_WEIGHT * self.glimpses.len() as f64;
        let allowed = ease * share.max(ANYWAY * rate - all / 20.0);
        let mut left = allowed - spent as f64;
        let mut perhaps: Vec<(f32, usize)> = plan
            .iter()
            .enumerate()
            .filter_map(|(i, (_, doubt))| match doubt {
                Doubt::Perhaps(score) | Doubt::Likely(score) => Some((*score, i)),
                _ => None,
            })
            .collect();
        perhaps.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (score, i) in perhaps {
            let Some((stretch, doubt)) = plan.get_mut(i) else { continue };
            left -= length(stretch) as f64;
            *doubt = match doubt {
                _ if left >= 0.0 && score >= WORTH => Doubt::Walk,
                Doubt::Likely(_) => Doubt::CutAtEnd,
                _ => Doubt::None,
            };
        }
        plan
    }

    /// Whether packets say that the picture stands still during the stretch after glimpse `i`, and no glimpse confirms it.
    fn unsure_stillness(&self, i: usize) -> bool {
        let Some(here) = self.glimpses.get(i) else { return false };
        let confirmed =
            here.repeats || here.sight.black || self.glimpses.get(i + 1).is_some_and(|g| g.repeats);
        let end = self.glimpses.get(i + 1).map_or(self.coded.len(), |g| g.index);
        let inside = self.coded.get(here.index + 1..end).unwrap_or_default();
        let quiet = inside.iter().filter(|c| !c.key && c.size <= self.tiny).count();
        !confirmed && quiet as f64 >= 0.5 * self.grid.rate.per_second() && quiet * 3 >= inside.len()
    }

    /// First frames of shots.
    fn shots(&self, plan: &[(Stretch, Doubt)], seen: &BTreeMap<usize, Vec<Step>>) -> Vec<u64> {
        let mut times: Vec<i64> = Vec::new();
        for (stretch, doubt) in plan {
            if let Some(steps) = seen.get(&stretch.from) {
                times.extend(shots::cuts(steps));
            } else if *doubt == Doubt::CutAtEnd {
                times.extend(stretch.to.and_then(|to| self.coded.get(to)).map(|c| c.pts));
            }
        }
        let least = (SHORTEST * self.grid.rate.per_second()) as u64;
        let mut shots = vec![0];
        let mut frames: Vec<u64> = times.into_iter().filter_map(|pts| self.grid.frame(pts)).collect();
        frames.sort_unstable();
        for frame in frames {
            if shots.last().is_some_and(|last| frame > last + least) {
                shots.push(frame);
            }
        }
        shots
    }

    /// What the frames show, stretch by stretch.
    fn pieces(&self, plan: &[(Stretch, Doubt)], seen: &BTreeMap<usize, Vec<Step>>) -> Vec<Piece> {
        let frame = |index: usize| self.coded.get(index).and_then(|c| self.grid.frame(c.pts));
        let end = self.coded.iter().filter(|c| c.shown).filter_map(|c| self.grid.frame(c.pts)).max();
        let end = end.map_or(0, |last| last + 1);
        let mut pieces = Vec::new();
        for (i, (stretch, _)) in plan.iter().enumerate() {
            let (Some(glimpse), Some(start)) = (self.glimpses.get(i), frame(stretch.from)) else { continue };
            let stop = stretch.to.and_then(frame).unwrap_or(end);
            if let Some(steps) = seen.get(&stretch.from).filter(|steps| !steps.is_empty()) {
                let times: Vec<u64> = steps.iter().filter_map(|s| self.grid.frame(s.pts)).collect();
                for (j, (step, from)) in steps.iter().zip(&times).enumerate() {
                    let to = times.get(j + 1).copied().unwrap_or(stop).min(stop);
                    let still = if j == 0 { glimpse.repeats } else { step.still };
                    pieces.push(Piece { span: Span::new(*from, to), sight: step.sight, still });
                }
            } else {
                let next_repeats = self.glimpses.get(i + 1).is_some_and(|g| g.repeats);
                let settled = glimpse.repeats || next_repeats;
                let mut packets: Vec<(u64, bool)> = self
                    .coded
                    .get(stretch.from + 1..stretch.to.unwrap_or(self.coded.len()))
                    .unwrap_or_default()
                    .iter()
                    .filter(|c| c.shown)
                    .filter_map(|c| {
                        let quiet = if c.key { next_repeats } else { c.size <= self.tiny };
                        Some((self.grid.frame(c.pts)?, quiet && (settled || glimpse.sight.black)))
                    })
                    .collect();
                packets.push((start, glimpse.repeats));
                packets.sort_unstable();
                for (j, (from, still)) in packets.iter().enumerate() {
                    let to = packets.get(j + 1).map_or(stop, |(next, _)| *next);
                    pieces.push(Piece { span: Span::new(*from, to), sight: glimpse.sight, still: *still });
                }
            }
        }
        pieces
    }
}
