//! How the packets of a picture stream are made, as far as a cut must know.

use ffmpeg_the_third::Packet;

use super::{
    h264, hevc,
    nal::{Framing, put, units},
};
use crate::av::Track;

/// How a coded picture can be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entry {
    /// It can be neither decoded nor copied without the pictures before it.
    None,
    /// Decoding may begin here; pictures shown before it may be wrong.
    Decodable,
    /// As above, and copying may begin here once the link is broken in its header; pictures decoded after it but
    /// shown before it must be left out.
    Broken,
    /// Decoding and copying may begin here.
    Clean,
}

/// The codecs whose packets can be copied into a film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// H.264.
    H264(h264::Configuration),
    /// HEVC.
    Hevc(hevc::Configuration),
    /// VP8, VP9, AV1: no reordering, no parameter sets; an encoder here cannot match them.
    Open,
}

/// The codec of a stream and the way its units are framed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coding {
    /// Codec.
    pub(crate) family: Family,
    framing: Framing,
}

impl Coding {
    /// None for a codec whose packets are never copied.
    pub(crate) fn of(track: &Track) -> Option<Self> {
        let record = track.configuration();
        let framing =
            |prefix| if record.first() == Some(&1) { Framing::Length(prefix) } else { Framing::StartCode };
        match track.codec() {
            "h264" => {
                let read = h264::Configuration::read(record)?;
                Some(Self { framing: framing(read.prefix), family: Family::H264(read) })
            }
            "hevc" => {
                let read = hevc::Configuration::read(record)?;
                Some(Self { framing: framing(read.prefix), family: Family::Hevc(read) })
            }
            "vp8" | "vp9" | "av1" => Some(Self { family: Family::Open, framing: Framing::StartCode }),
            _ => None,
        }
    }

    /// How this picture can be entered.
    pub(crate) fn entry(&self, packet: &Packet) -> Entry {
        let data = packet.data().unwrap_or_default();
        match self.family {
            Family::H264(_) => h264::entry(data, self.framing),
            Family::Hevc(_) => hevc::entry(data, self.framing),
            Family::Open if packet.is_key() => Entry::Clean,
            Family::Open => Entry::None,
        }
    }

    /// Whether the decoder can do without this picture when it is not to be shown.
    pub(crate) fn disposable(&self, packet: &Packet) -> bool {
        matches!(self.family, Family::H264(_))
            && h264::disposable(packet.data().unwrap_or_default(), self.framing)
    }

    /// Bytes of the length in front of each unit in the film.
    pub(crate) fn prefix(&self) -> usize {
        match self.framing {
            Framing::Length(bytes) => bytes,
            Framing::StartCode => 4,
        }
    }

    /// Parameter sets in the order a decoder wants them.
    pub(crate) fn sets(&self) -> Vec<&[u8]> {
        match &self.family {
            Family::H264(c) => c.sps.iter().chain(&c.pps).map(Vec::as_slice).collect(),
            Family::Hevc(c) => c.sets.iter().map(Vec::as_slice).collect(),
            Family::Open => Vec::new(),
        }
    }

    /// A copied packet as it stands in the film, whose length prefixes have `prefix` bytes: the very bytes, unless the
    /// stream frames its units differently, the link before it is to be broken, or parameter sets must stand in front.
    pub(crate) fn fit(&self, packet: &mut Packet, prefix: usize, break_link: bool, sets: bool) {
        if self.family == Family::Open {
            return;
        }
        let framed = self.framing == Framing::Length(prefix);
        if framed && !break_link && !sets {
            return;
        }
        let data = packet.data().unwrap_or_default();
        let mut out = Vec::with_capacity(data.len() + 512);
        if sets {
            self.sets().iter().for_each(|set| put(set, prefix, &mut out));
        }
        if framed {
            out.extend_from_slice(data);
        } else {
            units(data, self.framing).for_each(|unit| put(unit, prefix, &mut out));
        }
        if break_link && matches!(self.family, Family::Hevc(_)) {
            hevc::break_link(&mut out, prefix);
        }
        replace(packet, &out);
    }
}

/// A packet of our own encoder (start codes) as it stands in the film; `sets` are put in front when asked for.
pub(crate) fn fit_encoded(coding: &Coding, packet: &mut Packet, sets: Option<&[Vec<u8>]>) {
    let data = packet.data().unwrap_or_default();
    let prefix = coding.prefix();
    let mut out = Vec::with_capacity(data.len() + 64);
    for set in sets.into_iter().flatten() {
        put(set, prefix, &mut out);
    }
    for unit in units(data, Framing::StartCode) {
        let kept = match coding.family {
            Family::Hevc(_) => hevc::belongs(unit),
            Family::Open => true,
            Family::H264(_) => h264::belongs(unit),
        };
        if kept {
            put(unit, prefix, &mut out);
        }
    }
    replace(packet, &out);
}

/// Gives the packet other bytes and leaves its times alone.
fn replace(packet: &mut Packet, data: &[u8]) {
    let mut other = Packet::copy(data);
    other.set_pts(packet.pts());
    other.set_dts(packet.dts());
    other.set_duration(packet.duration());
    other.set_flags(packet.flags());
    *packet = other;
}
