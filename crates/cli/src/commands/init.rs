//! `incamera init`: an installation is begun; with `--demo`, two invented people share a film in it.

mod demo;

use serde::Serialize;

use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::installation::Installation;
use crate::say::{say, shown};

#[derive(Serialize)]
struct Begun<'a> {
    new: bool,
    keys: &'a str,
    ledger: &'a str,
    log: &'a str,
}

/// Begins an installation, or says what is there.
pub(crate) fn run(args: &args::Init, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    let (here, new) = Installation::begin(&args.place)?;
    let keys = here.layout.keys.display().to_string();
    let ledger = here.layout.ledger.display().to_string();
    let log = std::fs::read_to_string(here.layout.ledger.join("key")).unwrap_or_default();
    console.event(&Begun { new, keys: &keys, ledger: &ledger, log: log.trim() });
    let data = shown(here.layout.ledger.parent().unwrap_or(&here.layout.ledger));
    let keys = shown(&here.layout.keys);
    let said = if new {
        say!("init-begun", data = data, keys = keys)
    } else {
        say!("init-there", data = data, keys = keys)
    };
    console.result(&format!("{}\n", console.text(&said)));
    if args.demo {
        demo::fill(&here, &args.rushes, context)?;
    }
    Ok(Exit::Done)
}
