//! A set caption as weights for the samples of one pixel format.

use ffmpeg_the_third::{Error, frame};

use super::colour::Colour;
use crate::av::{
    libass::Mask,
    planes::{Component, Plane, components, planes_mut},
};

/// Weights are fractions of this: 15 bits, so that 16-bit samples times a weight fit 32 bits.
const ONE: u32 = 1 << 15;

/// A caption for pictures of one format: `sample = sample × keep + add`.
pub(super) struct Stamp(Vec<Part>);

/// The stamp on one component.
struct Part {
    component: Component,
    /// Left edge and top edge, in samples of the component.
    x: usize,
    y: usize,
    width: usize,
    /// One weight a sample, rows without gaps.
    weights: Vec<Weight>,
}

#[derive(Clone, Copy)]
struct Weight {
    keep: u32,
    add: u32,
}

/// Premultiplied red, green, blue and opacity, 0 … 1.
type Ink = [f32; 4];

/// The caption's inks inside the smallest box that holds all masks.
struct Sheet {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    inks: Vec<Ink>,
}

impl Sheet {
    /// Lays the masks over each other, first lowest.
    fn lay(masks: &[Mask]) -> Option<Self> {
        let rows = |m: &Mask| m.coverage.len() / m.width;
        let x = masks.iter().map(|m| m.x).min()?;
        let y = masks.iter().map(|m| m.y).min()?;
        let width = masks.iter().map(|m| m.x + m.width).max()? - x;
        let height = masks.iter().map(|m| m.y + rows(m)).max()? - y;
        let mut inks = vec![[0.0; 4]; width * height];
        for mask in masks {
            let colour = mask.colour.map(|c| f32::from(c) / 255.0);
            for (row, coverage) in mask.coverage.chunks_exact(mask.width).enumerate() {
                let start = (mask.y - y + row) * width + mask.x - x;
                for (ink, &covered) in inks[start..].iter_mut().zip(coverage) {
                    let alpha = colour[3] * f32::from(covered) / 255.0;
                    for (old, new) in ink.iter_mut().zip([colour[0], colour[1], colour[2], 1.0]) {
                        *old = *old * (1.0 - alpha) + new * alpha;
                    }
                }
            }
        }
        Some(Self { x, y, width, height, inks })
    }

    /// Mean ink of a block of pixels, clear outside the sheet.
    fn mean(&self, left: usize, top: usize, (across, down): (usize, usize)) -> Ink {
        let mut sum = [0.0; 4];
        for y in top.max(self.y)..(top + down).min(self.y + self.height) {
            for x in left.max(self.x)..(left + across).min(self.x + self.width) {
                let ink = self.inks[(y - self.y) * self.width + x - self.x];
                for (s, i) in sum.iter_mut().zip(ink) {
                    *s += i;
                }
            }
        }
        sum.map(|s| s / (across * down) as f32)
    }
}

impl Stamp {
    /// The stamp of these masks; none when the pixel format cannot be written to.
    pub(super) fn cut(masks: &[Mask], colour: Colour) -> Option<Self> {
        let components = components(colour.format());
        if components.is_empty() {
            return None;
        }
        let Some(sheet) = Sheet::lay(masks) else { return Some(Self(Vec::new())) };
        let part = |(index, component): (usize, Component)| {
            let block = (1 << component.halved.0, 1 << component.halved.1);
            let (x, y) = (sheet.x / block.0, sheet.y / block.1);
            let width = (sheet.x + sheet.width).div_ceil(block.0) - x;
            let height = (sheet.y + sheet.height).div_ceil(block.1) - y;
            let mut weights = Vec::with_capacity(width * height);
            for row in y..y + height {
                for column in x..x + width {
                    let [red, green, blue, alpha] = sheet.mean(column * block.0, row * block.1, block);
                    let value = colour.component([red, green, blue], alpha, index, component.depth);
                    let keep = ((1.0 - alpha) * ONE as f32).round() as u32;
                    weights.push(Weight { keep: keep.min(ONE), add: (value * ONE as f32).round() as u32 });
                }
            }
            Part { component, x, y, width, weights }
        };
        Some(Self(components.into_iter().enumerate().map(part).collect()))
    }

    /// Puts the caption on a picture of the format it was cut for.
    pub(super) fn press(&self, picture: &mut frame::Video) -> Result<(), Error> {
        let mut planes = planes_mut(picture)?;
        for part in &self.0 {
            let plane = planes.get_mut(part.component.plane).ok_or(Error::InvalidData)?;
            part.press(plane);
        }
        Ok(())
    }
}

impl Part {
    fn press(&self, plane: &mut Plane<'_>) {
        let Component { step, offset, shift, depth, .. } = self.component;
        let top = (1u32 << depth) - 1;
        let mix = |sample: u32, w: &Weight| ((sample * w.keep + w.add + ONE / 2) / ONE).min(top);
        let rows = plane.bytes.chunks_mut(plane.stride.max(1)).skip(self.y);
        for (row, weights) in rows.zip(self.weights.chunks_exact(self.width.max(1))) {
            let Some(row) = row.get_mut(self.x * step + offset..) else { continue };
            if depth + shift > 8 {
                for (sample, weight) in row.chunks_mut(step).zip(weights) {
                    let [low, high, ..] = sample else { continue };
                    let old = u32::from(u16::from_le_bytes([*low, *high]));
                    [*low, *high] = ((mix(old >> shift, weight) << shift) as u16).to_le_bytes();
                }
            } else if step == 1 {
                for (sample, weight) in row.iter_mut().zip(weights) {
                    *sample = mix(u32::from(*sample), weight) as u8;
                }
            } else {
                for (sample, weight) in row.iter_mut().step_by(step).zip(weights) {
                    *sample = mix(u32::from(*sample), weight) as u8;
                }
            }
        }
    }
}
