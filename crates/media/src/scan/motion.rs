//! How far the camera moved between two pictures.
//!
//! Each picture is summed into profiles: bands of rows give one line of columns each, bands of columns one line of
//! rows. Two profiles of the same band slide along each other until they fit; the bands vote. Whoever walks through
//! the picture moves few bands, and in those only a part; the camera moves them all.

use crate::av::picture::total;

/// Bands either way; most of them must agree.
const BANDS: usize = 5;
const MOST: usize = BANDS / 2 + 1;
/// The slope of a profile is taken over so many samples.
const SLOPE: usize = 4;
/// Slopes are kept in this fraction of an 8-bit step.
const UNIT: i32 = 64;
/// Mean slope, in [`UNIT`]s, below which a band is too plain to vote.
const PLAIN: f32 = 0.4 * UNIT as f32;
/// A fit must leave less than this share of what a shift usually leaves.
const FIT: f32 = 0.5;
/// Votes that differ by less than this share of the longer side agree.
const AGREE: f32 = 0.004;
/// No sample of a profile weighs more than this many times the mean slope, lest one contrasty figure outvote all else.
const CAP: f32 = 2.0;
/// Largest shift looked for, as a share of the longer side.
const FARTHEST: f32 = 0.12;

/// Profiles of one picture's brightness.
#[derive(Clone, Default)]
pub(super) struct Profiles {
    across: Vec<Vec<i16>>,
    down: Vec<Vec<i16>>,
    /// The longer side, in samples.
    longer: f32,
}

/// A movement of the whole picture to the right and down, in percent of its longer side. Either is none where the
/// bands disagree or have nothing to hold on to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shift {
    pub(super) right: Option<f32>,
    pub(super) down: Option<f32>,
}

impl Shift {
    /// Whether the picture is known to have moved by at most this many percent.
    pub(super) fn within(self, percent: f32) -> bool {
        let ways = [self.right, self.down];
        ways.iter().any(Option::is_some) && ways.iter().flatten().all(|by| by.abs() <= percent)
    }
}

impl Profiles {
    /// Sums a picture of `width` samples a row.
    pub(super) fn of(values: &[u8], width: usize) -> Self {
        let height = values.len().checked_div(width).unwrap_or(0);
        if width.min(height) < 4 * BANDS {
            return Self::default();
        }
        let bands = |size: usize, i: usize| i * size / BANDS..(i + 1) * size / BANDS;
        let mut across = vec![vec![0u32; width]; BANDS];
        let mut down = vec![vec![0u32; height]; BANDS];
        for (band, sums) in across.iter_mut().enumerate() {
            for y in bands(height, band) {
                let row = &values[y * width..(y + 1) * width];
                sums.iter_mut().zip(row).for_each(|(sum, value)| {
                    *sum = sum.wrapping_add(u32::from(*value));
                });
                for (column, sums) in down.iter_mut().enumerate() {
                    sums[y] = total(row[bands(width, column)].iter().map(|v| u32::from(*v)));
                }
            }
        }
        let slopes = |sums: &[u32], thickness: usize| {
            let step = |(a, b): (&u32, &u32)| ((*b as i32 - *a as i32) * UNIT / thickness as i32) as i16;
            sums.iter().zip(&sums[SLOPE..]).map(step).collect()
        };
        Self {
            across: across.iter().enumerate().map(|(i, s)| slopes(s, bands(height, i).len())).collect(),
            down: down.iter().enumerate().map(|(i, s)| slopes(s, bands(width, i).len())).collect(),
            longer: width.max(height) as f32,
        }
    }

    /// How this picture has moved since the one `before` it.
    pub(super) fn shift(&self, before: &Self) -> Shift {
        let farthest = (FARTHEST * self.longer) as usize;
        let agree = (AGREE * self.longer).max(1.0);
        let percent = |votes: Option<f32>| votes.map(|samples| 100.0 * samples / self.longer);
        let along = |here: &[Vec<i16>], there: &[Vec<i16>]| {
            let votes = here.iter().zip(there).filter(|(a, b)| a.len() == b.len());
            majority(votes.filter_map(|(a, b)| slide(a, b, farthest)).collect(), agree)
        };
        Shift {
            right: percent(along(&self.across, &before.across)),
            down: percent(along(&self.down, &before.down)),
        }
    }
}

/// The shift of `a` against `b` that leaves the least difference, in samples and parts of them.
fn slide(a: &[i16], b: &[i16], farthest: usize) -> Option<f32> {
    let energy = a.iter().map(|v| u32::from(v.unsigned_abs())).sum::<u32>() as f32 / a.len().max(1) as f32;
    let farthest = farthest.min(a.len() / 3);
    if energy < PLAIN || farthest == 0 {
        return None;
    }
    let cap = (CAP * energy) as u16;
    let left: Vec<f32> = (0..=2 * farthest)
        .map(|i| {
            let (a, b) = if i >= farthest { (&a[i - farthest..], b) } else { (a, &b[farthest - i..]) };
            let sum = total(a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b).min(cap))));
            sum as f32 / a.len().min(b.len()) as f32
        })
        .collect();
    let (best, least) = left.iter().copied().enumerate().min_by(|x, y| x.1.total_cmp(&y.1))?;
    let mut usual = left.clone();
    let (_, usual, _) = usual.select_nth_unstable_by(farthest, f32::total_cmp);
    // At the end of the range the true place may lie beyond.
    let (Some(before), Some(after)) = (best.checked_sub(1).and_then(|i| left.get(i)), left.get(best + 1))
    else {
        return None;
    };
    if least > FIT * *usual {
        return None;
    }
    // Absolute differences meet in a V; its tip lies where both flanks are equally steep.
    let flank = before.max(*after) - least;
    let part = if flank > 0.0 { (before - after) / flank / 2.0 } else { 0.0 };
    Some(best as f32 - farthest as f32 + part)
}

/// The median of the votes, when most bands voted for it.
fn majority(mut votes: Vec<f32>, agree: f32) -> Option<f32> {
    votes.sort_by(f32::total_cmp);
    let middle = *votes.get(votes.len() / 2)?;
    (votes.iter().filter(|v| (**v - middle).abs() <= agree).count() >= MOST).then_some(middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of soft blotches, seen from `x`, `y`, with a bright figure standing at `figure` in the view.
    fn view(x: i64, y: i64, figure: Option<i64>) -> Profiles {
        let (width, height) = (240i64, 136i64);
        let blotch = |x: i64, y: i64| {
            let (x, y) = (x as f64, y as f64);
            80.0 + 30.0
                * ((x * 0.13).sin() + (y * 0.11).cos() + (x * 0.045 + y * 0.07).sin() * (x * 0.02).cos())
        };
        let values: Vec<u8> = (0..height)
            .flat_map(|row| (0..width).map(move |column| (column, row)))
            .map(|(column, row)| {
                let stands = figure.is_some_and(|at| (at..at + 40).contains(&column) && row > 30);
                if stands { 220 - (row % 16) as u8 } else { blotch(column + x, row + y) as u8 }
            })
            .collect();
        Profiles::of(&values, width as usize)
    }

    #[test]
    fn the_camera_is_followed_not_who_walks_by() {
        let near = |found: Option<f32>, samples: f32| found.is_some_and(|f| (f * 2.4 - samples).abs() < 0.5);
        let moved = view(7, -4, None).shift(&view(0, 0, None));
        assert!(near(moved.right, -7.0) && near(moved.down, 4.0), "{moved:?}");
        let walked = view(0, 0, Some(95)).shift(&view(0, 0, Some(80)));
        assert!(near(walked.right, 0.0) && near(walked.down, 0.0), "{walked:?}");
    }

    #[test]
    fn a_plain_wall_says_nothing() {
        let wall = Profiles::of(&vec![120; 240 * 136], 240);
        assert_eq!(wall.shift(&wall), Shift::default());
        let tiny = Profiles::of(&[120; 64], 8);
        assert_eq!(tiny.shift(&wall), Shift::default());
    }
}
