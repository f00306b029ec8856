//! `incamera cut`: rushes in, derushed film out.

use std::{
    path::{Path, PathBuf},
    thread,
    time::Instant,
};

use incamera_edit::{RushInput, Settings, derush, read_profile};
use incamera_model::{Cut, Micros, Scan, Sound};
use serde::Serialize;

use crate::args::{self, ChosenPreset};
use crate::context::Context;
use crate::document::{self, detail};
use crate::error::{Error, Exit};
use crate::exchange::{self, Format};
use crate::failure::Trouble;
use crate::film::{self, Known};
use crate::making::Captions;
use crate::measure;
use crate::output::beside;
use crate::report::{self, Files, Timings};
use crate::rush::{Rush, open_all};
use crate::say::{clock, say, shown};
use crate::targets::Targets;
use crate::words::Ear;

#[derive(Serialize)]
struct SoFar {
    event: &'static str,
    duration_in: f64,
    duration_out: f64,
}

/// Where the results go, agreed upon before any work.
struct Plan {
    film: Option<PathBuf>,
    cut: Option<PathBuf>,
    exports: Vec<(PathBuf, Format)>,
    replace: bool,
}

/// Does the whole job.
pub(crate) fn run(args: &args::Cut, context: &Context) -> Result<Exit, Error> {
    let began = Instant::now();
    let mut timings = Timings::default();
    let plan = plan(args, context)?;
    let settings = settings(args, &plan)?;
    let needs_words =
        args.making.captions != Captions::None || plan.exports.iter().any(|(_, f)| f.needs_words());
    let ear = Ear::choose(&args.hearing, needs_words && !args.dry_run, context)?;
    if !args.dry_run {
        film::font_for(&args.making)?;
    }

    let rushes = open_all(&args.rushes, context)?.of_one_kind(context);
    let mut left_out = rushes.left_out;
    timings.read = began.elapsed().as_secs_f64();

    let clock_start = Instant::now();
    let all = rushes.good.len() + left_out;
    let mut known = Vec::new();
    for rush in rushes.good {
        match measure::sound(&rush, context) {
            Ok(sound) => known.push(Known { rush, sound, picture: None, transcript: None }),
            Err(trouble) => {
                left_out += 1;
                trouble.settle(context, all)?;
            }
        }
    }
    timings.sound = clock_start.elapsed().as_secs_f64();
    if !known.is_empty() {
        say_so_far(&decide(&known, &settings, plan.cut.as_deref()), context);
    }

    let clock_start = Instant::now();
    left_out += look_and_listen(&mut known, true, &ear, all, context)?;
    timings.picture_and_words = clock_start.elapsed().as_secs_f64();
    if known.is_empty() {
        return Err(say!("error-no-rush").into());
    }
    for known in &known {
        measure::tell_warnings(&known.rush, context);
    }

    let clock_start = Instant::now();
    let mut cut = decide(&known, &settings, plan.cut.as_deref());
    args.making.set_rate(&mut cut);
    timings.derush = clock_start.elapsed().as_secs_f64();

    let (mut files, mut rendered) = (Files::default(), None);
    if let (Some(film), false) = (&plan.film, args.dry_run) {
        let clock_start = Instant::now();
        rendered = Some(film::make(&cut, &known, &args.making, (film, plan.replace), context)?);
        timings.render = clock_start.elapsed().as_secs_f64();
        (files.film, files.flags) = (Some(film.clone()), args.making.flags());
        if let Some(path) = &plan.cut {
            document::write(path, &cut, plan.replace)?;
            files.cut = Some(path.clone());
        }
        let document = plan.cut.as_deref().unwrap_or(film);
        let whole = exchange::with_whole_paths(&cut, document);
        for (path, format) in &plan.exports {
            exchange::write(path, *format, &whole, &known, plan.replace)?;
            files.others.push(path.clone());
        }
    }
    timings.total = began.elapsed().as_secs_f64();
    report::for_people(&context.console, &cut, &files, rendered.as_ref());
    if args.dry_run {
        context.console.note(&say!("dry-run"));
    }
    if left_out > 0 {
        context.console.warn(&say!("warning-left-out", count = left_out));
    }
    report::for_machines(&context.console, &cut, &files, rendered.as_ref(), timings);
    Ok(if left_out > 0 { Exit::Partly } else { Exit::Done })
}

/// May everything asked for be written?
fn plan(args: &args::Cut, context: &Context) -> Result<Plan, Error> {
    let Some(film) = args.output.clone().filter(|_| !args.dry_run) else {
        return Ok(Plan { film: None, cut: None, exports: Vec::new(), replace: false });
    };
    film::container(&film)?;
    let cut = args.cut.clone().unwrap_or_else(|| beside(&film, "cut.json"));
    let mut exports = Vec::new();
    match args.making.captions {
        Captions::Srt => exports.push((film.with_extension("srt"), Format::Srt)),
        Captions::Vtt => exports.push((film.with_extension("vtt"), Format::Vtt)),
        Captions::None | Captions::Burn => {}
    }
    for path in &args.export {
        exports.push((path.clone(), Format::of(path)?));
    }
    let mut targets = Targets::default();
    for path in [&film, &cut].into_iter().chain(exports.iter().map(|(p, _)| p)) {
        targets.add(path, &args.rushes)?;
    }
    let replace = targets.agree(&context.console, args.making.yes)?;
    Ok(Plan { film: Some(film), cut: Some(cut), exports, replace })
}

fn settings(args: &args::Cut, plan: &Plan) -> Result<Settings, Error> {
    let mut settings = match &args.preset {
        ChosenPreset::Named(preset) => Settings::new(*preset),
        ChosenPreset::Profile(path) => {
            let bytes = document::read_small(path, incamera_edit::MOST_PROFILE_BYTES as u64)?;
            read_profile(&bytes)
                .map_err(|e| say!("error-profile", path = shown(path), detail = detail(&e)))?
        }
    };
    settings = settings.dropping(args.drop.iter().copied()).keeping(args.keep.iter().copied());
    if let Some(margin) = args.margin {
        settings = settings.with_margin(Micros::from_millis(margin.into()));
    }
    if let Some(least) = args.min_silence {
        settings = settings.with_min_silence(Micros::from_millis(least.into()));
    }
    let title = plan.film.as_deref().and_then(Path::file_stem);
    settings.title = title.map_or_else(|| "film".into(), |t| t.to_string_lossy().into_owned());
    Ok(settings)
}

fn decide(known: &[Known], settings: &Settings, document: Option<&Path>) -> Cut {
    let scans: Vec<Scan> = known.iter().map(measure::scan_of).collect();
    let paths: Vec<String> = known
        .iter()
        .map(|k| document::name_of(document.unwrap_or(Path::new("film.cut.json")), &k.rush.path))
        .collect();
    let inputs: Vec<RushInput<'_>> = known
        .iter()
        .zip(scans.iter().zip(&paths))
        .map(|(k, (scan, path))| RushInput {
            scan,
            transcript: k.transcript.as_ref(),
            hash: &k.rush.hash,
            path,
        })
        .collect();
    derush(&inputs, settings)
}

/// The first cut, from the sound alone, long before the picture is measured.
fn say_so_far(cut: &Cut, context: &Context) {
    let sum = incamera_edit::summary(cut);
    let (before, after) = (sum.before.seconds(), sum.after.seconds());
    context.console.note(&say!("so-far", before = clock(before), after = clock(after)));
    context.console.event(&SoFar { event: "so_far", duration_in: before, duration_out: after });
}

/// Measures pictures, unless nobody wants to `look`, and hears words, side by side: each mostly keeps one core busy.
/// Gives the number of rushes that had to be left out.
pub(crate) fn look_and_listen(
    known: &mut Vec<Known>,
    look: bool,
    ear: &Ear,
    all: usize,
    context: &Context,
) -> Result<usize, Error> {
    let rushes: Vec<(&Rush, Option<&Sound>)> = known.iter().map(|k| (&k.rush, k.sound.as_ref())).collect();
    let (pictures, words) = thread::scope(|scope| {
        let listening = scope.spawn(|| -> Vec<_> {
            rushes.iter().map(|(rush, sound)| ear.hear(rush, *sound, context)).collect()
        });
        let seen = |rush| if look { measure::picture(rush, context) } else { Ok(None) };
        let pictures: Vec<_> = rushes.iter().map(|(rush, _)| seen(rush)).collect();
        (pictures, listening.join())
    });
    context.interrupt.check()?;
    let words = words.map_err(|_| say!("error-thread"))?;
    let mut left_out = 0;
    let mut good = Vec::new();
    for ((mut known, picture), transcript) in known.drain(..).zip(pictures).zip(words) {
        match picture {
            Ok(picture) => known.picture = picture,
            Err(trouble) => {
                left_out += 1;
                trouble.settle(context, all)?;
                continue;
            }
        }
        match transcript {
            Ok(transcript) => known.transcript = transcript,
            // Without its words a rush is still cut by its sound and picture.
            Err(Trouble::Rush(message)) => context.console.warn(&message),
            Err(Trouble::Fatal(error)) => return Err(error),
        }
        good.push(known);
    }
    *known = good;
    Ok(left_out)
}
