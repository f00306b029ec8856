//! `incamera ledger`: what the log says, verified with nothing but its public key.

use std::{fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use incamera_ledger::{Entry, PublicKey, Receipt, VerifyError, verify};
use serde::Serialize;

use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit, unreadable};
use crate::say::{Message, printable, say, shown};

/// Verifies what is asked.
pub(crate) fn run(args: &args::Ledger, context: &Context) -> Result<Exit, Error> {
    match args {
        args::Ledger::Verify { folder, key, since } => {
            let key = public(key)?;
            let earlier = since.as_deref().map(read).transpose()?;
            fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
            let found = verify::log(folder, &key, earlier.as_deref()).map_err(|e| refused(folder, &e))?;
            // As it stands in the checkpoint.
            let root = STANDARD.encode(found.root);
            context.console.event(&Verified {
                entries: found.size,
                root: &root,
                cosigners: &found.cosigners,
            });
            let origin = printable(key.origin()).into_owned();
            let said = say!("ledger-holds", entries = found.size, origin = origin, root = root);
            context.console.result(&format!("{}\n", context.console.text(&said)));
            if found.cosigners.is_empty() && since.is_none() {
                context.console.warn(&say!("warning-unwitnessed"));
            }
        }
        args::Ledger::Receipt { receipt, key } => {
            let key = public(key)?;
            let text = String::from_utf8_lossy(&read(receipt)?).into_owned();
            let told: Receipt = text.parse().map_err(|e| refused(receipt, &e))?;
            let entry = told.verify(&key).map_err(|e| refused(receipt, &e))?;
            context.console.event(&Proved { index: told.index(), entry: &entry });
            let entry = String::from_utf8_lossy(&entry.bytes()).into_owned();
            let origin = printable(key.origin()).into_owned();
            let said = say!("ledger-proved", index = told.index(), origin = origin);
            context.console.result(&format!("{}\n{entry}\n", context.console.text(&said)));
        }
    }
    Ok(Exit::Done)
}

/// A public key as it stands, or the file that holds it.
fn public(key: &str) -> Result<PublicKey, Error> {
    let text = if key.contains('+') {
        key.to_owned()
    } else {
        String::from_utf8_lossy(&read(Path::new(key))?).into_owned()
    };
    PublicKey::read(&text).map_err(|_| say!("error-ledger-key").into())
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|e| unreadable(path, &e).into())
}

fn refused(path: &Path, error: &VerifyError) -> Message {
    let path = shown(path);
    let plain = |text: &str| printable(text).into_owned();
    match error {
        VerifyError::Missing(file) => say!("error-ledger-missing", path = path, file = plain(file)),
        VerifyError::Altered(file) => say!("error-ledger-altered", path = path, file = plain(file)),
        VerifyError::Signature(origin) => say!("error-ledger-signature", path = path, origin = plain(origin)),
        VerifyError::Forked(entry) => say!("error-ledger-forked", path = path, entry = *entry),
        VerifyError::Unproved => say!("error-ledger-unproved", path = path),
        other => say!("error-ledger-malformed", path = path, detail = plain(&other.to_string())),
    }
}

#[derive(Serialize)]
struct Verified<'a> {
    entries: u64,
    root: &'a str,
    cosigners: &'a [String],
}

#[derive(Serialize)]
struct Proved<'a> {
    index: u64,
    entry: &'a Entry,
}
