//! What a smart cut must know of H.264 (ITU-T H.264): which pictures can be entered, and how the parameter sets of two
//! encoders live in one stream.

use super::{
    coding::Entry,
    nal::{Bits, Framing, put, units},
};

const SLICE: u8 = 1;
const IDR: u8 = 5;
const SEI: u8 = 6;
const SPS: u8 = 7;
const PPS: u8 = 8;

fn kind(unit: &[u8]) -> u8 {
    unit.first().map_or(0, |b| b & 31)
}

/// How a picture can be entered. Only an IDR picture empties the decoder and lets another parameter set begin; a
/// recovery point (open group) can be decoded from, but not copied from.
pub(crate) fn entry(packet: &[u8], framing: Framing) -> Entry {
    let mut recovery = false;
    for unit in units(packet, framing) {
        match kind(unit) {
            IDR => return Entry::Clean,
            SEI => recovery |= recovers_at_once(unit.get(1..).unwrap_or_default()),
            SLICE..=4 => return if recovery { Entry::Decodable } else { Entry::None },
            _ => {}
        }
    }
    Entry::None
}

/// Whether an SEI unit holds a recovery point (payload type 6) that is exact from this very picture on.
fn recovers_at_once(sei: &[u8]) -> bool {
    let mut at = 0;
    while let Some(payload) = number(sei, &mut at) {
        let Some(size) = number(sei, &mut at) else { return false };
        if payload == 6 {
            return Bits::new(sei.get(at..).unwrap_or_default()).golomb() == Some(0);
        }
        at += size;
    }
    false
}

/// SEI payload types and sizes: a run of 255s and a last byte.
fn number(sei: &[u8], at: &mut usize) -> Option<usize> {
    let mut n = 0;
    loop {
        let byte = *sei.get(*at)?;
        *at += 1;
        n += usize::from(byte);
        if byte != 255 {
            return Some(n);
        }
    }
}

/// Whether no other picture refers to this one.
pub(crate) fn disposable(packet: &[u8], framing: Framing) -> bool {
    units(packet, framing).find(|u| (SLICE..=IDR).contains(&kind(u))).is_some_and(|u| u[0] & 0x60 == 0)
}

/// `AVCDecoderConfigurationRecord`, ISO/IEC 14496-15 §5.3.3.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Configuration {
    /// Profile, compatibility, level.
    pub(crate) profile: [u8; 3],
    /// Bytes of the length in front of each unit.
    pub(crate) prefix: usize,
    /// Sequence parameter sets.
    pub(crate) sps: Vec<Vec<u8>>,
    /// Picture parameter sets.
    pub(crate) pps: Vec<Vec<u8>>,
    /// Chroma format, bit depths and SPS extensions of the high profiles.
    pub(crate) tail: Vec<u8>,
}

impl Configuration {
    /// Reads a record, or parameter sets with start codes.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.first() != Some(&1) {
            let of = |wanted| -> Vec<Vec<u8>> {
                units(bytes, Framing::StartCode).filter(|u| kind(u) == wanted).map(<[u8]>::to_vec).collect()
            };
            let (sps, pps) = (of(SPS), of(PPS));
            let profile = sps.first()?.get(1..4)?.try_into().ok()?;
            return (!pps.is_empty()).then_some(Self { profile, prefix: 4, sps, pps, tail: Vec::new() });
        }
        let (sps, rest) = sets(bytes.get(5)? & 31, bytes.get(6..)?)?;
        let (count, rest) = rest.split_first()?;
        let (pps, rest) = sets(*count, rest)?;
        if sps.is_empty() || pps.is_empty() {
            return None;
        }
        let profile = bytes.get(1..4)?.try_into().ok()?;
        Some(Self { profile, prefix: usize::from(bytes.get(4)? & 3) + 1, sps, pps, tail: rest.to_vec() })
    }

    /// As a record. None when there are more sets than it can count.
    pub(crate) fn write(&self) -> Option<Vec<u8>> {
        let mut out = vec![1];
        out.extend(self.profile);
        out.push(0xfc | (self.prefix - 1) as u8);
        let sps = u8::try_from(self.sps.len()).ok().filter(|n| *n < 32)?;
        out.push(0xe0 | sps);
        self.sps.iter().for_each(|set| put(set, 2, &mut out));
        out.push(u8::try_from(self.pps.len()).ok()?);
        self.pps.iter().for_each(|set| put(set, 2, &mut out));
        out.extend(&self.tail);
        Some(out)
    }

    /// Adds the sets of another encoder.
    pub(crate) fn add(&mut self, other: &Self) {
        for set in &other.sps {
            if !self.sps.contains(set) {
                self.sps.push(set.clone());
            }
        }
        for set in &other.pps {
            if !self.pps.contains(set) {
                self.pps.push(set.clone());
            }
        }
    }

    /// Numbers in use, of sequence and picture parameter sets together.
    pub(crate) fn ids(&self) -> Vec<u32> {
        let sps = self.sps.iter().filter_map(|set| Bits::new(set.get(4..)?).golomb());
        let pps = self.pps.iter().filter_map(|set| Bits::new(set.get(1..)?).golomb());
        sps.chain(pps).collect()
    }
}

/// `count` sets with two-byte lengths, and what follows them.
fn sets(count: u8, mut rest: &[u8]) -> Option<(Vec<Vec<u8>>, &[u8])> {
    let mut found = Vec::new();
    for _ in 0..count {
        let (length, after) = rest.split_at_checked(2)?;
        let (set, after) =
            after.split_at_checked(usize::from(u16::from_be_bytes(length.try_into().ok()?)))?;
        found.push(set.to_vec());
        rest = after;
    }
    Some((found, rest))
}

/// Whether a unit is worth keeping in a film whose parameter sets stand in its header: delimiters and repeated sets are
/// not, and neither is the encoder's signature.
pub(crate) fn belongs(unit: &[u8]) -> bool {
    !matches!(kind(unit), SEI | SPS | PPS | 9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_round_trip() {
        let record = Configuration {
            profile: [100, 0, 40],
            prefix: 4,
            sps: vec![vec![0x67, 100, 0, 40, 0b1010_0000], vec![0x67, 100, 0, 40, 0b0101_0000]],
            pps: vec![vec![0x68, 0b1100_0000]],
            tail: vec![0xfd, 0xf8, 0xf8, 0],
        };
        assert_eq!(Configuration::read(&record.write().unwrap()), Some(record.clone()));
        assert_eq!(record.ids(), [0, 1, 0]);
    }

    #[test]
    fn truncated_records_are_refused() {
        let whole = [1, 100, 0, 40, 0xff, 0xe1, 0, 4, 0x67, 100, 0, 40, 1, 0, 2, 0x68, 0xee];
        assert!(Configuration::read(&whole).is_some());
        for end in 0..whole.len() {
            assert_eq!(Configuration::read(&whole[..end]), None, "{end} bytes");
        }
    }
}
