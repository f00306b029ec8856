//! What is measured in a rush, and remembered: its sound, its picture.

use incamera_model::{Picture, Scan, Sound, Warning};

use crate::context::Context;
use crate::failure::{Trouble, of_media};
use crate::film::Known;
use crate::progress::Stage;
use crate::rush::Rush;
use crate::say::say;

/// Measures the sound and finds speech in it; none without a sound track.
///
/// # Errors
/// Why the rush cannot be used.
pub(crate) fn sound(rush: &Rush, context: &Context) -> Result<Option<Sound>, Trouble> {
    context.interrupt.check()?;
    if rush.probe.audio.is_empty() {
        return Ok(None);
    }
    let version = Scan::VERSION.to_string();
    let key = ["sound", &rush.hash, &version];
    if let Some(known) = context.cache.get(&key) {
        return Ok(Some(known));
    }
    let stage = Stage::new(
        &context.console,
        "sound",
        Some(&rush.name),
        &say!("stage-sound", rush = rush.name.clone()),
    );
    let sound = context
        .lab()
        .sound(&rush.source, &rush.probe, |done, total| stage.set(done, total))
        .map_err(|e| of_media(&rush.name, &e, context))?;
    if let Some(sound) = &sound {
        context.cache.put(&key, sound);
    }
    Ok(sound)
}

/// Measures the picture; none without a moving picture.
///
/// # Errors
/// Why the rush cannot be used.
pub(crate) fn picture(rush: &Rush, context: &Context) -> Result<Option<Picture>, Trouble> {
    context.interrupt.check()?;
    if rush.probe.video.is_empty() {
        return Ok(None);
    }
    let version = Scan::VERSION.to_string();
    let key = ["picture", &rush.hash, &version];
    if let Some(known) = context.cache.get(&key) {
        return Ok(Some(known));
    }
    let stage = Stage::new(
        &context.console,
        "picture",
        Some(&rush.name),
        &say!("stage-picture", rush = rush.name.clone()),
    );
    let picture = context
        .lab()
        .picture(&rush.source, &rush.probe, |done, total| stage.set(done, total))
        .map_err(|e| of_media(&rush.name, &e, context))?;
    if let Some(picture) = &picture {
        context.cache.put(&key, picture);
    }
    Ok(picture)
}

/// Everything measured, in one piece.
pub(crate) fn scan_of(known: &Known) -> Scan {
    Scan {
        version: Scan::VERSION,
        probe: known.rush.probe.clone(),
        sound: known.sound.clone(),
        picture: known.picture.clone(),
    }
}

/// Says what is odd about a rush and still let it be cut.
pub(crate) fn tell_warnings(rush: &Rush, context: &Context) {
    for warning in &rush.probe.warnings {
        let name = rush.name.clone();
        let message = match warning {
            Warning::Truncated => say!("warning-truncated", rush = name),
            Warning::JumpingTime => say!("warning-jumping-time", rush = name),
            Warning::BrokenIndex => say!("warning-broken-index", rush = name),
            Warning::Damaged => say!("warning-damaged", rush = name),
            Warning::ImpossibleRate => say!("warning-impossible-rate", rush = name),
            Warning::VariableRate => say!("warning-variable-rate", rush = name),
            Warning::NoAudio => say!("warning-no-audio", rush = name),
            Warning::NoVideo => say!("warning-no-video", rush = name),
        };
        context.console.warn(&message);
    }
}
