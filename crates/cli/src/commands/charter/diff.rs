//! `incamera charter diff`: what changes from one charter to another, what it weighs, and from when it may hold.

use incamera_charter::{Change, Kind, Weight, changes, earliest_effective};
use jiff::civil::Date;
use serde::Serialize;

use super::load::{Loaded, load};
use crate::args;
use crate::console::Ink;
use crate::context::Context;
use crate::error::Error;
use crate::say::{Message, printable, say};

/// One line for machines.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    change: &'a Change,
    /// The change as a sentence.
    told: &'a str,
    /// From when this change alone may hold.
    earliest: Date,
}

pub(super) fn run(args: &args::Diff, context: &Context) -> Result<(), Error> {
    // To compare is not to check: nothing is overdue on the first of all days.
    let load = |place| load(Some(place), args.locales.as_deref(), Date::MIN, context);
    let (old, new) = (load(&args.old)?, load(&args.new)?);
    let language = args.lang.as_deref().unwrap_or(context.console.language());
    if args.lang.is_some() && new.spoken.iter().all(|s| s.language() != language) {
        let (lang, spoken) = (printable(language).into_owned(), new.charter.languages.join(", "));
        return Err(Error::Usage(say!("error-charter-language", lang = lang, spoken = spoken)));
    }
    let changes = changes((&old.charter, &old.spoken), (&new.charter, &new.spoken));
    for change in &changes {
        say_change(change, (&old, &new), language, context)?;
    }
    let console = &context.console;
    if changes.is_empty() {
        console.result(&format!("{}\n", console.text(&say!("diff-none"))));
        return Ok(());
    }
    let count = |weight| changes.iter().filter(|change| change.weight == weight).count();
    let sum = say!(
        "diff-sum",
        material = count(Weight::Material),
        tightening = count(Weight::Tightening),
        neutral = count(Weight::Neutral)
    );
    let (told, earliest) = (new.charter.noticed, earliest(&changes, (&old, &new)));
    let from = say!("diff-earliest", noticed = told.to_string(), earliest = earliest.to_string());
    console.result(&format!("\n{}\n{}\n", console.text(&sum), console.text(&from)));
    if new.charter.effective < earliest {
        console.warn(&say!("warning-diff-early", effective = new.charter.effective.to_string()));
    }
    Ok(())
}

/// From when these changes may hold: not before their notice has run, nor before the version they follow.
fn earliest(changes: &[Change], (old, new): (&Loaded, &Loaded)) -> Date {
    earliest_effective(changes, new.charter.noticed, &old.charter.notices).max(old.charter.effective)
}

fn say_change(
    change: &Change,
    sides: (&Loaded, &Loaded),
    language: &str,
    context: &Context,
) -> Result<(), Error> {
    let console = &context.console;
    let missing = |name: String| say!("error-charter-message", name = printable(&name).into_owned());
    // What is no longer there is told by those who told it.
    let side = if change.after.is_none() { sides.0 } else { sides.1 };
    let Some(sentences) = side.told_in(language) else { return Ok(()) };
    let told = change.tell(sentences).map_err(missing)?;
    let (word, ink): (Message, Ink) = match change.weight {
        Weight::Material => (say!("weight-material"), Ink::Yellow),
        Weight::Tightening => (say!("weight-tightening"), Ink::Green),
        Weight::Neutral => (say!("weight-neutral"), Ink::Dim),
    };
    let weight = console.ink(ink, &console.text(&word));
    console.result(&format!("{weight}  {}\n    {}\n", change.promise, printable(&told)));
    if !change.reconsent.is_empty() {
        let name = |id: &String| sentences.name(Kind::Purpose, id).unwrap_or_else(|| id.clone());
        let purposes: Vec<String> = change.reconsent.iter().map(name).collect();
        let again = say!("diff-asked", purposes = printable(&purposes.join(", ")).into_owned());
        console.result(&format!("    {}\n", console.text(&again)));
    }
    let earliest = earliest(std::slice::from_ref(change), sides);
    console.event(&Line { change, told: &told, earliest });
    Ok(())
}
