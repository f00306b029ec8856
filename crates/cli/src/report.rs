//! How a job ends: a table for people, one object for machines.

use std::path::{Path, PathBuf};

use incamera_edit::{Decision, State, Summary, describe};
use incamera_media::{FullBecause, Rendered};
use incamera_model::{Cut, Rate, Reason};
use serde::Serialize;

use crate::console::{Console, Ink};
use crate::reason::named;
use crate::say::{Message, clock, printable, say, shown, typed};
use crate::table::{Align, Table};

/// Where everything is.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// The film, when one was made.
    pub(crate) film: Option<PathBuf>,
    /// The flags it was made with, each after a space.
    pub(crate) flags: String,
    /// The cut document, when one was written.
    pub(crate) cut: Option<PathBuf>,
    /// Captions and exchange files.
    pub(crate) others: Vec<PathBuf>,
}

/// Seconds each part of the job took.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Timings {
    /// Opening, hashing, probing.
    pub(crate) read: f64,
    /// Measuring the sound.
    pub(crate) sound: f64,
    /// Measuring the picture and hearing the words, which happen side by side.
    pub(crate) picture_and_words: f64,
    /// Deciding.
    pub(crate) derush: f64,
    /// Rendering.
    pub(crate) render: f64,
    /// All of it.
    pub(crate) total: f64,
}

#[derive(Serialize)]
struct Final<'a> {
    film: Option<String>,
    cut: Option<String>,
    duration_in: f64,
    duration_out: f64,
    dropped: Vec<Dropped<'a>>,
    rate: Rate,
    render: Option<Made>,
    timings: Timings,
}

#[derive(Serialize)]
struct Dropped<'a> {
    rush: &'a str,
    start_frame: u64,
    end_frame: u64,
    start: f64,
    end: f64,
    reason: Reason,
    confidence: u8,
}

#[derive(Serialize)]
struct Made {
    mode: &'static str,
    copied_frames: u64,
    encoded_frames: u64,
}

/// The one object a job ends with for machines; nothing when none listens.
pub(crate) fn for_machines(
    console: &Console,
    cut: &Cut,
    files: &Files,
    rendered: Option<&Rendered>,
    timings: Timings,
) {
    let sum = incamera_edit::summary(cut);
    let decisions = describe(cut);
    let dropped = decisions.iter().filter(|d| d.state == State::Dropped).map(|d| Dropped {
        rush: &cut.rushes[d.rush].path,
        start_frame: d.span.start,
        end_frame: d.span.end,
        start: d.start.seconds(),
        end: d.end.seconds(),
        reason: d.reason,
        confidence: d.confidence,
    });
    console.event(&Final {
        film: files.film.as_deref().map(for_json),
        cut: files.cut.as_deref().map(for_json),
        duration_in: sum.before.seconds(),
        duration_out: sum.after.seconds(),
        dropped: dropped.collect(),
        rate: cut.rate,
        render: rendered.map(|r| Made {
            mode: match (r.copied, r.encoded) {
                (0, 0) => "sound",
                (0, _) => "full",
                _ => "smart",
            },
            copied_frames: r.copied,
            encoded_frames: r.encoded,
        }),
        timings,
    });
}

/// The table a job ends with for people.
pub(crate) fn for_people(console: &Console, cut: &Cut, files: &Files, rendered: Option<&Rendered>) {
    let sum = incamera_edit::summary(cut);
    let mut out = String::from("\n");
    out += &format!("  {}\n\n", console.ink(Ink::Bold, &console.text(&lengths(&sum, console))));
    out += &reasons(&sum, console);
    if let Some(rendered) = rendered {
        out += &format!("  {}\n", console.text(&how(rendered)));
    }
    out.push('\n');
    let mut table = Table::new(&[Align::Left, Align::Left]);
    let film = files.film.iter().map(|p| (say!("file-film"), p));
    let cut_file = files.cut.iter().map(|p| (say!("file-cut"), p));
    let others = files.others.iter().map(|p| (say!("file-export"), p));
    for (label, path) in film.chain(cut_file).chain(others) {
        table.row(Ink::Green, [console.text(&label), shown(path)]);
    }
    out += &table.lines(console);
    if let Some(document) = &files.cut {
        out += &hints(console, cut, document, files);
    }
    console.result(&out);
}

/// `12:40 → 8:05`, and how much shorter that is.
pub(crate) fn lengths(sum: &Summary, console: &Console) -> Message {
    let (before, after) = (sum.before.seconds(), sum.after.seconds());
    let less = if before > 0.0 { 100.0 * (1.0 - after / before) } else { 0.0 };
    say!(
        "lengths",
        before = clock(before),
        after = clock(after),
        less = console.texts.decimal(less.max(0.0), 0),
        joints = sum.segments.saturating_sub(1)
    )
}

/// A path for machines. JSON has no other than Unicode names: what is not Unicode stands as the replacement character.
pub(crate) fn for_json(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// What was dropped for which reason, the most first.
pub(crate) fn reasons(sum: &Summary, console: &Console) -> String {
    let mut table = Table::new(&[Align::Left, Align::Right, Align::Right, Align::Left]);
    let mut dropped: Vec<_> = sum.dropped.iter().collect();
    dropped.sort_by_key(|(_, total)| std::cmp::Reverse(total.length));
    for (reason, total) in dropped {
        let share = total.length.seconds() / sum.before.seconds().max(1e-6);
        let bar = "▇".repeat(((share * 40.0).round() as usize).clamp(1, 40));
        let count = console.text(&say!("times", count = total.spans));
        table.row(Ink::Plain, [console.text(&named(*reason)), count, clock(total.length.seconds()), bar]);
    }
    for (reason, total) in &sum.suggested {
        let label = console.text(&say!("suggested", reason = console.text(&named(*reason))));
        let count = console.text(&say!("times", count = total.spans));
        table.row(Ink::Dim, [label, count, clock(total.length.seconds()), String::new()]);
    }
    if sum.restored.spans > 0 {
        let count = console.text(&say!("times", count = sum.restored.spans));
        let length = clock(sum.restored.length.seconds());
        table.row(Ink::Dim, [console.text(&say!("restored")), count, length, String::new()]);
    }
    if sum.dropped.is_empty() {
        return format!("  {}\n", console.text(&say!("nothing-dropped")));
    }
    table.lines(console)
}

/// How much was copied, or why nothing was.
fn how(rendered: &Rendered) -> Message {
    let (copied, encoded) = (rendered.copied, rendered.encoded);
    match rendered.full_because {
        None if copied + encoded == 0 => say!("made-sound"),
        None if copied == 0 => say!("made-full", encoded = encoded),
        None => {
            let percent = 100 * copied / (copied + encoded).max(1);
            say!("made-smart", copied = copied, encoded = encoded, percent = percent)
        }
        Some(FullBecause::Codec) => say!("made-full-codec", encoded = encoded),
        Some(FullBecause::Interlaced) => say!("made-full-interlaced", encoded = encoded),
        Some(FullBecause::Format) => say!("made-full-format", encoded = encoded),
        Some(FullBecause::Filter) => say!("made-full-filter", encoded = encoded),
        Some(FullBecause::Disorder) => say!("made-full-disorder", encoded = encoded),
        Some(FullBecause::Container) => say!("made-full-container", encoded = encoded),
    }
}

/// What to try next: look at it, take the least sure decision back, render again.
fn hints(console: &Console, cut: &Cut, document: &Path, files: &Files) -> String {
    let document = typed(document);
    let mut table = Table::new(&[Align::Left, Align::Left]);
    let mut hint = |label: Message, command: String| {
        table.row(Ink::Dim, [console.text(&label), command]);
    };
    hint(say!("hint-show"), format!("incamera show {document}"));
    let doubtful =
        describe(cut).into_iter().filter(|d| d.state == State::Dropped).min_by_key(|d| d.confidence);
    if let Some(decision) = doubtful {
        hint(
            say!("hint-restore", why = why(&decision, console)),
            format!("incamera restore {document} {}", decision.id.0),
        );
    }
    let film = files.film.as_deref().map_or_else(|| "film.mp4".to_owned(), typed);
    hint(say!("hint-render"), format!("incamera render {document} -o {film}{} --yes", files.flags));
    // The script `run` says how it was called: no program of the name `incamera` is on the path yet.
    let called = std::env::var("INCAMERA_CALLED").ok().filter(|called| !called.is_empty());
    let called = called.map_or_else(String::new, |called| {
        format!("\n  {}\n", console.ink(Ink::Dim, &console.text(&say!("hint-called", called = called))))
    });
    format!("\n{}{called}", table.lines(console))
}

/// A decision in few words: `silence, 2:05`.
fn why(decision: &Decision, console: &Console) -> String {
    format!("{}, {}", console.text(&named(decision.reason)), clock(decision.start.seconds()))
}

/// What speaks for a decision, in few words.
pub(crate) fn evidence(decision: &Decision, console: &Console) -> String {
    let found = &decision.evidence;
    let mut parts = Vec::new();
    if let Some(words) = &found.words {
        parts.push(console.text(&say!("evidence-words", words = excerpt(words))));
    }
    if let Some(retake) = &found.retake {
        parts.push(console.text(&say!("evidence-retake", words = excerpt(retake))));
    }
    if let (Some(level), Some(floor)) = (found.level_db, found.floor_db) {
        parts.push(console.text(&say!("evidence-level", level = level, floor = floor)));
    }
    if let Some(jolt) = found.jolt {
        let percent = format!("{:.1}", f64::from(jolt) / 100.0);
        parts.push(console.text(&say!("evidence-jolt", percent = percent)));
    }
    if !found.also.is_empty() {
        let also = found.also.iter().map(|r| console.text(&named(*r))).collect::<Vec<_>>().join(", ");
        parts.push(console.text(&say!("evidence-also", also = also)));
    }
    parts.join(" · ")
}

/// At most eight words.
fn excerpt(words: &str) -> String {
    let mut all = words.split_whitespace();
    let first = all.by_ref().take(8).collect::<Vec<_>>().join(" ");
    let more = if all.next().is_some() { "…" } else { "" };
    printable(&format!("{first}{more}")).into_owned()
}
