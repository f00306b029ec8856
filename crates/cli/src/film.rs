//! From a cut to a film.

use std::path::Path;

use incamera_edit::{CaptionRules, CaptionSource, captions};
use incamera_media::{
    Failure, FullBecause, Media, MediaError, Mode, Render, RenderRush, Rendered, Sink, Source,
};
use incamera_model::{Caption, Cut, Picture, Sound, Transcript};

use crate::context::Context;
use crate::error::{Error, unwritable};
use crate::failure::of_media;
use crate::font;
use crate::making::{self, Captions, Making};
use crate::output::Output;
use crate::progress::Stage;
use crate::rush::Rush;
use crate::say::{say, shown};

/// A rush with all that is known of it.
pub(crate) struct Known {
    /// The rush.
    pub(crate) rush: Rush,
    /// Its sound; none when it has none.
    pub(crate) sound: Option<Sound>,
    /// Its picture; none when it has none, or when it was not needed.
    pub(crate) picture: Option<Picture>,
    /// Its words; none without a model.
    pub(crate) transcript: Option<Transcript>,
}

/// Container by the film's ending.
///
/// # Errors
/// When no container bears it, or nothing here can encode what it holds.
pub(crate) fn container(film: &Path) -> Result<&'static str, Error> {
    let ending = film.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "mp4" | "m4v" | "m4a" => Ok("mp4"),
        "mov" => Ok("mov"),
        "mkv" | "mka" => Ok("matroska"),
        "webm" => {
            let missing = incamera_media::about()
                .encoders
                .into_iter()
                .find(|e| !e.present && ["libvpx-vp9", "libopus"].contains(&e.name));
            missing.map_or(Ok("webm"), |encoder| {
                Err(Error::Usage(say!("error-no-encoder", film = shown(film), name = encoder.name)))
            })
        }
        _ => Err(Error::Usage(say!("error-container", film = shown(film)))),
    }
}

/// Whether a film of this name holds sound alone.
fn heard_only(film: &Path) -> bool {
    film.extension().is_some_and(|e| ["m4a", "mka"].iter().any(|name| e.eq_ignore_ascii_case(name)))
}

/// The film's captions, from the words and through the cut.
pub(crate) fn captions_of(cut: &Cut, known: &[Known]) -> Vec<Caption> {
    let sources: Vec<CaptionSource<'_>> = known
        .iter()
        .map(|k| CaptionSource {
            transcript: k.transcript.as_ref(),
            shots: k.picture.as_ref().map_or(&[], |p| p.shots.as_slice()),
        })
        .collect();
    captions(cut, &sources, &CaptionRules::default())
}

/// The font for burnt captions.
///
/// # Errors
/// When there is none: better said before the work than after.
pub(crate) fn font_for(making: &Making) -> Result<Vec<u8>, Error> {
    if making.captions != Captions::Burn {
        return Ok(Vec::new());
    }
    font::load().ok_or_else(|| say!("error-no-font").into())
}

/// Renders `cut` of `known` (in the cut's order) into `film`. Where pictures turn out not to be in the order that copying
/// needs, all of them are encoded instead.
///
/// # Errors
/// When it cannot be rendered or written; nothing stands under the film's name then.
pub(crate) fn make(
    cut: &Cut,
    known: &[Known],
    making: &Making,
    (film, replace): (&Path, bool),
    context: &Context,
) -> Result<Rendered, Error> {
    context.interrupt.check()?;
    let burnt = if making.captions == Captions::Burn { captions_of(cut, known) } else { Vec::new() };
    let render = Render {
        rushes: known.iter().map(|k| RenderRush { probe: k.rush.probe.clone() }).collect(),
        segments: cut.segments(),
        rate: cut.rate,
        picture: !heard_only(film),
        mode: match making.render {
            making::Mode::Smart => Mode::Smart,
            making::Mode::Full => Mode::Full,
        },
        captions: burnt,
        font: font_for(making)?,
        loudness: making.loudness.0,
        measured: making.loudness.0.and_then(|_| loudness_of(cut, known)),
        denoise: making.denoise,
        aspect: making.aspect,
        height: making.height,
        size: making.format.and_then(|format| format.size),
        container: container(film)?.to_owned(),
    };
    if render.segments.is_empty() {
        return Err(say!("error-nothing-kept").into());
    }
    let sources: Vec<Source> = known.iter().map(|k| k.rush.source.clone()).collect();
    let attempt = |render: Render| -> Result<Result<Rendered, MediaError>, Error> {
        let output = Output::create(film, replace)?;
        let sink = Sink::plain(output.file().try_clone().map_err(|e| unwritable(film, &e))?);
        let made = {
            let stage = Stage::new(&context.console, "render", None, &say!("stage-render"));
            let media = Media::new(context.worker.clone(), context.cancel());
            media.render(&sources, render, &sink, |done, total| stage.set(done, total))
        };
        context.interrupt.check()?;
        if made.is_ok() {
            output.commit()?;
        }
        Ok(made)
    };
    let made = match attempt(render.clone())? {
        Err(MediaError::Failed(Failure::Disorder)) if render.mode == Mode::Smart => {
            let because = Some(FullBecause::Disorder);
            attempt(Render { mode: Mode::Full, ..render })?
                .map(|rendered| Rendered { full_because: because, ..rendered })
        }
        made => made,
    };
    made.map_err(|error| refused(film, &error, context))
}

/// A failed render: the disk, or one of the rushes.
fn refused(film: &Path, error: &MediaError, context: &Context) -> Error {
    let full = rustix::io::Errno::NOSPC;
    if let MediaError::Failed(Failure::Bytes(why)) = error
        && why.contains(&std::io::Error::from(full).to_string())
    {
        return unwritable(film, &full.into()).into();
    }
    of_media(&shown(film), error, context).into()
}

/// About how loud the kept spans are together, 1/100 LUFS. The loudness of each whole rush is measured; what the cut
/// changes about it is read from the 10 ms levels, gated as EBU R128 gates. The renderer hears the film itself and
/// needs this to begin with.
fn loudness_of(cut: &Cut, known: &[Known]) -> Option<i32> {
    let (mut energy, mut steps) = (0.0, 0.0);
    for (rush, known) in cut.rushes.iter().zip(known) {
        let Some(sound) = &known.sound else { continue };
        if sound.loudness.integrated == i32::MIN {
            continue;
        }
        let kept: Vec<u8> = rush
            .spans
            .iter()
            .filter(|s| s.verdict.in_film())
            .filter_map(|s| {
                let step = |frame| (rush.rate.scale(frame, 100) as usize).min(sound.levels.len());
                sound.levels.get(step(s.start)..step(s.end))
            })
            .flatten()
            .copied()
            .collect();
        let (Some((all, _)), Some((part, count))) = (gated(&sound.levels), gated(&kept)) else { continue };
        let lufs = f64::from(sound.loudness.integrated) / 100.0 + part - all;
        energy += 10f64.powf(lufs / 10.0) * count;
        steps += count;
    }
    (steps > 0.0).then(|| (1000.0 * (energy / steps).log10()).round() as i32)
}

/// Mean level in dB of what is at most 10 dB below the mean of what is above −70 dB, and how many steps that is.
fn gated(levels: &[u8]) -> Option<(f64, f64)> {
    let mean = |gate: f64| {
        let loud: Vec<f64> = levels
            .iter()
            .map(|l| -f64::from(*l))
            .filter(|db| *db >= gate)
            .map(|db| 10f64.powf(db / 10.0))
            .collect();
        (!loud.is_empty())
            .then(|| (10.0 * (loud.iter().sum::<f64>() / loud.len() as f64).log10(), loud.len() as f64))
    };
    let (first, _) = mean(-70.0)?;
    mean(first - 10.0)
}
