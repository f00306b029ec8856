//! What the film's pictures are: format, ticks, parameter sets. Decided once, shared by all who make packets.

use ffmpeg_the_third::Rational;
use incamera_model::Rate;

use super::{
    coding::{Coding, Family},
    encode::Encoder,
    h264,
    mux::tags,
    plan::Stretch,
    rush::{Footage, Grid},
};
use crate::{
    av::Track,
    job::{Failure, FullBecause},
};

/// A middling quality, only to learn what an encoder's headers look like; they do not depend on it.
const ANY: f64 = 20.0;

/// The pictures of a film into which packets are copied.
pub(crate) struct Shape {
    /// For the muxer.
    pub(crate) track: Track,
    /// What encoders imitate.
    pub(crate) like: Track,
    /// How packets are made.
    pub(crate) coding: Coding,
    /// How players turn the film, clockwise, in degrees.
    pub(crate) turned: u16,
    /// Frames a second.
    pub(crate) rate: Rate,
    /// Whether frames lie evenly.
    pub(crate) even: bool,
    /// Parameter sets stand in front of each group instead of in the header.
    pub(crate) in_band: bool,
    /// Numbers of the parameter sets of boundary groups. Two, taken in turn: pictures of two groups that meet must not
    /// look like parts of one.
    pub(crate) ids: [u32; 2],
    sets: [Vec<Vec<u8>>; 2],
}

impl Shape {
    /// A film that looks like `model` and into which its packets can be copied.
    ///
    /// `encodes` says whether anything at all will be encoded, `alike` whether all copied rushes have the same parameter sets,
    /// `container` where it will stand.
    pub(crate) fn smart(
        model: &Footage,
        rate: Rate,
        even: bool,
        encodes: bool,
        alike: bool,
        container: &str,
    ) -> Result<Self, FullBecause> {
        let coding = model.coding.clone().ok_or(FullBecause::Codec)?;
        let tags = tags(container);
        let (like, base) = (model.track.clone(), base(model, rate, even));
        let mut shape = Self {
            track: like.clone(),
            like,
            coding,
            turned: model.rotation,
            rate,
            even,
            in_band: !alike,
            ids: [0, 0],
            sets: [Vec::new(), Vec::new()],
        };
        shape.track.base = base;
        shape.track.set_tag([0; 4]);
        match shape.coding.family.clone() {
            Family::H264(mut record) => {
                let used = record.ids();
                let mut free = (1..32).filter(|id| !used.contains(id));
                shape.ids = [free.next().ok_or(FullBecause::Codec)?, free.next().ok_or(FullBecause::Codec)?];
                if encodes {
                    for (i, id) in shape.ids.into_iter().enumerate() {
                        let mut sample = shape.encoder(id, ANY).map_err(|_| FullBecause::Codec)?;
                        let theirs = h264::Configuration::read(sample.track().configuration())
                            .ok_or(FullBecause::Codec)?;
                        shape.sets[i] = theirs.sps.iter().chain(&theirs.pps).cloned().collect();
                        record.add(&theirs);
                    }
                }
                let bytes = record.write().ok_or(FullBecause::Codec)?;
                shape.track.set_configuration(&bytes).map_err(|_| FullBecause::Codec)?;
                if shape.in_band && tags {
                    shape.track.set_tag(*b"avc3");
                }
            }
            Family::Hevc(_) => {
                if encodes {
                    let mut sample = shape.encoder(0, ANY).map_err(|_| FullBecause::Codec)?;
                    let theirs = super::hevc::Configuration::read(sample.track().configuration())
                        .ok_or(FullBecause::Codec)?;
                    shape.sets = [theirs.sets.clone(), theirs.sets];
                    shape.in_band = true;
                }
                // QuickTime wants `hvc1`, which forbids parameter sets among the pictures.
                if tags {
                    shape.track.set_tag(if shape.in_band { *b"hev1" } else { *b"hvc1" });
                }
            }
            Family::Open if encodes => return Err(FullBecause::Codec),
            Family::Open => {}
        }
        Ok(shape)
    }

    /// The `ordinal`-th encoder of the film.
    pub(crate) fn open(&self, ordinal: usize, quantiser: f64) -> Result<Encoder, Failure> {
        let mut encoder = self.encoder(self.ids[ordinal % 2], quantiser).map_err(Failure::from)?;
        if let Family::H264(_) = self.coding.family {
            let made = h264::Configuration::read(encoder.track().configuration());
            let same = made.is_some_and(|m| m.sps.iter().chain(&m.pps).eq(&self.sets[ordinal % 2]));
            if !same {
                return Err(Failure::Ffmpeg("two boundary encoders disagree on their parameter sets".into()));
            }
        }
        Ok(encoder)
    }

    fn encoder(&self, id: u32, quantiser: f64) -> Result<Encoder, ffmpeg_the_third::Error> {
        Encoder::open(&self.like, &self.coding, (self.track.base, self.rate), id, quantiser)
    }

    /// Parameter sets that must stand in front of the `ordinal`-th encoded group.
    pub(crate) fn sets(&self, ordinal: usize) -> Option<&[Vec<u8>]> {
        self.in_band.then(|| self.sets[ordinal % 2].as_slice())
    }

    /// When film frame `frame` is shown, in the film's ticks.
    pub(crate) fn at(&self, frame: u64) -> i64 {
        if self.even {
            return frame as i64 * i64::from(self.rate.den());
        }
        Grid { start: 0, rate: self.rate, base: self.track.base }.tick(frame)
    }

    /// The film frame shown at `at`, in the film's ticks.
    pub(crate) fn frame(&self, at: i64) -> u64 {
        if self.even {
            return at.max(0).unsigned_abs() / u64::from(self.rate.den());
        }
        Grid { start: 0, rate: self.rate, base: self.track.base }.frame(at).max(0).unsigned_abs()
    }

    /// When the picture at `pts` of a rush is shown in the film.
    pub(crate) fn shown(&self, stretch: &Stretch, grid: Grid, pts: i64) -> i64 {
        let begins = self.at(stretch.film);
        if self.even {
            let frame = (grid.frame(pts) - stretch.span.start as i64).max(0);
            return begins + frame * i64::from(self.rate.den());
        }
        let since = i128::from(pts) - i128::from(grid.tick(stretch.span.start));
        let (from, to) = (grid.base, self.track.base);
        let n = since * i128::from(from.numerator()) * i128::from(to.denominator());
        let d = i128::from(from.denominator()) * i128::from(to.numerator());
        begins + ((2 * n + d).div_euclid(2 * d) as i64).max(0)
    }
}

/// The film's tick: a whole frame's denominator for even films, the rush's own tick otherwise.
fn base(model: &Footage, rate: Rate, even: bool) -> Rational {
    if even { Rational(1, rate.num() as i32) } else { model.track.base }
}
