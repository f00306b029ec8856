//! `incamera ledger verify`: a whole log, who witnessed it, and what a sink has of it.

use std::{
    fs::{self, File},
    io::{BufReader, Read},
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use incamera_ledger::{PublicKey, WitnessKey, verify};
use serde::Serialize;

use super::{read, refused, when};
use crate::context::Context;
use crate::error::{Error, unreadable};
use crate::say::{printable, say, shown};

/// Verifies a log, and tells what that is worth.
pub(super) fn run(
    folder: &Path,
    key: &PublicKey,
    since: Option<&Path>,
    witnesses: &[WitnessKey],
    sink: Option<&Path>,
    context: &Context,
) -> Result<(), Error> {
    let earlier = since.map(read).transpose()?;
    fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
    // How far the sink is before the log is read: what is shipped meanwhile is not in the log that is compared.
    let opened = |path| {
        let file = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
        file.map(|(length, file)| (path, file.take(length))).map_err(|e| unreadable(path, &e))
    };
    let sink = sink.map(opened).transpose()?;
    let found = verify::log(folder, key, earlier.as_deref()).map_err(|e| refused(folder, &e))?;
    let said = verify::cosignatures(&found.note, key, witnesses).map_err(|e| refused(folder, &e))?;
    let compare = |(path, file)| {
        let held = verify::sink(folder, &found, BufReader::new(file)).map_err(|e| refused(path, &e));
        held.map(|held| (path, held))
    };
    let held = sink.map(compare).transpose()?;

    // As it stands in the checkpoint.
    let root = STANDARD.encode(found.root);
    context.console.event(&Verified {
        entries: found.size,
        root: &root,
        cosigners: &found.cosigners,
        witnessed: said.iter().map(|c| Witnessed { by: &c.by, at: when(c.at) }).collect(),
        shipped: held.as_ref().map(|(_, held)| held.entries),
    });
    let tell = |message| context.console.result(&format!("{}\n", context.console.text(&message)));
    let origin = printable(key.origin()).into_owned();
    tell(say!("ledger-holds", entries = found.size, origin = origin, root = root));
    for cosignature in &said {
        let name = printable(&cosignature.by).into_owned();
        tell(say!("ledger-witnessed", name = name, time = when(cosignature.at)));
    }
    for silent in witnesses.iter().filter(|w| !said.iter().any(|c| c.by == w.name())) {
        context.console.warn(&say!("warning-not-cosigned", name = printable(silent.name()).into_owned()));
    }
    if said.is_empty() && since.is_none() {
        context.console.warn(&say!("warning-unwitnessed"));
    }
    if let Some((path, held)) = held {
        if held.entries == found.size {
            tell(say!("ledger-sink-holds", path = shown(path), entries = held.entries));
        } else {
            let (path, held) = (shown(path), held.entries);
            context.console.warn(&say!(
                "warning-sink-behind",
                path = path,
                held = held,
                entries = found.size
            ));
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Verified<'a> {
    entries: u64,
    root: &'a str,
    /// Names under the checkpoint that no key vouches for.
    cosigners: &'a [String],
    witnessed: Vec<Witnessed<'a>>,
    shipped: Option<u64>,
}

#[derive(Serialize)]
struct Witnessed<'a> {
    by: &'a str,
    at: String,
}
