//! `incamera ledger`: what the log says, verified with nothing but its public key.

mod parcel;
mod receipt;
mod verify;
mod witness;

use std::{fs, path::Path};

use incamera_ledger::{LedgerError, PublicKey, VerifyError, WitnessKey};
use jiff::Timestamp;

use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit, unreadable, unwritable};
use crate::say::{Message, printable, say, shown};

/// Does what is asked of a ledger.
pub(crate) fn run(args: &args::Ledger, context: &Context) -> Result<Exit, Error> {
    match args {
        args::Ledger::Verify { folder, key, since, witness, sink } => {
            let key = key.as_deref().map(public).transpose()?;
            if folder.is_file() {
                return parcel::check(folder, key.as_ref(), context);
            }
            let key = key.ok_or_else(|| Error::Usage(say!("error-ledger-no-key")))?;
            verify::run(folder, &key, since.as_deref(), &witnesses(witness)?, sink.as_deref(), context)?;
        }
        args::Ledger::Receipt { receipt, key, from, entry, id, output, yes } => {
            let key = public(key)?;
            if let (Some(from), Some(output)) = (from, output) {
                let which = receipt::Which { entry: *entry, id: *id };
                receipt::make(from, &key, &which, output, *yes, context)?;
            } else if let Some(receipt) = receipt {
                receipt::check(receipt, &key, context)?;
            }
        }
        args::Ledger::Checkpoint { folder, key, add, witness } => {
            witness::checkpoint(folder, &public(key)?, add.as_deref(), &witnesses(witness)?, context)?;
        }
        args::Ledger::Witness { folder, key, state, secret, name } => {
            witness::cosign(folder, &public(key)?, state, secret, name.as_deref(), context)?;
        }
    }
    Ok(Exit::Done)
}

/// A public key as it stands, or the file that holds it.
fn public(key: &str) -> Result<PublicKey, Error> {
    PublicKey::read(&key_text(key)?).map_err(|_| say!("error-ledger-key").into())
}

fn witnesses(keys: &[String]) -> Result<Vec<WitnessKey>, Error> {
    let one =
        |key: &String| WitnessKey::read(&key_text(key)?).map_err(|_| say!("error-ledger-witness-key").into());
    keys.iter().map(one).collect()
}

fn key_text(key: &str) -> Result<String, Error> {
    if key.contains('+') {
        return Ok(key.to_owned());
    }
    Ok(String::from_utf8_lossy(&read(Path::new(key))?).into_owned())
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|e| unreadable(path, &e).into())
}

/// Seconds since 1970 as everybody writes them (RFC 3339, UTC).
fn when(seconds: u64) -> String {
    let at = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    at.map_or_else(|| seconds.to_string(), |at| at.to_string())
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
        VerifyError::Sink { entry, line } => {
            say!("error-ledger-sink", path = path, entry = *entry, line = plain(line))
        }
        other => say!("error-ledger-malformed", path = path, detail = plain(&other.to_string())),
    }
}

fn failed(path: &Path, error: &LedgerError) -> Message {
    match error {
        LedgerError::File { path, source } if source.kind() == std::io::ErrorKind::NotFound => {
            unreadable(path, source)
        }
        LedgerError::File { path, source } => unwritable(path, source),
        LedgerError::Busy(folder) => say!("error-ledger-busy", path = shown(folder)),
        LedgerError::Damaged(error) => refused(path, error),
        LedgerError::NoEntry { index, size } => {
            say!("error-ledger-no-entry", path = shown(path), entry = *index, entries = *size)
        }
        other => {
            let detail = printable(&other.to_string()).into_owned();
            say!("error-ledger-malformed", path = shown(path), detail = detail)
        }
    }
}
