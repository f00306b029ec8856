//! Shots, bad spans and joints of the shown picture: a coarse survey of all of it, then a fine walk over the stretches
//! in which something may have changed.

use std::sync::Arc;

use ffmpeg_the_third::Error;
use incamera_model::{Joints, Picture, PictureSpan, Reason, Span};
use incamera_worker::ReadAt;

use super::{
    doubt::{Stretch, inside},
    joints::joints,
    plan::{Scene, Seen, paths},
    shake, shots,
    spans::{Piece, spans},
    survey::{Survey, survey},
    table::Grid,
    walk::Walker,
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
    // The survey reads every byte, yet where much is still or dark the walk takes three times as long: an ETA that turns
    // out too long is forgiven.
    let whole = total.saturating_mul(4);
    let surveyed =
        survey(&mut input, index, &mut |done| say(Reply::Progress { done: done.min(total), total: whole }));
    let Survey { table, glimpses } = match surveyed {
        Ok(survey) => survey,
        Err(failure) => return Err(input.take_failure().map_or(failure, |e| Failure::Bytes(e.to_string()))),
    };
    let joints = if table.timed { joints(&table.coded, &grid) } else { Joints::default() };
    let pixels = u64::from(shown.width) * u64::from(shown.height);
    let mut scene = Scene::new(&table.coded, glimpses, grid, pixels);
    let mut walker = Walker::open(source, index)?;
    let seen = scene.explore(&mut walker, &mut |share| {
        let done = total + ((whole - total) as f64 * share) as u64;
        say(Reply::Progress { done, total: whole })
    })?;
    let shots = scene.shots(&seen);
    let mut spans = spans(&scene.pieces(&seen), scene.focus, grid.rate);
    spans.extend(scene.shaken(&seen, &shots));
    spans.sort_by_key(|s| (s.span.start, s.reason));
    Ok(Picture { shots, spans, joints })
}

/// Shots shorter than this, in seconds, are the doing of flashes.
const SHORTEST: f64 = 0.25;
/// Between two places where the camera shakes it shakes as well, when nothing is known and no more seconds lie between.
const UNSEEN: f64 = 8.0;
/// Percent of confidence in shaking that was seen here and there only.
const GLIMPSED: u8 = 55;

impl Scene<'_> {
    /// First frames of shots.
    fn shots(&self, seen: &[(Stretch, Seen)]) -> Vec<u64> {
        let mut times: Vec<i64> = Vec::new();
        for (stretch, seen) in seen {
            times.extend(shots::cuts(&seen.steps));
            if seen.steps.is_empty() && seen.cut_at_end {
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

    /// The frames of a stretch.
    fn span(&self, stretch: &Stretch) -> Option<Span> {
        let frame = |index: usize| self.coded.get(index).and_then(|c| self.grid.frame(c.pts));
        let shown = self.coded.iter().filter(|c| c.shown);
        let end = || shown.filter_map(|c| self.grid.frame(c.pts)).max().map_or(0, |last| last + 1);
        Some(Span::new(frame(stretch.from)?, stretch.to.and_then(frame).unwrap_or_else(end)))
    }

    /// What the frames show, stretch by stretch.
    fn pieces(&self, seen: &[(Stretch, Seen)]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (i, (stretch, seen)) in seen.iter().enumerate() {
            let (Some(glimpse), Some(span)) = (self.glimpses.get(i), self.span(stretch)) else { continue };
            let next = self.glimpses.get(i + 1);
            if seen.steps.is_empty() {
                let next_repeats = next.is_some_and(|g| g.repeats);
                let settled = glimpse.repeats || next_repeats || glimpse.sight.black;
                let mut packets: Vec<(u64, bool)> = inside(glimpse, next, self.coded)
                    .iter()
                    .filter(|c| c.shown)
                    .filter_map(|c| {
                        let quiet = if c.key { next_repeats } else { c.size <= self.tiny };
                        Some((self.grid.frame(c.pts)?, quiet && settled))
                    })
                    .collect();
                packets.push((span.start, glimpse.repeats));
                packets.sort_unstable();
                for (j, (from, still)) in packets.iter().enumerate() {
                    let to = packets.get(j + 1).map_or(span.end, |(next, _)| *next);
                    let sight = glimpse.sight;
                    pieces.push(Piece { span: Span::new(*from, to), sight, still: *still });
                }
                continue;
            }
            let times: Vec<u64> = seen.steps.iter().filter_map(|s| self.grid.frame(s.pts)).collect();
            for (j, (step, from)) in seen.steps.iter().zip(&times).enumerate() {
                let to = times.get(j + 1).copied().unwrap_or(span.end).min(span.end);
                let still = if j == 0 { glimpse.repeats } else { step.still };
                pieces.push(Piece { span: Span::new(*from, to), sight: step.sight, still });
            }
        }
        pieces
    }

    /// Where the camera is thrown about: to the frame where it was walked, by stretches where it was only glimpsed.
    fn shaken(&self, seen: &[(Stretch, Seen)], shots: &[u64]) -> Vec<PictureSpan> {
        let rate = self.grid.rate;
        let walked: Vec<shake::Shaken> =
            paths(seen, &self.grid).iter().flat_map(|path| shake::shaken(path, rate, shots)).collect();
        let only_glimpsed = |(stretch, seen): &(Stretch, Seen)| {
            let jolt = seen.jolt.filter(|jolt| *jolt >= shake::SHAKEN && seen.steps.is_empty())?;
            Some(shake::Shaken { span: self.span(stretch)?, jolt })
        };
        let calm = |(_, seen): &&(Stretch, Seen)| {
            !seen.moved || !seen.steps.is_empty() || seen.jolt.is_some_and(|jolt| jolt < shake::SHAKEN)
        };
        let calm: Vec<Span> = seen.iter().filter(calm).filter_map(|(s, _)| self.span(s)).collect();
        let mut all: Vec<(shake::Shaken, u8)> =
            seen.iter().filter_map(only_glimpsed).map(|s| (s, GLIMPSED)).collect();
        all.extend(walked.into_iter().map(|s| (s, sure(s.jolt))));
        all.sort_by_key(|(s, _)| s.span);
        let unseen = (UNSEEN * rate.per_second()) as u64;
        let mut found: Vec<PictureSpan> = Vec::new();
        for (shaken, confidence) in all {
            let measured = Some((shaken.jolt * 100.0).round() as u32);
            let gap = found.last().map(|last| Span::new(last.span.end, shaken.span.start.max(last.span.end)));
            let joined = gap.is_some_and(|gap| gap.len() <= unseen && !calm.iter().any(|c| c.overlaps(gap)));
            match found.last_mut().filter(|_| joined) {
                Some(last) => {
                    last.span.end = last.span.end.max(shaken.span.end);
                    last.confidence = last.confidence.min(confidence);
                    last.measured = last.measured.max(measured);
                }
                None => {
                    found.push(PictureSpan {
                        reason: Reason::Shake,
                        span: shaken.span,
                        confidence,
                        measured,
                    });
                }
            }
        }
        found
    }
}

/// Percent of confidence in shaking of this strength.
fn sure(jolt: f32) -> u8 {
    (65.0 + 15.0 * (jolt / shake::SHAKEN).max(1.0).log2()).min(95.0) as u8
}
