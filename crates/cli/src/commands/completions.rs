//! `incamera completions`: what a shell needs to complete our commands.

use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::help;

/// Prints the script.
#[expect(clippy::unnecessary_wraps, reason = "every command answers alike")]
pub(crate) fn run(args: &args::Completions, context: &Context) -> Result<Exit, Error> {
    let mut script = Vec::new();
    let mut command = help::command(&context.console.texts);
    clap_complete::generate(args.shell, &mut command, "incamera", &mut script);
    context.console.result(&String::from_utf8_lossy(&script));
    Ok(Exit::Done)
}
