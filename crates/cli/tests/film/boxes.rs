//! A strict reader of MP4 and MOV (ISO/IEC 14496-12): where a player would shrug, it fails.

use std::{fs, ops::Range, path::Path};

/// One sample of a track.
struct Sample {
    bytes: Range<usize>,
    /// When it is decoded, and when it is shown, in the track's ticks.
    decoded: i64,
    shown: i64,
    key: bool,
}

/// A track, read from its tables.
struct Track {
    handler: [u8; 4],
    coding: [u8; 4],
    /// Ticks a second, and length in ticks.
    scale: u64,
    length: i64,
    /// Of the edit list: length in the film's ticks, first tick shown.
    edits: Vec<(u64, i64)>,
    /// Length by the header, in the film's ticks.
    shown: u64,
    /// Bytes of the length in front of each unit of a picture.
    prefix: usize,
    samples: Vec<Sample>,
}

/// Big-endian numbers one after the other.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take(&mut self, bytes: usize) -> u64 {
        let (number, rest) = self.0.split_at(bytes);
        self.0 = rest;
        number.iter().fold(0, |n, b| n << 8 | u64::from(*b))
    }

    fn word(&mut self) -> usize {
        self.take(4) as usize
    }

    /// A number of eight bytes in version 1 of a box, of four otherwise.
    fn wide(&mut self, version: u64) -> u64 {
        self.take(if version == 1 { 8 } else { 4 })
    }

    /// Rows of `N` words behind their count; nothing may follow.
    fn table<const N: usize>(&mut self) -> Vec<[usize; N]> {
        let rows = self.word();
        assert_eq!(self.0.len(), rows * N * 4, "a table of another length than it says");
        (0..rows).map(|_| std::array::from_fn(|_| self.word())).collect()
    }
}

/// The boxes that fill `bytes` to the last one: kind, and where the contents are.
fn boxes(bytes: &[u8]) -> Vec<([u8; 4], Range<usize>)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let mut head = Fields(&bytes[at..]);
        let (size, kind) = (head.word(), head.take(4) as u32);
        let (size, header) = if size == 1 { (head.take(8) as usize, 16) } else { (size, 8) };
        assert!(size >= header && at + size <= bytes.len(), "box {:?} at {at}", kind.to_be_bytes());
        found.push((kind.to_be_bytes(), at + header..at + size));
        at += size;
    }
    found
}

/// The contents of a box that may be there once.
fn maybe(bytes: &[u8], kind: [u8; 4]) -> Option<&[u8]> {
    let mut all = boxes(bytes).into_iter().filter(|(k, _)| *k == kind);
    let found = all.next().map(|(_, at)| &bytes[at]);
    assert!(all.next().is_none(), "two of {}", String::from_utf8_lossy(&kind));
    found
}

/// The contents of the box at the end of a path; each must be there once.
fn inside<'a>(bytes: &'a [u8], path: &[&[u8; 4]]) -> &'a [u8] {
    path.iter().fold(bytes, |bytes, kind| {
        maybe(bytes, **kind).unwrap_or_else(|| panic!("no {}", String::from_utf8_lossy(*kind)))
    })
}

impl Track {
    fn read(track: &[u8]) -> Self {
        let mut header = Fields(inside(track, &[b"tkhd"]));
        let version = header.take(4) >> 24;
        header.0 = &header.0[if version == 1 { 24 } else { 16 }..];
        let shown = header.wide(version);
        let mut edits = Vec::new();
        if let Some(list) = maybe(track, *b"edts") {
            let mut list = Fields(inside(list, &[b"elst"]));
            let version = list.take(4) >> 24;
            for _ in 0..list.word() {
                let (length, from) = (list.wide(version), list.wide(version));
                let from = if version == 1 { from as i64 } else { i64::from(from as i32) };
                assert_eq!(list.take(4), 0x1_0000, "an edit that changes the speed");
                edits.push((length, from));
            }
            assert!(list.0.is_empty());
        }
        let media = inside(track, &[b"mdia"]);
        let mut header = Fields(inside(media, &[b"mdhd"]));
        let version = header.take(4) >> 24;
        header.0 = &header.0[if version == 1 { 16 } else { 8 }..];
        let (scale, length) = (header.take(4), header.wide(version) as i64);
        let handler = inside(media, &[b"hdlr"])[8..12].try_into().unwrap();
        let tables = inside(media, &[b"minf", b"stbl"]);
        let descriptions = &inside(tables, &[b"stsd"])[8..];
        let described = boxes(descriptions);
        let (coding, entry) = described[0].clone();
        let configured = handler == *b"vide" && described.len() == 1;
        assert!(configured || handler != *b"vide", "pictures are described once");
        let prefix = if configured { prefix(&descriptions[entry][78..]) } else { 0 };
        let samples = samples(tables, described.len(), length);
        Self { handler, coding, scale, length, edits, shown, prefix, samples }
    }

    /// Every key is a picture at which a decoder starts afresh, and no other picture is; units fill their sample.
    fn units(&self, file: &[u8]) {
        let hevc = matches!(&self.coding, b"hvc1" | b"hev1");
        if self.handler != *b"vide" || !(hevc || matches!(&self.coding, b"avc1" | b"avc3")) {
            return;
        }
        for (place, sample) in self.samples.iter().enumerate() {
            let mut rest = Fields(&file[sample.bytes.clone()]);
            let mut fresh = false;
            while !rest.0.is_empty() {
                let length = rest.take(self.prefix) as usize;
                assert!(length > 0 && length <= rest.0.len(), "a unit that overruns picture {place}");
                let kind = if hevc { rest.0[0] >> 1 & 63 } else { rest.0[0] & 31 };
                // In open groups of H.264 a word on recovery (SEI payload 6) says where a decoder may begin.
                let recovers = kind == 6 && rest.0.get(1) == Some(&6);
                fresh |= if hevc { (16..=21).contains(&kind) } else { kind == 5 || recovers };
                rest.0 = &rest.0[length..];
            }
            assert_eq!(sample.key, fresh, "picture {place} of {}", String::from_utf8_lossy(&self.coding));
        }
    }
}

/// Bytes of the length in front of each unit, from the configuration among the boxes behind the description.
fn prefix(boxes: &[u8]) -> usize {
    let avc = maybe(boxes, *b"avcC").map(|c| c[4]);
    let hevc = maybe(boxes, *b"hvcC").map(|c| c[21]);
    avc.or(hevc).map_or(0, |byte| usize::from(byte & 3) + 1)
}

/// The samples of a track; its tables agree with each other and with its length.
fn samples(tables: &[u8], descriptions: usize, length: i64) -> Vec<Sample> {
    let table = |kind: [u8; 4]| maybe(tables, kind).map(|bytes| Fields(&bytes[4..]));
    let mut sizes = Fields(&inside(tables, &[b"stsz"])[4..]);
    let (one, count) = (sizes.word(), sizes.word());
    let sizes: Vec<usize> =
        if one > 0 { vec![one; count] } else { (0..count).map(|_| sizes.word()).collect() };
    let chunks: Vec<usize> = match table(*b"stco") {
        Some(mut chunks) => chunks.table::<1>().into_iter().flatten().collect(),
        None => {
            table(*b"co64").unwrap().table::<2>().into_iter().map(|[high, low]| high << 32 | low).collect()
        }
    };

    let runs = table(*b"stsc").unwrap().table::<3>();
    assert!(runs.first().is_some_and(|r| r[0] == 1) && runs.windows(2).all(|w| w[0][0] < w[1][0]));
    assert!(runs.iter().all(|r| r[0] <= chunks.len() && r[1] > 0 && (1..=descriptions).contains(&r[2])));
    let mut places = Vec::new();
    for (place, at) in chunks.iter().enumerate() {
        let [_, count, _] = *runs.iter().rfind(|r| r[0] <= place + 1).unwrap();
        let mut at = *at;
        for _ in 0..count {
            let size = *sizes.get(places.len()).expect("chunks hold more samples than there are");
            places.push(at..at + size);
            at += size;
        }
    }
    assert_eq!(places.len(), count, "chunks hold fewer samples than there are");

    let spread =
        |rows: Vec<[usize; 2]>| rows.into_iter().flat_map(|[n, value]| std::iter::repeat_n(value, n));
    let steps: Vec<usize> = spread(table(*b"stts").unwrap().table()).collect();
    assert!(steps.len() == count && steps.iter().all(|step| *step > 0), "a sample that takes no time");
    // Times of decoding run ahead by some frames: where those are uneven, so is what they come short or over by.
    let uneven = steps.iter().any(|step| steps[0].abs_diff(*step) > 1);
    let off = (steps.iter().sum::<usize>() as i64 - length).unsigned_abs() as usize;
    let most = if uneven && maybe(tables, *b"ctts").is_some() { 2 * steps.iter().max().unwrap() } else { 0 };
    assert!(off <= most, "the steps are {off} ticks off the length of the track");
    let shifts: Vec<i64> = match table(*b"ctts") {
        Some(mut shifts) => spread(shifts.table()).map(|shift| i64::from(shift as i32)).collect(),
        None => vec![0; count],
    };
    assert_eq!(shifts.len(), count);
    let keys = table(*b"stss").map(|mut keys| keys.table::<1>().concat());
    assert!(keys.as_ref().is_none_or(|k| k.first() == Some(&1) && k.windows(2).all(|w| w[0] < w[1])));
    assert!(keys.as_ref().is_none_or(|k| k.last().is_some_and(|last| *last <= count)));

    let mut decoded = 0;
    let sample = |(place, bytes)| {
        let sample = Sample {
            bytes,
            decoded,
            shown: decoded + shifts[place],
            key: keys.as_ref().is_none_or(|keys| keys.binary_search(&(place + 1)).is_ok()),
        };
        decoded += steps[place] as i64;
        sample
    };
    places.into_iter().enumerate().map(sample).collect()
}

/// Walks a film.
pub(crate) fn check(path: &Path) {
    let file = fs::read(path).unwrap();
    let outer: Vec<_> = boxes(&file).into_iter().filter(|(k, _)| k != b"free" && k != b"wide").collect();
    let kinds: Vec<&[u8]> = outer.iter().map(|(kind, _)| kind.as_slice()).collect();
    assert_eq!(kinds, [b"ftyp", b"moov", b"mdat"], "{}: the index stands in front", path.display());
    let (index, media) = (&file[outer[1].1.clone()], outer[2].1.clone());

    let mut header = Fields(inside(index, &[b"mvhd"]));
    let version = header.take(4) >> 24;
    header.0 = &header.0[if version == 1 { 16 } else { 8 }..];
    let (scale, length) = (header.take(4), header.wide(version));
    let tracks: Vec<Track> = boxes(index)
        .into_iter()
        .filter(|(kind, _)| kind == b"trak")
        .map(|(_, at)| Track::read(&index[at]))
        .collect();
    assert_eq!(
        tracks.iter().map(|t| t.shown).max(),
        Some(length),
        "the film is as long as its longest track"
    );

    let mut places: Vec<Range<usize>> = Vec::new();
    for track in &tracks {
        track.units(&file);
        assert!(track.samples.iter().all(|s| s.shown >= s.decoded), "shown before it is decoded");
        let mut shown: Vec<i64> = track.samples.iter().map(|s| s.shown).collect();
        shown.sort_unstable();
        assert!(shown.windows(2).all(|w| w[0] < w[1]), "two samples at one time");
        // One edit, which begins with the first picture, or with the first sound that is not the encoder's own.
        let [(lasts, from)] = track.edits[..] else { panic!("{} edits", track.edits.len()) };
        assert!(lasts.abs_diff(track.shown) <= 1, "the edit list is as long as the track's header says");
        if track.handler == *b"vide" {
            assert_eq!(from, shown[0], "the first picture is the first that is shown");
        }
        let (last, all) = (track.samples.last().unwrap(), shown.last().unwrap());
        let end = (all + track.length - last.decoded) as u64 * scale;
        let ends = from as u64 * scale + lasts * track.scale;
        assert!(from >= 0 && ends <= end + track.scale.max(scale), "an edit beyond the end of its track");
        places.extend(track.samples.iter().map(|s| s.bytes.clone()));
    }
    // Side by side, the samples fill what the file holds: none overlap, none lie outside, nothing else is there.
    places.sort_unstable_by_key(|place| place.start);
    let end = places.iter().fold(media.start, |end, place| {
        assert_eq!(place.start, end, "{}: samples overlap, or something lies between", path.display());
        place.end
    });
    assert_eq!(end, media.end, "{}", path.display());
}

/// The reader itself: a film of which one byte of one table lies does not pass.
#[test]
fn lies_are_found() {
    let desk = crate::desk::Desk::new();
    crate::footage::Shot { frames: 60, ..crate::footage::PLAIN }.write(&desk.path("rush.mp4"));
    let film = crate::footage::Film::cut(&desk, &["rush.mp4"], "film.mp4", &["--preset", "raw"]);
    let whole = fs::read(&film.path).unwrap();
    let mut found = 0;
    // The last byte of the first number behind version and count: a size, a time, a place, a key.
    for (kind, byte) in
        [("stts", 15), ("ctts", 15), ("stsc", 15), ("stsz", 19), ("stco", 15), ("stss", 15), ("elst", 15)]
    {
        let mut lying = whole.clone();
        let at = whole.windows(4).position(|w| w == kind.as_bytes()).unwrap();
        lying[at + byte] ^= 3;
        fs::write(&film.path, lying).unwrap();
        let path = film.path.clone();
        let passed = std::panic::catch_unwind(move || check(&path)).is_ok();
        assert!(!passed, "{kind}");
        found += 1;
    }
    assert_eq!(found, 7);
}
