//! From a cut to a film.

use std::path::Path;

use incamera_media::{Failure, MediaError, Mode, Render, RenderRush, Rendered, Sink, Source};
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
    incamera_lab::captions_of(cut, known.iter().map(|k| (k.transcript.as_ref(), k.picture.as_ref())))
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
        measured: making
            .loudness
            .0
            .and_then(|_| incamera_lab::loudness_of(cut, known.iter().map(|k| k.sound.as_ref()))),
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
            context.lab().print(&sources, render, &sink, |done, total| stage.set(done, total))
        };
        context.interrupt.check()?;
        if made.is_ok() {
            output.commit()?;
        }
        Ok(made)
    };
    let made = incamera_lab::in_order(render, attempt)?;
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
