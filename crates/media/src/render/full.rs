//! Every frame decoded, filtered and encoded: what a crop, a scale or turned captions need, and what rushes of
//! different kinds need to become one film.
//!
//! Pictures go from decoder to encoder by reference: one that no filter changes is never copied.

mod crop;
mod player;

use std::{collections::VecDeque, sync::Arc, thread};

use ffmpeg_the_third::{Packet, Rational, format::Pixel};
use incamera_model::Rate;

use super::{
    boundary::Job,
    canvas::{Canvas, Conform},
    plan::Stretch,
    rush::{Footage, Rush},
};
use crate::{
    av::{Effort, Encoder, Track, planes::share},
    filter::caption::Brush,
    job::{Failure, Mode, Render},
};
use crop::Crop;
use player::Player;

/// The pictures of a film, encoded as a whole.
pub(crate) struct Full {
    job: Arc<Job>,
    rate: Rate,
    aspect: Option<[u32; 2]>,
    canvas: Canvas,
    brush: Brush,
    /// The film's pictures before they are encoded.
    like: Track,
    encoder: Encoder,
    /// Stretches not yet begun.
    coming: VecDeque<Stretch>,
    now: Option<Now>,
    /// The rush open now, and how its pictures become the film's.
    open: Option<(usize, Player, Conform)>,
    ended: bool,
}

/// A stretch being shown.
struct Now {
    stretch: Stretch,
    crop: Option<Crop>,
    /// Next frame, counted from the beginning of the stretch.
    next: u64,
}

impl Full {
    /// Opens the encoder.
    ///
    /// # Errors
    /// When the first rush has no picture, or none of the shape asked for can be made.
    pub(crate) fn new(job: &Arc<Job>, request: &Render) -> Result<Self, Failure> {
        let first = job.stretches.first().ok_or_else(|| Failure::Request("the cut keeps nothing".into()))?;
        let (_, footage) = place(job, first)?;
        let canvas = Canvas::of(footage, request)?;
        let mut like = footage.track.clone();
        like.reshape(canvas.size, canvas.pixel, canvas.aspect);
        let encoder = encoder(footage, &like, request)?;
        Ok(Self {
            rate: request.rate,
            aspect: request.aspect,
            canvas,
            like,
            brush: job.captions.brush(),
            encoder,
            coming: job.stretches.iter().copied().collect(),
            now: None,
            open: None,
            ended: false,
            job: Arc::clone(job),
        })
    }

    /// What the encoder makes; its tick is one frame of the film.
    pub(crate) fn track(&mut self) -> Track {
        let mut track = self.encoder.track();
        track.shown_like(&self.like);
        track
    }

    /// Frames by which decoding order may run ahead of showing order.
    pub(crate) fn delay(&mut self) -> usize {
        // FFmpeg's wrapper of x265 does not say.
        let least = if self.canvas.pixel == Pixel::YUV420P10LE { 4 } else { 0 };
        self.track().delay().max(least)
    }

    /// The next picture in decoding order, its time in frames of the film; none at the end.
    ///
    /// # Errors
    /// When a rush cannot be read, or a filter or the encoder fails.
    pub(crate) fn next(&mut self) -> Result<Option<Packet>, Failure> {
        loop {
            if let Some(mut packet) = self.encoder.receive()? {
                packet.set_duration(1);
                return Ok(Some(packet));
            }
            if self.ended {
                return Ok(None);
            }
            if !self.show()? {
                self.encoder.finish()?;
                self.ended = true;
            }
        }
    }

    /// Gives the encoder the next frame of the film. False at the end.
    fn show(&mut self) -> Result<bool, Failure> {
        let now = if let Some(now) = self.now.take().filter(|n| n.next < n.stretch.frames) {
            self.now.insert(now)
        } else {
            let Some(stretch) = self.coming.pop_front() else { return Ok(false) };
            let (rush, footage) = place(&self.job, &stretch)?;
            let crop = match self.aspect {
                Some(aspect) => Crop::watch(rush, footage, stretch.span, aspect)?,
                None => None,
            };
            self.now.insert(Now { stretch, crop, next: 0 })
        };
        let Stretch { rush, film, .. } = now.stretch;
        let (_, player, conform) = match self.open.take() {
            Some(opened) if opened.0 == rush => self.open.insert(opened),
            _ => {
                let (about, footage) = place(&self.job, &now.stretch)?;
                let player = Player::open(about, footage, Effort { threads: cores(), ..Effort::EXACT })?;
                let conform = Conform::new(self.canvas, footage, 0);
                self.open.insert((rush, player, conform))
            }
        };
        let frame = now.stretch.frame_at(now.next, self.rate, player.rate());
        let part = now.crop.as_ref().map(|c| c.part(frame));
        let mut picture = conform.run(share(player.show(frame)?)?, part)?;
        let number = film + now.next;
        self.brush.draw(&mut picture, number)?;
        picture.set_pts(Some(number as i64));
        self.encoder.send_picture(&mut picture)?;
        now.next += 1;
        Ok(true)
    }
}

/// The rush of a stretch and its picture.
fn place<'a>(job: &'a Job, stretch: &Stretch) -> Result<(&'a Rush, &'a Footage), Failure> {
    let rush = job.rushes.get(stretch.rush);
    rush.and_then(|r| Some((r, r.picture.as_ref()?))).ok_or_else(|| Failure::Missing("moving picture".into()))
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// An encoder of the film's pictures on all cores: H.264; for more than eight bits HEVC; in `WebM` VP9.
fn encoder(first: &Footage, like: &Track, request: &Render) -> Result<Encoder, Failure> {
    let rate = request.rate;
    let (Ok(num), Ok(den)) = (i32::try_from(rate.num()), i32::try_from(rate.den())) else {
        return Err(Failure::Request(format!("{rate:?} frames a second cannot be written")));
    };
    let fields: &[(&str, &str)] = if first.interlaced && request.mode != Mode::Proxy { &[("flags", "+ildct+ilme")] } else { &[] };
    // A group of a second at most, whole frames of it.
    let group = (num / den.max(1)).max(1).to_string();
    let proxy = [("preset", "veryfast"), ("crf", "23"), ("bf", "0"), ("g", group.as_str()), ("flags", "+cgop")];
    let (name, settings): (_, &[(&str, &str)]) = match (request.container.as_str(), like.pixel()) {
        _ if request.mode == Mode::Proxy => ("libx264", &proxy),
        ("webm", _) => (
            "libvpx-vp9",
            &[
                ("deadline", "good"),
                ("cpu-used", "5"),
                ("row-mt", "1"),
                ("lag-in-frames", "16"),
                ("crf", "30"),
                ("b", "0"),
            ],
        ),
        (_, Pixel::YUV420P10LE) => (
            "libx265",
            &[("preset", "superfast"), ("crf", "20"), ("bf", "-1"), ("x265-params", "log-level=none")],
        ),
        _ => ("libx264", &[("preset", "veryfast"), ("crf", "20"), ("bf", "-1")]),
    };
    let options: Vec<(&str, &str)> = settings.iter().chain(fields).copied().collect();
    Ok(Encoder::picture(name, like, Rational(den, num), Rational(num, den), 0, &options)?)
}

#[cfg(test)]
mod tests;
