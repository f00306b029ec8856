//! `incamera doctor`: is everything in place on this machine?

use std::thread;

use incamera_media::{Enforced, Media};
use serde::Serialize;

use crate::console::Ink;
use crate::context::Context;
use crate::document::detail;
use crate::error::{Error, Exit};
use crate::font;
use crate::say::{Message, say, shown};

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
    let findings: Vec<(Health, Message)> =
        [confinement(context), fonts(), cache(context), cores()].into_iter().collect();
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
            let (landlock, seccomp, limits) =
                (word(&held.landlock), word(&held.seccomp), word(&held.limits));
            let health = if held.missing().is_none() { Health::Good } else { Health::Missing };
            (health, say!("doctor-confined", landlock = landlock, seccomp = seccomp, limits = limits))
        }
        Err(error) => (Health::Missing, say!("doctor-unconfined", detail = detail(&error))),
    }
}

fn fonts() -> (Health, Message) {
    match font::find() {
        Some(path) => (Health::Good, say!("doctor-font", path = shown(&path))),
        None => (Health::Note, say!("doctor-no-font")),
    }
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
