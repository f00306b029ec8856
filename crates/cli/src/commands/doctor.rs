//! `incamera doctor`: is everything in place on this machine?

use std::{path::Path, thread};

use incamera_gate::Solver;
use incamera_media::{Enforced, Media};
use incamera_speech::models::Installed;
use serde::Serialize;

use crate::commands::models;
use crate::console::Ink;
use crate::context::Context;
use crate::document::detail;
use crate::error::{Error, Exit};
use crate::font;
use crate::say::{Message, printable, say, shown};

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Health {
    Good,
    Note,
    Missing,
}

#[derive(Serialize)]
struct Finding<'a> {
    check: &'a str,
    health: Health,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Looks at everything and says what to do.
pub(crate) fn run(context: &Context) -> Result<Exit, Error> {
    let mut findings = vec![confinement(context)];
    findings.extend(libraries());
    findings.extend(speech()?);
    findings.extend([fonts(), solver()]);
    findings.extend(keys());
    findings.extend([cache(context), cores()]);
    let console = &context.console;
    for (health, message) in &findings {
        let (label, ink) = match health {
            Health::Good => (say!("doctor-good"), Ink::Green),
            Health::Note => (say!("doctor-mind"), Ink::Yellow),
            Health::Missing => (say!("doctor-bad"), Ink::Red),
        };
        let label = console.ink(ink, &format!("{:<8}", console.text(&label)));
        let (text, next) = (console.text(message), console.texts.next(message));
        console.result(&format!("{label} {text}\n"));
        if let (Some(next), true) = (&next, *health != Health::Good) {
            console.result(&format!("         → {next}\n"));
        }
        console.event(&Finding { check: message.id(), health: *health, message: text, next });
    }
    let ill = findings.iter().any(|(health, _)| *health == Health::Missing);
    let end = if ill { say!("doctor-ill") } else { say!("doctor-well") };
    console.result(&format!("\n{}\n", console.text(&end)));
    Ok(if ill { Exit::Failed } else { Exit::Done })
}

fn confinement(context: &Context) -> (Health, Message) {
    let word = |enforced: &Enforced| {
        context.console.text(&match enforced {
            Enforced::Fully => say!("doctor-fully"),
            Enforced::Partly => say!("doctor-partly"),
            Enforced::Not(why) => say!("doctor-not", why = detail(why)),
        })
    };
    match Media::new(context.worker.clone(), context.cancel()).confinement() {
        Ok(held) => {
            let (landlock, seccomp, limits) = (word(&held.landlock), word(&held.seccomp), word(&held.limits));
            let health = if held.missing().is_none() { Health::Good } else { Health::Missing };
            (health, say!("doctor-confined", landlock = landlock, seccomp = seccomp, limits = limits))
        }
        Err(error) => (Health::Missing, say!("doctor-unconfined", detail = detail(&error))),
    }
}

/// FFmpeg's versions, and the encoders that films need.
fn libraries() -> Vec<(Health, Message)> {
    let about = incamera_media::about();
    let mut all = vec![(Health::Good, say!("doctor-ffmpeg", versions = about.versions.join(", ")))];
    let (here, missing): (Vec<_>, Vec<_>) = about.encoders.into_iter().partition(|e| e.present);
    if !here.is_empty() {
        let names: Vec<&str> = here.iter().map(|e| e.name).collect();
        all.push((Health::Good, say!("doctor-encoders", names = names.join(", "))));
    }
    for encoder in missing {
        all.push((Health::Missing, say!("doctor-no-encoder", name = encoder.name, codec = encoder.codec)));
    }
    all
}

fn speech() -> Result<Vec<(Health, Message)>, Error> {
    let manifest = models::manifest()?;
    let installed = models::folder().list(&manifest).map_err(|e| models::refused(&e))?;
    if installed.is_empty() {
        return Ok(vec![(Health::Note, say!("doctor-no-model"))]);
    }
    let told = |m: Installed| (Health::Good, say!("doctor-model", id = m.id, path = shown(&m.path)));
    Ok(installed.into_iter().map(told).collect())
}

fn fonts() -> (Health, Message) {
    match font::find() {
        Some(path) => (Health::Good, say!("doctor-font", path = shown(&path))),
        None => (Health::Note, say!("doctor-no-font")),
    }
}

/// What proves the promises.
fn solver() -> (Health, Message) {
    match Solver::at("cvc5").version() {
        Ok(version) => (Health::Good, say!("doctor-solver", version = printable(&version).into_owned())),
        Err(_) => (Health::Note, say!("doctor-no-solver")),
    }
}

/// A key device, if one is named. The vault keeps its root key in a file, and says so to who expects more.
fn keys() -> Option<(Health, Message)> {
    let module = std::env::var_os("INCAMERA_PKCS11").filter(|path| !path.is_empty())?;
    let path = Path::new(&module);
    Some(if path.is_file() {
        (Health::Note, say!("doctor-pkcs11", path = shown(path)))
    } else {
        (Health::Missing, say!("doctor-no-pkcs11", path = shown(path)))
    })
}

fn cache(context: &Context) -> (Health, Message) {
    let Some(folder) = context.cache.folder() else { return (Health::Note, say!("cache-none")) };
    if let Err(error) = context.cache.writable() {
        let why = error.to_string();
        return (Health::Note, say!("doctor-cache-unwritable", folder = shown(folder), detail = why));
    }
    let bytes = context.console.texts.bytes(context.cache.held().bytes);
    (Health::Good, say!("doctor-cache", folder = shown(folder), bytes = bytes))
}

fn cores() -> (Health, Message) {
    let count = thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    (Health::Good, say!("doctor-cores", count = count))
}
