//! A root key in a file: 64 hexadecimal digits, or sealed with a passphrase.
//!
//! Sealed, it is one line: `incamera root 1 argon2id M T P SALT SEALED`, with memory in KiB, passes and lanes of argon2id, its salt
//! (16 bytes), and the key as a slot of the keyring wraps it (24 bytes of salt, 32 of key, 16 of tag).

use std::{fs, io, os::unix::fs::MetadataExt, path::Path};

use aws_lc_rs::rand::SecureRandom;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    error::VaultError,
    key::Key,
    keyring::salt,
    password::{Cost, stretch},
    rotate::{sync_folder, write_new},
    slot::{SALT, Slot},
};

/// What one guess of a passphrase costs: RFC 9106's choice where memory is scarce (§ 4). It is paid once a start.
const COST: Cost = Cost { memory: 65_536, passes: 3, lanes: 4 };
const MAGIC: &str = "incamera root 1 argon2id";

/// What keeps the key in its file.
pub(crate) enum Lock<'a> {
    /// The file's mode alone.
    None,
    /// This.
    Passphrase(&'a str),
}

/// Reads the key, or makes one. Says what a guess of the passphrase costs, if it takes one.
pub(crate) fn open(
    path: &Path,
    lock: Lock<'_>,
    random: &dyn SecureRandom,
) -> Result<(Key, Cost), VaultError> {
    let wrong = |why: &str| VaultError::Keyring { path: path.to_owned(), why: why.to_owned() };
    if matches!(lock, Lock::Passphrase("")) {
        return Err(wrong("the passphrase is empty: give one"));
    }
    let text = match fs::read(path).map(Zeroizing::new) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok((make(path, &lock, random)?, COST)),
        Err(e) => return Err(e.into()),
    };
    if fs::metadata(path)?.mode() & 0o077 != 0 {
        return Err(wrong("others may read this root key: chmod 600 it, and rotate the keys"));
    }
    let sealed = str::from_utf8(&text).ok().and_then(|text| text.strip_prefix(MAGIC));
    match (lock, sealed) {
        (Lock::None, Some(_)) => Err(wrong("this root key is sealed with a passphrase: give it")),
        (Lock::Passphrase(_), None) => {
            Err(wrong("this root key is not sealed with a passphrase: rotate to one that is, or give none"))
        }
        (Lock::None, None) => {
            let mut key = Key::empty();
            hex::decode_to_slice(text.trim_ascii(), key.as_mut()).map_err(|_| {
                wrong("no root key: 64 hexadecimal digits are expected; bring it back from its backup")
            })?;
            Ok((key, COST))
        }
        (Lock::Passphrase(passphrase), Some(sealed)) => {
            let (cost, salt, slot) = read(sealed)
                .ok_or_else(|| wrong("this sealed root key was altered: bring it back from its backup"))?;
            let above = stretch(passphrase, &salt, None, cost)?;
            let key = slot
                .unwrap(Uuid::nil(), &above)
                .map_err(|_| wrong("the passphrase does not open this root key, or it was altered"))?;
            Ok((key, cost))
        }
    }
}

fn make(path: &Path, lock: &Lock<'_>, random: &dyn SecureRandom) -> Result<Key, VaultError> {
    let key = Key::random(random)?;
    let mut text = Zeroizing::new(vec![0; 64]);
    match lock {
        Lock::None => hex::encode_to_slice(key.as_ref(), &mut text).map_err(|_| VaultError::Cipher)?,
        Lock::Passphrase(passphrase) => {
            let mut stretched = [0; 16];
            random.fill(&mut stretched).map_err(|_| VaultError::Cipher)?;
            let above = stretch(passphrase, &stretched, None, COST)?;
            let slot = Slot::wrap(0, (0, Uuid::nil(), Uuid::nil()), salt(random)?, &above, &key)?;
            let Cost { memory, passes, lanes } = COST;
            let (stretched, parts) = (hex::encode(stretched), hex::encode(slot.parts()));
            *text = format!("{MAGIC} {memory} {passes} {lanes} {stretched} {parts}\n").into_bytes();
        }
    }
    // Whole or not at all, and never in place of one that is there: it may be all that opens a keyring.
    let new = path.with_extension("making");
    write_new(&new, &text)?;
    renameat_with(CWD, &new, CWD, path, RenameFlags::NOREPLACE).map_err(io::Error::from)?;
    sync_folder(path)?;
    Ok(key)
}

fn read(sealed: &str) -> Option<(Cost, [u8; 16], Slot)> {
    let mut words = sealed.split_ascii_whitespace();
    let mut number = || words.next()?.parse().ok();
    let cost = Cost { memory: number()?, passes: number()?, lanes: number()? };
    let (mut salt, mut parts) = ([0; 16], [0; SALT + 48]);
    hex::decode_to_slice(words.next()?, &mut salt).ok()?;
    hex::decode_to_slice(words.next()?, &mut parts).ok()?;
    (words.next().is_none() && cost.is_sane()).then(|| (cost, salt, Slot::of(&parts)))
}
