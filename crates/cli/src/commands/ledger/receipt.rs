//! `incamera ledger receipt`: proof that an entry is in the log, made and verified.

use std::path::Path;

use incamera_ledger::{Entry, PublicKey, Receipt};
use serde::Serialize;
use uuid::Uuid;

use super::{failed, read, refused};
use crate::context::Context;
use crate::error::Error;
use crate::output;
use crate::say::{printable, say, shown};
use crate::targets::Targets;

/// Which entry.
pub(super) struct Which {
    pub(super) entry: Option<u64>,
    pub(super) id: Option<Uuid>,
}

/// Writes a receipt from a log.
pub(super) fn make(
    from: &Path,
    key: &PublicKey,
    which: &Which,
    file: &Path,
    yes: bool,
    context: &Context,
) -> Result<(), Error> {
    let mut targets = Targets::default();
    targets.add(file, &[])?;
    let replace = targets.agree(&context.console, yes)?;
    let index = match which.id {
        Some(id) => Receipt::find(from, key, id)
            .map_err(|e| failed(from, &e))?
            .ok_or_else(|| say!("error-ledger-no-id", path = shown(from), id = id.to_string()))?,
        None => which.entry.unwrap_or_default(),
    };
    let receipt = Receipt::of(from, key, index).map_err(|e| failed(from, &e))?;
    output::write(file, receipt.to_string().as_bytes(), replace)?;
    let entry = receipt.verify(key).map_err(|e| refused(from, &e))?;
    context.console.event(&Proved { index, entry: &entry });
    let said = say!("ledger-receipt-written", index = index, path = shown(file));
    context.console.result(&format!("{}\n", context.console.text(&said)));
    Ok(())
}

/// Verifies a receipt, and prints what it proves.
pub(super) fn check(receipt: &Path, key: &PublicKey, context: &Context) -> Result<(), Error> {
    let text = String::from_utf8_lossy(&read(receipt)?).into_owned();
    let told: Receipt = text.parse().map_err(|e| refused(receipt, &e))?;
    let entry = told.verify(key).map_err(|e| refused(receipt, &e))?;
    context.console.event(&Proved { index: told.index(), entry: &entry });
    let entry = String::from_utf8_lossy(&entry.bytes()).into_owned();
    let origin = printable(key.origin()).into_owned();
    let said = say!("ledger-proved", index = told.index(), origin = origin);
    context.console.result(&format!("{}\n{entry}\n", context.console.text(&said)));
    Ok(())
}

#[derive(Serialize)]
struct Proved<'a> {
    index: u64,
    entry: &'a Entry,
}
