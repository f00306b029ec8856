//! The second, fine look: every picture of a doubtful stretch.

use std::sync::Arc;

use ffmpeg_the_third::{Error, frame::Video};
use incamera_worker::ReadAt;

use super::{
    doubt::Stretch,
    look::{Look, Viewer},
    motion::Shift,
    survey::{Glimpse, Sight},
    table::Coded,
};
use crate::{
    av::{Decoder, Effort, Input},
    job::Failure,
};

/// Packets read after a seek before the stretch is given up.
const PATIENCE: u32 = 5_000;

/// One picture of a walked stretch, in showing order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    /// When it is shown, in ticks.
    pub(super) pts: i64,
    /// What it shows.
    pub(super) sight: Sight,
    /// How much differs from the picture before, where it lies.
    pub(super) difference: f32,
    /// How much differs from the picture before that.
    pub(super) second_difference: f32,
    /// It shows what the picture before showed, and what all since the last change showed.
    pub(super) still: bool,
    /// How much its shades differ from those of the picture before.
    pub(super) recast: f32,
    /// How the whole picture has moved since the one before.
    pub(super) shift: Shift,
}

/// A second reader of the stream.
pub(super) struct Walker {
    input: Input,
    stream: usize,
    decoder: Decoder,
    viewer: Viewer,
    frame: Video,
}

impl Walker {
    pub(super) fn open(source: Arc<dyn ReadAt>, stream: usize) -> Result<Self, Failure> {
        let mut input = Input::open(source)?;
        input.only(&[stream]);
        let decoder = {
            let stream = input.stream(stream).ok_or(Error::StreamNotFound)?;
            Decoder::open(stream.parameters(), stream.time_base(), Effort { threads: 2, ..Effort::ROUGH })?
        };
        let (viewer, frame) = (Viewer::default(), Video::empty());
        Ok(Self { input, stream, decoder, viewer, frame })
    }

    /// Decodes a stretch and the key picture after it. Nothing when it cannot be found again or decoded.
    pub(super) fn walk(&mut self, stretch: Stretch, coded: &[Coded]) -> Vec<Step> {
        let count = stretch.to.map_or(coded.len(), |to| to + 1).saturating_sub(stretch.from);
        self.first(count, stretch, coded)
    }

    /// Decodes `count` pictures of a stretch from its beginning on.
    pub(super) fn first(&mut self, count: usize, stretch: Stretch, coded: &[Coded]) -> Vec<Step> {
        let mut path = Path::default();
        self.decode(stretch.from, coded, count, |_| true, &mut |pts, look| path.step(pts, look));
        path.steps
    }

    /// Compares the key pictures of a stretch, each with the one before: all but the first, that after it included.
    pub(super) fn glimpses(&mut self, stretch: Stretch, coded: &[Coded]) -> Vec<Glimpse> {
        let end = stretch.to.map_or(coded.len(), |to| to + 1);
        let keys: Vec<usize> = (stretch.from..end).filter(|i| coded.get(*i).is_some_and(|c| c.key)).collect();
        let (mut found, mut before) = (Vec::new(), None);
        let key = |index: usize| keys.binary_search(&index).is_ok();
        self.decode(stretch.from, coded, end - stretch.from, key, &mut |pts, look| {
            let index = keys.iter().copied().find(|i| coded.get(*i).is_some_and(|c| c.pts == pts));
            if let (Some(index), true) = (index, before.is_some()) {
                found.push(Glimpse::new(index, &look, before.as_ref()));
            }
            before = Some(look);
        });
        found
    }

    /// Decodes of `count` pictures from the one at `from` those that are `wanted`.
    fn decode(
        &mut self,
        from: usize,
        coded: &[Coded],
        count: usize,
        wanted: impl Fn(usize) -> bool,
        see: &mut dyn FnMut(i64, Look),
    ) {
        let Some(first) = coded.get(from) else { return };
        if self.input.seek(self.stream, first.pts).is_err() {
            return;
        }
        self.decoder.flush();
        let (mut fed, mut passed) = (0, 0);
        while fed < count {
            let Ok(Some(packet)) = self.input.read() else { break };
            let pts = packet.pts().or(packet.dts());
            if fed == 0 && (pts != Some(first.pts) || !packet.is_key()) {
                passed += 1;
                if passed > PATIENCE {
                    break;
                }
                continue;
            }
            if wanted(from + fed) {
                let _ = self.decoder.send(Some(&packet));
                self.receive(see);
            }
            fed += 1;
        }
        let _ = self.decoder.send(None);
        self.receive(see);
        self.decoder.flush();
    }

    fn receive(&mut self, see: &mut dyn FnMut(i64, Look)) {
        while self.decoder.receive(&mut self.frame) {
            if let (Some(pts), Ok(look)) = (self.frame.timestamp(), self.viewer.look(&self.frame)) {
                see(pts, look);
            }
        }
    }
}

/// The steps so far, and the pictures the next one is compared with.
#[derive(Default)]
struct Path {
    steps: Vec<Step>,
    before: Option<Look>,
    before_that: Option<Look>,
    /// The last picture that showed something new.
    anchor: Option<Look>,
}

impl Path {
    fn step(&mut self, pts: i64, look: Look) {
        let still = self.anchor.as_ref().is_some_and(|anchor| look.repeats(anchor));
        let difference = |other: &Option<Look>| other.as_ref().map_or(0.0, |other| look.difference(other));
        self.steps.push(Step {
            pts,
            sight: Sight::from(&look),
            difference: difference(&self.before),
            second_difference: difference(&self.before_that),
            still,
            recast: self.before.as_ref().map_or(0.0, |before| look.recast(before)),
            shift: self.before.as_ref().map_or_else(Shift::default, |before| look.shift(before)),
        });
        if !still {
            self.anchor = Some(look.clone());
        }
        self.before_that = self.before.replace(look);
    }
}
