//! `incamera charter`: the promises of this studio, checked, told, proved, compared and published.

mod diff;
mod draft;
mod fault;
mod load;
mod prove;
mod proved;
mod publish;
mod versions;

use std::{fs, io::Write, path::Path};

use incamera_charter::noted;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

use self::load::{Loaded, load};
use crate::args::{self, CharterFiles};
use crate::context::Context;
use crate::error::{Error, Exit, unwritable};
use crate::output::Output;
use crate::say::{Language, Texts, printable, say, shown};

/// Does what is asked of the charter.
pub(crate) fn run(args: &args::Charter, context: &Context) -> Result<Exit, Error> {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let load =
        |files: &CharterFiles| load(files.charter.as_deref(), files.locales.as_deref(), today, context);
    match args {
        args::Charter::Check { files } => check(&load(files)?, context),
        args::Charter::Text { files, lang } => tell(&load(files)?, lang.as_deref(), context)?,
        args::Charter::Rules { files } => {
            let rules = load(files)?.charter.rules();
            context.console.event(&rules);
            context.console.result(&rules.policies);
        }
        args::Charter::Register { files, folder } => register(&load(files)?, today, folder, context)?,
        args::Charter::Prove { files, solver, keep: true, .. } => {
            return prove::keep(&load(files)?, files.charter.as_deref(), solver, today, context);
        }
        args::Charter::Prove { files, policies, solver, keep: false } => {
            let loaded = load(files)?;
            let sentences = loaded.told_in(context.console.language());
            return prove::run(&loaded.charter, sentences, policies.as_deref(), solver, context);
        }
        args::Charter::Diff(args) => diff::run(args, context)?,
        args::Charter::Publish(args) => {
            let sources = load::sources(Some(&args.folder), args.locales.as_deref(), today, context)?;
            publish::run(&publish::Manuscript::Files(&sources), &args.how, today, context)?;
        }
        args::Charter::Versions { folder } => versions::run(folder, context)?,
        args::Charter::Draft(args) => draft::run(args, today, context)?,
    }
    Ok(Exit::Done)
}

fn check(loaded: &Loaded, context: &Context) {
    let charter = &loaded.charter;
    let promises = charter.promises();
    let (count, effective) = (promises.len(), charter.effective.to_string());
    context.console.event(&Checked {
        version: charter.version,
        promises: count,
        languages: &charter.languages,
        effective: &effective,
        proofs: loaded.proofs.as_ref(),
    });
    let holds = say!(
        "charter-holds",
        version = charter.version,
        promises = count,
        languages = charter.languages.join(", "),
        effective = effective
    );
    context.console.result(&format!("{}\n", context.console.text(&holds)));
    for promise in &promises {
        if let Some(note) = proved::note(promise, loaded, &context.console.texts) {
            context.console.result(&format!("  {}  {note}\n", promise.name()));
        }
    }
}

fn tell(loaded: &Loaded, lang: Option<&str>, context: &Context) -> Result<(), Error> {
    let charter = &loaded.charter;
    let wanted = lang.unwrap_or(context.console.language());
    let unspoken = || {
        let spoken = charter.languages.join(", ");
        Error::Usage(say!("error-charter-language", lang = printable(wanted).into_owned(), spoken = spoken))
    };
    let sentences = loaded.spoken.iter().find(|s| s.language() == wanted).ok_or_else(unspoken)?;
    // What was proved is told in the language of the policy, as far as this program speaks it.
    let texts = Texts::new(Language::choose(Some(wanted)));
    // Checked above: nothing is left to be missing.
    let policy = noted(charter, sentences, |promise| proved::note(promise, loaded, &texts))
        .map_err(|name| say!("error-charter-message", name = printable(&name).into_owned()))?;
    context.console.warn(&say!("warning-unenforced"));
    context.console.event(&Told { language: wanted, policy: &policy });
    context.console.result(&policy);
    Ok(())
}

/// Writes every register into a folder.
fn register(loaded: &Loaded, today: Date, folder: &Path, context: &Context) -> Result<(), Error> {
    let documents = loaded
        .charter
        .registers(&loaded.spoken, today)
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
    #[serde(skip_serializing_if = "Option::is_none")]
    proofs: Option<&'a incamera_charter::Proofs>,
}

#[derive(Serialize)]
struct Told<'a> {
    language: &'a str,
    policy: &'a str,
}
