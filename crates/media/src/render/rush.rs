//! A rush as a renderer sees it: its streams, and the grid of frames laid over its ticks.

use std::sync::Arc;

use ffmpeg_the_third::{Packet, Rational};
use incamera_model::{FieldOrder, Rate};
use incamera_worker::ReadAt;

use super::coding::{Coding, Entry};
use crate::{
    av::{Input, Track},
    job::{Failure, RenderRush},
};

/// One rush.
pub(crate) struct Rush {
    /// Its bytes.
    pub(crate) source: Arc<dyn ReadAt>,
    /// Its moving picture.
    pub(crate) picture: Option<Footage>,
    /// Its sound tracks, in stream order: place in the file and format.
    pub(crate) sounds: Vec<(usize, Track)>,
}

/// The moving picture of a rush.
pub(crate) struct Footage {
    /// Place in the file.
    pub(crate) index: usize,
    /// Format.
    pub(crate) track: Track,
    /// How its packets are made; none when they cannot be copied.
    pub(crate) coding: Option<Coding>,
    /// The frames of the cut.
    pub(crate) grid: Grid,
    /// Whether frames lie evenly on the grid.
    pub(crate) even: bool,
    /// Whether pictures are two fields.
    pub(crate) interlaced: bool,
    /// Clockwise turn for display, in degrees.
    pub(crate) rotation: u16,
}

/// Frames laid over ticks: frame `k` begins at `start + k / rate`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Grid {
    /// Tick of frame 0.
    pub(crate) start: i64,
    /// Frames a second.
    pub(crate) rate: Rate,
    /// Seconds per tick.
    pub(crate) base: Rational,
}

impl Grid {
    /// Half frames from the start, as a fraction of ticks.
    fn ticks(self, half_frames: i64) -> (i128, i128) {
        let (n, d) = (i128::from(self.base.numerator()), i128::from(self.base.denominator()));
        let over = 2 * i128::from(self.rate.num()) * n;
        (i128::from(half_frames) * i128::from(self.rate.den()) * d, over.max(1))
    }

    /// The tick nearest to the beginning of a frame.
    pub(crate) fn tick(self, frame: u64) -> i64 {
        let (n, d) = self.ticks(2 * frame as i64);
        self.start + (2 * n + d).div_euclid(2 * d) as i64
    }

    /// The first tick that belongs to a frame: pictures are counted to the frame whose beginning is nearest.
    pub(crate) fn edge(self, frame: u64) -> i64 {
        let (n, d) = self.ticks(2 * frame as i64 - 1);
        self.start + (n + d - 1).div_euclid(d) as i64
    }

    /// The frame a picture shown at `tick` counts to.
    pub(crate) fn frame(self, tick: i64) -> i64 {
        let (per_half, over) = self.ticks(1);
        // nearest(t / 2h) = ⌊(t + h) / 2h⌋ with h = per_half / over
        let t = i128::from(tick) - i128::from(self.start);
        (t * over + per_half).div_euclid((2 * per_half).max(1)) as i64
    }
}

impl Rush {
    /// Opens the rush once to learn its streams.
    pub(crate) fn open(source: Arc<dyn ReadAt>, about: &RenderRush) -> Result<Self, Failure> {
        let input = Input::open(Arc::clone(&source))?;
        let missing = || Failure::Request("the file is not the one that was probed".into());
        let picture = match about.probe.picture() {
            None => None,
            Some(video) => {
                let index = video.index as usize;
                let track = Track::of(&input, index).ok_or_else(missing)?;
                let [n, d] = video.time.base;
                if (track.base.numerator(), track.base.denominator()) != (n as i32, d as i32) {
                    return Err(missing());
                }
                let grid = Grid { start: video.time.start, rate: video.rate, base: track.base };
                Some(Footage {
                    index,
                    coding: Coding::of(&track),
                    track,
                    grid,
                    even: !video.variable_rate,
                    interlaced: video.field_order == FieldOrder::Interlaced,
                    rotation: video.rotation,
                })
            }
        };
        let sounds = about
            .probe
            .audio
            .iter()
            .map(|a| Some((a.index as usize, Track::of(&input, a.index as usize)?)))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(missing)?;
        Ok(Self { source, picture, sounds })
    }
}

/// Reads the packets of one stream from any place.
pub(crate) struct Reader {
    input: Input,
    index: usize,
}

/// Damaged packets passed over in a row before a rush is given up.
const PATIENCE: u32 = 1000;

impl Reader {
    /// Opens another view of the rush.
    pub(crate) fn open(source: &Arc<dyn ReadAt>, index: usize) -> Result<Self, Failure> {
        let mut input = Input::open(Arc::clone(source))?;
        input.only(&[index]);
        Ok(Self { input, index })
    }

    /// The next packet of the stream; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Packet>, Failure> {
        let mut damaged = 0;
        loop {
            match self.input.read() {
                Ok(Some(packet)) if packet.stream() == self.index => {
                    // Without a time nothing can be said of a packet.
                    if packet.pts().is_some() {
                        return Ok(Some(packet));
                    }
                }
                Ok(Some(_)) => {}
                Ok(None) => return Ok(None),
                Err(error) => {
                    let medium = self.input.take_failure();
                    damaged += 1;
                    if medium.is_some() || damaged > PATIENCE {
                        return Err(Failure::from_ffmpeg(error, medium));
                    }
                }
            }
        }
    }

    /// Goes to the packet of the stream at `pts` or before, any that the container's index knows.
    pub(crate) fn seek(&mut self, pts: i64) {
        // Before the first entry of the index FFmpeg refuses; the beginning is then the right place. Its word for "no
        // timestamp" is the smallest number.
        if pts == i64::MIN || self.input.seek(self.index, pts).is_err() {
            self.input.rewind(self.index);
        }
    }

    /// Goes to the last picture at `pts` or before at which decoding can begin, and gives it. At the beginning of the
    /// file any picture will do.
    pub(crate) fn enter(&mut self, coding: Option<&Coding>, pts: i64) -> Result<Option<Packet>, Failure> {
        let mut target = pts;
        let mut step = 0;
        loop {
            self.seek(target);
            let Some(packet) = self.next()? else {
                // Beyond the end: some containers only notice when reading.
                if step > 0 && target == i64::MIN {
                    return Ok(None);
                }
                target = if step > 40 { i64::MIN } else { target.saturating_sub(1 << step.min(40)) };
                step += 1;
                continue;
            };
            let at = packet.pts().unwrap_or(i64::MAX);
            let enters = coding.map_or(packet.is_key(), |c| c.entry(&packet) != Entry::None);
            if enters && at <= pts {
                return Ok(Some(packet));
            }
            if target == i64::MIN {
                return Ok(Some(packet));
            }
            // Containers seek by decoding time, which may name a later picture or one that cannot be entered.
            let before = packet.dts().unwrap_or(at).min(at).min(target).saturating_sub(1);
            target = if step > 200 { i64::MIN } else { before };
            step += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_and_frames_agree() {
        for (num, den, base) in [(30, 1, 15360), (30000, 1001, 1000), (25, 1, 90000), (24000, 1001, 24000)] {
            let grid = Grid { start: 77, rate: Rate::new(num, den).unwrap(), base: Rational(1, base) };
            for frame in 0..5000u64 {
                assert_eq!(grid.frame(grid.tick(frame)), frame as i64, "{grid:?}");
                let edge = grid.edge(frame);
                assert_eq!(grid.frame(edge), frame as i64, "{grid:?} {frame}");
                assert_eq!(grid.frame(edge - 1), frame as i64 - 1, "{grid:?} {frame}");
            }
        }
    }
}
