//! An export or an evidence pack, checked with nothing but itself and, if it is known, the ledger's public key.

use std::{fs::File, path::Path};

use incamera_ledger::PublicKey;

use crate::context::Context;
use crate::error::{Error, Exit, unreadable};
use crate::say::{printable, say, shown};

pub(super) fn check(path: &Path, key: Option<&PublicKey>, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    let file = File::open(path).map_err(|e| unreadable(path, &e))?;
    let wrong = |e: incamera_rights::Unverified| {
        say!("error-parcel", path = shown(path), detail = printable(&e.to_string()).into_owned())
    };
    let found = incamera_rights::verify(file, key).map_err(wrong)?;
    console.event(&found);
    let said = say!(
        "parcel-holds",
        path = shown(path),
        files = found.files,
        index = found.index,
        key = printable(&found.key).into_owned()
    );
    console.result(&format!("{}\n", console.text(&said)));
    if !found.trusted {
        console.warn(&say!("warning-parcel-key"));
    }
    Ok(Exit::Done)
}
