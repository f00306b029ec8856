//! `incamera export`: a cut for other programs.

use serde::Serialize;

use crate::args::{self, Hearing};
use crate::context::Context;
use crate::document::{self, locate};
use crate::error::{Error, Exit};
use crate::exchange::{self, Format};
use crate::recall::{self, Needs};
use crate::report::for_json;
use crate::say::{say, shown};
use crate::targets::Targets;
use crate::words::Ear;

#[derive(Serialize)]
struct Exported {
    files: Vec<String>,
}

/// Writes each file in the format its ending names.
pub(crate) fn run(args: &args::Export, context: &Context) -> Result<Exit, Error> {
    let cut = document::read(&args.cut)?;
    let mut inputs: Vec<_> = cut.rushes.iter().map(|r| locate(&args.cut, r)).collect();
    inputs.push(args.cut.clone());
    let mut targets = Targets::default();
    let mut formats = Vec::new();
    for file in &args.files {
        formats.push(Format::of(file)?);
        targets.add(file, &inputs)?;
    }
    let replace = targets.agree(&context.console, args.yes)?;
    // The rushes themselves are needed for their words only.
    let known = if formats.iter().any(|f| f.needs_words()) {
        let ear = Ear::choose(&Hearing::default(), true, context)?;
        recall::all(&cut, &args.cut, Needs { sound: true, picture: true }, Some(&ear), context)?
    } else {
        Vec::new()
    };
    let whole = exchange::with_whole_paths(&cut, &args.cut);
    for (file, format) in args.files.iter().zip(formats) {
        exchange::write(file, format, &whole, &known, replace)?;
        context.console.result(&format!("{}\n", context.console.text(&say!("exported", path = shown(file)))));
    }
    context.console.event(&Exported { files: args.files.iter().map(|f| for_json(f)).collect() });
    Ok(Exit::Done)
}
