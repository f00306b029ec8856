//! FCPXML 1.10 for Final Cut Pro and Resolve.

use std::fmt::Write;

use incamera_model::{Cut, Placed, Rate};
use quick_xml::escape::escape;

use super::{Removed, file_name, removed, removed_at, url};
use crate::timecode::drops;

/// The film as an FCPXML 1.10 project. Every time is a whole number of frames written as a fraction of seconds, as
/// Final Cut demands. Dropped spans stand as markers on the clip before them.
pub fn to_fcpxml(cut: &Cut) -> String {
    let mut xml = Xml::default();
    xml.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    xml.line("<!DOCTYPE fcpxml>");
    xml.open("fcpxml", &[("version", "1.10")]);
    xml.open("resources", &[]);
    xml.empty(
        "format",
        &[("id", "f0"), ("name", "FFVideoFormatRateUndefined"), ("frameDuration", &time(cut.rate, 1))],
    );
    for (i, rush) in cut.rushes.iter().enumerate() {
        let (format, asset) = (format!("f{}", i + 1), format!("a{}", i + 1));
        xml.empty(
            "format",
            &[
                ("id", &format),
                ("name", "FFVideoFormatRateUndefined"),
                ("frameDuration", &time(rush.rate, 1)),
            ],
        );
        xml.open(
            "asset",
            &[
                ("id", &asset),
                ("name", file_name(rush)),
                ("uid", &rush.hash),
                ("start", &time(rush.rate, rush.start_frame)),
                ("duration", &time(rush.rate, rush.frames)),
                ("hasVideo", "1"),
                ("format", &format),
                ("hasAudio", "1"),
                ("videoSources", "1"),
                ("audioSources", "1"),
            ],
        );
        xml.empty("media-rep", &[("kind", "original-media"), ("src", &url(&rush.path))]);
        xml.close("asset");
    }
    xml.close("resources");
    xml.open("library", &[]);
    xml.open("event", &[("name", &cut.title)]);
    xml.open("project", &[("name", &cut.title)]);
    let placed = cut.placed();
    let length = placed.last().map_or(0, |p| p.film.end);
    xml.open(
        "sequence",
        &[
            ("format", "f0"),
            ("duration", &time(cut.rate, length)),
            ("tcStart", "0s"),
            ("tcFormat", if drops(cut.rate) { "DF" } else { "NDF" }),
        ],
    );
    xml.open("spine", &[]);
    let removed = removed(cut, &placed);
    for (i, p) in placed.iter().enumerate() {
        clip(&mut xml, cut, i, p, &removed);
    }
    for name in ["spine", "sequence", "project", "event", "library", "fcpxml"] {
        xml.close(name);
    }
    xml.text
}

fn clip(xml: &mut Xml, cut: &Cut, i: usize, p: &Placed, removed: &[Removed]) {
    let rush = &cut.rushes[p.segment.rush];
    let shown = p.segment.span;
    let at = |frame: u64| time(rush.rate, rush.start_frame.saturating_add(frame));
    xml.open(
        "asset-clip",
        &[
            ("ref", &format!("a{}", p.segment.rush + 1)),
            ("name", file_name(rush)),
            ("offset", &time(cut.rate, p.film.start)),
            ("start", &at(shown.start)),
            ("duration", &time(cut.rate, p.film.len())),
            ("format", &format!("f{}", p.segment.rush + 1)),
            ("tcFormat", if rush.drop_frame { "DF" } else { "NDF" }),
        ],
    );
    let before = if i == 0 { removed_at(removed, 0) } else { &[] };
    for r in before.iter().chain(removed_at(removed, p.film.end)) {
        let frame = if r.film == p.film.end { shown.end - 1 } else { shown.start };
        let note = format!(
            "{} %, frames {} to {} of {}",
            r.confidence,
            r.span.start,
            r.span.end,
            file_name(&cut.rushes[r.rush])
        );
        xml.empty(
            "marker",
            &[
                ("start", &at(frame)),
                ("duration", &time(rush.rate, 1)),
                ("value", &format!("{} {}", r.span.id.0, r.reason)),
                ("note", &note),
            ],
        );
    }
    xml.close("asset-clip");
}

/// `frames` as seconds: `1001/30000s`, whole seconds without a fraction.
fn time(rate: Rate, frames: u64) -> String {
    let num = u128::from(frames) * u128::from(rate.den());
    let den = u128::from(rate.num());
    if num.is_multiple_of(den) { format!("{}s", num / den) } else { format!("{num}/{den}s") }
}

/// Just enough of a writer: indented elements, attributes escaped, characters XML 1.0 forbids left out.
#[derive(Default)]
struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    fn line(&mut self, line: &str) {
        self.text.push_str(&"  ".repeat(self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn tag(name: &str, attributes: &[(&str, &str)], end: &str) -> String {
        let mut tag = format!("<{name}");
        for (key, value) in attributes {
            let legal: String =
                value.chars().filter(|c| !c.is_control() && !('\u{fffe}'..='\u{ffff}').contains(c)).collect();
            let _ = write!(tag, " {key}=\"{}\"", escape(legal.as_str()));
        }
        tag + end
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.line(&Self::tag(name, attributes, ">"));
        self.depth += 1;
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.line(&Self::tag(name, attributes, "/>"));
    }

    fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(&format!("</{name}>"));
    }
}
