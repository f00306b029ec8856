//! Which timestamps the packets really bear, read as sparingly as the container allows: its index and the last packets
//! where it has an index, some stretches where it can seek, everything otherwise.

use ffmpeg_the_third::{Packet, ffi};
use incamera_model::Warning;

use crate::{
    av::{Entry, Header, Input, Kind},
    job::{Failure, Reply, Say},
};

/// A file up to this size is read whole where it has no full index: that takes a tenth of a second.
const SMALL: u64 = 64 << 20;
/// Packets of pictures in a stretch that is only sampled.
const STRETCH: usize = 300;
/// Stretches between head and tail.
const STRETCHES: i64 = 6;
/// Timestamps kept of one stream: 19 hours at 60 frames a second. Only counted from there on.
const MOST_TIMES: usize = 1 << 22;
/// After so many damaged packets in a row the rest is given up.
const HOPELESS: usize = 64;
/// A step forward of more than this many seconds is a clock that jumped, not a pause.
const JUMP: i64 = 60;

/// What the packets of one stream told.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Timestamps of shown packets in ticks, ascending; each list without a gap in reading.
    pub(super) stretches: Vec<Vec<i64>>,
    /// How many packets are shown, when all of them were seen.
    pub(super) count: Option<u64>,
    /// The earliest timestamp.
    pub(super) first: Option<i64>,
    /// The latest timestamp.
    pub(super) last: Option<i64>,
    /// After the last packet, when the end of the file was read.
    pub(super) end: Option<i64>,
}

/// What was found on the way.
pub(super) struct Walk {
    /// By stream index.
    pub(super) seen: Vec<Seen>,
    /// Odd things.
    pub(super) oddities: Vec<Warning>,
}

/// Walks as far as it must.
pub(super) fn walk(
    input: &mut Input,
    container: &str,
    headers: &[Header],
    size: u64,
    say: Say,
) -> Result<Walk, Failure> {
    let mut reader = Reader {
        collected: headers.iter().map(|_| Collected::default()).collect(),
        oddities: Vec::new(),
        said: 0,
        size,
        say,
    };
    let leader = leader(headers);
    let mut indexed: Vec<Option<Vec<Entry>>> = headers.iter().map(|_| None).collect();
    if container == "mov" {
        for (i, header) in headers.iter().enumerate().filter(|(_, h)| h.kind == Kind::Video) {
            let entries = input.index(i);
            indexed[i] = is_whole(&entries, header).then_some(entries);
        }
    }
    let seekable = leader.is_some_and(|i| headers.get(i).is_some_and(|h| h.start.is_some()))
        && input.duration() > 0
        && !matches!(container, "h264" | "hevc" | "m4v" | "mpegvideo" | "aac" | "mp3" | "image2");
    let all_indexed = headers.iter().zip(&indexed).all(|(h, index)| h.kind != Kind::Video || index.is_some())
        && container == "mov";

    let whole = match leader {
        Some(leader) if all_indexed && headers.get(leader).is_some_and(|h| h.kind == Kind::Video) => {
            let entries = indexed.get(leader).and_then(Option::as_deref).unwrap_or_default();
            let present: Vec<&Entry> = entries.iter().filter(|e| is_there(e, size)).collect();
            if present.len() < entries.len() {
                reader.oddities.push(Warning::Truncated);
            }
            // The last packets are read for their true timestamps, which the index does not hold.
            let near_end = present.iter().rev().find(|e| e.key).or(present.first()).map_or(0, |e| e.dts);
            input.seek(leader, near_end).is_err() || {
                reader.read(input, usize::MAX, None)?;
                false
            }
        }
        Some(leader) if seekable && size > SMALL => !sample(input, &mut reader, headers, leader)?,
        _ => true,
    };
    if whole {
        if let Some(leader) = leader {
            input.rewind(leader);
        }
        reader.collected.iter_mut().for_each(|c| *c = Collected::default());
        reader.read(input, usize::MAX, None)?;
    }
    let told_end = input.duration();
    let mut seen: Vec<Seen> = Vec::with_capacity(headers.len());
    let (collected, mut oddities) = (reader.collected, reader.oddities);
    for ((header, collected), entries) in headers.iter().zip(collected).zip(indexed) {
        let entries = entries.filter(|_| !whole);
        seen.push(collected.seen(header, entries, size, whole));
    }
    if matches!(container, "matroska" | "avi") && falls_short(headers, &seen, told_end) {
        oddities.push(Warning::Truncated);
    }
    if whole && seen.iter().zip(headers).any(|(s, h)| h.kind == Kind::Video && s.count == Some(0)) {
        oddities.push(Warning::Damaged);
    }
    Ok(Walk { seen, oddities })
}

/// The stream by which one seeks: the largest picture, else the first sound.
fn leader(headers: &[Header]) -> Option<usize> {
    let area = |h: &Header| u64::from(h.width) * u64::from(h.height);
    let video = headers.iter().enumerate().filter(|(_, h)| h.kind == Kind::Video);
    let largest = video.max_by_key(|(i, h)| (area(h), std::cmp::Reverse(*i))).map(|(i, _)| i);
    largest.or_else(|| headers.iter().position(|h| h.kind == Kind::Audio))
}

/// Whether the index names every packet: that of a fragmented file names the first fragment's.
fn is_whole(entries: &[Entry], header: &Header) -> bool {
    let (Some(first), Some(last), Some(duration)) = (entries.first(), entries.last(), header.duration) else {
        return false;
    };
    let covered = last.dts.saturating_sub(first.dts);
    // One packet's duration is missing in `covered`; a tenth is more than enough for it from ten packets on.
    entries.len() == 1
        || covered.saturating_add(covered / (entries.len() as i64 - 1) * 2) >= duration / 10 * 9
}

fn is_there(entry: &Entry, size: u64) -> bool {
    entry.at.saturating_add(u64::from(entry.size)) <= size
}

/// Head, some stretches, tail. False when the container could not be sought in after all.
fn sample(
    input: &mut Input,
    reader: &mut Reader<'_>,
    headers: &[Header],
    leader: usize,
) -> Result<bool, Failure> {
    let Some(header) = headers.get(leader) else { return Ok(false) };
    let (num, den) = (i128::from(header.base.0), i128::from(header.base.1));
    let ticks = i128::from(input.duration()) * den / (num.max(1) * 1_000_000);
    let (start, ticks) = (header.start.unwrap_or(0), i64::try_from(ticks).unwrap_or(i64::MAX));
    reader.read(input, STRETCH, Some(leader))?;
    for part in 1..=STRETCHES {
        if input.seek(leader, start.saturating_add(ticks / (STRETCHES + 1) * part)).is_err() {
            return Ok(false);
        }
        reader.cut();
        reader.read(input, STRETCH, Some(leader))?;
    }
    if input.seek(leader, start.saturating_add(ticks)).is_err() {
        return Ok(false);
    }
    reader.cut();
    reader.read(input, usize::MAX, None)?;
    Ok(true)
}

/// Whether the pictures end long before the headers say.
fn falls_short(headers: &[Header], seen: &[Seen], told: i64) -> bool {
    if told <= 0 {
        return false;
    }
    let micros = |header: &Header, ticks: i64| {
        i128::from(ticks) * i128::from(header.base.0) * 1_000_000 / i128::from(header.base.1.max(1))
    };
    let ends = headers.iter().zip(seen).filter(|(h, _)| matches!(h.kind, Kind::Video | Kind::Audio));
    let spans: Vec<(i128, i128)> =
        ends.filter_map(|(h, s)| Some((micros(h, h.start.or(s.first)?), micros(h, s.end?)))).collect();
    let (Some(begin), Some(end)) = (spans.iter().map(|s| s.0).min(), spans.iter().map(|s| s.1).max()) else {
        return false;
    };
    i128::from(told) - (end - begin) > 1_000_000.max(i128::from(told) / 50)
}

/// What is collected of one stream while reading.
#[derive(Default)]
struct Collected {
    stretches: Vec<Vec<i64>>,
    count: u64,
    first: Option<i64>,
    last: Option<i64>,
    end: Option<i64>,
    previous: Option<i64>,
}

impl Collected {
    fn seen(mut self, header: &Header, index: Option<Vec<Entry>>, size: u64, whole: bool) -> Seen {
        for stretch in &mut self.stretches {
            stretch.sort_unstable();
            if !whole {
                // Around the edges of a stretch, pictures that belong between these were not read.
                let edge = (header.reorder as usize + 1).min(stretch.len() / 2);
                stretch.drain(..edge);
                stretch.truncate(stretch.len().saturating_sub(edge));
            }
        }
        let mut count = whole.then_some(self.count);
        if let Some(index) = index {
            let times: Vec<i64> =
                index.iter().filter(|e| e.shown && is_there(e, size)).map(|e| e.dts).collect();
            count = Some(times.len() as u64);
            self.stretches = vec![times];
            self.first = header.start.or(self.first);
        }
        self.stretches.retain(|stretch| !stretch.is_empty());
        Seen { stretches: self.stretches, count, first: self.first, last: self.last, end: self.end }
    }
}

struct Reader<'a> {
    collected: Vec<Collected>,
    oddities: Vec<Warning>,
    said: u64,
    size: u64,
    say: Say<'a>,
}

impl Reader<'_> {
    /// From here on, packets do not follow those read before.
    fn cut(&mut self) {
        for collected in &mut self.collected {
            collected.previous = None;
            collected.stretches.push(Vec::new());
        }
    }

    /// Reads until `leader` has given `most` packets, or to the end.
    fn read(&mut self, input: &mut Input, most: usize, leader: Option<usize>) -> Result<(), Failure> {
        let (mut led, mut damaged) = (0, 0);
        while led < most && damaged < HOPELESS {
            match input.read() {
                Ok(Some(packet)) => {
                    damaged = 0;
                    led += usize::from(leader == Some(packet.stream()));
                    self.note(input, &packet);
                    self.tell(&packet)?;
                }
                Ok(None) => break,
                Err(error) => {
                    if let Some(medium) = input.take_failure() {
                        return Err(Failure::from_ffmpeg(error, Some(medium)));
                    }
                    self.oddities.push(Warning::Damaged);
                    damaged += 1;
                }
            }
        }
        Ok(())
    }

    fn note(&mut self, input: &Input, packet: &Packet) {
        let index = packet.stream();
        let Some(collected) = self.collected.get_mut(index) else { return };
        if packet.is_corrupt() {
            self.oddities.push(Warning::Damaged);
        }
        if let Some(dts) = packet.dts() {
            if let Some(previous) = collected.previous {
                let second = input.stream(index).map_or(1, |s| {
                    let base = s.time_base();
                    i64::from(base.1) / i64::from(base.0.max(1))
                });
                let step = dts.saturating_sub(previous);
                if step < 0 || step > JUMP.saturating_mul(second.max(1)) {
                    self.oddities.push(Warning::JumpingTime);
                }
            }
            collected.previous = Some(dts);
        }
        if packet.flags().bits() & ffi::AV_PKT_FLAG_DISCARD != 0 {
            return;
        }
        collected.count += 1;
        let Some(time) = packet.pts().or(packet.dts()) else { return };
        collected.first = Some(collected.first.map_or(time, |first| first.min(time)));
        collected.last = Some(collected.last.map_or(time, |last| last.max(time)));
        let end = time.saturating_add(packet.duration().max(0));
        collected.end = Some(collected.end.map_or(end, |latest| latest.max(end)));
        if collected.stretches.is_empty() {
            collected.stretches.push(Vec::new());
        }
        if let Some(stretch) = collected.stretches.last_mut().filter(|s| s.len() < MOST_TIMES) {
            stretch.push(time);
        }
    }

    /// A sign of life now and then: a long file without an index takes its time.
    fn tell(&mut self, packet: &Packet) -> Result<(), Failure> {
        let at = u64::try_from(packet.position()).unwrap_or(self.said);
        if at.abs_diff(self.said) > (32 << 20) {
            self.said = at;
            (self.say)(Reply::Progress { done: at.min(self.size), total: self.size })?;
        }
        Ok(())
    }
}
