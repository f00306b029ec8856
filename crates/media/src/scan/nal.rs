//! What kind of picture a packet begins with, read from its NAL units: containers call open groups "key" too.

use ffmpeg_the_third::codec::Id;

/// Kinds of key packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing after refers to anything before: IDR, or any key picture of a codec without open groups.
    Closed,
    /// HEVC's clean random access picture: as good when no picture shown before it comes after it.
    Clean,
    /// A key picture only for those who can wait (recovery point, intra picture).
    Open,
}

/// Reads heads of one stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heads {
    id: Id,
    /// Bytes of the length before each unit; 0 = start codes.
    length: usize,
}

impl Heads {
    /// `extradata` says how units are framed: avcC and hvcC begin with 1, start codes with 0.
    pub(super) fn new(id: Id, extradata: &[u8]) -> Self {
        let place = match id {
            Id::H264 => 4,
            Id::HEVC => 21,
            _ => usize::MAX,
        };
        let length = match (extradata.first(), extradata.get(place)) {
            (Some(1), Some(byte)) => usize::from(byte & 3) + 1,
            _ => 0,
        };
        Self { id, length }
    }

    /// The kind of a packet that the container calls key.
    pub(super) fn head(&self, data: &[u8]) -> Head {
        let mut units = Units { data, length: self.length }.filter_map(|unit| unit.first().copied());
        let kind = match self.id {
            Id::H264 => units.map(|b| b & 31).find(|t| (1..=5).contains(t)).map(|t| t == 5),
            Id::HEVC => match units.map(|b| b >> 1 & 63).find(|t| *t < 32) {
                Some(19 | 20) => Some(true),
                Some(21) => return Head::Clean,
                found => found.map(|_| false),
            },
            _ => {
                units.next();
                Some(true)
            }
        };
        if kind == Some(true) { Head::Closed } else { Head::Open }
    }
}

/// The NAL units of a packet.
struct Units<'a> {
    data: &'a [u8],
    length: usize,
}

impl<'a> Iterator for Units<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.length == 0 {
            let start = self.data.windows(3).position(|w| w == [0, 0, 1])? + 3;
            self.data = self.data.get(start..)?;
            return Some(self.data);
        }
        let (head, rest) = self.data.split_at_checked(self.length)?;
        let size = head.iter().fold(0usize, |n, b| n << 8 | usize::from(*b)).min(rest.len());
        let (unit, rest) = rest.split_at(size);
        self.data = rest;
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_picture_behind_parameter_sets() {
        let framed = Heads::new(Id::H264, &[1, 100, 0, 40, 0xff]);
        let unit = |head: u8| [0, 0, 0, 2, head, 9];
        assert_eq!(framed.head(&[unit(0x67), unit(0x68), unit(0x65)].concat()), Head::Closed);
        assert_eq!(framed.head(&[unit(0x06), unit(0x41)].concat()), Head::Open);
        let bare = Heads::new(Id::HEVC, &[]);
        let code = |kind: u8| [0, 0, 1, kind << 1, 1];
        assert_eq!(bare.head(&[code(32), code(19)].concat()), Head::Closed);
        assert_eq!(bare.head(&[code(32), code(21)].concat()), Head::Clean);
        assert_eq!(bare.head(&[0, 0]), Head::Open);
        assert_eq!(framed.head(&[255, 255, 255, 255]), Head::Open);
    }
}
