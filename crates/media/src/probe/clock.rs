//! The grid on which a picture's frames are counted: from its timestamps, helped by what the headers say.

use ffmpeg_the_third::Rational;
use incamera_model::Rate;

use super::walk::Seen;
use crate::av::Header;

/// The rates that cameras and programs write.
const STANDARD: [[u32; 2]; 15] = [
    [24000, 1001],
    [24, 1],
    [25, 1],
    [30000, 1001],
    [30, 1],
    [48, 1],
    [50, 1],
    [60000, 1001],
    [60, 1],
    [15, 1],
    [12, 1],
    [10, 1],
    [100, 1],
    [120, 1],
    [240, 1],
];
/// A frame may stand off its place on the grid by this part of a frame; more is a variable rate.
const JITTER: i128 = 8;
/// When nothing says how fast the frames follow each other.
const FALLBACK: [u32; 2] = [25, 1];
/// No variable rate is counted on a finer grid.
const FINEST: u32 = 240;

/// How frames are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) rate: Rate,
    pub(super) variable: bool,
    /// The headers state a rate that cannot be.
    pub(super) impossible: bool,
    pub(super) frames: u64,
    /// First shown timestamp, in ticks.
    pub(super) start: i64,
    /// Shown length, in ticks.
    pub(super) length: i64,
}

/// The clock of a picture.
pub(super) fn clock(header: &Header, seen: &Seen) -> Clock {
    let ticks = Ticks::of(header.base);
    let stretches = &seen.stretches;
    let stated: Vec<Rate> = [header.grid_rate, header.mean_rate].into_iter().filter_map(rate).collect();
    // Of one frame, or frames that all claim one moment, the headers are all that is known.
    let alone = stretches.iter().all(|stretch| stretch.first() == stretch.last());
    let still = stretches.iter().any(|stretch| alone && stretch.len() > 1);
    let said = |r: Rational| r.0 != 0 && r.1 != 0;
    let impossible =
        said(header.mean_rate) && rate(header.mean_rate).is_none() || alone && stated.is_empty() || still;
    let even = if alone {
        stated.first().copied().or_else(|| Rate::new(FALLBACK[0], FALLBACK[1]).ok())
    } else {
        let mean = stretches.iter().max_by_key(|s| s.len()).and_then(|s| ticks.mean(s));
        candidates(&stated, mean).into_iter().find(|rate| ticks.fit(*rate, stretches))
    };

    let start = header.start.or(seen.first).unwrap_or(0);
    let reach = |to: Option<i64>| to.map(|to| to.saturating_sub(start).max(0));
    if let Some(rate) = even {
        let frames = match (seen.count, reach(seen.last)) {
            (Some(count), _) => count,
            (None, Some(last)) => ticks.frames(last, rate) + 1,
            (None, None) => 0,
        };
        return Clock {
            rate,
            variable: false,
            impossible,
            frames,
            start,
            length: ticks.length(frames, rate),
        };
    }
    let rate = ticks.grid(stretches);
    let length = reach(seen.end).unwrap_or(0);
    Clock {
        rate,
        variable: true,
        impossible,
        frames: ticks.frames_covering(length, rate).max(1),
        start,
        length,
    }
}

/// Rates to try, most believable first: what is stated and usual, what is usual (nearest to the mean first), what is
/// stated, the mean itself. In containers that count milliseconds, few frames fit several of them.
fn candidates(stated: &[Rate], mean: Option<Rate>) -> Vec<Rate> {
    let mut usual: Vec<Rate> = STANDARD.iter().filter_map(|[num, den]| Rate::new(*num, *den).ok()).collect();
    let (believed, doubted): (Vec<Rate>, Vec<Rate>) = stated.iter().partition(|rate| usual.contains(rate));
    if let Some(mean) = mean {
        usual.sort_by(|a, b| {
            off((*a).into(), mean.per_second()).total_cmp(&off((*b).into(), mean.per_second()))
        });
    }
    [believed, usual, doubted, mean.into_iter().collect()].concat()
}

fn rate(rational: Rational) -> Option<Rate> {
    Rate::new(u32::try_from(rational.0).ok()?, u32::try_from(rational.1).ok()?).ok()
}

/// Seconds a tick, as a positive fraction.
#[derive(Clone, Copy)]
struct Ticks {
    num: i128,
    den: i128,
}

impl Ticks {
    fn of(base: Rational) -> Self {
        if base.0 > 0 && base.1 > 0 {
            Self { num: base.0.into(), den: base.1.into() }
        } else {
            Self { num: 1, den: 1_000_000 }
        }
    }

    /// A tick and a frame in their smallest common unit: `(unit, step)`.
    fn common(self, rate: Rate) -> (i128, i128) {
        (self.num * i128::from(rate.num()), self.den * i128::from(rate.den()))
    }

    /// The number of the frame nearest to `ticks`.
    fn frames(self, ticks: i64, rate: Rate) -> u64 {
        let (unit, step) = self.common(rate);
        u64::try_from((i128::from(ticks) * unit + step / 2) / step).unwrap_or(0)
    }

    /// How many frames begin before `ticks`.
    fn frames_covering(self, ticks: i64, rate: Rate) -> u64 {
        let (unit, step) = self.common(rate);
        u64::try_from((i128::from(ticks) * unit + step - 1) / step).unwrap_or(0)
    }

    /// How long `frames` last, to the nearest tick.
    fn length(self, frames: u64, rate: Rate) -> i64 {
        let (unit, step) = self.common(rate);
        i64::try_from((i128::from(frames) * step + unit / 2) / unit).unwrap_or(i64::MAX)
    }

    /// Whether every timestamp stands on its place of the grid, none left out.
    fn fit(self, rate: Rate, stretches: &[Vec<i64>]) -> bool {
        let (unit, step) = self.common(rate);
        // Containers round to whole ticks, at either end.
        let slack = unit.max(step / JITTER);
        let Some(origin) = stretches.first().and_then(|s| s.first()) else { return true };
        let place = |time: i64| (i128::from(time) - i128::from(*origin)) * unit;
        stretches.iter().all(|stretch| {
            let Some(first) = stretch.first() else { return true };
            let number = (place(*first) + step / 2).div_euclid(step);
            (number..).zip(stretch).all(|(frame, time)| (place(*time) - frame * step).abs() <= slack)
        })
    }

    /// The mean rate of a stretch, as exactly as 32 bits allow.
    fn mean(self, stretch: &[i64]) -> Option<Rate> {
        let span = i128::from(*stretch.last()?) - i128::from(*stretch.first()?);
        let frames = i128::try_from(stretch.len()).ok()? - 1;
        if span <= 0 || frames <= 0 {
            return None;
        }
        let (num, den) = (frames * self.den, span * self.num);
        let divisor = gcd(num, den);
        let (mut num, mut den) = (num / divisor, den / divisor);
        while num.max(den) > i128::from(u32::MAX) {
            (num, den) = (num / 2, den / 2);
        }
        Rate::new(u32::try_from(num).ok()?, u32::try_from(den).ok()?).ok()
    }

    /// A grid for uneven frames: as fine as the densest tenth of them, so that hardly any two share a place.
    fn grid(self, stretches: &[Vec<i64>]) -> Rate {
        let mut steps: Vec<i64> =
            stretches.iter().flat_map(|s| s.windows(2).filter_map(|w| w[1].checked_sub(w[0]))).collect();
        steps.retain(|step| *step > 0);
        steps.sort_unstable();
        let dense =
            steps.get(steps.len() / 10).map_or(0.0, |s| self.den as f64 / (*s as f64 * self.num as f64));
        let [num, den] = STANDARD
            .into_iter()
            .min_by(|a, b| off(*a, dense).total_cmp(&off(*b, dense)))
            .filter(|standard| off(*standard, dense) < 0.05)
            .unwrap_or([dense.ceil().clamp(1.0, f64::from(FINEST)) as u32, 1]);
        Rate::new(num, den).unwrap_or_else(|_| unreachable!("between 1 and {FINEST}"))
    }
}

/// How far a standard rate is off, relative to it.
fn off([num, den]: [u32; 2], rate: f64) -> f64 {
    let standard = f64::from(num) / f64::from(den);
    (standard - rate).abs() / standard
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
