//! Making the film: smart cut where packets can be copied, full render where a filter needs every frame.

mod boundary;
mod canvas;
mod clock;
mod coding;
pub(crate) mod encode;
mod full;
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
#[cfg(test)]
mod tests;
mod touched;
mod verify;

use std::sync::Arc;

use ffmpeg_the_third::Packet;
use incamera_model::{Rate, Span, Spans};
use incamera_worker::{ReadAt, WriteAt};

use self::{
    boundary::Job,
    full::Full,
    mux::Film,
    picture::{Pictures, Tally},
    plan::{Piece, stretches},
    rush::{Footage, Reader, Rush},
    shape::Shape,
    sound::Sound,
};
use crate::{
    av::Track,
    filter::caption::Captions,
    job::{Failure, FullBecause, Mode, Render, Rendered, Reply, Say},
};

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

fn smart(rushes: Vec<Rush>, request: &Render, sink: Arc<dyn WriteAt>, say: Say) -> Result<Rendered, Failure> {
    let rates: Vec<Rate> =
        rushes.iter().map(|r| r.picture.as_ref().map_or(request.rate, |p| p.grid.rate)).collect();
    let stretches = stretches(&request.segments, &rates, request.rate)
        .filter(|s| !s.is_empty())
        .ok_or_else(|| Failure::Request("the cut keeps nothing, or names a rush that is not there".into()))?;
    let frames = stretches.last().map_or(0, |s| s.film + s.frames);
    let captions = Captions::new(&request.captions, &request.font)?;
    let seen = request.picture && rushes.iter().any(|r| r.picture.is_some());
    let planned =
        if seen { plan(&rushes, &stretches, request, &captions.touched())? } else { Planned::Sound };
    let job = Arc::new(Job { rushes, stretches, captions });
    let (mut pictures, full_because) = match planned {
        Planned::Smart(shape, pieces) => (Maker::Smart(Box::new(Pictures::new(&job, *shape, pieces))), None),
        Planned::Full(because) => (Maker::Full(Box::new(Full::new(&job, request)?)), because),
        Planned::Sound => (Maker::Nothing, None),
    };
    let picture = pictures.track();
    let mut sounds = (0..sound::count(&job))
        .map(|place| Sound::open(&job, place, frames, request))
        .collect::<Result<Vec<_>, _>>()?;
    if !seen && sounds.is_empty() {
        return Err(Failure::Missing("sound".into()));
    }
    let tracks: Vec<_> = sounds.iter().map(|s| s.track.clone()).collect();
    let mut film = Film::create(
        &mux::Plan {
            container: &request.container,
            picture: picture.as_ref().map(|(track, ..)| track),
            rate: request.rate,
            delay: picture.as_ref().map_or(0, |(_, delay, _)| *delay),
            sounds: &tracks,
            packets: sounds.iter().map(Sound::packets).max().unwrap_or(0),
            frames,
            even: picture.as_ref().is_none_or(|(.., even)| *even),
        },
        sink,
    )?;
    let mut done = 0;
    loop {
        match pictures.next()? {
            Some(packet) => film.add_picture(packet)?,
            None if !seen && done < frames => {}
            None => break,
        }
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
    if seen {
        film.end_picture()?;
    }
    for (place, sound) in sounds.iter_mut().enumerate() {
        while let Some(packet) = sound.next()? {
            film.add_sound(place, packet)?;
        }
        film.end_sound(place)?;
    }
    let bytes = film.finish()?;
    say(Reply::Progress { done: frames, total: frames })?;
    let tally = pictures.tally(frames);
    Ok(Rendered {
        frames: if seen { tally.copied + tally.encoded } else { frames },
        copied: tally.copied,
        encoded: tally.encoded,
        encoded_spans: tally.spans,
        copied_packets: sounds.iter().map(|s| s.copied).sum(),
        encoded_packets: sounds.iter().map(|s| s.encoded).sum(),
        bytes,
        full_because,
    })
}

/// Makes the film's pictures.
enum Maker {
    Smart(Box<Pictures>),
    Full(Box<Full>),
    /// A film to be heard only.
    Nothing,
}

impl Maker {
    /// For the muxer, with the frames by which decoding order may run ahead of showing order, and whether frames lie
    /// evenly.
    fn track(&mut self) -> Option<(Track, usize, bool)> {
        match self {
            Self::Smart(pictures) => {
                let (track, delay) = pictures.track();
                Some((track, delay, pictures.even()))
            }
            Self::Full(full) => Some((full.track(), full.delay(), true)),
            Self::Nothing => None,
        }
    }

    fn next(&mut self) -> Result<Option<Packet>, Failure> {
        match self {
            Self::Smart(pictures) => pictures.next(),
            Self::Full(full) => full.next(),
            Self::Nothing => Ok(None),
        }
    }

    fn tally(&self, frames: u64) -> Tally {
        match self {
            Self::Smart(pictures) => pictures.tally.clone(),
            Self::Full(_) => Tally { copied: 0, encoded: frames, spans: vec![Span::new(0, frames)] },
            Self::Nothing => Tally { copied: 0, encoded: 0, spans: Vec::new() },
        }
    }
}

/// Whether filters change every picture of the film, so that none can be copied.
fn filtered(request: &Render, model: &Footage, touched: &Spans) -> bool {
    let (width, height) = model.track.size();
    let (width, height) = if model.rotation.is_multiple_of(180) { (width, height) } else { (height, width) };
    let [across, down] = model.track.aspect();
    let shaped = |[w, h]: [u32; 2]| {
        u64::from(width) * u64::from(across) * u64::from(h)
            != u64::from(height) * u64::from(down) * u64::from(w)
    };
    // Type on a picture that players turn would lie on its side.
    let turned = !touched.is_empty() && (model.rotation != 0 || model.interlaced);
    turned || request.aspect.is_some_and(shaped) || request.height.is_some_and(|h| h != height)
}

/// How the film's pictures are made.
enum Planned {
    /// Packets of this shape, copied where possible.
    Smart(Box<Shape>, Vec<Piece>),
    /// Every picture is encoded; why, when copying was asked for.
    Full(Option<FullBecause>),
    /// There is nothing to see.
    Sound,
}

/// Decides what the film's pictures are and how each stretch is made.
fn plan(
    rushes: &[Rush],
    stretches: &[plan::Stretch],
    request: &Render,
    touched: &Spans,
) -> Result<Planned, Failure> {
    let rate = request.rate;
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
    let full = |because| Ok(Planned::Full(Some(because)));
    if request.mode != Mode::Smart {
        return Ok(Planned::Full(None));
    }
    if filtered(request, model, touched) {
        return full(FullBecause::Filter);
    }
    let upright = canvas::upright(model);
    if model.grid.rate != rate || request.size.is_some_and(|size| upright != (size, [1, 1])) {
        return full(FullBecause::Format);
    }
    if model.interlaced {
        return full(FullBecause::Interlaced);
    }
    if !mux::holds(&request.container, model.track.codec()) {
        return full(FullBecause::Container);
    }
    let mut pieces = Vec::new();
    let mut alike = true;
    let mut open: Option<(usize, Reader)> = None;
    for (place, stretch) in stretches.iter().enumerate() {
        let footage = footage(stretch)?;
        match &footage.coding {
            Some(coding) if copies(footage) => {
                alike &= Some(coding.sets()) == model.coding.as_ref().map(coding::Coding::sets);
                let same = open.take().filter(|(rush, _)| *rush == stretch.rush);
                let reader = || Reader::open(&rushes[stretch.rush].source, footage.index);
                let opened = same.map_or_else(|| Ok((stretch.rush, reader()?)), Ok::<_, Failure>)?;
                let (_, reader) = open.insert(opened);
                let mut made = Vec::new();
                for (part, drawn) in touched::split(stretch, touched) {
                    if drawn {
                        survey::encoded(footage, place, &part, false, &mut made);
                    } else {
                        survey::copyable(reader, footage, coding, place, &part, &mut made)?;
                    }
                }
                pieces.extend(touched::join(made, footage.grid));
            }
            _ => survey::encoded(footage, place, stretch, footage.grid.rate != rate, &mut pieces),
        }
    }
    let encodes = pieces.iter().any(|p| matches!(p, Piece::Encode { .. }));
    match Shape::smart(model, rate, even, encodes, alike, &request.container) {
        Ok(shape) => Ok(Planned::Smart(Box::new(shape), pieces)),
        Err(because) => full(because),
    }
}
