//! One rush, played frame by frame on its own grid.

use ffmpeg_the_third::{Packet, frame};
use incamera_model::Rate;

use crate::{
    av::{Decoder, Effort},
    job::Failure,
    render::{
        coding::Coding,
        rush::{Footage, Grid, Reader, Rush},
    },
};

/// Decoding on is cheaper than seeking when the next frame wanted is nearer than this many seconds.
const NEAR: u64 = 2;

/// An open rush.
pub(super) struct Player {
    reader: Reader,
    decoder: Decoder,
    grid: Grid,
    coding: Option<Coding>,
    /// Pictures that no other needs are passed over before this tick.
    from: i64,
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
    pub(super) fn open(rush: &Rush, footage: &Footage, effort: Effort) -> Result<Self, Failure> {
        Ok(Self {
            reader: Reader::open(&rush.source, footage.index)?,
            decoder: Decoder::open(&footage.track, footage.track.base, effort)?,
            grid: footage.grid,
            coding: footage.coding.clone(),
            from: i64::MIN,
            now: None,
            next: None,
            ended: false,
            drained: false,
        })
    }

    /// Frames a second of the grid.
    pub(super) fn rate(&self) -> Rate {
        self.grid.rate
    }

    /// The picture shown at grid frame `frame`. Frames may be asked for in any order; forward is cheap.
    ///
    /// A rush that ends before its headers say holds its last picture.
    ///
    /// # Errors
    /// When the rush cannot be read, or not one picture of it can be decoded.
    pub(super) fn show(&mut self, frame: u64) -> Result<&frame::Video, Failure> {
        let second = u64::from(self.rate().num().div_ceil(self.rate().den()));
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

    /// Goes to the picture from which `frame` can be decoded.
    fn go(&mut self, frame: u64) -> Result<(), Failure> {
        // The last tick that counts to the frame: where pictures are late by rounding, none is missed.
        let last = self.grid.edge(frame + 1).saturating_sub(1);
        let entry = self.reader.enter(self.coding.as_ref(), last)?;
        self.decoder.flush();
        (self.now, self.next) = (None, None);
        (self.ended, self.drained) = (false, false);
        self.from = self.grid.edge(frame);
        if let Some(packet) = entry {
            self.send(Some(&packet));
        }
        Ok(())
    }

    /// The next picture in showing order, with its grid frame; none at the end.
    fn decode(&mut self) -> Result<Option<(u64, frame::Video)>, Failure> {
        loop {
            let mut picture = frame::Video::empty();
            if self.decoder.receive(&mut picture) {
                let after = self.now.as_ref().map_or(0, |(from, _)| from + 1);
                let at = picture.timestamp().or(picture.pts());
                return Ok(Some((at.map_or(after, |pts| self.frame_of(pts)), picture)));
            }
            if self.ended {
                return Ok(None);
            }
            if let Some(packet) = self.reader.next()? {
                let early = packet.pts().is_some_and(|pts| pts < self.from);
                if !(early && self.coding.as_ref().is_some_and(|c| c.disposable(&packet))) {
                    self.send(Some(&packet));
                }
            } else {
                self.ended = true;
                self.send(None);
            }
        }
    }

    fn send(&mut self, packet: Option<&Packet>) {
        // A damaged picture is passed over: the one before it is shown on.
        let _ = self.decoder.send(packet);
    }

    /// The grid frame nearest to a timestamp.
    fn frame_of(&self, pts: i64) -> u64 {
        u64::try_from(self.grid.frame(pts)).unwrap_or(0)
    }
}
