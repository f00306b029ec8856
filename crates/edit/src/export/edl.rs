//! CMX3600 edit decision list: one picture track, sound along with it.

use std::{collections::BTreeSet, fmt::Write};

use incamera_model::Cut;

use super::{file_name, removed, removed_at};
use crate::timecode::{drops, timecode};

/// The film as a CMX3600 EDL. Source timecode counts in each rush's own way (drop-frame or not), record timecode is
/// drop-frame at 29.97 and 59.94 and begins at 01:00:00:00, as tape did. Dropped spans stand as comments.
pub fn to_edl(cut: &Cut) -> String {
    let drop = drops(cut.rate);
    let hour = hour(cut, drop);
    let mut out = format!("TITLE: {}\nFCM: {}\n\n", line(&cut.title, 70), mode(drop));
    let reels = reels(cut);
    let placed = cut.placed();
    let removed = removed(cut, &placed);
    let mut counting = drop;
    let note = |out: &mut String, film: u64| {
        for r in removed_at(&removed, film) {
            let rush = &cut.rushes[r.rush];
            let at = |f: u64| timecode(rush.rate, rush.start_frame.saturating_add(f), rush.drop_frame);
            let _ = writeln!(
                out,
                "* INCAMERA DROPPED {} {} {}% {} {} {}",
                r.span.id.0,
                r.reason,
                r.confidence,
                reels[r.rush],
                at(r.span.start),
                at(r.span.end),
            );
        }
    };
    note(&mut out, 0);
    for (i, p) in placed.iter().enumerate() {
        let rush = &cut.rushes[p.segment.rush];
        let source_drop = rush.drop_frame && drops(rush.rate);
        if source_drop != counting {
            let _ = writeln!(out, "FCM: {}", mode(source_drop));
            counting = source_drop;
        }
        let source = |f: u64| timecode(rush.rate, rush.start_frame.saturating_add(f), source_drop);
        let record = |f: u64| timecode(cut.rate, hour + f, drop);
        let _ = writeln!(
            out,
            "{:03}  {:<8} AA/V  C        {} {} {} {}",
            i + 1,
            reels[p.segment.rush],
            source(p.segment.span.start),
            source(p.segment.span.end),
            record(p.film.start),
            record(p.film.end),
        );
        let _ = writeln!(out, "* FROM CLIP NAME: {}", line(file_name(rush), 200));
        note(&mut out, p.film.end);
    }
    out
}

/// Frames from 00:00:00:00 to 01:00:00:00.
fn hour(cut: &Cut, drop: bool) -> u64 {
    let base = u64::from(cut.rate.num()).div_ceil(u64::from(cut.rate.den()));
    base * 3600 - if drop { base / 15 * 54 } else { 0 }
}

fn mode(drop: bool) -> &'static str {
    if drop { "DROP FRAME" } else { "NON-DROP FRAME" }
}

/// Eight capitals or digits for each rush, all different.
pub(crate) fn reels(cut: &Cut) -> Vec<String> {
    let mut taken = BTreeSet::new();
    cut.rushes
        .iter()
        .enumerate()
        .map(|(i, rush)| {
            let stem = file_name(rush).rsplit_once('.').map_or(file_name(rush), |(stem, _)| stem);
            let plain: String = stem
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_uppercase())
                .take(8)
                .collect();
            let number = format!("{}", i + 1);
            let room = 8usize.saturating_sub(number.len());
            let numbered = || format!("{}{number}", &plain[..plain.len().min(room)]);
            let reserved = plain.is_empty() || matches!(plain.as_str(), "AX" | "BL");
            let name = if reserved || taken.contains(&plain) { numbered() } else { plain.clone() };
            let name = if taken.contains(&name) { format!("R{number:0>7}") } else { name };
            taken.insert(name.clone());
            name
        })
        .collect()
}

/// One line, as long as an EDL holds.
fn line(text: &str, most: usize) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(most).collect()
}
