//! Transport streams whose clock starts anew on the way: recordings put one behind the other, an encoder that was started
//! again. Every packet lies after some of these splices in the file and is moved by the same time as its neighbours of
//! all streams, so that the picture goes on where it stopped and the sound stays with it.

use ffmpeg_the_third::{Packet, Rational, rescale::Rescale};

/// A step of the picture's clock forward by more than this, or backward by more than [`BACK`], is no pause and no
/// reordering but another clock. Microseconds.
const FORWARD: i64 = 60_000_000;
const BACK: i64 = 500_000;
const MICRO: Rational = Rational(1, 1_000_000);

/// What is noted of a packet; times in microseconds.
pub(super) struct Noted {
    pub(super) stream: usize,
    /// Place in the file; that of the packet before where the demuxer says none.
    pub(super) at: i64,
    pub(super) dts: i64,
    pub(super) pts: i64,
    pub(super) duration: i64,
    pub(super) key: bool,
}

/// Where clocks start anew, and where streams can be entered.
pub(super) struct Splices {
    /// `(place, shift)`, ascending: what is added to the timestamps from that place of the file on, in microseconds.
    jumps: Vec<(i64, i64)>,
    streams: Vec<Line>,
    /// Place of the last packet read.
    at: i64,
}

/// One stream on the mended clock.
pub(super) struct Line {
    pub(super) base: Rational,
    /// First shown timestamp and end of the last packet, in microseconds.
    pub(super) shown: Option<(i64, i64)>,
    /// Key packets by the microsecond they are shown, with their place in the file.
    keys: Vec<(i64, i64)>,
}

impl Splices {
    /// Finds them; none in a stream with one clock. `leader` is the stream whose clock counts.
    pub(super) fn find(packets: &[Noted], leader: usize, bases: &[Rational]) -> Option<Self> {
        let mut before: Vec<Option<&Noted>> = vec![None; bases.len()];
        let (mut leading, mut following) = (Vec::new(), Vec::new());
        for packet in packets {
            let Some(before) = before.get_mut(packet.stream) else { continue };
            if let Some(last) = before.replace(packet)
                && jumped(last, packet)
            {
                if packet.stream == leader {
                    leading.push((last, packet));
                } else {
                    following.push(packet.at);
                }
            }
        }
        following.sort_unstable();
        let (mut jumps, mut shift) = (Vec::new(), 0i64);
        for (last, next) in leading {
            // The same splice is met a little earlier by a stream whose packets come before the leader's.
            let earlier = following.partition_point(|at| *at <= last.at);
            let at = following.get(earlier).copied().filter(|at| *at < next.at).unwrap_or(next.at);
            shift = shift.saturating_add(last.dts.saturating_add(last.duration).saturating_sub(next.dts));
            jumps.push((at, shift));
        }
        if jumps.is_empty() {
            return None;
        }
        let lines = bases.iter().map(|base| Line { base: *base, shown: None, keys: Vec::new() }).collect();
        let mut splices = Self { jumps, streams: lines, at: 0 };
        for packet in packets {
            let pts = packet.pts.saturating_add(splices.shift(packet.at));
            let end = pts.saturating_add(packet.duration);
            let Some(line) = splices.streams.get_mut(packet.stream) else { continue };
            line.shown = line.shown.map_or(Some((pts, end)), |(a, b)| Some((a.min(pts), b.max(end))));
            if packet.key {
                line.keys.push((pts, packet.at));
            }
        }
        splices.streams.iter_mut().for_each(|line| line.keys.sort_unstable());
        Some(splices)
    }

    fn shift(&self, at: i64) -> i64 {
        let after = self.jumps.partition_point(|(place, _)| *place <= at);
        after.checked_sub(1).and_then(|i| self.jumps.get(i)).map_or(0, |(_, shift)| *shift)
    }

    /// Puts a packet on the mended clock.
    pub(super) fn mend(&mut self, packet: &mut Packet) {
        if packet.position() >= 0 {
            self.at = packet.position() as i64;
        }
        let Some(line) = self.streams.get(packet.stream()) else { return };
        let ticks = self.shift(self.at).rescale(MICRO, line.base);
        packet.set_pts(packet.pts().map(|t| t.saturating_add(ticks)));
        packet.set_dts(packet.dts().map(|t| t.saturating_add(ticks)));
    }

    /// Where in the file the last key packet of `stream` shown at `pts` ticks or before lies; the first one, if none is.
    pub(super) fn place(&mut self, stream: usize, pts: i64) -> i64 {
        let place = self.streams.get(stream).and_then(|line| {
            let pts = pts.rescale(line.base, MICRO);
            // Ticks are coarser or finer than microseconds: the key meant by its own timestamp must be found.
            let after = line.keys.partition_point(|(shown, _)| *shown <= pts.saturating_add(1));
            line.keys.get(after.saturating_sub(1)).map(|(_, at)| *at)
        });
        self.at = place.unwrap_or(0);
        self.at
    }

    /// The streams by index.
    pub(super) fn streams(&self) -> &[Line] {
        &self.streams
    }
}

fn jumped(last: &Noted, next: &Noted) -> bool {
    let step = next.dts.saturating_sub(last.dts);
    !(-BACK..=FORWARD).contains(&step)
}
