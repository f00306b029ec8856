//! `incamera charter publish`: the next version, proved and written once.

use std::{collections::BTreeMap, fs};

use incamera_charter::{Draft, Published, Refused, Source, publish};
use jiff::civil::Date;
use serde::Serialize;

use super::{fault, prove};
use crate::args;
use crate::context::Context;
use crate::error::{Error, unreadable};
use crate::say::{printable, say, shown};
use crate::shelf::Shelf;

/// What is published.
pub(super) enum Manuscript<'a> {
    /// The files of a charter.
    Files(&'a [Source]),
    /// A draft, with what was said about it.
    Draft(&'a Draft),
}

#[derive(Serialize)]
struct Line<'a> {
    version: u32,
    digest: &'a str,
    noticed: Date,
    effective: Date,
    proved: usize,
    not_proved: usize,
    /// Where it lies; none after a dry run.
    file: Option<String>,
}

/// Publishes the next version and returns it: whoever keeps a ledger enters its digest there.
///
/// # Errors
/// What the policy refuses, what breaks a prohibition or is not proved (nothing is written then), and what cannot be
/// written.
pub(super) fn run(
    manuscript: &Manuscript<'_>,
    how: &args::Publishing,
    today: Date,
    context: &Context,
) -> Result<Published, Error> {
    let shelf = Shelf::open(&how.into)?;
    let reasons = reasons(how)?;
    let previous = shelf.versions().last();
    let version = match manuscript {
        Manuscript::Files(sources) => publish(previous, sources, today, &reasons),
        Manuscript::Draft(draft) => draft.publish(previous, today, &reasons),
    }
    .map_err(|why| refused(why, context))?;
    let proofs = prove::version(&version, &how.solver, today, context)?;
    let (proved, broken, unknown) = proofs.count();
    if broken > 0 {
        return Err(Error::Refused(say!("error-publish-broken", count = broken)));
    }
    if unknown > 0 && !how.unproved {
        let solver = shown(&how.solver);
        return Err(Error::Refused(say!("error-publish-unproved", count = unknown, solver = solver)));
    }
    let console = &context.console;
    let file = if how.dry_run { None } else { Some(shelf.put(&version, Some(&proofs))?) };
    console.event(&Line {
        version: version.number(),
        digest: version.digest(),
        noticed: version.noticed(),
        effective: version.effective(),
        proved,
        not_proved: unknown,
        file: file.as_ref().map(|path| path.display().to_string()),
    });
    let said = say!(
        "version-published",
        version = version.number(),
        noticed = version.noticed().to_string(),
        effective = version.effective().to_string(),
        digest = version.digest().to_owned()
    );
    console.result(&format!("\n{}\n", console.text(&said)));
    match &file {
        Some(path) => console.result(&format!("{}\n", console.text(&say!("exported", path = shown(path))))),
        None => console.result(&format!("{}\n", console.text(&say!("dry-run")))),
    }
    if unknown > 0 {
        console.warn(&say!("warning-published-unproved", count = unknown));
    }
    Ok(version)
}

/// Reasons from the command line and from a file; those of the command line win.
fn reasons(how: &args::Publishing) -> Result<BTreeMap<String, String>, Error> {
    let mut reasons = BTreeMap::new();
    if let Some(path) = &how.reasons {
        let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
        let wrong =
            |detail: &str| say!("error-reasons", path = shown(path), detail = printable(detail).into_owned());
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| wrong(e.message()))?;
        flatten("", table, &mut reasons).map_err(|name| wrong(&name))?;
    }
    reasons.extend(how.reason.iter().cloned());
    Ok(reasons)
}

/// `"class.device" = "why"`, and the same under `[class]`; the name of what is no text.
fn flatten(before: &str, table: toml::Table, into: &mut BTreeMap<String, String>) -> Result<(), String> {
    for (name, value) in table {
        let name = if before.is_empty() { name } else { format!("{before}.{name}") };
        match value {
            toml::Value::String(why) => drop(into.insert(name, why)),
            toml::Value::Table(below) => flatten(&name, below, into)?,
            _ => return Err(name),
        }
    }
    Ok(())
}

/// Why the charter's own rules do not let a version be published.
fn refused(why: Refused, context: &Context) -> Error {
    let clean = |names: &[String]| printable(&names.join(", ")).into_owned();
    match why {
        Refused::Faults(faults) => fault::refused(&faults, context),
        Refused::Number { expected, found } => {
            say!("refused-number", expected = expected, found = found).into()
        }
        Refused::Unchanged => say!("refused-unchanged").into(),
        Refused::Backdated { noticed, today } => {
            let (noticed, today) = (noticed.to_string(), today.to_string());
            Error::Refused(say!("refused-backdated", noticed = noticed, today = today))
        }
        Refused::TooEarly { effective, earliest } => {
            let (effective, earliest) = (effective.to_string(), earliest.to_string());
            Error::Refused(say!("refused-too-early", effective = effective, earliest = earliest))
        }
        Refused::Unreasoned(promises) => {
            let first = clean(promises.get(..1).unwrap_or_default());
            Error::Refused(say!("refused-unreasoned", promises = clean(&promises), first = first))
        }
        Refused::Unfounded(promises) => say!("refused-unfounded", promises = clean(&promises)).into(),
        Refused::Unanswered(count) => Error::Refused(say!("refused-unanswered", count = count)),
        other => {
            let detail = printable(&other.to_string()).into_owned();
            Error::Refused(say!("refused-other", detail = detail))
        }
    }
}
