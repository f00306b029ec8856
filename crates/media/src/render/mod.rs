//! Making the film: smart cut where packets can be copied, full render where a filter needs every frame.

mod boundary;
mod clock;
mod coding;
mod conform;
pub(crate) mod encode;
mod h264;
mod hevc;
pub(crate) mod mux;
mod nal;
mod picture;
mod plan;
mod rush;
mod shape;
pub(crate) mod sound;
mod survey;

use std::sync::Arc;

use incamera_model::Rate;
use incamera_worker::{ReadAt, WriteAt};

use self::{
    boundary::Job,
    mux::Film,
    picture::Pictures,
    plan::{Piece, stretches},
    rush::{Footage, Reader, Rush},
    shape::Shape,
    sound::Sound,
};
use crate::job::{Failure, FullBecause, Render, Rendered, Reply, Say};

/// Pictures between two words on progress.
const NEWS: u64 = 60;

/// Renders `request` from `sources` (in the order of its rushes) into `sink`.
pub(crate) fn render(
    sources: Vec<Arc<dyn ReadAt>>,
    request: &Render,
    sink: Arc<dyn WriteAt>,
    say: Say,
) -> Result<Rendered, Failure> {
    if sources.len() != request.rushes.len() {
        return Err(Failure::Request("as many files as rushes are needed".into()));
    }
    let rushes = sources
        .into_iter()
        .zip(&request.rushes)
        .map(|(source, about)| Rush::open(source, about))
        .collect::<Result<Vec<_>, _>>()?;
    smart(rushes, request, sink, say)
}

fn smart(
    rushes: Vec<Rush>,
    request: &Render,
    sink: Arc<dyn WriteAt>,
    say: Say,
) -> Result<Rendered, Failure> {
    let rates: Vec<Rate> = rushes.iter().map(|r| r.picture.as_ref().map_or(request.rate, |p| p.grid.rate)).collect();
    let stretches = stretches(&request.segments, &rates, request.rate)
        .filter(|s| !s.is_empty())
        .ok_or_else(|| Failure::Request("the cut keeps nothing, or names a rush that is not there".into()))?;
    let frames = stretches.last().map_or(0, |s| s.film + s.frames);
    let (shape, pieces, full_because) = plan(&rushes, &stretches, request.rate)?;
    let job = Arc::new(Job { rushes, stretches, shape });
    let mut sounds = (0..sound::count(&job))
        .map(|place| Sound::open(&job, place, frames, request))
        .collect::<Result<Vec<_>, _>>()?;
    let tracks: Vec<_> = sounds.iter().map(|s| s.track.clone()).collect();
    let delays = job.rushes.iter().filter_map(|r| Some(r.picture.as_ref()?.track.delay()));
    let mut film = Film::create(
        &mux::Plan {
            container: &request.container,
            picture: Some(&job.shape.track),
            rate: request.rate,
            delay: delays.max().unwrap_or(0),
            sounds: &tracks,
            pictures: frames + 16,
            packets: sounds.iter().map(Sound::packets).max().unwrap_or(0),
            seconds: request.rate.time_of(frames).0.unsigned_abs().div_ceil(1_000_000),
        },
        sink,
    )?;
    let mut pictures = Pictures::new(Arc::clone(&job), pieces);
    let mut done = 0;
    while let Some(packet) = pictures.next()? {
        film.add_picture(packet)?;
        done += 1;
        // The sound keeps step, so that little has to wait.
        for (place, sound) in sounds.iter_mut().enumerate() {
            let until = request.rate.scale(done, sound.track.sample_rate()) as i64;
            while sound.time() < until
                && let Some(packet) = sound.next()?
            {
                film.add_sound(place, packet)?;
            }
        }
        if done % NEWS == 0 {
            say(Reply::Progress { done: done.min(frames), total: frames })?;
        }
    }
    film.end_picture()?;
    for (place, sound) in sounds.iter_mut().enumerate() {
        while let Some(packet) = sound.next()? {
            film.add_sound(place, packet)?;
        }
        film.end_sound(place)?;
    }
    let bytes = film.finish()?;
    say(Reply::Progress { done: frames, total: frames })?;
    let tally = pictures.tally.clone();
    Ok(Rendered {
        frames: tally.copied + tally.encoded,
        copied: tally.copied,
        encoded: tally.encoded,
        encoded_spans: tally.spans,
        copied_packets: sounds.iter().map(|s| s.copied).sum(),
        encoded_packets: sounds.iter().map(|s| s.encoded).sum(),
        bytes,
        full_because,
    })
}

/// Decides what the film's pictures are and how each stretch is made.
fn plan(
    rushes: &[Rush],
    stretches: &[plan::Stretch],
    rate: Rate,
) -> Result<(Shape, Vec<Piece>, Option<FullBecause>), Failure> {
    let footage = |s: &plan::Stretch| -> Result<&Footage, Failure> {
        rushes.get(s.rush).and_then(|r| r.picture.as_ref()).ok_or_else(|| Failure::Missing("picture".into()))
    };
    let model = footage(stretches.first().ok_or_else(|| Failure::Request("the cut keeps nothing".into()))?)?;
    let mut even = true;
    for stretch in stretches {
        even &= footage(stretch)?.even;
    }
    let copies = |f: &Footage| {
        !f.interlaced && f.coding.is_some() && f.track.looks_like(&model.track) && f.grid.rate == rate
    };
    if model.interlaced {
        return whole(stretches, footage, model, rate, even, FullBecause::Interlaced);
    }
    let mut pieces = Vec::new();
    let mut alike = true;
    for (place, stretch) in stretches.iter().enumerate() {
        let footage = footage(stretch)?;
        match &footage.coding {
            Some(coding) if copies(footage) => {
                alike &= Some(coding.sets()) == model.coding.as_ref().map(coding::Coding::sets);
                let source = &rushes[stretch.rush].source;
                let mut reader = Reader::open(source, footage.index)?;
                survey::copyable(&mut reader, footage, coding, place, stretch, &mut pieces)?;
            }
            _ => survey::encoded(footage, place, stretch, footage.grid.rate != rate, &mut pieces),
        }
    }
    let encodes = pieces.iter().any(|p| matches!(p, Piece::Encode { .. }));
    match Shape::smart(model, rate, even, encodes, alike) {
        Ok(shape) => Ok((shape, pieces, None)),
        Err(because) => whole(stretches, footage, model, rate, even, because),
    }
}

/// Plans a film that is encoded from end to end.
fn whole<'a>(
    stretches: &[plan::Stretch],
    footage: impl Fn(&plan::Stretch) -> Result<&'a Footage, Failure>,
    model: &Footage,
    rate: Rate,
    even: bool,
    because: FullBecause,
) -> Result<(Shape, Vec<Piece>, Option<FullBecause>), Failure> {
    let mut pieces = Vec::new();
    for (place, stretch) in stretches.iter().enumerate() {
        let footage = footage(stretch)?;
        survey::encoded(footage, place, stretch, footage.grid.rate != rate, &mut pieces);
    }
    Ok((Shape::whole(model, rate, even)?, pieces, Some(because)))
}
