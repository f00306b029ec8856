//! Markers as a table that `DaVinci` Resolve and spreadsheets read.

use std::fmt::Write;

use incamera_model::{Cut, Reason};

use super::{file_name, removed};
use crate::timecode::{drops, timecode};

/// One line for each dropped span: where it was taken out of the film, why, and where it is in its rush.
pub fn to_markers_csv(cut: &Cut) -> String {
    let mut out =
        String::from("#,Record In,Record Out,Duration,Color,Name,Notes,Reel,Source In,Source Out\r\n");
    let film = |frame| timecode(cut.rate, frame, drops(cut.rate));
    for (i, r) in removed(cut, &cut.placed()).iter().enumerate() {
        let rush = &cut.rushes[r.rush];
        let source = |f: u64| timecode(rush.rate, rush.start_frame.saturating_add(f), rush.drop_frame);
        let notes = format!("{} {} %", r.span.id.0, r.confidence);
        let _ = write!(
            out,
            "{},{},{},00:00:00:01,{},{},{},{},{},{}\r\n",
            i + 1,
            film(r.film),
            film(r.film + 1),
            colour(r.reason),
            field(r.reason.name()),
            field(&notes),
            field(file_name(rush)),
            source(r.span.start),
            source(r.span.end),
        );
    }
    out
}

/// Resolve's marker colours, one a reason.
pub(crate) fn colour(reason: Reason) -> &'static str {
    match reason {
        Reason::Silence => "Blue",
        Reason::Filler => "Cyan",
        Reason::Retake => "Yellow",
        Reason::Black => "Black",
        Reason::Frozen => "White",
        Reason::Blur => "Pink",
        Reason::Shake => "Magenta",
        Reason::Noise => "Red",
        Reason::Manual => "Green",
    }
}

/// A field no spreadsheet takes for a formula or a second field (RFC 4180).
fn field(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    if guard.is_empty() && !text.contains([',', '"']) {
        return text;
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}
