//! `incamera charter`: the promises of this studio, checked, told and proved.

mod prove;

use std::{fs, io::Write, path::Path};

use incamera_charter::{Cause, Charter, Fault, Sentences, Source, read, shipped, text};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

use crate::args::{self, CharterFiles};
use crate::context::Context;
use crate::error::{Error, Exit, unreadable, unwritable};
use crate::output::Output;
use crate::say::{Message, printable, say, shown};

/// Does what is asked of the charter.
pub(crate) fn run(args: &args::Charter, context: &Context) -> Result<Exit, Error> {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let (args::Charter::Check { files }
    | args::Charter::Text { files, .. }
    | args::Charter::Rules { files }
    | args::Charter::Register { files, .. }
    | args::Charter::Prove { files, .. }) = args;
    let (charter, spoken) = match load(files, today)? {
        Ok(loaded) => loaded,
        Err(faults) => {
            for fault in &faults {
                tell(fault, context);
            }
            return Err(say!("error-charter", count = faults.len()).into());
        }
    };
    match args {
        args::Charter::Check { .. } => {
            let languages = charter.languages.join(", ");
            let (promises, effective) = (charter.promises().len(), charter.effective.to_string());
            context.console.event(&Checked {
                version: charter.version,
                promises,
                languages: &charter.languages,
                effective: &effective,
            });
            let holds = say!(
                "charter-holds",
                version = charter.version,
                promises = promises,
                languages = languages,
                effective = effective
            );
            context.console.result(&format!("{}\n", context.console.text(&holds)));
        }
        args::Charter::Text { lang, .. } => {
            let wanted = lang.as_deref().unwrap_or(context.console.language());
            let unspoken = || {
                let spoken = charter.languages.join(", ");
                Error::Usage(say!(
                    "error-charter-language",
                    lang = printable(wanted).into_owned(),
                    spoken = spoken
                ))
            };
            let sentences = spoken.iter().find(|s| s.language() == wanted).ok_or_else(unspoken)?;
            // Checked above: nothing is left to be missing.
            let policy = text(&charter, sentences)
                .map_err(|name| say!("error-charter-message", name = printable(&name).into_owned()))?;
            context.console.warn(&say!("warning-unenforced"));
            context.console.event(&Told { language: wanted, policy: &policy });
            context.console.result(&policy);
        }
        args::Charter::Rules { .. } => {
            let rules = charter.rules();
            context.console.event(&rules);
            context.console.result(&rules.policies);
        }
        args::Charter::Register { folder, .. } => register(&charter, &spoken, today, folder, context)?,
        args::Charter::Prove { policies, solver, .. } => {
            let wanted = context.console.language();
            let sentences = spoken.iter().find(|s| s.language() == wanted).or(spoken.first());
            return prove::run(&charter, sentences, policies.as_deref(), solver, context);
        }
    }
    Ok(Exit::Done)
}

/// Writes every register into a folder.
fn register(
    charter: &Charter,
    spoken: &[Sentences],
    today: Date,
    folder: &Path,
    context: &Context,
) -> Result<(), Error> {
    let documents = charter
        .registers(spoken, today)
        .map_err(|name| say!("error-charter-message", name = printable(&name).into_owned()))?;
    for document in &documents {
        let path = folder.join(&document.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| unwritable(parent, &e))?;
        }
        let output = Output::create(&path, true)?;
        output.file().write_all(document.text.as_bytes()).map_err(|e| unwritable(&path, &e))?;
        output.commit()?;
        context.console.event(&Registered { file: &path.display().to_string() });
    }
    let said = say!("charter-registered", count = documents.len(), folder = shown(folder));
    context.console.result(&format!("{}\n", context.console.text(&said)));
    Ok(())
}

#[derive(Serialize)]
struct Registered<'a> {
    file: &'a str,
}

#[derive(Serialize)]
struct Checked<'a> {
    version: u32,
    promises: usize,
    languages: &'a [String],
    effective: &'a str,
}

#[derive(Serialize)]
struct Told<'a> {
    language: &'a str,
    policy: &'a str,
}

type Loaded = Result<(Charter, Vec<Sentences>), Vec<Fault>>;

/// The charter and its sentences, or everything that is wrong with them.
fn load(files: &CharterFiles, today: Date) -> Result<Loaded, Error> {
    let sources = match &files.charter {
        Some(folder) => folder_of(folder)?,
        None => shipped::files(),
    };
    let charter = match read(&sources, today) {
        Ok(charter) => charter,
        Err(faults) => return Ok(Err(faults)),
    };
    let (mut spoken, mut faults) = (Vec::new(), Vec::new());
    for language in &charter.languages {
        let source = |file: &str| {
            let name = format!("{language}/{file}.ftl");
            let found = match &files.locales {
                Some(folder) => fs::read_to_string(folder.join(&name)).ok(),
                None => shipped::words(&name).map(|words| words.text),
            };
            Source { name, text: found.unwrap_or_default() }
        };
        let (policy, registers) = (source("policy"), source("registers"));
        match Sentences::read(language, policy).and_then(|s| s.with(&registers)) {
            Ok(sentences) => {
                faults.extend(sentences.check(&charter));
                spoken.push(sentences);
            }
            Err(found) => faults.extend(found),
        }
    }
    Ok(if faults.is_empty() { Ok((charter, spoken)) } else { Err(faults) })
}

/// The TOML files of a folder.
fn folder_of(folder: &Path) -> Result<Vec<Source>, Error> {
    files_of(folder, "toml")
}

/// The files of a folder with this ending, in the order of their names.
fn files_of(folder: &Path, ending: &str) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        if path.extension().is_some_and(|e| e == ending) {
            let text = fs::read_to_string(&path).map_err(|e| unreadable(&path, &e))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            sources.push(Source { name, text });
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}

/// One fault: file, line, cause, and what to write.
fn tell(fault: &Fault, context: &Context) {
    let message = sentence(&fault.cause);
    let place = format!("{}:{}", printable(&fault.place.file), fault.place.line);
    context.console.found(&place, &message);
}

fn sentence(cause: &Cause) -> Message {
    let clean = |text: &str| printable(text).into_owned();
    match cause {
        Cause::Syntax(why) => say!("fault-syntax", detail = clean(why)),
        Cause::NoFile => say!("fault-no-file"),
        Cause::Name(name) => say!("fault-name", name = clean(name)),
        Cause::Unknown { kind, word, near } if near.is_empty() => {
            say!("fault-unknown", kind = *kind, word = clean(word))
        }
        Cause::Unknown { kind, word, near } => {
            say!("fault-unknown-near", kind = *kind, word = clean(word), near = clean(&near.join(", ")))
        }
        Cause::NoRetention(class) => say!("fault-no-retention", class = clean(class)),
        Cause::Idle(class) => say!("fault-idle", class = clean(class)),
        Cause::NoBasis(purpose) => say!("fault-no-basis", purpose = clean(purpose)),
        Cause::NoBalancing(purpose) => say!("fault-no-balancing", purpose = clean(purpose)),
        Cause::NoLaw(purpose) => say!("fault-no-law", purpose = clean(purpose)),
        Cause::Overdue { what, due } => say!("fault-overdue", what = clean(what), due = due.to_string()),
        Cause::Wildcard(word) => say!("fault-wildcard", word = clean(word)),
        Cause::Advertising(word) => say!("fault-advertising", word = clean(word)),
        Cause::Broad(word) => say!("fault-broad", word = clean(word)),
        Cause::NoAgreement(processor) => say!("fault-no-agreement", processor = clean(processor)),
        Cause::NoAssessment(processor) => say!("fault-no-assessment", processor = clean(processor)),
        Cause::TooEarly { earliest } => say!("fault-too-early", earliest = earliest.to_string()),
        Cause::Length(text) => say!("fault-length", text = clean(text)),
        Cause::Digit { message, text } => say!("fault-digit", message = clean(message), text = clean(text)),
        Cause::Sentence(why) => say!("fault-sentence", detail = clean(why)),
        Cause::Unfilled { message, why } => {
            say!("fault-unfilled", message = clean(message), detail = clean(why))
        }
        Cause::Unspoken(names) => {
            say!("fault-unspoken", name = clean(names.first().map_or("", String::as_str)))
        }
        Cause::Unbacked(message) => say!("fault-unbacked", message = clean(message)),
        other => say!("fault-syntax", detail = clean(&format!("{other:?}"))),
    }
}
