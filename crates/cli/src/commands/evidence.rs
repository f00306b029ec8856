//! `incamera evidence`: what an auditor needs, in one file that anybody can check.

use std::{fs, io::Write};

use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit, unreadable, unwritable};
use crate::installation::Installation;
use crate::output::Output;
use crate::say::{say, shown};

/// Packs the evidence.
pub(crate) fn run(args: &args::Evidence, context: &Context) -> Result<Exit, Error> {
    let (console, path) = (&context.console, &args.output);
    let since = args.since.as_ref().map(|since| fs::read_to_string(since).map_err(|e| unreadable(since, &e)));
    let since = since.transpose()?;
    let here = Installation::open(&args.place)?;
    if path.exists() && !args.yes {
        return Err(Error::Usage(say!("error-there", path = shown(path))));
    }
    let part = Output::create(path, args.yes)?;
    let mut to = std::io::BufWriter::new(part.file());
    let packed = here.run(here.kernel.evidence(since.as_deref(), &mut to))?;
    to.flush().map_err(|e| unwritable(path, &e))?;
    drop(to);
    part.commit()?;
    console.event(&packed);
    let said = say!("evidence-done", path = shown(path), files = packed.files, index = packed.index);
    console.result(&format!("{}\n", console.text(&said)));
    Ok(Exit::Done)
}
