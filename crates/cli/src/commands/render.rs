//! `incamera render`: a cut becomes a film again, with every decision as it now stands.

use std::time::Instant;

use crate::args::{self, Hearing};
use crate::context::Context;
use crate::document::{self, locate};
use crate::error::{Error, Exit};
use crate::exchange::{self, Format};
use crate::film;
use crate::making::Captions;
use crate::recall::{self, Needs};
use crate::report::{self, Files, Timings};
use crate::targets::Targets;
use crate::words::Ear;

/// Renders the document.
pub(crate) fn run(args: &args::Render, context: &Context) -> Result<Exit, Error> {
    let began = Instant::now();
    let mut timings = Timings::default();
    let mut cut = document::read(&args.cut)?;
    args.making.set_rate(&mut cut);
    film::container(&args.output)?;
    film::font_for(&args.making)?;

    let sidecar = match args.making.captions {
        Captions::Srt => Some((args.output.with_extension("srt"), Format::Srt)),
        Captions::Vtt => Some((args.output.with_extension("vtt"), Format::Vtt)),
        Captions::None | Captions::Burn => None,
    };
    let mut inputs: Vec<_> = cut.rushes.iter().map(|r| locate(&args.cut, r)).collect();
    inputs.push(args.cut.clone());
    let mut targets = Targets::default();
    targets.add(&args.output, &inputs)?;
    if let Some((path, _)) = &sidecar {
        targets.add(path, &inputs)?;
    }
    let replace = targets.agree(&context.console, args.making.yes)?;

    let words = args.making.captions != Captions::None;
    let ear = if words { Some(Ear::choose(&Hearing::default(), true, context)?) } else { None };
    let needs = Needs { sound: args.making.loudness.0.is_some(), picture: words };
    let known = recall::all(&cut, &args.cut, needs, ear.as_ref(), context)?;
    timings.read = began.elapsed().as_secs_f64();

    let clock = Instant::now();
    let rendered = film::make(&cut, &known, &args.making, (&args.output, replace), context)?;
    timings.render = clock.elapsed().as_secs_f64();
    let mut files = Files {
        film: Some(args.output.clone()),
        flags: args.making.flags(),
        cut: Some(args.cut.clone()),
        ..Files::default()
    };
    if let Some((path, format)) = sidecar {
        exchange::write(&path, format, &cut, &known, replace)?;
        files.others.push(path);
    }
    timings.total = began.elapsed().as_secs_f64();
    report::for_people(&context.console, &cut, &files, Some(&rendered));
    report::for_machines(&context.console, &cut, &files, Some(&rendered), timings);
    Ok(Exit::Done)
}
