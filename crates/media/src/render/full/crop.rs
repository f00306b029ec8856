//! The part of a rush's pictures that a narrower film shows, frame by frame.

use ffmpeg_the_third::frame;
use incamera_model::Span;

use super::{
    super::canvas::{upright, within},
    cores,
    player::Player,
};
use crate::{
    av::{Effort, picture::Samples, planes::components},
    filter::follow::{Axis, Small, Watcher, path},
    job::Failure,
    render::rush::{Footage, Rush},
};

/// Samples across the small pictures in which the action is looked for.
const ACROSS: usize = 160;

/// The crop of one segment.
pub(super) struct Crop {
    axis: Axis,
    /// Size of the whole picture and of the part, upright.
    whole: [u32; 2],
    size: [u32; 2],
    /// First frame of the segment, and the crop's middle from there on.
    start: u64,
    way: Vec<f32>,
}

impl Crop {
    /// Looks at every picture of a segment, roughly decoded. None when the film shows all of the picture.
    pub(super) fn watch(
        rush: &Rush,
        footage: &Footage,
        span: Span,
        aspect: [u32; 2],
    ) -> Result<Option<Self>, Failure> {
        let (whole, pixel) = upright(footage);
        let size = within(whole, pixel, aspect)?;
        let axis = if size[0] < whole[0] & !1 {
            Axis::Across
        } else if size[1] < whole[1] & !1 {
            Axis::Down
        } else {
            return Ok(None);
        };
        let along = usize::from(axis == Axis::Down);
        let window = size[along] as f32 / whole[along] as f32;
        let rate = footage.grid.rate.per_second() as f32;
        let effort = Effort { threads: cores(), ..Effort::ROUGH };
        let mut player = Player::open(rush, footage, effort)?;
        let mut watcher = Watcher::new(axis, window, rate);
        let mut sights = Vec::with_capacity(span.len() as usize);
        for frame in span.start..span.end {
            sights.push(watcher.look(turned(small(player.show(frame)?)?, footage.rotation)));
        }
        let way = path(&sights, rate, window);
        Ok(Some(Self { axis, whole, size, start: span.start, way }))
    }

    /// Left and top, width and height of the part shown at a frame of the rush; left and top are even.
    pub(super) fn part(&self, frame: u64) -> ([u32; 2], [u32; 2]) {
        let along = usize::from(self.axis == Axis::Down);
        let place = frame.saturating_sub(self.start) as usize;
        let middle = self.way.get(place).or(self.way.last()).copied().unwrap_or(0.5);
        let (whole, part) = (self.whole[along], self.size[along]);
        let at = (middle * whole as f32 - part as f32 / 2.0).max(0.0) as u32;
        let mut offset = [0, 0];
        offset[along] = at.min(whole.saturating_sub(part)) & !1;
        (offset, self.size)
    }
}

/// A picture's luma, about [`ACROSS`] samples wide.
fn small(picture: &frame::Video) -> Result<Small, Failure> {
    let first = components(picture.format()).first().and_then(|c| Samples::of(picture, *c));
    let samples = first.ok_or_else(|| {
        Failure::Unusable(format!("{:?} pictures cannot be looked at to crop them", picture.format()))
    })?;
    let factor = (samples.width / ACROSS).max(1);
    let (width, height) = (samples.width / factor, samples.height / factor);
    let mut luma = Vec::with_capacity(width * height);
    let mut sums = vec![0; width];
    let scale = (factor * factor) as u32;
    for y in 0..height {
        sums.fill(0);
        for row in y * factor..(y + 1) * factor {
            samples.add_row(row, factor, &mut sums);
        }
        luma.extend(sums.iter().map(|s| ((s / scale) >> (samples.depth() - 8)) as u8));
    }
    Ok(Small { width, luma })
}

/// The small picture as it is meant to be seen.
fn turned(picture: Small, rotation: u16) -> Small {
    let (width, height) = (picture.width, picture.luma.len() / picture.width.max(1));
    let at = |x: usize, y: usize| picture.luma[y * width + x];
    match rotation {
        90 => {
            let luma = (0..width).flat_map(|y| (0..height).map(move |x| (y, height - 1 - x)));
            Small { width: height, luma: luma.map(|(x, y)| at(x, y)).collect() }
        }
        180 => Small { width, luma: picture.luma.iter().rev().copied().collect() },
        270 => {
            let luma = (0..width).flat_map(|y| (0..height).map(move |x| (width - 1 - y, x)));
            Small { width: height, luma: luma.map(|(x, y)| at(x, y)).collect() }
        }
        _ => picture,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_is_clockwise() {
        // 1 2 3
        // 4 5 6
        let picture = || Small { width: 3, luma: vec![1, 2, 3, 4, 5, 6] };
        assert_eq!(turned(picture(), 90).luma, [4, 1, 5, 2, 6, 3]);
        assert_eq!(turned(picture(), 180).luma, [6, 5, 4, 3, 2, 1]);
        assert_eq!(turned(picture(), 270).luma, [3, 6, 2, 5, 1, 4]);
    }
}
