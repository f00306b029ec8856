//! What is measured in a rush, and remembered: its sound, its picture.

use incamera_media::Media;
use incamera_model::{Island, Picture, Scan, Sound, Warning};
use incamera_speech::Vad;

use crate::context::Context;
use crate::failure::{Trouble, of_media};
use crate::film::Known;
use crate::progress::Stage;
use crate::rush::Rush;
use crate::say::say;

/// Level steps a second, as `Sound::levels` has them.
const LEVELS: i64 = 100;

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
    let mut ear = Vad::new(incamera_speech::Settings::default());
    let media = Media::new(context.worker.clone(), context.cancel());
    let mut sound = media
        .sound(&rush.source, |samples| ear.feed(samples), |done, total| stage.set(done, total))
        .map_err(|e| of_media(&rush.name, &e, context))?;
    sound.islands = ear.finish();
    sound.loudness.speech = speech_level(&sound.levels, &sound.islands);
    context.cache.put(&key, &sound);
    Ok(Some(sound))
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
    let media = Media::new(context.worker.clone(), context.cancel());
    let picture = media
        .picture(&rush.source, |done, total| stage.set(done, total))
        .map_err(|e| of_media(&rush.name, &e, context))?;
    context.cache.put(&key, &picture);
    Ok(Some(picture))
}

/// Median of the levels inside the islands, in 1/100 dBFS; digital silence where nobody speaks.
fn speech_level(levels: &[u8], islands: &[Island]) -> i32 {
    let step = |micros: i64| (micros.max(0) * LEVELS / 1_000_000) as usize;
    let mut inside: Vec<u8> = islands
        .iter()
        .filter_map(|island| levels.get(step(island.start.0)..step(island.end.0).min(levels.len())))
        .flatten()
        .copied()
        .collect();
    inside.sort_unstable();
    inside.get(inside.len() / 2).map_or(-12_000, |level| -100 * i32::from(*level))
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
