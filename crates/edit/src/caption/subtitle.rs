//! Captions as files.

use std::fmt::Write;

use incamera_model::{Caption, Rate};

/// `SubRip`: numbered, comma before the milliseconds. An arrow inside a line would read as a time line and is set as `→`.
pub fn to_srt(captions: &[Caption], rate: Rate) -> String {
    let mut out = String::new();
    for (i, caption) in captions.iter().enumerate() {
        let (start, end) = (stamp(rate, caption.span.start, ','), stamp(rate, caption.span.end, ','));
        let text = caption.lines.join("\n").replace("-->", "→");
        let _ = write!(out, "{}\n{start} --> {end}\n{text}\n\n", i + 1);
    }
    out
}

/// `WebVTT`, with `&`, `<` and `>` escaped.
pub fn to_vtt(captions: &[Caption], rate: Rate) -> String {
    let mut out = String::from("WEBVTT\n\n");
    for caption in captions {
        let (start, end) = (stamp(rate, caption.span.start, '.'), stamp(rate, caption.span.end, '.'));
        let text = caption.lines.join("\n").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let _ = write!(out, "{start} --> {end}\n{text}\n\n");
    }
    out
}

/// `HH:MM:SS` and milliseconds; rounded up, so that a caption never begins on the frame before its own.
fn stamp(rate: Rate, frame: u64, point: char) -> String {
    let millis = u64::try_from(rate.time_of(frame).0).unwrap_or(0).div_ceil(1000);
    let seconds = millis / 1000;
    format!("{:02}:{:02}:{:02}{point}{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, millis % 1000)
}
