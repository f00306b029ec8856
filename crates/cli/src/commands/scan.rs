//! `incamera scan`: what was measured in rushes.

use std::collections::BTreeMap;

use incamera_model::{Micros, Reason, Scan, Transcript};
use serde::Serialize;

use crate::args::{self, Part};
use crate::commands::cut::look_and_listen;
use crate::commands::probe;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::film::Known;
use crate::measure;
use crate::reason::named;
use crate::report::for_json;
use crate::rush::open_all;
use crate::say::{clock, printable, say};
use crate::words::Ear;

#[derive(Serialize)]
struct Scanned<'a> {
    rush: &'a str,
    path: String,
    hash: &'a str,
    scan: &'a Scan,
    transcript: Option<&'a Transcript>,
}

/// Measures each rush and says what was found.
pub(crate) fn run(args: &args::Scan, context: &Context) -> Result<Exit, Error> {
    let wanted = |part| args.only.is_empty() || args.only.contains(&part);
    let ear = if wanted(Part::Words) {
        Ear::choose(&args.hearing, args.only.contains(&Part::Words), context)?
    } else {
        Ear::deaf()
    };
    let rushes = open_all(&args.rushes, context)?;
    let mut left_out = rushes.left_out;
    let all = rushes.good.len() + left_out;
    let mut known = Vec::new();
    for rush in rushes.good {
        // Words are heard where the sound has speech.
        let heard = wanted(Part::Sound) || wanted(Part::Words);
        match if heard { measure::sound(&rush, context) } else { Ok(None) } {
            Ok(sound) => known.push(Known { rush, sound, picture: None, transcript: None }),
            Err(trouble) => {
                left_out += 1;
                trouble.settle(context, all)?;
            }
        }
    }
    left_out += look_and_listen(&mut known, wanted(Part::Picture), &ear, all, context)?;
    for known in &known {
        context.console.result(&describe(known, context));
        measure::tell_warnings(&known.rush, context);
        let scan = measure::scan_of(known);
        let (path, hash) = (for_json(&known.rush.path), known.rush.hash.as_str());
        let transcript = known.transcript.as_ref();
        context.console.event(&Scanned { rush: &known.rush.name, path, hash, scan: &scan, transcript });
    }
    Ok(if left_out > 0 { Exit::Partly } else { Exit::Done })
}

fn describe(known: &Known, context: &Context) -> String {
    let console = &context.console;
    let mut out = probe::describe(&known.rush, context);
    let mut line = |text: String| out += &format!("  {text}\n");
    let hundredths = |n: i32| console.texts.decimal(f64::from(n) / 100.0, 1);
    if let Some(sound) = &known.sound {
        let spoken: i64 = sound.islands.iter().map(|i| i.end.0 - i.start.0).sum();
        line(console.text(&say!(
            "scan-speech",
            count = sound.islands.len(),
            length = clock(Micros(spoken).seconds()),
            whole = clock(sound.length.seconds())
        )));
        let loud = &sound.loudness;
        line(console.text(&if loud.integrated == i32::MIN {
            say!("scan-quiet")
        } else {
            say!(
                "scan-loudness",
                integrated = hundredths(loud.integrated),
                range = hundredths(loud.range),
                peak = hundredths(loud.peak),
                floor = hundredths(loud.floor)
            )
        }));
    }
    if let (Some(picture), Some(video)) = (&known.picture, known.rush.probe.picture()) {
        line(console.text(&say!("scan-shots", count = picture.shots.len())));
        let mut faults: BTreeMap<Reason, (usize, u64)> = BTreeMap::new();
        for fault in &picture.spans {
            let (count, frames) = faults.entry(fault.reason).or_default();
            *count += 1;
            *frames += fault.span.len();
        }
        for (reason, (count, frames)) in faults {
            let length = clock(video.rate.time_of(frames).seconds());
            let text = console.text(&say!("scan-faults", count = count, length = length));
            line(format!("         {}: {text}", console.text(&named(reason))));
        }
    }
    if let Some(transcript) = &known.transcript {
        line(console.text(&say!(
            "scan-words",
            count = transcript.words().count(),
            language = printable(&transcript.language).into_owned(),
            model = printable(&transcript.model).into_owned()
        )));
    }
    out
}
