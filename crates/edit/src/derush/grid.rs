//! A rush's frames against its clock.

use incamera_model::{Micros, Probe, Rate, Span};

/// The frame grid of one rush.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid {
    pub(crate) rate: Rate,
    pub(crate) frames: u64,
    /// Rate of the film the rush goes into.
    pub(crate) film: Rate,
    /// Samples a second of the first sound track; 0 without one.
    pub(crate) sample_rate: u32,
    /// Whether the sound comes in packets of 1024 samples that may be copied (AAC).
    pub(crate) packets: bool,
}

impl Grid {
    pub(crate) fn of(probe: &Probe, film: Rate) -> Self {
        let (rate, frames) = match probe.picture() {
            Some(video) => (video.rate, video.frames),
            None => (Rate::SOUND, Rate::SOUND.frame_from(probe.duration)),
        };
        let sound = probe.audio.first();
        Self {
            rate,
            frames,
            film,
            sample_rate: sound.map_or(0, |a| a.sample_rate),
            packets: sound.is_some_and(|a| a.codec == "aac"),
        }
    }

    /// Every frame.
    pub(crate) fn whole(&self) -> Span {
        Span::new(0, self.frames)
    }

    /// The frames that `start..end` touches.
    pub(crate) fn outer(&self, start: Micros, end: Micros) -> Span {
        Span::new(self.rate.frame_at(start), self.rate.frame_from(end)).intersect(self.whole())
    }

    /// A length in frames, to the nearest.
    pub(crate) fn count(&self, length: Micros) -> u64 {
        self.rate.frame_near(length)
    }

    /// When a span of frames lasts.
    pub(crate) fn times(&self, span: Span) -> (Micros, Micros) {
        (self.rate.time_of(span.start), self.rate.time_of(span.end))
    }
}
