//! `incamera man`: the manual pages, from the same texts as the help.

use clap::Command;

use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::help;
use crate::output;
use crate::say::{say, shown};

/// Prints the page of the program, or writes one a command into a folder.
pub(crate) fn run(args: &args::Man, context: &Context) -> Result<Exit, Error> {
    let mut command = help::command(&context.console.texts);
    command.build();
    let Some(folder) = &args.folder else {
        context.console.result(&String::from_utf8_lossy(&page(&command)));
        return Ok(Exit::Done);
    };
    let mut pages = Vec::new();
    gather(&command, "incamera", &mut pages);
    for (name, page) in &pages {
        output::write(&folder.join(format!("{name}.1")), page, true)?;
    }
    context.console.result(&format!(
        "{}\n",
        context.console.text(&say!("man-written", count = pages.len(), folder = shown(folder)))
    ));
    Ok(Exit::Done)
}

fn gather(command: &Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) {
    // Inside a page, the command is called as people type it; the file bears dashes.
    let titled = command.clone().name(name.to_owned()).bin_name(name.replace('-', " "));
    pages.push((name.to_owned(), page(&titled)));
    for sub in command.get_subcommands().filter(|s| !s.is_hide_set() && s.get_name() != "help") {
        gather(sub, &format!("{name}-{}", sub.get_name()), pages);
    }
}

fn page(command: &Command) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing into memory cannot fail.
    let _never = clap_mangen::Man::new(command.clone()).render(&mut out);
    out
}
