//! The `incamera` program: rushes in, derushed film out.
#![expect(clippy::format_push_string, reason = "a few lines of text for people; they read better so")]

mod args;
mod cache;
mod commands;
mod console;
mod context;
mod document;
mod error;
mod exchange;
mod failure;
mod film;
mod font;
mod help;
mod installation;
mod interrupt;
mod making;
mod measure;
mod output;
mod picture;
mod progress;
mod reason;
mod recall;
mod report;
mod rush;
mod say;
mod selection;
mod shelf;
mod table;
mod targets;
mod words;

use std::{ffi::OsString, process::ExitCode};

use clap::{FromArgMatches, error::ErrorKind};

use args::{Cli, Verb};
use console::Console;
use context::Context;
use error::{Error, Exit};
use interrupt::Interrupt;
use say::{Language, Texts, say};

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    // INVARIANT: a worker locks itself in before anything else happens in its process.
    match (words.get(1).and_then(|w| w.to_str()), words.get(2).and_then(|w| w.to_str())) {
        (Some("worker"), Some("media")) => return incamera_media::worker_main(),
        (Some("worker"), Some("speech")) => {
            return match incamera_speech::words::worker_main() {
                Ok(()) => ExitCode::SUCCESS,
                Err(_) => ExitCode::FAILURE,
            };
        }
        _ => {}
    }
    let texts = Texts::new(Language::choose(asked_language(&words).as_deref()));
    match understand(&words, &texts) {
        Ok(cli) => ExitCode::from(run(&cli, texts) as u8),
        Err(code) => code,
    }
}

/// Reads the command line; help, version and complaints are answered here.
fn understand(words: &[OsString], texts: &Texts) -> Result<Cli, ExitCode> {
    help::command(texts)
        .try_get_matches_from(words)
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                // A reader that went away wants no help any more.
                let _gone = error.print();
                ExitCode::from(if error.use_stderr() { Exit::Usage as u8 } else { Exit::Done as u8 })
            }
            _ => {
                use std::io::Write;
                let _gone = write!(std::io::stderr().lock(), "{}", help::complaint(&error, texts));
                ExitCode::from(Exit::Usage as u8)
            }
        })
}

fn run(cli: &Cli, texts: Texts) -> Exit {
    let console = Console::new(texts, cli.common.json);
    let interrupt = match Interrupt::listen() {
        Ok(interrupt) => interrupt,
        Err(error) => {
            console.fail(&say!("error-signals", detail = error.to_string()).into());
            return Exit::Failed;
        }
    };
    let context = Context::new(&cli.common, console, interrupt);
    let done = match &cli.verb {
        Verb::Cut(args) => commands::cut::run(args, &context),
        Verb::Render(args) => commands::render::run(args, &context),
        Verb::Show(args) => commands::show::run(args, &context),
        Verb::Restore(args) => commands::restore::run(args, &context),
        Verb::Drop(args) => commands::drop::run(args, &context),
        Verb::Export(args) => commands::export::run(args, &context),
        Verb::Import(args) => commands::import::run(args, &context),
        Verb::Probe(args) => commands::probe::run(args, &context),
        Verb::Scan(args) => commands::scan::run(args, &context),
        Verb::Models(args) => commands::models::run(args, &context),
        Verb::Charter(args) => commands::charter::run(args, &context),
        Verb::Ledger(args) => commands::ledger::run(args, &context),
        Verb::Cache(args) => commands::cache::run(*args, &context),
        Verb::Init(args) => commands::init::run(args, &context),
        Verb::Subject(args) => commands::subject::run(args, &context),
        Verb::Request(args) => commands::request::run(args, &context),
        Verb::Backup(args) => commands::backup::run(args, &context),
        Verb::Keys(args) => commands::keys::run(args, &context),
        Verb::Evidence(args) => commands::evidence::run(args, &context),
        Verb::Serve(args) => commands::serve::run(args, &context),
        Verb::Sweep(args) => commands::sweep::run(args, &context),
        Verb::Trace(args) => commands::trace::run(args, &context),
        Verb::Doctor => commands::doctor::run(&context),
        Verb::Completions(args) => commands::completions::run(args, &context),
        Verb::Man(args) => commands::man::run(args, &context),
        // Caught at the beginning of `main`; what gets here has a wrong second word, which clap refuses.
        Verb::Worker(_) => Err(Error::Usage(say!("error-worker-verb"))),
    };
    done.unwrap_or_else(|error| {
        context.console.fail(&error);
        match error {
            Error::Failed(_) => Exit::Failed,
            Error::Refused(_) => Exit::Partly,
            Error::Outside(_) => Exit::Outside,
            Error::Usage(_) => Exit::Usage,
            Error::Interrupted => context.interrupt.exit(),
        }
    })
}

/// `--ui-lang`, before the command line is understood: its errors are said in that language too.
fn asked_language(words: &[OsString]) -> Option<String> {
    let mut words = words.iter().filter_map(|w| w.to_str());
    while let Some(word) = words.next() {
        if word == "--ui-lang" {
            return words.next().map(str::to_owned);
        }
        if let Some(value) = word.strip_prefix("--ui-lang=") {
            return Some(value.to_owned());
        }
    }
    None
}
