//! `incamera charter draft`: a version before it is published takes comments, and each is answered.

use std::{fs, path::Path};

use incamera_charter::{Draft, read};
use jiff::civil::Date;
use serde::Serialize;

use super::{load, publish};
use crate::args;
use crate::context::Context;
use crate::error::{Error, unreadable};
use crate::output;
use crate::say::{printable, say, shown};

/// One comment for machines.
#[derive(Serialize)]
struct Line<'a> {
    comment: usize,
    promise: &'a str,
    text: &'a str,
    answer: Option<&'a str>,
}

pub(super) fn run(args: &args::Draft, today: Date, context: &Context) -> Result<(), Error> {
    match args {
        args::Draft::New { folder, draft, locales } => {
            let sources = load::sources(Some(folder), locales.as_deref(), today, context)?;
            if draft.exists() {
                return Err(say!("error-draft-there", path = shown(draft)).into());
            }
            write(draft, &Draft::of(&sources), false)?;
            done(&say!("exported", path = shown(draft)), context);
        }
        args::Draft::Revise { folder, draft, locales } => {
            let sources = load::sources(Some(folder), locales.as_deref(), today, context)?;
            let mut kept = open(draft)?;
            kept.revise(&sources);
            write(draft, &kept, true)?;
            done(&say!("exported", path = shown(draft)), context);
        }
        args::Draft::Show { draft } => show(&open(draft)?, context),
        args::Draft::Comment { draft, text, about } => {
            let mut kept = open(draft)?;
            let promise = about.as_deref().unwrap_or_default();
            // Faults of a draft are for its author to mend; they keep nobody from speaking.
            if let (Some(about), Ok(charter)) = (about, read(&kept.sources(), Date::MIN))
                && !charter.promises().iter().any(|promise| promise.name() == *about)
            {
                let promise = printable(about).into_owned();
                return Err(Error::Usage(say!("error-no-promise", promise = promise)));
            }
            let number = kept.comment(promise, text);
            write(draft, &kept, true)?;
            context.console.event(&Line { comment: number, promise, text, answer: None });
            done(&say!("draft-commented", number = number), context);
        }
        args::Draft::Answer { draft, number, text } => {
            let mut kept = open(draft)?;
            kept.answer(*number, text)
                .map_err(|none| Error::Usage(say!("error-no-comment", number = none.0)))?;
            write(draft, &kept, true)?;
            done(&say!("draft-answered", number = *number), context);
        }
        args::Draft::Publish { draft, how } => {
            let kept = open(draft)?;
            publish::run(&publish::Manuscript::Draft(&kept), how, today, context)?;
        }
    }
    Ok(())
}

fn show(draft: &Draft, context: &Context) {
    let console = &context.console;
    for (comment, said) in draft.comments().iter().enumerate() {
        let answer = said.answer.as_deref().filter(|answer| !answer.trim().is_empty());
        console.event(&Line { comment, promise: &said.promise, text: &said.text, answer });
        let text = printable(&said.text);
        let about =
            if said.promise.is_empty() { String::new() } else { format!("{}: ", printable(&said.promise)) };
        let answer = match answer {
            Some(answer) => printable(answer).into_owned(),
            None => console.text(&say!("draft-open")),
        };
        console.result(&format!("{comment}  {about}{text}\n   → {answer}\n"));
    }
    if draft.comments().is_empty() {
        done(&say!("draft-silent"), context);
    }
}

fn done(message: &crate::say::Message, context: &Context) {
    context.console.result(&format!("{}\n", context.console.text(message)));
}

fn open(path: &Path) -> Result<Draft, Error> {
    let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
    let wrong = |e: serde_json::Error| {
        say!("error-draft", path = shown(path), detail = printable(&e.to_string()).into_owned())
    };
    Ok(serde_json::from_str(&text).map_err(wrong)?)
}

fn write(path: &Path, draft: &Draft, replace: bool) -> Result<(), Error> {
    // INVARIANT: all members are strings, and maps and lists of them.
    let text = serde_json::to_string_pretty(draft).unwrap_or_default() + "\n";
    output::write(path, text.as_bytes(), replace)
}
