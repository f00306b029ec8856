//! `incamera cache`: what is remembered of rushes, and forgetting it.

use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::say::{say, shown};

/// Says what is held, or forgets it.
pub(crate) fn run(args: args::Cache, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    let Some(folder) = context.cache.folder() else {
        console.note(&say!("cache-none"));
        return Ok(Exit::Done);
    };
    let held = match args {
        args::Cache::Show => context.cache.held(),
        args::Cache::Clear => context
            .cache
            .clear()
            .map_err(|e| say!("error-write", path = shown(folder), detail = e.to_string()))?,
    };
    let (count, bytes, folder) = (held.entries, console.texts.bytes(held.bytes), shown(folder));
    let message = match args {
        args::Cache::Show => say!("cache-held", count = count, bytes = bytes, folder = folder),
        args::Cache::Clear => say!("cache-cleared", count = count, bytes = bytes, folder = folder),
    };
    console.result(&format!("{}\n", console.text(&message)));
    console.event(&held);
    Ok(Exit::Done)
}
