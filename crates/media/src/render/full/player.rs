//! One rush, played frame by frame on its own grid.

use std::sync::Arc;

use ffmpeg_the_third::{Error, Rational, frame};
use incamera_model::Rate;
use incamera_worker::ReadAt;

use crate::{
    av::{Decoder, Effort, Input, Track},
    job::{Failure, RenderRush},
};

/// Decoding on is cheaper than seeking when the next frame wanted is nearer than this many seconds.
const NEAR: u64 = 2;
/// Damaged packets in a row after which the rest of a rush is given up.
const GIVE_UP: u32 = 500;

/// An open rush.
pub(super) struct Player {
    input: Input,
    stream: usize,
    track: Track,
    decoder: Decoder,
    rate: Rate,
    /// The picture shown now, with the grid frame from which it is shown.
    now: Option<(u64, frame::Video)>,
    /// The picture after it.
    next: Option<(u64, frame::Video)>,
    /// No packet is left to read.
    ended: bool,
    /// No picture is left to decode.
    drained: bool,
}

impl Player {
    /// Opens the picture of a rush.
    pub(super) fn open(source: Arc<dyn ReadAt>, rush: &RenderRush, effort: Effort) -> Result<Self, Failure> {
        let about = rush.probe.picture().ok_or_else(|| Failure::Missing("moving picture".into()))?;
        let stream = about.index as usize;
        let mut input = Input::open(source)?;
        let track = Track::of(&input, stream).ok_or_else(|| Failure::Missing("moving picture".into()))?;
        input.only(&[stream]);
        let decoder = Decoder::open(&track, track.base, effort)?;
        Ok(Self {
            input,
            stream,
            track,
            decoder,
            rate: about.rate,
            now: None,
            next: None,
            ended: false,
            drained: false,
        })
    }

    /// What the stream is.
    pub(super) fn track(&self) -> &Track {
        &self.track
    }

    /// The picture shown at grid frame `frame`. Frames may be asked for in any order; forward is cheap.
    ///
    /// A rush that ends before its headers say holds its last picture.
    ///
    /// # Errors
    /// When the rush cannot be read, or not one picture of it can be decoded.
    pub(super) fn show(&mut self, frame: u64) -> Result<&frame::Video, Failure> {
        let second = u64::from(self.rate.num().div_ceil(self.rate.den()));
        if self.now.as_ref().is_none_or(|(from, _)| !(*from..=from + NEAR * second).contains(&frame)) {
            self.go(frame)?;
        }
        while !self.drained && self.next.as_ref().is_none_or(|(from, _)| *from <= frame) {
            if self.next.is_some() {
                self.now = self.next.take();
            }
            self.next = self.decode()?;
            self.drained = self.next.is_none();
        }
        // Nothing stands before the very first picture: it is shown from the beginning.
        let found = self.now.as_ref().or(self.next.as_ref());
        found.map(|(_, picture)| picture).ok_or_else(|| Failure::Unusable("no picture can be decoded".into()))
    }

    /// Goes to the key picture from which `frame` can be decoded.
    fn go(&mut self, frame: u64) -> Result<(), Failure> {
        // Half a frame later, so that a key picture whose timestamp was rounded up is not missed.
        let pts = self.track.start.saturating_add(self.ticks(2 * frame + 1));
        if self.input.seek(self.stream, pts).is_err() {
            // Nothing lies before: from the beginning, then.
            let first = self.track.start;
            self.input.seek(self.stream, first).map_err(|e| self.failure(e))?;
        }
        self.decoder.flush();
        (self.now, self.next) = (None, None);
        (self.ended, self.drained) = (false, false);
        Ok(())
    }

    /// The next picture in showing order, with its grid frame; none at the end.
    fn decode(&mut self) -> Result<Option<(u64, frame::Video)>, Failure> {
        let mut damaged = 0;
        loop {
            let mut picture = frame::Video::empty();
            if self.decoder.receive(&mut picture) {
                let before = self.now.as_ref().map_or(0, |(from, _)| from + 1);
                let at = picture.timestamp().or(picture.pts()).map_or(before, |pts| self.frame_at(pts));
                return Ok(Some((at, picture)));
            }
            if self.ended {
                return Ok(None);
            }
            match self.input.read() {
                Ok(Some(packet)) if packet.stream() == self.stream => {
                    // A damaged picture is passed over: the one before it is shown on.
                    let _ = self.decoder.send(Some(&packet));
                }
                Ok(Some(_)) => {}
                Ok(None) => {
                    self.ended = true;
                    let _ = self.decoder.send(None);
                }
                Err(error) => {
                    damaged += 1;
                    if let Some(medium) = self.input.take_failure() {
                        return Err(Failure::from_ffmpeg(error, Some(medium)));
                    }
                    if damaged > GIVE_UP {
                        self.ended = true;
                        let _ = self.decoder.send(None);
                    }
                }
            }
        }
    }

    /// Length of so many half frames of the grid in ticks.
    fn ticks(&self, halves: u64) -> i64 {
        let (frame, tick) = self.units();
        i64::try_from(i128::from(halves) * frame / (2 * tick)).unwrap_or(i64::MAX)
    }

    /// The grid frame nearest to a timestamp.
    fn frame_at(&self, pts: i64) -> u64 {
        let (frame, tick) = self.units();
        let length = i128::from(pts.saturating_sub(self.track.start)) * tick;
        u64::try_from((2 * length + frame).div_euclid(2 * frame)).unwrap_or(0)
    }

    /// Lengths of a frame and of a tick in one unit.
    fn units(&self) -> (i128, i128) {
        let Rational(num, den) = self.track.base;
        let frame = i128::from(self.rate.den()) * i128::from(den.max(1));
        (frame, i128::from(self.rate.num()) * i128::from(num.max(1)))
    }

    fn failure(&mut self, error: Error) -> Failure {
        Failure::from_ffmpeg(error, self.input.take_failure())
    }
}
