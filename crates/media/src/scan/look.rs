//! What one picture looks like: small enough to keep, rich enough to tell black, blurred and repeated pictures and
//! different shots apart.

use ffmpeg_the_third::{Error, color, format::Pixel, frame::Video, software::scaling};

use super::motion::{Profiles, Shift};
use crate::av::{
    picture::{Samples, total},
    planes,
};

/// Cells of the smallest view.
const CELLS: (usize, usize) = (64, 36);
/// Cells of colour.
const TINTS: (usize, usize) = (32, 18);
/// Shades of brightness that are counted.
const SHADES: usize = 32;
/// The middle view is at most this wide.
const MIDDLE: usize = 480;
/// How much coarser the view is against which sharpness is measured.
const COARSE: usize = 8;
/// Steps between neighbours of the coarse view, of the steepest hundredth and the steepest tenth, that a picture needs
/// before its sharpness can be judged at all: below, it is dark, or plain with a line of text on it.
const JUDGEABLE: (i32, i32) = (10, 3);
/// Brightness of "black" above the black level, for the 98th percentile and for the mean (8-bit steps).
const BLACK_MOST: i32 = 14;
const BLACK_MEAN: f32 = 8.0;

/// One picture, measured. Values are in 8-bit steps whatever the depth.
#[derive(Clone, Default)]
pub(super) struct Look {
    /// Brightness at most [`MIDDLE`] samples wide.
    middle: View,
    /// Brightness of [`CELLS`].
    cells: Vec<f32>,
    /// The two colour differences of [`TINTS`].
    tints: [Vec<f32>; 2],
    /// Share of the picture in each of [`SHADES`] shades.
    shades: Vec<f32>,
    /// What the movement of the camera is told by.
    profiles: Profiles,
    /// Nothing to see.
    pub(super) black: bool,
    /// Steepest steps of the middle view against those of one [`COARSE`] times as coarse: near 1 for sharp edges at any
    /// contrast, near 1/[`COARSE`] when everything is smeared over more than a coarse cell. None when there is no edge.
    pub(super) sharpness: Option<f32>,
}

/// A small picture in brightness.
#[derive(Clone, Default)]
struct View {
    width: usize,
    height: usize,
    values: Vec<u8>,
}

/// Turns pictures into looks, keeping what can be used again.
#[derive(Default)]
pub(super) struct Viewer {
    converter: Option<scaling::Context>,
    converted: Option<Video>,
    sums: Vec<u32>,
}

impl Viewer {
    /// Measures a picture.
    ///
    /// # Errors
    /// When its pixel format can neither be read nor converted.
    pub(super) fn look(&mut self, frame: &Video) -> Result<Look, Error> {
        let components = planes::components(frame.format());
        let read: Option<Vec<Samples<'_>>> = components.iter().map(|c| Samples::of(frame, *c)).collect();
        if let Some(components) = read.filter(|c| !c.is_empty()) {
            return Ok(self.measure(frame, &components));
        }
        let mut converted = self.converted.take().unwrap_or_else(Video::empty);
        self.convert(frame, &mut converted)?;
        let components = planes::components(converted.format());
        let read: Option<Vec<Samples<'_>>> = components.iter().map(|c| Samples::of(&converted, *c)).collect();
        let look = self.measure(&converted, &read.ok_or(Error::InvalidData)?);
        self.converted = Some(converted);
        Ok(look)
    }

    /// Formats that cannot be read in place (palettes, packed words, big-endian) become plain 4:2:0.
    fn convert(&mut self, frame: &Video, into: &mut Video) -> Result<(), Error> {
        let (width, height) = (frame.width(), frame.height());
        let fits = |c: &scaling::Context| {
            let input = c.input();
            (input.format, input.width, input.height) == (frame.format(), width, height)
        };
        if !self.converter.as_ref().is_some_and(fits) {
            let flags = scaling::Flags::FAST_BILINEAR;
            let made =
                scaling::Context::get(frame.format(), width, height, Pixel::YUV420P, width, height, flags)?;
            self.converter = Some(made);
            *into = Video::empty();
        }
        match &mut self.converter {
            Some(converter) => converter.run(frame, into),
            None => Err(Error::Bug),
        }
    }

    fn measure(&mut self, frame: &Video, components: &[Samples<'_>]) -> Look {
        let rgb = planes::is_rgb(frame.format());
        // Green carries most of the brightness; red and blue tell colours apart well enough.
        let (light, colours) = match (rgb, components) {
            (true, [red, green, blue]) => (green, Some([red, blue])),
            (false, [light, blue, red]) => (light, Some([blue, red])),
            (_, [light, ..]) => (light, None),
            (_, []) => return Look::default(),
        };
        let factor = light.width.div_ceil(MIDDLE).max(1);
        let middle = self.view(light, factor);
        let cells = grid(&middle, CELLS);
        let tints = colours.map_or_else(Default::default, |planes| {
            planes.map(|plane| {
                let factor = plane.width.div_ceil(TINTS.0 * 4).max(1);
                grid(&self.view(plane, factor), TINTS)
            })
        });
        let full = rgb || frame.color_range() == color::Range::JPEG || is_full(frame.format());
        let black_level = if full { 0 } else { 16 };
        let mut counts = [0u32; 256];
        for value in &middle.values {
            counts[usize::from(*value)] += 1;
        }
        let mean = cells.iter().sum::<f32>() / cells.len().max(1) as f32;
        let most = percentile(&counts, 98);
        let black = most <= black_level + BLACK_MOST && mean <= black_level as f32 + BLACK_MEAN;
        let sharpness = sharpness(&middle);
        let total = middle.values.len().max(1) as f32;
        let shades = counts.chunks(256 / SHADES).map(|c| c.iter().sum::<u32>() as f32 / total).collect();
        let profiles = Profiles::of(&middle.values, middle.width);
        Look { middle, cells, tints, shades, profiles, black, sharpness }
    }

    /// The component `factor` times smaller.
    fn view(&mut self, samples: &Samples<'_>, factor: usize) -> View {
        let (width, height) = (samples.width / factor, samples.height / factor);
        let mut values = Vec::with_capacity(width * height);
        let area = (factor * factor) as u32;
        let depth = samples.depth().saturating_sub(8);
        for y in 0..height {
            self.sums.clear();
            self.sums.resize(width * factor, 0);
            // Rows first: that is what processors do many samples of at once.
            for row in y * factor..(y + 1) * factor {
                samples.add_row(row, 1, &mut self.sums);
            }
            let groups = self.sums.chunks_exact(factor).map(|group| total(group.iter().copied()));
            values.extend(groups.map(|sum| ((sum / area) >> depth).min(255) as u8));
        }
        View { width, height, values }
    }
}

impl Look {
    /// Mean difference of two pictures in 8-bit steps, brightness and colour, where they lie.
    pub(super) fn difference(&self, other: &Self) -> f32 {
        let light = mean_difference(&self.cells, &other.cells);
        let tint: f32 = (0..2).map(|i| mean_difference(&self.tints[i], &other.tints[i])).sum();
        light + tint
    }

    /// As [`difference`](Self::difference), but after one picture has been moved to where it fits best: what a pan
    /// leaves over is small, what a cut leaves over is not.
    pub(super) fn aligned(&self, other: &Self) -> f32 {
        let tint: f32 = (0..2).map(|i| mean_difference(&self.tints[i], &other.tints[i])).sum();
        self.motion(other).1 + tint
    }

    /// The shift in cells (right, down) that fits `other` best onto this one, and the difference left in the brightness.
    pub(super) fn motion(&self, other: &Self) -> ((i32, i32), f32) {
        if self.cells.len() != other.cells.len() || self.cells.is_empty() {
            return ((0, 0), 0.0);
        }
        let score = |dx: i32, dy: i32| {
            let (mut sum, mut count) = (0.0, 0u32);
            for y in dy.max(0)..(CELLS.1 as i32 + dy).min(CELLS.1 as i32) {
                let row = |y: i32, from: i32, length: usize| {
                    let start = y as usize * CELLS.0 + from as usize;
                    start..start + length
                };
                let length = CELLS.0 - dx.unsigned_abs() as usize;
                let a = &self.cells[row(y, dx.max(0), length)];
                let b = &other.cells[row(y - dy, (-dx).max(0), length)];
                sum += a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<f32>();
                count += length as u32;
            }
            sum / count.max(1) as f32
        };
        let mut best = ((0i32, 0i32), score(0, 0));
        for step in [4, 2, 1] {
            let around = best.0;
            for (dx, dy) in (-2..=2).flat_map(|y| (-2..=2).map(move |x| (x, y))) {
                let shift = (around.0 + dx * step, around.1 + dy * step);
                if shift.0.abs() <= 16 && shift.1.abs() <= 12 {
                    let left = score(shift.0, shift.1);
                    if left < best.1 {
                        best = (shift, left);
                    }
                }
            }
        }
        best
    }

    /// How the whole picture has moved since the one `before`.
    pub(super) fn shift(&self, before: &Self) -> Shift {
        self.profiles.shift(&before.profiles)
    }

    /// Share of the picture whose brightness has no counterpart in the other: what moves keeps its shades, a cut does
    /// not. A shade counts with its neighbours, so that a change of exposure is no change.
    pub(super) fn recast(&self, other: &Self) -> f32 {
        let sums = |shades: &[f32]| {
            shades
                .iter()
                .scan(0.0, |sum, share| {
                    *sum += share;
                    Some(*sum)
                })
                .collect::<Vec<f32>>()
        };
        let (a, b) = (sums(&self.shades), sums(&other.shades));
        // Earth mover's distance in shades.
        a.iter().zip(&b).map(|(a, b)| (a - b).abs()).sum::<f32>()
    }

    /// Whether this is the same picture to the eye and nearly to the bit: no place of it has moved.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        const BLOCK: usize = 12;
        let (a, b) = (&self.middle, &other.middle);
        if (a.width, a.height) != (b.width, b.height) || a.width == 0 {
            return false;
        }
        let mut whole = 0u32;
        let mut strip = vec![0u32; a.width.div_ceil(BLOCK)];
        for (y, (a_row, b_row)) in a.values.chunks(a.width).zip(b.values.chunks(a.width)).enumerate() {
            if y % BLOCK == 0 {
                strip.fill(0);
            }
            for (sum, (x, z)) in strip.iter_mut().zip(a_row.chunks(BLOCK).zip(b_row.chunks(BLOCK))) {
                *sum += total(x.iter().zip(z).map(|(x, z)| u32::from(x.abs_diff(*z))));
            }
            if y % BLOCK == BLOCK - 1 {
                whole += strip.iter().sum::<u32>();
                if strip.iter().any(|sum| *sum > 2 * (BLOCK * BLOCK) as u32) {
                    return false;
                }
            }
        }
        whole as f32 <= 0.6 * a.values.len() as f32
    }
}

fn mean_difference(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<f32>() / a.len().min(b.len()).max(1) as f32
}

/// The formats whose name, not their tag, says that black is 0.
fn is_full(format: Pixel) -> bool {
    matches!(format, Pixel::YUVJ420P | Pixel::YUVJ422P | Pixel::YUVJ444P | Pixel::YUVJ440P | Pixel::YUVJ411P)
}

/// Means over a grid of cells; a picture smaller than the grid repeats its samples.
fn grid(view: &View, (columns, rows): (usize, usize)) -> Vec<f32> {
    if view.values.is_empty() {
        return vec![0.0; columns * rows];
    }
    let bounds = |i: usize, cells: usize, size: usize| {
        let start = (i * size / cells).min(size - 1);
        (start, ((i + 1) * size / cells).max(start + 1))
    };
    let mut out = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        let (top, bottom) = bounds(row, rows, view.height);
        for column in 0..columns {
            let (left, right) = bounds(column, columns, view.width);
            let sum: u32 = (top..bottom)
                .map(|y| &view.values[y * view.width + left..y * view.width + right])
                .map(|cells| total(cells.iter().map(|v| u32::from(*v))))
                .sum();
            out.push(sum as f32 / ((bottom - top) * (right - left)) as f32);
        }
    }
    out
}

/// The value that `percent` of what was counted do not exceed.
fn percentile(counts: &[u32; 256], percent: u32) -> i32 {
    let total: u32 = counts.iter().sum();
    let wanted = u64::from(total) * u64::from(percent);
    let mut below = 0u64;
    counts
        .iter()
        .position(|c| {
            below += u64::from(*c) * 100;
            below >= wanted
        })
        .unwrap_or(0) as i32
}

/// See [`Look::sharpness`]. A real edge is as steep at one scale as at the other; directions are judged apart, so that
/// a pan, which smears only along itself, still counts as sharp.
fn sharpness(view: &View) -> Option<f32> {
    let coarse_size = (view.width / COARSE, view.height / COARSE);
    if coarse_size.0 < 8 || coarse_size.1 < 8 {
        return None;
    }
    let mut coarse = Vec::with_capacity(coarse_size.0 * coarse_size.1);
    for row in 0..coarse_size.1 {
        for column in 0..coarse_size.0 {
            let sum: u32 = (row * COARSE..(row + 1) * COARSE)
                .map(|y| y * view.width + column * COARSE)
                .map(|at| total(view.values[at..at + COARSE].iter().map(|v| u32::from(*v))))
                .sum();
            coarse.push((sum / (COARSE * COARSE) as u32) as u8);
        }
    }
    let coarse = View { width: coarse_size.0, height: coarse_size.1, values: coarse };
    let (fine, coarse) = (steps(view), steps(&coarse));
    let ratio = |fine: &[u32; 256], coarse: &[u32; 256]| {
        let judgeable = percentile(coarse, 99) >= JUDGEABLE.0 && percentile(coarse, 90) >= JUDGEABLE.1;
        judgeable.then(|| percentile(fine, 99) as f32 / percentile(coarse, 99) as f32)
    };
    match (ratio(&fine.0, &coarse.0), ratio(&fine.1, &coarse.1)) {
        (Some(across), Some(down)) => Some(across.max(down)),
        (one, other) => one.or(other),
    }
}

/// How often each step between neighbours is met, across and down, in every other row.
fn steps(view: &View) -> ([u32; 256], [u32; 256]) {
    let (mut across, mut down) = ([0u32; 256], [0u32; 256]);
    for rows in view.values.chunks(2 * view.width) {
        let (row, below) = rows.split_at(view.width.min(rows.len()));
        for (a, b) in row.iter().zip(row.get(1..).unwrap_or_default()) {
            across[usize::from(a.abs_diff(*b))] += 1;
        }
        for (a, b) in row.iter().zip(below) {
            down[usize::from(a.abs_diff(*b))] += 1;
        }
    }
    (across, down)
}
