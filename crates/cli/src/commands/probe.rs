//! `incamera probe`: what rushes are.

use incamera_model::{FieldOrder, Probe};
use serde::Serialize;

use crate::args;
use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::measure;
use crate::report::for_json;
use crate::rush::{Rush, open_all};
use crate::say::{clock, printable, say};

#[derive(Serialize)]
struct Probed<'a> {
    rush: &'a str,
    path: String,
    hash: &'a str,
    probe: &'a Probe,
}

/// Says what each rush is, in film order.
pub(crate) fn run(args: &args::Rushes, context: &Context) -> Result<Exit, Error> {
    let rushes = open_all(&args.rushes, context)?;
    for rush in &rushes.good {
        context.console.result(&describe(rush, context));
        measure::tell_warnings(rush, context);
        let (path, hash, probe) = (for_json(&rush.path), rush.hash.as_str(), &rush.probe);
        context.console.event(&Probed { rush: &rush.name, path, hash, probe });
    }
    Ok(if rushes.left_out > 0 { Exit::Partly } else { Exit::Done })
}

/// A few lines about one rush.
pub(crate) fn describe(rush: &Rush, context: &Context) -> String {
    let console = &context.console;
    let clean = |text: &str| printable(text).into_owned();
    let probe = &rush.probe;
    let mut lines = Vec::new();
    lines.push(say!(
        "probe-file",
        container = clean(&probe.container),
        length = clock(probe.duration.seconds()),
        size = console.texts.bytes(probe.size)
    ));
    for video in &probe.video {
        lines.push(say!(
            "probe-picture",
            codec = clean(&video.codec),
            profile = clean(&video.profile),
            width = video.width.to_string(),
            height = video.height.to_string(),
            rate = console.texts.decimal(video.rate.per_second(), if video.rate.den() == 1 { 0 } else { 3 }),
            depth = video.bit_depth
        ));
        let notes = [
            video.variable_rate.then(|| say!("probe-variable")),
            (video.rotation != 0).then(|| say!("probe-rotated", degrees = video.rotation)),
            (video.field_order == FieldOrder::Interlaced).then(|| say!("probe-interlaced")),
            video.hdr.map(|_| say!("probe-hdr")),
            video.edit_list.then(|| say!("probe-edit-list")),
        ];
        let notes: Vec<String> = notes.iter().flatten().map(|n| console.text(n)).collect();
        if !notes.is_empty() {
            lines.push(say!("probe-picture-more", note = format!("         {}", notes.join(", "))));
        }
    }
    for audio in &probe.audio {
        let (codec, layout) = (clean(&audio.codec), clean(&audio.layout));
        lines.push(say!("probe-sound", codec = codec, layout = layout, rate = audio.sample_rate.to_string()));
    }
    for text in &probe.subtitles {
        let language = clean(text.language.as_deref().unwrap_or(""));
        lines.push(say!("probe-subtitle", codec = clean(&text.codec), language = language));
    }
    if let Some(timecode) = &probe.timecode {
        lines.push(say!("probe-timecode", timecode = clean(&timecode.text)));
    }
    if let Some(created) = &probe.created {
        lines.push(say!("probe-created", when = clean(created)));
    }
    let mut out = format!("{}\n", console.ink(Ink::Bold, &rush.name));
    for line in &lines {
        out += &format!("  {}\n", console.text(line).trim_end());
    }
    out
}
