//! `incamera backup`: everything but the keys, sealed, read back; and restored, with what was erased since erased again.

use serde::Serialize;

use crate::args;
use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, Exit, unreadable};
use crate::installation::{Installation, layout, of_kernel, restore};
use crate::say::{printable, say, shown};
use crate::table::{Align, Table};

#[derive(Serialize)]
struct Line {
    backup: String,
    made: String,
    bytes: i64,
    tested: Option<String>,
    gone: Option<String>,
}

#[derive(Serialize)]
struct Restored {
    from: String,
    data: u64,
    objects: u64,
    tombstones: u64,
    ended: u64,
}

/// Does what is asked about backups.
pub(crate) fn run(args: &args::Backup, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    match args {
        args::Backup::Create { place } => {
            let here = Installation::open(place)?;
            let backup = here.run(async {
                let backup = here.kernel.backup().await?;
                here.kernel.ship().await?;
                Ok(backup)
            })?;
            let file = here.kernel.backup_file(*backup.id).map_err(|e| of_kernel(&e))?;
            console.event(&made(&backup));
            let said = say!("backup-made", path = shown(&file), bytes = backup.bytes);
            console.result(&format!("{}\n", console.text(&said)));
        }
        args::Backup::List { place } => {
            let here = Installation::open(place)?;
            let mut table = Table::new(&[Align::Left, Align::Left, Align::Right, Align::Left]);
            for backup in here.run(here.kernel.backups())? {
                let line = made(&backup);
                console.event(&line);
                let (ink, state) = match (&line.gone, &line.tested) {
                    (Some(gone), _) => (Ink::Dim, say!("backup-gone", at = gone.clone())),
                    (None, Some(at)) => (Ink::Green, say!("backup-tested", at = at.clone())),
                    (None, None) => (Ink::Yellow, say!("backup-untested")),
                };
                table.row(ink, [line.backup, line.made, line.bytes.to_string(), console.text(&state)]);
            }
            console.result(&table.lines(console));
        }
        args::Backup::Restore { backup, dry_run, place } => {
            std::fs::metadata(backup).map_err(|e| unreadable(backup, &e))?;
            let into = layout(place)?;
            if *dry_run {
                let said = say!(
                    "restore-plan",
                    path = shown(backup),
                    data = printable(&into.objects.to_string()).into_owned()
                );
                console.result(&format!("{}\n", console.text(&said)));
                console.note(&say!("dry-run"));
                return Ok(Exit::Done);
            }
            let restored = restore(backup, &into)?;
            console.event(&Restored {
                from: restored.backup.to_string(),
                data: restored.data,
                objects: restored.objects,
                tombstones: restored.replayed.tombstones,
                ended: restored.replayed.ended + restored.ended,
            });
            let said = say!(
                "restore-done",
                data = restored.data,
                objects = restored.objects,
                tombstones = restored.replayed.tombstones,
                ended = restored.replayed.ended + restored.ended
            );
            console.result(&format!("{}\n", console.text(&said)));
        }
    }
    Ok(Exit::Done)
}

fn made(backup: &incamera_store::kernel::backups::Model) -> Line {
    Line {
        backup: backup.id.to_string(),
        made: backup.made.to_string(),
        bytes: backup.bytes,
        tested: backup.tested.map(|at| at.to_string()),
        gone: backup.gone.map(|at| at.to_string()),
    }
}
