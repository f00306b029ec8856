//! The film as a file: packets of pictures and sound, interleaved, with the index in front.

use std::{collections::VecDeque, sync::Arc};

use ffmpeg_the_third::{Error, Packet, Rational};
use incamera_model::Rate;
use incamera_worker::WriteAt;

use super::{
    clock::Clock,
    rush::Grid,
    verify::{Heard, Shown},
};
use crate::{
    av::{Output, Track},
    job::Failure,
};

/// Streams take turns about twice a second: often enough for any player, seldom enough to keep the index small.
const TURN: Rational = Rational(1, 2);
/// Packets held back while one stream waits for another; beyond this they are written as they are.
const HELD: usize = 48 << 20;

/// Whether packets of a codec may stand in a container.
pub(crate) fn holds(container: &str, codec: &str) -> bool {
    match container {
        "webm" => matches!(codec, "vp8" | "vp9" | "av1"),
        "mov" => !matches!(codec, "vp8" | "vp9" | "av1"),
        "mp4" => codec != "vp8",
        _ => true,
    }
}

/// Whether a container names each kind of stream by four letters.
pub(crate) fn tags(container: &str) -> bool {
    matches!(container, "mp4" | "mov")
}

/// How much later than heard a packet of sound must be written: readers of Matroska take the codec's delay off again,
/// and FFmpeg's writer of Opus leaves adding it to its caller.
fn late(container: &str, track: &Track) -> i64 {
    let matroska = matches!(container, "matroska" | "webm");
    if matroska && track.codec() == "opus" { track.priming() } else { 0 }
}

/// What a film is to hold.
pub(crate) struct Plan<'a> {
    /// Container: `mp4`, `mov`, `matroska`, `webm`.
    pub(crate) container: &'a str,
    /// The picture; its `base` is the tick of the packets' timestamps.
    pub(crate) picture: Option<&'a Track>,
    /// Frame rate of the picture.
    pub(crate) rate: Rate,
    /// Frames by which decoding order may run ahead of showing order.
    pub(crate) delay: usize,
    /// The sound tracks; the tick of each is its `base`.
    pub(crate) sounds: &'a [Track],
    /// Upper bound for the packets of each sound track: room is kept for the index in front of them.
    pub(crate) packets: u64,
    /// Frames of the film.
    pub(crate) frames: u64,
    /// Whether they lie evenly.
    pub(crate) even: bool,
}

struct Stream {
    index: usize,
    from: Rational,
    to: Rational,
    /// Added to the times of packets, in ticks of `from`.
    late: i64,
    queue: VecDeque<Packet>,
    /// Time of the packet given last, in seconds as a fraction of the muxer's tick.
    latest: Option<i64>,
    ended: bool,
}

/// A film being written.
pub(crate) struct Film {
    output: Output,
    streams: Vec<Stream>,
    clock: Clock,
    shown: Shown,
    heard: Vec<Heard>,
    has_picture: bool,
    held: usize,
}

impl Film {
    /// Opens the film and writes its header.
    pub(crate) fn create(plan: &Plan, sink: Arc<dyn WriteAt>) -> Result<Self, Failure> {
        let mut output = Output::create(plan.container, sink)?;
        let rate = Rational(plan.rate.num() as i32, plan.rate.den() as i32);
        let tracks =
            plan.picture.iter().map(|t| (*t, Some(rate))).chain(plan.sounds.iter().map(|t| (t, None)));
        let mut streams = Vec::new();
        for (track, rate) in tracks {
            let index = output.add(track, rate)?;
            let (from, to) = (track.base, track.base);
            let late = late(plan.container, track);
            streams.push(Stream {
                index,
                from,
                to,
                late,
                queue: VecDeque::new(),
                latest: None,
                ended: false,
            });
        }
        let room = plan.index_size().to_string();
        let options: &[(&str, &str)] = match plan.container {
            "mp4" | "mov" => &[("moov_size", &room), ("write_tmcd", "0"), ("empty_hdlr_name", "1")],
            _ => &[("avoid_negative_ts", "disabled")],
        };
        if let Err(error) = output.begin(options) {
            return Err(Failure::from_ffmpeg(error, output.take_failure()));
        }
        for stream in &mut streams {
            stream.to = output.base(stream.index).unwrap_or(stream.from);
        }
        let base = plan.picture.map_or(Rational(1, 1000), |track| track.base);
        let grid = Grid { start: 0, rate: plan.rate, base };
        Ok(Self {
            output,
            streams,
            clock: Clock::new(plan.delay, grid.tick(1)),
            shown: Shown::new(plan.even.then(|| grid.tick(1).max(1)), grid.tick(plan.frames)),
            heard: plan.sounds.iter().map(|_| Heard::default()).collect(),
            has_picture: plan.picture.is_some(),
            held: 0,
        })
    }

    /// Adds the next picture in decoding order. Its `pts` and duration are in the track's ticks; its `dts` is found
    /// here.
    pub(crate) fn add_picture(&mut self, mut packet: Packet) -> Result<(), Failure> {
        let pts = packet.pts().ok_or_else(|| Failure::Ffmpeg("a picture without a timestamp".into()))?;
        let dts = self.clock.next(pts).map_err(|_| Failure::Disorder)?;
        if let Some(shown) = self.clock.shown {
            self.shown.next(shown)?;
        }
        packet.set_dts(Some(dts));
        self.add(0, packet)
    }

    /// Adds the next packet of sound track `track`; its `pts` and duration are in the track's ticks.
    pub(crate) fn add_sound(&mut self, track: usize, mut packet: Packet) -> Result<(), Failure> {
        packet.set_dts(packet.pts());
        if let Some(heard) = self.heard.get_mut(track) {
            heard.next(packet.pts().unwrap_or(i64::MIN), packet.duration())?;
        }
        self.add(track + usize::from(self.has_picture), packet)
    }

    /// Says that no more pictures will come.
    pub(crate) fn end_picture(&mut self) -> Result<(), Failure> {
        self.end(0)
    }

    /// Says that no more packets of this sound track will come.
    pub(crate) fn end_sound(&mut self, track: usize) -> Result<(), Failure> {
        self.end(track + usize::from(self.has_picture))
    }

    /// Writes what is held back and the index; gives the length of the film in bytes.
    pub(crate) fn finish(mut self) -> Result<u64, Failure> {
        for stream in &mut self.streams {
            stream.ended = true;
        }
        self.write_ready(true)?;
        if self.has_picture {
            for shown in self.clock.rest() {
                self.shown.next(shown)?;
            }
            self.shown.finish()?;
        }
        self.output.finish().map_err(|error| self.failure(error))
    }

    fn end(&mut self, place: usize) -> Result<(), Failure> {
        if let Some(stream) = self.streams.get_mut(place) {
            stream.ended = true;
        }
        self.write_ready(false)
    }

    fn add(&mut self, place: usize, mut packet: Packet) -> Result<(), Failure> {
        let Some(stream) = self.streams.get_mut(place) else {
            return Err(Failure::Request("no such track in the film".into()));
        };
        packet.set_pts(packet.pts().map(|pts| pts + stream.late));
        packet.set_dts(packet.dts().map(|dts| dts + stream.late));
        packet.rescale_ts(stream.from, stream.to);
        packet.set_stream(stream.index);
        packet.set_position(-1);
        stream.latest = packet.dts();
        self.held += packet.size();
        stream.queue.push_back(packet);
        let full = self.held > HELD;
        // Looking at every packet would be a waste: once a turn is enough.
        let turn = stream.span() >= stream.ticks(TURN);
        if full || turn { self.write_ready(full) } else { Ok(()) }
    }

    /// Writes whole turns that every stream has reached; all that is held when `all`.
    fn write_ready(&mut self, all: bool) -> Result<(), Failure> {
        loop {
            let turn = |s: &Stream, at: i64| at.div_euclid(s.ticks(TURN).max(1));
            let Some(next) = self.streams.iter().filter_map(|s| Some(turn(s, s.queue.front()?.dts()?))).min()
            else {
                return Ok(());
            };
            let reached = |s: &Stream| s.ended || s.latest.is_some_and(|latest| turn(s, latest) > next);
            if !all && !self.streams.iter().all(reached) {
                return Ok(());
            }
            for i in 0..self.streams.len() {
                while let Some(packet) = {
                    let s = &mut self.streams[i];
                    let due = s.queue.front().and_then(Packet::dts).is_some_and(|at| turn(s, at) <= next);
                    due.then(|| s.queue.pop_front()).flatten()
                } {
                    self.held -= packet.size().min(self.held);
                    if let Err(error) = self.output.write(&packet) {
                        return Err(self.failure(error));
                    }
                }
            }
        }
    }

    fn failure(&mut self, error: Error) -> Failure {
        Failure::from_ffmpeg(error, self.output.take_failure())
    }
}

impl Stream {
    /// How long a time is in the muxer's ticks.
    fn ticks(&self, time: Rational) -> i64 {
        let (n, d) = (i64::from(self.to.numerator()), i64::from(self.to.denominator()));
        i64::from(time.numerator()) * d / (i64::from(time.denominator()) * n).max(1)
    }

    /// Time held back, in the muxer's ticks.
    fn span(&self) -> i64 {
        match (self.queue.front().and_then(Packet::dts), self.latest) {
            (Some(first), Some(latest)) => latest - first,
            _ => 0,
        }
    }
}

impl Plan<'_> {
    /// Upper bound for the bytes of the index (`moov`): per picture size 4, times 8 + 8, key 4; per sound packet size 4
    /// and time 8; per chunk (a turn, or a mebibyte) offset 8 and map 12; fixed parts and configurations.
    fn index_size(&self) -> u64 {
        let tracks = 1 + self.sounds.len() as u64;
        let seconds = self.rate.time_of(self.frames).0.unsigned_abs() / 1_000_000;
        let pictures = self.frames + 16;
        let chunks = (seconds + 3) * 3 * tracks + pictures;
        let fixed: usize =
            self.sounds.iter().chain(self.picture).map(|t| t.configuration().len() + 4096).sum();
        pictures * 24 + self.packets * self.sounds.len() as u64 * 12 + chunks * 20 + fixed as u64 + 4096
    }
}
