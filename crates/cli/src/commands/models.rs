//! `incamera models`: which speech models there are, and getting, checking, adding, removing them.

use std::path::PathBuf;

use incamera_speech::models::{Folder, Installed, Kind, Manifest, ModelError, State, Step, Task};
use serde::Serialize;

use crate::args;
use crate::console::Ink;
use crate::context::Context;
use crate::document::detail;
use crate::error::{Error, Exit};
use crate::report::for_json;
use crate::say::{printable, say, shown};
use crate::table::{Align, Table};

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    languages: &'a [String],
    licence: &'a str,
    size: u64,
    installed: bool,
    path: Option<String>,
}

/// Does what is asked of the models.
pub(crate) fn run(args: &args::Models, context: &Context) -> Result<Exit, Error> {
    let (folder, manifest) = (folder(), manifest()?);
    match args {
        args::Models::List => list(&folder, &manifest, context),
        args::Models::Fetch { ids } => {
            ids.iter().try_for_each(|id| fetch(id, &folder, &manifest, context))?;
            Ok(Exit::Done)
        }
        args::Models::Verify { ids } => verify(ids, &folder, &manifest, context),
        args::Models::Add { file } => {
            let installed = folder.add(file).map_err(|e| refused(&e))?;
            tell(&installed, context);
            Ok(Exit::Done)
        }
        args::Models::Remove { ids } => {
            for id in ids {
                folder.remove(id, &manifest).map_err(|e| refused(&e))?;
                let id = printable(id).into_owned();
                context
                    .console
                    .result(&format!("{}\n", context.console.text(&say!("models-removed", id = id))));
            }
            Ok(Exit::Done)
        }
    }
}

/// Where models live: `INCAMERA_MODELS`, else `$XDG_DATA_HOME/incamera/models`, else `~/.local/share/…`.
pub(crate) fn folder() -> Folder {
    let var = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let path = var("INCAMERA_MODELS")
        .or_else(|| var("XDG_DATA_HOME").filter(|p| p.is_absolute()).map(|p| p.join("incamera/models")))
        .or_else(|| var("HOME").map(|p| p.join(".local/share/incamera/models")));
    Folder::new(path.unwrap_or_else(|| "incamera-models".into()))
}

/// The models this program knows.
///
/// # Errors
/// When the manifest it was built with is broken.
pub(crate) fn manifest() -> Result<Manifest, Error> {
    Manifest::built_in().map_err(|e| refused(&e))
}

/// What a model job failed with.
pub(crate) fn refused(error: &ModelError) -> Error {
    match error {
        ModelError::Missing(id) => say!("error-no-model", id = printable(id).into_owned()).into(),
        ModelError::Unknown { id, known } => {
            say!("error-unknown-model", id = printable(id).into_owned(), known = known.clone()).into()
        }
        other => say!("error-models", detail = detail(other)).into(),
    }
}

fn list(folder: &Folder, manifest: &Manifest, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    let installed = folder.list(manifest).map_err(|e| refused(&e))?;
    let mut table = Table::new(&[Align::Left, Align::Left, Align::Right, Align::Left, Align::Left]);
    for model in manifest.models().iter().filter(|m| m.task == Task::Words) {
        let here = installed.iter().find(|i| i.id == model.id);
        let state = if here.is_some() { say!("models-installed") } else { say!("models-missing") };
        let ink = if here.is_some() { Ink::Green } else { Ink::Plain };
        let size = console.texts.bytes(model.size);
        let cells =
            [model.id.clone(), model.languages.join(" "), size, model.licence.clone(), console.text(&state)];
        table.row(ink, cells);
        console.event(&Listed {
            id: &model.id,
            languages: &model.languages,
            licence: &model.licence,
            size: model.size,
            installed: here.is_some(),
            path: here.map(|i| for_json(&i.path)),
        });
    }
    for own in installed.iter().filter(|i| manifest.get(&i.id).is_err()) {
        let size = console.texts.bytes(own.size);
        let cells = [
            own.id.clone(),
            languages(own.kind).into(),
            size,
            String::new(),
            console.text(&say!("models-added")),
        ];
        table.row(Ink::Green, cells);
        console.event(&Listed {
            id: &own.id,
            languages: &[],
            licence: "",
            size: own.size,
            installed: true,
            path: Some(for_json(&own.path)),
        });
    }
    console.result(&table.lines(console));
    console.note(&say!("models-folder", folder = shown(folder.path())));
    Ok(Exit::Done)
}

fn languages(kind: Kind) -> &'static str {
    match kind {
        Kind::Whisper(whisper) if !whisper.multilingual => "en",
        Kind::Whisper(_) | Kind::Silero => "*",
    }
}

fn fetch(id: &str, folder: &Folder, manifest: &Manifest, context: &Context) -> Result<(), Error> {
    let console = &context.console;
    console.note(&say!("models-fetching", id = printable(id).into_owned()));
    let mut tell_step = |step: Step| {
        let line = match step {
            Step::Downloading { source, of, size } => {
                say!("models-downloading", source = source, of = of, size = console.texts.bytes(size))
            }
            Step::Failed(why) => say!("models-source-failed", detail = printable(&why).into_owned()),
            Step::Unpacking => say!("models-unpacking"),
            Step::Converting => say!("models-converting"),
            Step::Checking => say!("models-checking"),
        };
        console.line(&format!("  {}", console.text(&line)));
    };
    let installed = folder.fetch(id, manifest, &mut tell_step).map_err(|e| {
        // Ctrl-C reaches pip too: however it ended, the person stopped it.
        if context.interrupt.asked() { Error::Interrupted } else { refused(&e) }
    })?;
    tell(&installed, context);
    Ok(())
}

fn tell(installed: &Installed, context: &Context) {
    let message = say!("models-fetched", id = installed.id.clone(), path = shown(&installed.path));
    context.console.result(&format!("{}\n", context.console.text(&message)));
}

/// Checks the named models, or all there are.
fn verify(ids: &[String], folder: &Folder, manifest: &Manifest, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    let all: Vec<String> = if ids.is_empty() {
        folder.list(manifest).map_err(|e| refused(&e))?.into_iter().map(|i| i.id).collect()
    } else {
        ids.to_vec()
    };
    if all.is_empty() {
        console.warn(&say!("models-none"));
    }
    let mut exit = Exit::Done;
    for id in all {
        match folder.verify(&id, manifest).map_err(|e| refused(&e))? {
            State::Good => console.result(&format!("{}\n", console.text(&say!("models-whole", id = id)))),
            State::Own => console.result(&format!("{}\n", console.text(&say!("models-own", id = id)))),
            State::Changed => {
                console.warn(&say!("models-changed", id = id));
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}
