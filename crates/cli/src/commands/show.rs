//! `incamera show`: a cut as a table and as a picture.

use std::path::{Path, PathBuf};

use incamera_edit::{Decision, State, describe, summary};
use incamera_media::Media;
use incamera_model::{Cut, CutRush, Scan, Sound, Verdict};
use serde::Serialize;

use crate::args;
use crate::console::{Console, Ink};
use crate::context::Context;
use crate::document::{self, locate};
use crate::error::{Error, Exit};
use crate::font;
use crate::measure;
use crate::output::{self, beside};
use crate::picture::{self, Drawn, Labels, Thumbnail};
use crate::progress::Stage;
use crate::reason::{letter, named};
use crate::report::{evidence, for_json, lengths, reasons};
use crate::rush::{self, Rush};
use crate::say::{clock, printable, say, shown};
use crate::table::{Align, Table};

/// Width of a small picture, in pixels; shown at half of it.
const TILE: u32 = 184;
/// Columns of the waveform in the terminal.
const COLUMNS: usize = 72;

#[derive(Serialize)]
struct Shown<'a> {
    summary: incamera_edit::Summary,
    decisions: &'a [Decision],
    pictures: Vec<String>,
}

/// Shows the cut.
pub(crate) fn run(args: &args::Show, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    let cut = document::read(&args.cut)?;
    let decisions = describe(&cut);
    let rushes: Vec<Option<Rush>> =
        cut.rushes.iter().map(|r| find(r, &args.cut, context)).collect::<Result<_, _>>()?;
    let sounds: Vec<Option<Sound>> = cut
        .rushes
        .iter()
        .zip(&rushes)
        .map(|(rush, found)| sound(rush, found.as_ref(), context))
        .collect::<Result<_, _>>()?;

    let mut out =
        format!("\n  {}\n\n", console.ink(Ink::Bold, &console.text(&lengths(&summary(&cut), console))));
    out += &reasons(&summary(&cut), console);
    for (place, (rush, sound)) in cut.rushes.iter().zip(&sounds).enumerate() {
        out += &format!("\n  {}\n", console.ink(Ink::Bold, &name(place, rush)));
        if let Some(sound) = sound {
            out += &waveform(rush, sound, console);
        }
        out += &spans(place, rush, &decisions, args.all, console);
    }
    console.result(&out);

    let pictures = if args.no_picture { Vec::new() } else { draw(args, &cut, &rushes, &sounds, context)? };
    for path in &pictures {
        console.result(&format!("\n  {}\n", console.text(&say!("show-picture", path = shown(path)))));
    }
    console.event(&Shown {
        summary: summary(&cut),
        decisions: &decisions,
        pictures: pictures.iter().map(|p| for_json(p)).collect(),
    });
    Ok(Exit::Done)
}

/// The rush of the cut, if it is still where it was; without it, the cut is shown all the same.
fn find(rush: &CutRush, document: &Path, context: &Context) -> Result<Option<Rush>, Error> {
    let path = locate(document, rush);
    let gone = || context.console.warn(&say!("warning-rush-gone", path = shown(&path)));
    if !path.exists() {
        gone();
        return Ok(None);
    }
    match rush::open(&path, context) {
        Ok((found, _)) if found.hash == rush.hash => Ok(Some(found)),
        Ok(_) => {
            gone();
            Ok(None)
        }
        Err(trouble) => trouble.settle(context, 2).map(|()| None),
    }
}

/// The sound, remembered or measured again.
fn sound(rush: &CutRush, found: Option<&Rush>, context: &Context) -> Result<Option<Sound>, Error> {
    let version = Scan::VERSION.to_string();
    if let Some(known) = context.cache.get(&["sound", &rush.hash, &version]) {
        return Ok(Some(known));
    }
    let Some(found) = found else { return Ok(None) };
    measure::sound(found, context).or_else(|trouble| trouble.settle(context, 2).map(|()| None))
}

/// `r1  a.mp4`.
fn name(place: usize, rush: &CutRush) -> String {
    let file = rush.path.rsplit('/').next().unwrap_or_default();
    format!("r{}  {}", place + 1, printable(file))
}

/// Loudness in eight steps, and under it the letter of the reason wherever something is dropped.
fn waveform(rush: &CutRush, sound: &Sound, console: &Console) -> String {
    const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let (mut wave, mut marks) = (String::from("  "), String::from("  "));
    for column in 0..COLUMNS as u64 {
        let frame = |c: u64| rush.frames * c / COLUMNS as u64;
        let (from, to) = (frame(column), frame(column + 1).max(frame(column) + 1));
        let peak_at = |f: u64| (rush.rate.scale(f, 50) as usize).min(sound.peaks.len());
        let peak =
            sound.peaks.get(peak_at(from)..peak_at(to)).and_then(|p| p.iter().max()).copied().unwrap_or(0);
        let step = ((f64::from(peak) / 255.0).sqrt() * 7.99) as usize;
        wave.push(STEPS[step.min(7)]);
        // The verdict that holds for most of the column.
        let most = rush
            .spans
            .iter()
            .max_by_key(|s| s.span().intersect(incamera_model::Span::new(from, to)).len())
            .map(|s| &s.verdict);
        marks.push(match most {
            Some(Verdict::Drop { reason, restored: false, .. }) => letter(*reason),
            _ => '─',
        });
    }
    format!("{}\n{}\n", console.ink(Ink::Green, &wave), console.ink(Ink::Dim, &marks))
}

/// The decisions of one rush, one a line; with `all`, what is kept too.
fn spans(place: usize, rush: &CutRush, decisions: &[Decision], all: bool, console: &Console) -> String {
    let columns = [Align::Left, Align::Right, Align::Right, Align::Left, Align::Right, Align::Left];
    let mut table = Table::new(&columns);
    let seconds = |frames: u64| console.texts.decimal(rush.rate.time_of(frames).seconds(), 1);
    for span in &rush.spans {
        let start = precise(rush.rate.time_of(span.start).seconds(), console);
        let length = format!("{} s", seconds(span.end - span.start));
        match decisions.iter().find(|d| d.rush == place && d.id == span.id) {
            Some(decision) => {
                let reason = console.text(&named(decision.reason));
                let (ink, verdict) = match decision.state {
                    State::Dropped => (Ink::Plain, reason),
                    State::Restored => {
                        (Ink::Green, format!("{reason} ({})", console.text(&say!("restored"))))
                    }
                    State::Suggested => (Ink::Dim, console.text(&say!("suggested", reason = reason))),
                };
                let sure = if decision.state == State::Suggested {
                    String::new()
                } else {
                    format!("{} %", decision.confidence)
                };
                table
                    .row(ink, [span.id.0.clone(), start, length, verdict, sure, evidence(decision, console)]);
            }
            None if all => {
                let kept = console.text(&say!("kept"));
                table.row(Ink::Dim, [span.id.0.clone(), start, length, kept, String::new(), String::new()]);
            }
            None => {}
        }
    }
    table.lines(console)
}

/// `1:02.5`.
fn precise(seconds: f64, console: &Console) -> String {
    let tenths = (seconds * 10.0).round() as u64;
    let rest = console.texts.decimal((tenths % 600) as f64 / 10.0, 1);
    format!("{}:{rest:0>4}", tenths / 600)
}

/// Draws every picture asked for, or one SVG beside the cut.
fn draw(
    args: &args::Show,
    cut: &Cut,
    rushes: &[Option<Rush>],
    sounds: &[Option<Sound>],
    context: &Context,
) -> Result<Vec<PathBuf>, Error> {
    let console = &context.console;
    let own = args.picture.is_empty();
    let wanted =
        if own { vec![beside(&args.cut.with_extension(""), "cut.svg")] } else { args.picture.clone() };
    if let Some(wrong) = wanted.iter().find(|p| ending(p).is_none()) {
        return Err(Error::Usage(say!("error-picture-ending", path = shown(wrong))));
    }
    let mut drawn = Vec::new();
    for (place, (rush, (found, sound))) in cut.rushes.iter().zip(rushes.iter().zip(sounds)).enumerate() {
        let peaks = sound.as_ref().map_or(&[][..], |s| &s.peaks);
        let thumbnails =
            found.as_ref().map_or(Ok(Vec::new()), |found| small_pictures(rush, found, context))?;
        drawn.push(Drawn { rush, name: name(place, rush), peaks, thumbnails });
    }
    let sum = summary(cut);
    let labels = Labels {
        title: format!("{}   {}", printable(&cut.title), console.text(&lengths(&sum, console))),
        kept: format!("{} {}", console.text(&say!("kept")), clock(sum.after.seconds())),
        silent: console.text(&say!("show-no-sound")),
        reasons: sum
            .dropped
            .iter()
            .map(|(reason, total)| {
                (*reason, format!("{} {}", console.text(&named(*reason)), clock(total.length.seconds())))
            })
            .collect(),
    };
    let scene = picture::layout(&drawn, &labels);
    let mut done = Vec::new();
    for path in wanted {
        let bytes = match ending(&path) {
            Some("png") => {
                let font = font::load();
                if font.is_none() {
                    console.warn(&say!("doctor-no-font"));
                }
                picture::paint(&scene, font.as_deref()).ok_or_else(|| say!("error-picture-size"))?
            }
            _ => picture::draw(&scene).into_bytes(),
        };
        match output::write(&path, &bytes, true) {
            // Nobody asked for a picture: the table was the answer.
            Err(Error::Failed(message)) if own => {
                console.warn(&say!("warning-no-picture", detail = console.text(&message)));
            }
            written => {
                written?;
                done.push(path);
            }
        }
    }
    Ok(done)
}

fn ending(path: &Path) -> Option<&'static str> {
    match path.extension()?.to_string_lossy().to_lowercase().as_str() {
        "svg" => Some("svg"),
        "png" => Some("png"),
        _ => None,
    }
}

fn small_pictures(rush: &CutRush, found: &Rush, context: &Context) -> Result<Vec<Thumbnail>, Error> {
    if found.probe.video.is_empty() {
        return Ok(Vec::new());
    }
    let frames = picture::moments(rush.rate, rush.frames);
    let label = say!("stage-thumbnails", rush = found.name.clone());
    let _stage = Stage::new(&context.console, "thumbnails", Some(&found.name), &label);
    let media = Media::new(context.worker.clone(), context.cancel());
    match media.thumbnails(&found.source, &frames, TILE) {
        Ok(all) => Ok(all
            .into_iter()
            .map(|t| Thumbnail { frame: t.frame, width: t.width, height: t.height, rgb: t.rgb })
            .collect()),
        Err(error) => {
            crate::failure::of_media(&found.name, &error, context).settle(context, 2)?;
            Ok(Vec::new())
        }
    }
}
