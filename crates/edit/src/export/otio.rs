//! `OpenTimelineIO`: `Timeline.1`, `Stack.1`, `Track.1`, `Clip.2`, `Marker.2`.

use incamera_model::{Cut, Placed, Rate, Span};
use serde_json::{Value, json};

use super::{Removed, file_name, removed, removed_at, url};

/// The film as an OTIO timeline: a picture track and a sound track of the same clips. What was dropped stands as
/// markers on the clip before it (on the clip after it, at the beginning), with name, reason and source range in
/// `metadata.incamera`, so that it can be put back by hand.
pub fn to_otio(cut: &Cut) -> String {
    let placed = cut.placed();
    let removed = removed(cut, &placed);
    let track = |kind: &str| {
        let clips: Vec<Value> = placed
            .iter()
            .enumerate()
            .map(|(i, p)| clip(cut, &placed, i, p, &removed, kind == "Video"))
            .collect();
        json!({
            "OTIO_SCHEMA": "Track.1", "name": if kind == "Video" { "V1" } else { "A1" }, "kind": kind,
            "source_range": null, "enabled": true, "color": null, "children": clips,
            "effects": [], "markers": [], "metadata": {},
        })
    };
    let timeline = json!({
        "OTIO_SCHEMA": "Timeline.1",
        "name": cut.title,
        "global_start_time": time(cut.rate, 0),
        "metadata": { "incamera": { "version": cut.version, "preset": cut.preset } },
        "tracks": {
            "OTIO_SCHEMA": "Stack.1", "name": "tracks", "source_range": null, "enabled": true, "color": null,
            "children": [track("Video"), track("Audio")], "effects": [], "markers": [], "metadata": {},
        },
    });
    // INVARIANT: a `Value` always serialises.
    let mut text = serde_json::to_string_pretty(&timeline).unwrap_or_default();
    text.push('\n');
    text
}

fn clip(cut: &Cut, placed: &[Placed], i: usize, p: &Placed, removed: &[Removed], marked: bool) -> Value {
    let rush = &cut.rushes[p.segment.rush];
    let (start, rate) = (rush.start_frame, rush.rate);
    let before = if i == 0 { removed_at(removed, 0) } else { &[] };
    let here = before.iter().chain(removed_at(removed, p.film.end));
    let markers: Vec<Value> = here.filter(|_| marked).map(|r| marker(cut, placed, i, r)).collect();
    json!({
        "OTIO_SCHEMA": "Clip.2",
        "name": file_name(rush),
        "source_range": range(rate, start, p.segment.span),
        "media_references": { "DEFAULT_MEDIA": {
            "OTIO_SCHEMA": "ExternalReference.1",
            "name": file_name(rush),
            "target_url": url(&rush.path),
            "available_range": range(rate, start, Span::new(0, rush.frames)),
            "available_image_bounds": null,
            "metadata": { "incamera": { "hash": rush.hash } },
        } },
        "active_media_reference_key": "DEFAULT_MEDIA",
        "enabled": true, "color": null, "effects": [], "markers": markers,
        "metadata": { "incamera": { "rush": p.segment.rush, "hash": rush.hash } },
    })
}

/// A marker stands on the last shown frame before what was removed, in the clip's own time.
fn marker(cut: &Cut, placed: &[Placed], i: usize, r: &Removed) -> Value {
    let (rush, shown) = (&cut.rushes[placed[i].segment.rush], placed[i].segment.span);
    let frame = if r.film == placed[i].film.end { shown.end - 1 } else { shown.start };
    json!({
        "OTIO_SCHEMA": "Marker.2",
        "name": format!("{} {}", r.span.id.0, r.reason),
        "color": super::markers::colour(r.reason).to_uppercase(),
        "comment": "",
        "marked_range": range(rush.rate, rush.start_frame, Span::new(frame, frame)),
        "metadata": { "incamera": {
            "id": r.span.id.0, "reason": r.reason.name(), "confidence": r.confidence, "rush": r.rush,
            "start_frame": r.span.start, "end_frame": r.span.end,
        } },
    })
}

fn time(rate: Rate, frame: u64) -> Value {
    json!({ "OTIO_SCHEMA": "RationalTime.1", "rate": rate.per_second(), "value": frame as f64 })
}

fn range(rate: Rate, first: u64, span: Span) -> Value {
    json!({
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": time(rate, first.saturating_add(span.start)),
        "duration": time(rate, span.len()),
    })
}
