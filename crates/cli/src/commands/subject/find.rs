//! `incamera subject find`: everything held about somebody, where it lies, and until when. No row is opened for it.

use std::collections::BTreeMap;

use incamera_rights::{Index, Whom};

use crate::args::Place;
use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::installation::Installation;
use crate::say::{printable, say};
use crate::table::{Align, Table};

pub(super) fn run(who: &str, place: &Place, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    let here = Installation::open(place)?;
    let whom = match who.parse() {
        Ok(person) => Whom::Person(person),
        Err(_) => Whom::Email(who),
    };
    let region = here.region()?;
    let found = here.run(here.kernel.find(whom, &region))?;
    if found.iter().all(|index| index.held.is_empty()) {
        return Err(say!("error-nobody", who = printable(who).into_owned()).into());
    }
    for index in &found {
        console.event(index);
        tell(index, context);
    }
    Ok(Exit::Done)
}

fn tell(index: &Index, context: &Context) {
    let console = &context.console;
    let head = say!("find-person", person = index.person.to_string(), count = index.held.len());
    let mut lines: BTreeMap<(String, &str, &str, bool), (usize, usize)> = BTreeMap::new();
    for found in &index.held {
        let tie = found.tie.unwrap_or("mentions");
        let line = lines.entry((found.workspace.to_string(), found.table, tie, found.erased)).or_default();
        line.0 += 1;
        line.1 += usize::from(found.object.is_some());
    }
    let mut table = Table::new(&[Align::Left, Align::Left, Align::Right, Align::Left]);
    for ((workspace, name, tie, erased), (count, objects)) in lines {
        let how = match (tie, erased) {
            (_, true) => say!("find-erased"),
            ("owns" | "keeps", _) => say!("find-owns", objects = objects),
            ("shares", _) => say!("find-shares", objects = objects),
            _ => say!("find-mentions"),
        };
        table.row(Ink::Plain, [workspace, name.to_owned(), count.to_string(), console.text(&how)]);
    }
    let head = console.ink(Ink::Bold, &console.text(&head));
    console.result(&format!("{head}\n{}", table.lines(console)));
    for stands in &index.standings {
        let said = say!(
            "find-stands",
            kind = stands.kind.to_owned(),
            purpose = printable(&stands.purpose).into_owned(),
            workspace = stands.workspace.to_string()
        );
        console.result(&format!("  {}\n", console.text(&said)));
    }
}
