//! `incamera charter versions`: what was published, and that nobody altered it since.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, unreadable};
use crate::say::say;
use crate::shelf::Shelf;
use crate::table::{Align, Table};

#[derive(Serialize)]
struct Line<'a> {
    version: u32,
    published: Date,
    noticed: Date,
    effective: Date,
    digest: &'a str,
    /// How many prohibitions were proved when it was published; none where nothing is kept about that.
    proved: Option<usize>,
    not_proved: Option<usize>,
}

pub(super) fn run(folder: &Path, context: &Context) -> Result<(), Error> {
    let console = &context.console;
    // Who asks for a folder that is not there meant another.
    std::fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
    let shelf = Shelf::open(folder)?;
    let mut table = Table::new(&[Align::Right, Align::Left, Align::Left, Align::Left, Align::Left]);
    let heads = [
        say!("versions-number"),
        say!("versions-published"),
        say!("versions-effective"),
        say!("versions-digest"),
        say!("versions-proofs"),
    ];
    table.row(Ink::Bold, heads.iter().map(|head| console.text(head)));
    for version in shelf.versions() {
        let counted = shelf.proofs(version)?.map(|proofs| proofs.count());
        let state = match counted {
            Some((proved, 0, 0)) => say!("versions-proved", count = proved),
            _ => say!("state-unknown"),
        };
        let whole = matches!(counted, Some((_, 0, 0)));
        table.row(
            if whole { Ink::Plain } else { Ink::Yellow },
            [
                version.number().to_string(),
                version.published().to_string(),
                version.effective().to_string(),
                version.digest().to_owned(),
                console.text(&state),
            ],
        );
        console.event(&Line {
            version: version.number(),
            published: version.published(),
            noticed: version.noticed(),
            effective: version.effective(),
            digest: version.digest(),
            proved: counted.map(|(proved, ..)| proved),
            not_proved: counted.map(|(_, broken, unknown)| broken + unknown),
        });
    }
    let end = match shelf.versions().len() {
        0 => say!("versions-none"),
        count => {
            console.result(&table.lines(console));
            say!("versions-whole", count = count)
        }
    };
    console.result(&format!("{}\n", console.text(&end)));
    Ok(())
}
