//! Exact time: rational frame rates and whole microseconds.

use std::{fmt, num::NonZeroU32};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Microseconds from the first shown frame (or sample) of a rush. Measurements only: a decision is in frames.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Micros(pub i64);

impl Micros {
    /// One second.
    pub const SECOND: Self = Self(1_000_000);

    /// From milliseconds.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis * 1000)
    }

    /// From seconds, rounded to the nearest microsecond; for human input and for measurements.
    pub fn from_seconds(seconds: f64) -> Self {
        Self((seconds * 1e6).round() as i64)
    }

    /// As seconds, for display and for logarithms; never for a decision.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl std::ops::Add for Micros {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::Sub for Micros {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// Frames per second as a reduced fraction, for example `30/1` or `30000/1001`. In JSON: `[num, den]`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "[u32; 2]", into = "[u32; 2]")]
#[schemars(with = "[u32; 2]")]
pub struct Rate {
    num: NonZeroU32,
    den: NonZeroU32,
}

/// Why two numbers are not a frame rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{num}/{den} is not a frame rate: it must lie between 1/3600 and 1000 frames a second")]
pub struct RateError {
    num: u32,
    den: u32,
}

impl Rate {
    /// The grid of sound without picture: a hundred a second, as its levels are measured.
    pub const SOUND: Self = match (NonZeroU32::new(100), NonZeroU32::new(1)) {
        (Some(num), Some(den)) => Self { num, den },
        _ => unreachable!(),
    };

    /// The reduced fraction `num/den` frames a second.
    ///
    /// # Errors
    /// When either is zero, or the rate lies outside 1/3600 … 1000 frames a second: no camera writes such a
    /// rate, a damaged or hostile header does.
    pub fn new(num: u32, den: u32) -> Result<Self, RateError> {
        let error = RateError { num, den };
        let divisor = gcd(num, den);
        let (Some(n), Some(d)) =
            (NonZeroU32::new(num / divisor.max(1)), NonZeroU32::new(den / divisor.max(1)))
        else {
            return Err(error);
        };
        let sane = u64::from(n.get()) <= 1000 * u64::from(d.get())
            && u64::from(d.get()) <= 3600 * u64::from(n.get());
        if sane { Ok(Self { num: n, den: d }) } else { Err(error) }
    }

    /// Numerator, in frames.
    pub fn num(self) -> u32 {
        self.num.get()
    }

    /// Denominator, in seconds.
    pub fn den(self) -> u32 {
        self.den.get()
    }

    /// As a float, for display.
    pub fn per_second(self) -> f64 {
        f64::from(self.num()) / f64::from(self.den())
    }

    /// When frame `frame` begins, rounded down to the microsecond.
    pub fn time_of(self, frame: u64) -> Micros {
        Micros(self.scale(frame, 1_000_000) as i64)
    }

    /// The frame shown at `time` (the frame that began last); 0 before the start.
    pub fn frame_at(self, time: Micros) -> u64 {
        let micros = u128::from(time.0.max(0).unsigned_abs());
        (micros * u128::from(self.num()) / (u128::from(self.den()) * 1_000_000)) as u64
    }

    /// The first frame that begins at `time` or later.
    pub fn frame_from(self, time: Micros) -> u64 {
        let micros = u128::from(time.0.max(0).unsigned_abs());
        (micros * u128::from(self.num())).div_ceil(u128::from(self.den()) * 1_000_000) as u64
    }

    /// The frame whose beginning is nearest to `time`.
    pub fn frame_near(self, time: Micros) -> u64 {
        let micros = u128::from(time.0.max(0).unsigned_abs());
        let unit = u128::from(self.den()) * 1_000_000;
        ((micros * u128::from(self.num()) + unit / 2) / unit) as u64
    }

    /// Where frame `frame` begins, in units of 1/`per_second` s (audio samples, stream ticks), rounded down.
    pub fn scale(self, frame: u64, per_second: u32) -> u64 {
        (u128::from(frame) * u128::from(self.den()) * u128::from(per_second) / u128::from(self.num())) as u64
    }

    /// `frames` of this rate as the nearest whole number of frames of another, halves up.
    pub fn convert(self, frames: u64, to: Self) -> u64 {
        let num = u128::from(frames) * u128::from(self.den()) * u128::from(to.num());
        let den = u128::from(self.num()) * u128::from(to.den());
        ((num + den / 2) / den) as u64
    }

    /// Non-drop-frame timecode of a frame, `HH:MM:SS:FF`.
    pub fn timecode(self, frame: u64) -> String {
        let base = u64::from(self.num()).div_ceil(u64::from(self.den()));
        let (seconds, frames) = (frame / base, frame % base);
        format!("{:02}:{:02}:{:02}:{frames:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

impl fmt::Debug for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.num, self.den)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den() == 1 { write!(f, "{}", self.num) } else { write!(f, "{:.3}", self.per_second()) }
    }
}

impl TryFrom<[u32; 2]> for Rate {
    type Error = RateError;
    fn try_from([num, den]: [u32; 2]) -> Result<Self, RateError> {
        Self::new(num, den)
    }
}

impl From<Rate> for [u32; 2] {
    fn from(rate: Rate) -> Self {
        [rate.num(), rate.den()]
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// A frame's own beginning names that frame, whatever the rate.
        #[test]
        fn frame_survives_time(frame in 0u64..4_000_000, num in 1u32..240_000, den in prop::sample::select(vec![1u32, 1000, 1001])) {
            if let Ok(rate) = Rate::new(num, den) {
                prop_assert_eq!(rate.frame_near(rate.time_of(frame)), frame);
                prop_assert!(rate.frame_from(rate.time_of(frame)) <= frame);
            }
        }
    }

    #[test]
    fn refuses_what_no_camera_writes() {
        for [num, den] in [[0, 1], [1, 0], [0, 0], [100_000, 1], [1, 4000]] {
            assert!(Rate::new(num, den).is_err(), "{num}/{den}");
        }
        assert_eq!(Rate::new(60, 2), Rate::new(30, 1));
    }

    #[test]
    fn ntsc_timecode_counts_thirty() {
        assert_eq!(Rate::new(30000, 1001).unwrap().timecode(30 * 61 + 5), "00:01:01:05");
    }
}
