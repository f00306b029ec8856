//! OTIO timelines edited elsewhere.

use incamera_model::{Cut, Rate, Span};
use serde_json::Value;

use super::{Shown, apply, rush_of};
use crate::{EditError, MOST_BYTES};

const WHAT: &str = "OTIO timeline";

/// More frames than any rush has; larger numbers are damage or malice.
const MOST_FRAMES: f64 = 1e12;

/// Brings a cut to what an OTIO timeline of it shows. What a person took out becomes a manual decision, what they put
/// back is restored; everything untouched keeps its reason and name.
///
/// # Errors
/// When the bytes are no timeline, or it shows something a cut cannot say: other media, frames outside a rush, clips
/// of one rush out of order, changed speed, nested timelines.
pub fn import_otio(bytes: &[u8], cut: &Cut) -> Result<Cut, EditError> {
    if bytes.len() > MOST_BYTES {
        return Err(EditError::TooLarge { what: WHAT, bytes: bytes.len(), most: MOST_BYTES });
    }
    // serde_json stops at 128 levels, so that no nesting exhausts the stack.
    let timeline: Value = serde_json::from_slice(bytes)
        .map_err(|e| EditError::Syntax { what: WHAT, message: e.to_string() })?;
    if !is(&timeline, "Timeline") {
        return Err(sense("its top", "there is no Timeline; export the timeline, not a clip or a bin"));
    }
    let tracks = children(&timeline["tracks"]);
    let picture: Vec<&Value> =
        tracks.iter().filter(|t| is(t, "Track") && t["kind"] == "Video" && t["enabled"] != false).collect();
    let track = match picture[..] {
        [one] => one,
        [] => {
            tracks.iter().find(|t| is(t, "Track")).ok_or_else(|| sense("its tracks", "there is no track"))?
        }
        [first, ref rest @ ..] => {
            if rest.iter().any(|t| children(t).iter().any(|c| !is(c, "Gap"))) {
                return Err(sense("its tracks", "several picture tracks show something; leave one"));
            }
            first
        }
    };
    let mut clips = Vec::new();
    for child in children(track) {
        let name = child["name"].as_str().unwrap_or("without name").to_owned();
        if is(child, "Gap") || is(child, "Transition") || child["enabled"] == false {
            continue;
        }
        if !is(child, "Clip") {
            return Err(sense(&name, "it is neither clip, gap nor transition; a cut knows no nesting"));
        }
        clips.push(shown(child, name, cut)?);
    }
    apply(cut, &clips)
}

fn sense(place: &str, message: &str) -> EditError {
    EditError::Sense { what: WHAT, place: place.into(), message: message.into() }
}

/// Whether a value is an object of this schema, whatever its version.
fn is(value: &Value, schema: &str) -> bool {
    value["OTIO_SCHEMA"].as_str().and_then(|s| s.split('.').next()) == Some(schema)
}

fn children(value: &Value) -> &[Value] {
    value["children"].as_array().map_or(&[], Vec::as_slice)
}

fn shown(clip: &Value, name: String, cut: &Cut) -> Result<Shown, EditError> {
    let effects = clip["effects"].as_array().map_or(&[][..], Vec::as_slice);
    let warps = |e: &Value| {
        is(e, "FreezeFrame")
            || is(e, "TimeEffect")
            || is(e, "LinearTimeWarp") && e["time_scalar"].as_f64() != Some(1.0)
    };
    if effects.iter().any(warps) {
        return Err(EditError::Speed { clip: name });
    }
    let media = match &clip["media_reference"] {
        Value::Null => {
            let key = clip["active_media_reference_key"].as_str().unwrap_or("DEFAULT_MEDIA");
            &clip["media_references"][key]
        }
        one => one,
    };
    let url = media["target_url"].as_str().or(media["name"].as_str()).unwrap_or(&name);
    let hash = [&clip["metadata"]["incamera"]["hash"], &media["metadata"]["incamera"]["hash"]];
    let hash = hash.iter().find_map(|h| h.as_str());
    let Some(rush) = rush_of(cut, hash, url) else {
        return Err(EditError::Stranger { media: url.into(), clip: name.clone() });
    };
    let r = &cut.rushes[rush];
    let range =
        if clip["source_range"].is_null() { &media["available_range"] } else { &clip["source_range"] };
    let start = frames(&range["start_time"], r.rate, &name)?;
    let length = frames(&range["duration"], r.rate, &name)?;
    let outside = |span| EditError::Outside { clip: name.clone(), span, frames: r.frames };
    // Programs that do not know the start timecode count from nought.
    let first = if start >= r.start_frame { start - r.start_frame } else { start };
    let span = Span::new(first, first.saturating_add(length));
    if span.is_empty() {
        return Err(sense(&name, "it has no length"));
    }
    if span.end > r.frames {
        return Err(outside(span));
    }
    Ok(Shown { clip: name, rush, span })
}

/// A `RationalTime` in frames of a rush; another rate is converted when it falls on a frame.
fn frames(time: &Value, rate: Rate, clip: &str) -> Result<u64, EditError> {
    let bad = |what: &str| sense(clip, what);
    let value = time["value"].as_f64().ok_or_else(|| bad("a time has no value"))?;
    let per_second = time["rate"].as_f64().ok_or_else(|| bad("a time has no rate"))?;
    if !value.is_finite() || !per_second.is_finite() || per_second <= 0.0 {
        return Err(bad("a time is not a number, or its rate is not above nought"));
    }
    let own = rate.per_second();
    // 23.976 and 24000/1001 are one rate, spelled by different programs.
    let same = (per_second - own).abs() < own * 1e-4;
    let exact = if same { value } else { value / per_second * own };
    let frames = exact.round();
    if !(0.0..=MOST_FRAMES).contains(&frames) {
        return Err(bad("a time is before the beginning or beyond any end"));
    }
    if (exact - frames).abs() > 0.05 {
        return Err(bad("a time does not fall on a frame of the rush"));
    }
    Ok(frames as u64)
}
