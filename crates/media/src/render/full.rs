//! Every frame decoded, filtered and encoded: what a crop, a scale or captions over the whole film need, and what
//! rushes of different kinds need to become one film.
//!
//! Pictures go from decoder to encoder by reference: one that no filter changes is never copied.

mod crop;
mod player;
mod shape;

use std::sync::Arc;

use ffmpeg_the_third::{Packet, Rational, format::Pixel};
use incamera_model::{FieldOrder, Placed, Rate, Segment, Span};
use incamera_worker::ReadAt;

use crate::{
    av::{Effort, Encoder, Track, planes::share},
    filter::caption::Captions,
    job::{Failure, Render},
};
use crop::Crop;
use player::Player;
use shape::{Conform, Shape};

/// The pictures of a film, encoded as a whole.
pub(crate) struct Full<'a> {
    sources: &'a [Arc<dyn ReadAt>],
    request: &'a Render,
    placed: Vec<Placed>,
    shape: Shape,
    captions: Captions,
    encoder: Encoder,
    /// The rush open now, and how its pictures become the film's.
    open: Option<(usize, Player, Conform)>,
}

impl<'a> Full<'a> {
    /// Opens the first rush and the encoder. `sources` are in the order of the request's rushes.
    ///
    /// # Errors
    /// When the first rush has no picture, the font is none, or no picture of the shape asked for can be made.
    pub(crate) fn new(sources: &'a [Arc<dyn ReadAt>], request: &'a Render) -> Result<Self, Failure> {
        let shape = Shape::of(request)?;
        let captions = Captions::new(&request.captions, &request.font)?;
        let placed = placed(request)?;
        let first = placed.first().ok_or_else(|| Failure::Request("nothing to show".into()))?.segment.rush;
        let open = open(sources, request, shape, first)?;
        let encoder = encoder(open.1.track(), shape, request)?;
        Ok(Self { sources, request, placed, shape, captions, encoder, open: Some(open) })
    }

    /// What the encoder makes; its tick is one frame of the film.
    pub(crate) fn track(&mut self) -> Track {
        self.encoder.track()
    }

    /// Frames of the film.
    pub(crate) fn frames(&self) -> u64 {
        self.placed.last().map_or(0, |p| p.film.end)
    }

    /// Makes all pictures; `give` takes the packets in decoding order, timestamps in frames of the film.
    ///
    /// # Errors
    /// When a rush cannot be read, an encoder or filter fails, or `give` does.
    pub(crate) fn run(mut self, mut give: impl FnMut(Packet) -> Result<(), Failure>) -> Result<(), Failure> {
        for Placed { segment, film } in std::mem::take(&mut self.placed) {
            let rush = segment.rush;
            let rate = self.rate_of(rush)?;
            let crop = self.watch(segment)?;
            for number in film.start..film.end {
                let frame = nearest(number - film.start, self.request.rate, rate, segment.span);
                self.picture(rush, frame, number, crop.as_ref())?;
                self.drain(&mut give)?;
            }
        }
        self.encoder.finish()?;
        self.drain(&mut give)
    }

    /// Shows grid frame `frame` of a rush as film frame `number`.
    fn picture(&mut self, rush: usize, frame: u64, number: u64, crop: Option<&Crop>) -> Result<(), Failure> {
        let (_, player, conform) = match self.open.take() {
            Some(opened) if opened.0 == rush => self.open.insert(opened),
            _ => self.open.insert(open(self.sources, self.request, self.shape, rush)?),
        };
        let mut picture = conform.run(share(player.show(frame)?)?, crop.map(|c| c.part(frame)))?;
        self.captions.draw(&mut picture, number)?;
        picture.set_pts(Some(number as i64));
        self.encoder.send_picture(&mut picture)?;
        Ok(())
    }

    /// Looks where the action of a segment is, when the film shows less than the rush.
    fn watch(&self, segment: Segment) -> Result<Option<Crop>, Failure> {
        let Some(aspect) = self.request.aspect else { return Ok(None) };
        match (self.sources.get(segment.rush), self.request.rushes.get(segment.rush)) {
            (Some(source), Some(about)) => Crop::watch(source, about, segment.span, aspect),
            _ => Ok(None),
        }
    }

    fn drain(&mut self, give: &mut impl FnMut(Packet) -> Result<(), Failure>) -> Result<(), Failure> {
        while let Some(mut packet) = self.encoder.receive()? {
            packet.set_duration(1);
            give(packet)?;
        }
        Ok(())
    }

    fn rate_of(&self, rush: usize) -> Result<Rate, Failure> {
        let picture = self.request.rushes.get(rush).and_then(|r| r.probe.picture());
        picture.map(|p| p.rate).ok_or_else(|| Failure::Missing("moving picture".into()))
    }
}

/// The rush frame in the middle of film frame `at` of a segment.
fn nearest(at: u64, film: Rate, rush: Rate, span: Span) -> u64 {
    let num = (2 * u128::from(at) + 1) * u128::from(film.den()) * u128::from(rush.num());
    let den = 2 * u128::from(film.num()) * u128::from(rush.den());
    (span.start + (num / den) as u64).min(span.end.saturating_sub(1))
}

/// Where each segment stands in the film.
fn placed(request: &Render) -> Result<Vec<Placed>, Failure> {
    let mut at = 0;
    let mut out = Vec::with_capacity(request.segments.len());
    for segment in &request.segments {
        let rush = request.rushes.get(segment.rush).and_then(|r| r.probe.picture());
        let rush = rush.ok_or_else(|| Failure::Missing("moving picture".into()))?;
        let length = rush.rate.convert(segment.span.len(), request.rate).max(1);
        out.push(Placed { segment: *segment, film: Span::new(at, at + length) });
        at += length;
    }
    Ok(out)
}

fn open(
    sources: &[Arc<dyn ReadAt>],
    request: &Render,
    shape: Shape,
    rush: usize,
) -> Result<(usize, Player, Conform), Failure> {
    let (Some(source), Some(about)) = (sources.get(rush), request.rushes.get(rush)) else {
        return Err(Failure::Request(format!("there is no rush {rush}")));
    };
    let player = Player::open(Arc::clone(source), about, Effort { threads: cores(), ..Effort::EXACT })?;
    Ok((rush, player, Conform::new(shape, &about.probe)))
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// An encoder of the film's pictures on all cores: H.264, for more than eight bits HEVC, in WebM VP9.
fn encoder(like: &Track, shape: Shape, request: &Render) -> Result<Encoder, Failure> {
    let mut like = like.clone();
    like.reshape(shape.size, shape.pixel, shape.aspect);
    let rate = request.rate;
    let (Ok(num), Ok(den)) = (i32::try_from(rate.num()), i32::try_from(rate.den())) else {
        return Err(Failure::Request(format!("{rate:?} frames a second cannot be written")));
    };
    let interlaced = request
        .segments
        .first()
        .and_then(|s| request.rushes.get(s.rush)?.probe.picture())
        .is_some_and(|p| p.field_order == FieldOrder::Interlaced);
    let fields: &[(&str, &str)] = if interlaced { &[("flags", "+ildct+ilme")] } else { &[] };
    let (name, settings): (_, &[(&str, &str)]) = match (request.container.as_str(), shape.pixel) {
        ("webm", _) => (
            "libvpx-vp9",
            &[("deadline", "good"), ("cpu-used", "4"), ("row-mt", "1"), ("crf", "30"), ("b", "0")],
        ),
        (_, Pixel::YUV420P10LE) => (
            "libx265",
            &[("preset", "superfast"), ("crf", "20"), ("bf", "-1"), ("x265-params", "log-level=error")],
        ),
        _ => ("libx264", &[("preset", "veryfast"), ("crf", "20"), ("bf", "-1")]),
    };
    let options: Vec<(&str, &str)> = settings.iter().chain(fields).copied().collect();
    Ok(Encoder::picture(name, &like, Rational(den, num), Rational(num, den), 0, &options)?)
}

#[cfg(test)]
mod tests;
