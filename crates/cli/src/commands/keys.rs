//! `incamera keys`: what opens everything: how it stands, wrapped anew, and copied for a backup of its own.

use serde::Serialize;

use crate::args;
use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::installation::{Installation, of_kernel};
use crate::say::{say, shown};
use crate::table::{Align, Table};

#[derive(Serialize)]
struct Status<'a> {
    root: &'a str,
    software: bool,
    workspaces: usize,
    people: usize,
    objects: usize,
    fields: usize,
}

/// Does what is asked of the keys.
pub(crate) fn run(args: &args::Keys, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    match args {
        args::Keys::Status { place } => {
            let here = Installation::open(place)?;
            status(&here, context)?;
        }
        args::Keys::Rotate { dry_run, place } => {
            let here = Installation::open(place)?;
            if *dry_run {
                status(&here, context)?;
                console.note(&say!("dry-run"));
                return Ok(Exit::Done);
            }
            here.run(here.kernel.rotate_keys(&here.layout))?;
            console.event(&Rotated { rotated: true });
            console.result(&format!("{}\n", console.text(&say!("keys-rotated"))));
        }
        args::Keys::Copy { output, place } => {
            let here = Installation::open(place)?;
            here.kernel.vault().export_keyring(output).map_err(|e| of_kernel(&e.into()))?;
            let path = shown(output);
            console.event(&Copied { copy: &output.display().to_string() });
            console.result(&format!("{}\n", console.text(&say!("keys-copied", path = path))));
            console.warn(&say!("warning-keys-copied"));
        }
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Rotated {
    rotated: bool,
}

#[derive(Serialize)]
struct Copied<'a> {
    copy: &'a str,
}

fn status(here: &Installation, context: &Context) -> Result<(), Error> {
    let console = &context.console;
    let status = here.kernel.vault().status().map_err(|e| of_kernel(&e.into()))?;
    let keys = status.keys;
    let kind = status.root.kind().to_owned();
    console.event(&Status {
        root: &kind,
        software: status.root.is_software(),
        workspaces: keys.workspaces,
        people: keys.people,
        objects: keys.objects,
        fields: keys.fields,
    });
    let mut table = Table::new(&[Align::Left, Align::Right]);
    let rows = [
        (say!("keys-root"), kind),
        (say!("keys-workspaces"), keys.workspaces.to_string()),
        (say!("keys-people"), keys.people.to_string()),
        (say!("keys-objects"), keys.objects.to_string()),
        (say!("keys-fields"), keys.fields.to_string()),
    ];
    for (name, value) in rows {
        table.row(Ink::Plain, [console.text(&name), value]);
    }
    console.result(&table.lines(console));
    if status.root.is_software() {
        console.warn(&say!("warning-software-root"));
    }
    Ok(())
}
