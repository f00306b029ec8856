//! The packets of the shown picture, without decoding any.

use ffmpeg_the_third::{Packet, Rational, codec, ffi};
use incamera_model::Rate;

use super::nal::{self, Heads};

/// One coded picture, in decoding order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Coded {
    /// When it is shown, in ticks of the stream.
    pub(super) pts: i64,
    /// Bytes.
    pub(super) size: u32,
    /// The container calls it a key picture: a decoder can begin here and will be right sooner or later.
    pub(super) key: bool,
    /// Decoding can begin here and nothing after refers to anything before: IDR, or a key picture of codecs that know no
    /// other kind.
    pub(super) clean: bool,
    /// False for what an edit list hides.
    pub(super) shown: bool,
}

/// All coded pictures of a stream.
pub(super) struct Table {
    /// In decoding order.
    pub(super) coded: Vec<Coded>,
    /// Whether every picture came with its own time.
    pub(super) timed: bool,
    heads: Heads,
    last: i64,
}

impl Table {
    pub(super) fn new(id: codec::Id, extradata: &[u8]) -> Self {
        Self { coded: Vec::new(), timed: true, heads: Heads::new(id, extradata), last: i64::MIN }
    }

    /// Notes a packet.
    pub(super) fn add(&mut self, packet: &Packet) {
        let pts = packet.pts().or_else(|| {
            self.timed = false;
            packet.dts()
        });
        // Without any time it is shown one tick after the one before, so that the order at least is kept.
        let pts = pts.unwrap_or(self.last.saturating_add(1));
        self.last = pts;
        let data = packet.data().unwrap_or_default();
        let key = packet.is_key();
        let hidden = packet.flags().bits() & ffi::AV_PKT_FLAG_DISCARD != 0;
        let clean = key && self.heads.head(data) != nal::Head::Open;
        let size = u32::try_from(packet.size()).unwrap_or(u32::MAX);
        self.coded.push(Coded { pts, size, key, clean, shown: !hidden });
    }
}

/// From ticks to frame numbers on the rush's grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// Tick of frame 0.
    pub(super) first: i64,
    /// Seconds a tick.
    pub(super) base: Rational,
    /// Frames a second.
    pub(super) rate: Rate,
}

impl Grid {
    /// Ticks as seconds, for rules of thumb.
    pub(super) fn seconds(&self, ticks: i64) -> f64 {
        ticks as f64 * f64::from(self.base.numerator()) / f64::from(self.base.denominator().max(1))
    }

    /// The frame nearest to `pts`, halves up; none before frame 0.
    pub(super) fn frame(&self, pts: i64) -> Option<u64> {
        let ticks = u128::try_from(i128::from(pts) - i128::from(self.first)).ok()?;
        let (num, den) =
            (u128::try_from(self.base.numerator()).ok()?, u128::try_from(self.base.denominator()).ok()?);
        let unit = den * u128::from(self.rate.den());
        let frame = (ticks * num * u128::from(self.rate.num()) * 2 + unit).checked_div(2 * unit)?;
        u64::try_from(frame).ok()
    }
}
