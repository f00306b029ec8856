//! Network abstraction layer units, H.264's and HEVC's common envelope: two ways of telling where one ends
//! (ITU-T H.264 annex B start codes; ISO/IEC 14496-15 length prefixes), and the bits inside.

/// How units are told apart in the packets of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// A big-endian length of this many bytes in front of each unit.
    Length(usize),
    /// A start code in front of each unit.
    StartCode,
}

/// The units of a packet; ends quietly where the packet is damaged.
pub(crate) fn units(data: &[u8], framing: Framing) -> Units<'_> {
    let rest = match framing {
        Framing::Length(_) => data,
        Framing::StartCode => after_start_code(data).unwrap_or_default(),
    };
    Units { rest, framing }
}

/// See [`units`].
pub(crate) struct Units<'a> {
    rest: &'a [u8],
    framing: Framing,
}

impl<'a> Iterator for Units<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        match self.framing {
            Framing::Length(bytes) => {
                let (prefix, rest) = self.rest.split_at_checked(bytes)?;
                let length = prefix.iter().fold(0usize, |n, b| n << 8 | usize::from(*b));
                let (unit, rest) = rest.split_at_checked(length)?;
                self.rest = rest;
                Some(unit)
            }
            Framing::StartCode => {
                if self.rest.is_empty() {
                    return None;
                }
                let next = self.rest.windows(3).position(|w| w == [0, 0, 1]);
                let (unit, rest) = match next {
                    Some(at) => (&self.rest[..at], &self.rest[at + 3..]),
                    None => (self.rest, &[][..]),
                };
                self.rest = rest;
                // Zeros before a start code belong to it or are stuffing; a unit never ends in one.
                let end = unit.iter().rposition(|b| *b != 0).map_or(0, |at| at + 1);
                Some(&unit[..end])
            }
        }
    }
}

fn after_start_code(data: &[u8]) -> Option<&[u8]> {
    let at = data.windows(3).position(|w| w == [0, 0, 1])?;
    Some(&data[at + 3..])
}

/// Appends a unit with its length in front. Units of 2³² bytes do not exist.
pub(crate) fn put(unit: &[u8], prefix: usize, into: &mut Vec<u8>) {
    let length = (unit.len() as u64).to_be_bytes();
    into.extend_from_slice(&length[8 - prefix.min(8)..]);
    into.extend_from_slice(unit);
}

/// Bits of a unit's payload, most significant first, with emulation prevention undone.
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    zeros: u8,
    current: u8,
    left: u8,
}

impl<'a> Bits<'a> {
    /// Of a unit without its header.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, zeros: 0, current: 0, left: 0 }
    }

    /// The next bit.
    pub(crate) fn bit(&mut self) -> Option<u32> {
        if self.left == 0 {
            let mut byte = *self.bytes.get(self.at)?;
            self.at += 1;
            if self.zeros >= 2 && byte == 3 {
                self.zeros = 0;
                byte = *self.bytes.get(self.at)?;
                self.at += 1;
            }
            self.zeros = if byte == 0 { self.zeros + 1 } else { 0 };
            self.current = byte;
            self.left = 8;
        }
        self.left -= 1;
        Some(u32::from(self.current >> self.left & 1))
    }

    /// The next `count` bits as a number.
    pub(crate) fn take(&mut self, count: u32) -> Option<u32> {
        (0..count).try_fold(0u32, |n, _| Some(n << 1 | self.bit()?))
    }

    /// An unsigned Exp-Golomb number, `ue(v)`.
    pub(crate) fn golomb(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while self.bit()? == 0 {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        let rest = self.take(zeros)?;
        ((1u32 << zeros) - 1).checked_add(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_framings_give_the_same_units() {
        let coded = [0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3, 0, 0, 0, 1, 0x65, 9, 8];
        let found: Vec<&[u8]> = units(&coded, Framing::StartCode).collect();
        assert_eq!(found, [&[0x67, 1, 2][..], &[0x68, 3], &[0x65, 9, 8]]);
        let mut prefixed = Vec::new();
        for unit in &found {
            put(unit, 4, &mut prefixed);
        }
        assert_eq!(units(&prefixed, Framing::Length(4)).collect::<Vec<_>>(), found);
    }

    #[test]
    fn damaged_lengths_end_the_packet() {
        assert_eq!(units(&[0, 0, 0, 9, 1, 2], Framing::Length(4)).count(), 0);
        assert_eq!(units(&[0, 0], Framing::Length(4)).count(), 0);
        assert_eq!(units(&[], Framing::StartCode).count(), 0);
    }

    #[test]
    fn golomb_numbers() {
        // 1 | 010 | 011 | 00100 | … = 0, 1, 2, 3
        let mut bits = Bits::new(&[0b1010_0110, 0b0100_0000]);
        assert_eq!(
            [bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()],
            [Some(0), Some(1), Some(2), Some(3)]
        );
        assert_eq!(Bits::new(&[0; 9]).golomb(), None);
    }
}
