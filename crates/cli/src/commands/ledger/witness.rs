//! `incamera ledger checkpoint` and `incamera ledger witness`: what is signed, by the log and by those who follow it.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use incamera_ledger::{PublicKey, Witness, WitnessKey, verify, witness};
use jiff::Timestamp;
use serde::Serialize;

use super::{failed, read, refused, when};
use crate::context::Context;
use crate::error::{Error, unreadable, unwritable};
use crate::output;
use crate::say::{printable, say, shown};

/// Prints the checkpoint as it is, after taking in what witnesses say of it.
pub(super) fn checkpoint(
    folder: &Path,
    key: &PublicKey,
    add: Option<&Path>,
    witnesses: &[WitnessKey],
    context: &Context,
) -> Result<(), Error> {
    let path = folder.join("checkpoint");
    verify::checkpoint(&read(&path)?, key).map_err(|e| refused(&path, &e))?;
    if let Some(add) = add {
        let lines = String::from_utf8_lossy(&read(add)?).into_owned();
        let said = witness::add(folder, key, &lines, witnesses).map_err(|e| failed(add, &e))?;
        for said in said {
            let (name, time) = (printable(&said.by).into_owned(), when(said.at));
            context.console.note(&say!("ledger-witnessed", name = name, time = time));
        }
    }
    let note = read(&path)?;
    let now = verify::checkpoint(&note, key).map_err(|e| refused(&path, &e))?;
    let note = String::from_utf8_lossy(&note).into_owned();
    let root = STANDARD.encode(now.hash().0);
    context.console.event(&Checkpoint { entries: now.size(), root: &root, note: &note });
    let origin = printable(key.origin()).into_owned();
    context.console.note(&say!("ledger-checkpoint", entries = now.size(), origin = origin, root = root));
    context.console.result(&note);
    Ok(())
}

/// Follows a log: verifies that it continues what was signed last, remembers that, and prints the signature line.
pub(super) fn cosign(
    folder: &Path,
    key: &PublicKey,
    state: &Path,
    secret: &Path,
    name: Option<&str>,
    context: &Context,
) -> Result<(), Error> {
    let who = if let Some(name) = name {
        begin(name, secret)?
    } else {
        let text = String::from_utf8_lossy(&read(secret)?).into_owned();
        Witness::read(&text).map_err(|_| say!("error-ledger-secret", path = shown(secret)))?
    };
    // Two runs at once could sign two histories: the second waits for what the first remembers.
    let held = fs::File::open(secret).map_err(|e| unreadable(secret, &e))?;
    held.lock().map_err(|e| unreadable(secret, &e))?;
    context.console.note(&say!("ledger-witness-key", key = printable(&who.public().text()).into_owned()));
    let earlier = match fs::read(state) {
        Ok(note) => {
            verify::checkpoint(&note, key).map_err(|e| refused(state, &e))?;
            Some(note)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            context.console.warn(&say!("warning-witness-begins", path = shown(state)));
            None
        }
        Err(error) => return Err(unreadable(state, &error).into()),
    };
    fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
    let now = Timestamp::now().as_second().unsigned_abs();
    let signed = who.cosign(folder, key, earlier.as_deref(), now).map_err(|e| refused(folder, &e))?;
    // Remembered before anybody sees the signature: a witness never signs two histories.
    output::write(state, &signed.note, true)?;
    context.console.event(&Cosigned { entries: signed.size, line: signed.line.trim_end() });
    context.console.result(&signed.line);
    Ok(())
}

/// Draws a secret, and keeps it where only its owner reads it.
fn begin(name: &str, secret: &Path) -> Result<Witness, Error> {
    let random = Path::new("/dev/urandom");
    let mut bytes = [0; 32];
    let mut draw = || fs::File::open(random)?.read_exact(&mut bytes);
    draw().map_err(|e| unreadable(random, &e))?;
    let who = Witness::of(name, &bytes)
        .map_err(|_| say!("error-ledger-witness-name", name = printable(name).into_owned()))?;
    let mut options = OpenOptions::new();
    let file = options.write(true).create_new(true).mode(0o600).open(secret);
    let mut file = file.map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => say!("error-ledger-secret-exists", path = shown(secret)),
        _ => unwritable(secret, &e),
    })?;
    let write = file.write_all(format!("{}\n", who.secret()).as_bytes()).and_then(|()| file.sync_all());
    write.map_err(|e| unwritable(secret, &e))?;
    Ok(who)
}

#[derive(Serialize)]
struct Checkpoint<'a> {
    entries: u64,
    root: &'a str,
    note: &'a str,
}

#[derive(Serialize)]
struct Cosigned<'a> {
    entries: u64,
    line: &'a str,
}
