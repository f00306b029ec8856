//! What a smart cut must know of HEVC (ITU-T H.265): which pictures can be entered, and where the parameter sets are.

use super::{
    coding::Entry,
    nal::{Framing, units},
};

const BLA_NO_LEADING: u8 = 18;
const CRA: u8 = 21;
const VPS: u8 = 32;
const PPS: u8 = 34;

fn kind(unit: &[u8]) -> u8 {
    unit.first().map_or(63, |b| b >> 1 & 63)
}

/// How a picture can be entered. A CRA picture can be copied from once it says that the link before it is broken
/// ([`break_link`]) and the pictures shown before it are left out.
pub(crate) fn entry(packet: &[u8], framing: Framing) -> Entry {
    match units(packet, framing).map(kind).find(|kind| *kind < 32) {
        Some(16..=20) => Entry::Clean,
        Some(CRA) => Entry::Broken,
        _ => Entry::None,
    }
}

/// Turns a CRA picture into a BLA picture without leading pictures: the one change to a copied packet, six bits in the
/// unit headers, that §8.1.3 asks of a splice.
pub(crate) fn break_link(packet: &mut [u8], prefix: usize) {
    let mut at = 0;
    while let Some(length) = packet.get(at..at + prefix) {
        let length = length.iter().fold(0usize, |n, b| n << 8 | usize::from(*b));
        at += prefix;
        if let Some(header) = packet.get_mut(at)
            && *header >> 1 & 63 == CRA
        {
            *header = *header & 0x81 | BLA_NO_LEADING << 1;
        }
        at = at.saturating_add(length);
    }
}

/// `HEVCDecoderConfigurationRecord`, ISO/IEC 14496-15 §8.3.3.1, as far as a cut needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Configuration {
    /// Bytes of the length in front of each unit.
    pub(crate) prefix: usize,
    /// Video, sequence and picture parameter sets, in order.
    pub(crate) sets: Vec<Vec<u8>>,
}

impl Configuration {
    /// Reads a record, or parameter sets with start codes.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.first() != Some(&1) {
            let sets: Vec<_> = units(bytes, Framing::StartCode)
                .filter(|u| (VPS..=PPS).contains(&kind(u)))
                .map(<[u8]>::to_vec)
                .collect();
            return (sets.len() >= 3).then_some(Self { prefix: 4, sets });
        }
        let prefix = usize::from(bytes.get(21)? & 3) + 1;
        let mut rest = bytes.get(23..)?;
        let mut sets = Vec::new();
        for _ in 0..*bytes.get(22)? {
            let (head, after) = rest.split_at_checked(3)?;
            rest = after;
            for _ in 0..u16::from_be_bytes([head[1], head[2]]) {
                let (length, after) = rest.split_at_checked(2)?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                let (set, after) = after.split_at_checked(length)?;
                rest = after;
                if (VPS..=PPS).contains(&(head[0] & 63)) {
                    sets.push(set.to_vec());
                }
            }
        }
        (sets.len() >= 3).then_some(Self { prefix, sets })
    }
}

/// Whether a unit is worth keeping: delimiters are not, and neither is the encoder's signature (which x265 puts into a
/// prefix SEI unit as user data, payload type 5).
pub(crate) fn belongs(unit: &[u8]) -> bool {
    !(matches!(kind(unit), 32..=35) || kind(unit) == 39 && unit.get(2) == Some(&5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clean_random_access_picture_becomes_a_broken_link() {
        let mut packet = vec![0, 0, 0, 3, CRA << 1, 1, 0xaf, 0, 0, 0, 3, 1 << 1, 1, 0xd0];
        assert_eq!(entry(&packet, Framing::Length(4)), Entry::Broken);
        break_link(&mut packet, 4);
        assert_eq!(entry(&packet, Framing::Length(4)), Entry::Clean);
        assert_eq!(packet[11], 2);
    }
}
