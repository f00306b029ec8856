//! Small pictures of named frames, for storyboards.

use std::sync::Arc;

use ffmpeg_the_third::{Error, frame::Video};
use incamera_model::VideoStream;
use incamera_worker::ReadAt;

use crate::{
    av::{Decoder, Effort, Input, graph::Graph},
    job::{Failure, Reply, Say},
    probe::probe,
};

/// The widest thumbnail, in pixels.
const WIDEST: u32 = 1920;
/// A frame this near is reached by decoding on; a farther one by seeking. In seconds.
const NEAR: i64 = 2;

/// Says each of `frames` (ascending, on the grid of the shown stream) as a picture `width` pixels wide, upright, with
/// square pixels. Frames past the end show the last one.
pub(crate) fn thumbnails(
    source: Arc<dyn ReadAt>,
    frames: &[u64],
    width: u32,
    say: Say,
) -> Result<(), Failure> {
    if !(1..=WIDEST).contains(&width) {
        return Err(Failure::Request(format!("thumbnails are 1 to {WIDEST} pixels wide, not {width}")));
    }
    let probe = probe(Arc::clone(&source), say)?;
    let shown = probe.picture().ok_or_else(|| Failure::Missing("moving picture".into()))?;
    let mut player = Player::open(source, shown)?;
    let mut printer = Printer { chain: chain(shown, width), graph: None };
    for frame in frames {
        player.go_to((*frame).min(shown.frames.saturating_sub(1)), say)?;
        let Some(picture) = &player.shown else { continue };
        let small = printer.print(picture)?;
        let row = small.width() as usize * 3;
        let rgb = small.data(0).chunks(small.stride(0)).filter_map(|line| line.get(..row)).flatten().copied();
        say(Reply::Thumbnail(*frame, small.width(), small.height(), rgb.collect()))?;
    }
    Ok(())
}

/// Upright first, then small: FFmpeg's filters know the colours of the source.
fn chain(shown: &VideoStream, width: u32) -> String {
    let turn = match shown.rotation {
        90 => "transpose=clock,",
        180 => "hflip,vflip,",
        270 => "transpose=cclock,",
        _ => "",
    };
    let [num, den] = shown.sample_aspect.map(u128::from);
    let (mut across, mut down) = (u128::from(shown.width) * num, u128::from(shown.height) * den);
    if shown.rotation % 180 == 90 {
        (across, down) = (down, across);
    }
    let height = (u128::from(width) * down / across.max(1)).clamp(1, u128::from(WIDEST) * 4);
    // Shrinking first leaves less to turn.
    let (w, h) =
        if shown.rotation % 180 == 90 { (height, u128::from(width)) } else { (u128::from(width), height) };
    format!("scale={w}:{h}:flags=area+accurate_rnd,{turn}format=rgb24")
}

struct Printer {
    chain: String,
    graph: Option<Graph>,
}

impl Printer {
    fn print(&mut self, picture: &Video) -> Result<Video, Error> {
        if let Some(graph) = self.graph.as_mut().filter(|graph| graph.fits(picture)) {
            return graph.run(picture);
        }
        self.graph.insert(Graph::new(picture, &self.chain)?).run(picture)
    }
}

/// Decodes forward, and seeks where that is shorter.
struct Player {
    input: Input,
    decoder: Decoder,
    stream: usize,
    about: VideoStream,
    /// The frame shown now, and its time.
    shown: Option<Video>,
    at: Option<i64>,
    /// Decoded already, not due yet.
    ahead: Option<(i64, Video)>,
    ended: bool,
}

impl Player {
    fn open(source: Arc<dyn ReadAt>, about: &VideoStream) -> Result<Self, Failure> {
        let mut input = Input::open(source)?;
        let stream = about.index as usize;
        input.only(&[stream]);
        let decoder = {
            let track =
                input.streams().nth(stream).ok_or_else(|| Failure::Missing("moving picture".into()))?;
            Decoder::open(track.parameters(), track.time_base(), Effort::EXACT)?
        };
        let about = about.clone();
        Ok(Self { input, decoder, stream, about, shown: None, at: None, ahead: None, ended: false })
    }

    /// Ticks from the first frame to `frame`, doubled so that half frames count.
    fn half_ticks(&self, half_frames: u64) -> i64 {
        let [num, den] = self.about.time.base.map(u128::from);
        let rate = self.about.rate;
        let ticks = u128::from(half_frames) * u128::from(rate.den()) * den
            / (2 * u128::from(rate.num()) * num.max(1));
        i64::try_from(ticks).unwrap_or(i64::MAX)
    }

    /// Shows the frame that stands on place `frame` of the grid: the last one that begins before the place's middle.
    fn go_to(&mut self, frame: u64, say: Say) -> Result<(), Failure> {
        let start = self.about.time.start;
        let begin = start.saturating_add(self.half_ticks(frame.saturating_mul(2)));
        let middle = start.saturating_add(self.half_ticks(frame.saturating_mul(2).saturating_add(1)));
        let [num, den] = self.about.time.base.map(i64::from);
        let far = self
            .at
            .is_none_or(|at| begin < at || begin.saturating_sub(at) / (den / num.max(1)).max(1) >= NEAR);
        if far && frame > 0 {
            // What cannot seek is decoded from where it is.
            if self.input.seek(self.stream, begin).is_ok() {
                self.decoder.flush();
                (self.shown, self.at, self.ahead, self.ended) = (None, None, None, false);
            }
        }
        let mut decoded = 0u64;
        loop {
            let next = match self.ahead.take() {
                Some(next) => Some(next),
                None => self.decode(),
            };
            let Some((time, picture)) = next else { return Ok(()) };
            // Of a rush that begins after the wanted place, the first picture there is.
            if time >= middle && self.shown.is_some() {
                self.ahead = Some((time, picture));
                return Ok(());
            }
            (self.at, self.shown) = (Some(time), Some(picture));
            if time >= middle {
                return Ok(());
            }
            decoded += 1;
            if decoded.is_multiple_of(64) {
                say(Reply::Progress { done: frame, total: self.about.frames })?;
            }
        }
    }

    fn decode(&mut self) -> Option<(i64, Video)> {
        let mut picture = Video::empty();
        let mut damaged = 0;
        while !self.decoder.receive(&mut picture) {
            if self.ended {
                return None;
            }
            match self.input.read() {
                Ok(Some(packet)) if packet.stream() == self.stream => {
                    // A damaged packet gives no picture; the next may.
                    let _damaged = self.decoder.send(Some(&packet));
                }
                Ok(Some(_)) => {}
                Err(_) if damaged < 64 => damaged += 1,
                Ok(None) | Err(_) => {
                    self.ended = true;
                    let _ended = self.decoder.send(None);
                }
            }
        }
        let time = picture.timestamp().or(picture.pts()).or(self.at.map(|at| at.saturating_add(1)));
        Some((time.unwrap_or(self.about.time.start), picture))
    }
}
