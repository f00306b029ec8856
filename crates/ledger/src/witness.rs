//! Witnesses: others who followed the log up to a checkpoint, and say so and when (C2SP tlog-cosignature, the Ed25519 kind).

use std::{fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature as Ed25519, Signer, SigningKey, VerifyingKey};
use signed_note::{Note, Signature, is_key_name_valid, key_id};

use crate::{
    error::{LedgerError, VerifyError},
    files::{self, file_error},
    keys::PublicKey,
    verify::{self, Signed},
};

/// Timestamped Ed25519 cosignatures (C2SP tlog-cosignature §format).
const COSIGNATURE: u8 = 4;

/// The public key of a witness: `name+id+key`, of type 0x04.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessKey {
    name: String,
    key: VerifyingKey,
}

/// What a witness says: at this time, this was the largest tree of the log it knew, and it continues all earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// Name of the witness.
    pub by: String,
    /// When, in seconds since 1970, by the witness's clock.
    pub at: u64,
}

/// A witness, with its secret.
pub struct Witness {
    name: String,
    key: SigningKey,
}

/// What a witness signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// The signature line, for the log to take in.
    pub line: String,
    /// The checkpoint: the witness must keep it, durably, before it hands the line to anybody.
    pub note: Vec<u8>,
    /// How many entries it signs.
    pub size: u64,
}

impl WitnessKey {
    /// Reads a public key.
    ///
    /// # Errors
    /// A text that is none, or is one of another kind than a witness's.
    pub fn read(text: &str) -> Result<Self, VerifyError> {
        let wrong = |why: &str| VerifyError::Malformed { what: "witness's key", why: why.to_owned() };
        let (name, id, bytes) = parts(text).ok_or_else(|| wrong("use name+id+key"))?;
        let Some((&COSIGNATURE, key)) = bytes.split_first() else {
            return Err(wrong("its type is not 4, that of Ed25519 cosignatures"));
        };
        if id != key_id(name, &bytes) {
            return Err(wrong("its number is not that of its name and key"));
        }
        let key = key.try_into().ok().and_then(|key| VerifyingKey::from_bytes(key).ok());
        Ok(Self { name: name.to_owned(), key: key.ok_or_else(|| wrong("no Ed25519 key"))? })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text.
    pub fn text(&self) -> String {
        let bytes = self.bytes();
        format!("{}+{:08x}+{}", self.name, key_id(&self.name, &bytes), STANDARD.encode(&bytes))
    }

    fn bytes(&self) -> Vec<u8> {
        [&[COSIGNATURE], self.key.as_bytes().as_slice()].concat()
    }

    /// What a signature line says, if it is in this witness's name.
    pub(crate) fn check(&self, text: &[u8], line: &Signature) -> Option<Result<Cosignature, VerifyError>> {
        if line.name() != self.name || line.id() != key_id(&self.name, &self.bytes()) {
            return None;
        }
        let valid = || {
            let (at, signature) = line.signature().split_first_chunk::<8>()?;
            let at = u64::from_be_bytes(*at);
            let signature = Ed25519::from_bytes(signature.try_into().ok()?);
            self.key.verify_strict(&message(text, at), &signature).ok()?;
            i64::try_from(at).ok().map(|_| Cosignature { by: self.name.clone(), at })
        };
        Some(valid().ok_or_else(|| VerifyError::Signature(self.name.clone())))
    }
}

impl Witness {
    /// The witness of this name, from 32 random bytes. A secret serves one name only: what is signed does not hold it.
    ///
    /// # Errors
    /// A name with a space or a `+`.
    pub fn of(name: &str, secret: &[u8; 32]) -> Result<Self, LedgerError> {
        if !is_key_name_valid(name) {
            return Err(LedgerError::Key(format!("`{name}` cannot name a witness: use no space and no +")));
        }
        Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(secret) })
    }

    /// Reads what [`secret`](Self::secret) wrote.
    ///
    /// # Errors
    /// A text that is none.
    pub fn read(text: &str) -> Result<Self, LedgerError> {
        let wrong = || LedgerError::Key("no witness's secret: it begins with PRIVATE+KEY+".to_owned());
        let (name, id, bytes) = text.trim().strip_prefix("PRIVATE+KEY+").and_then(parts).ok_or_else(wrong)?;
        let secret = bytes.strip_prefix(&[COSIGNATURE]).and_then(|s| s.try_into().ok()).ok_or_else(wrong)?;
        let witness = Self::of(name, secret)?;
        if id == key_id(name, &witness.public().bytes()) { Ok(witness) } else { Err(wrong()) }
    }

    /// Its secret as a text. Whoever has it is the witness.
    pub fn secret(&self) -> String {
        let bytes = [&[COSIGNATURE], self.key.as_bytes().as_slice()].concat();
        let id = key_id(&self.name, &self.public().bytes());
        format!("PRIVATE+KEY+{}+{id:08x}+{}", self.name, STANDARD.encode(bytes))
    }

    /// What others verify with.
    pub fn public(&self) -> WitnessKey {
        WitnessKey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// Verifies the whole log in a folder, and that it continues the checkpoint signed last; then signs its checkpoint, at
    /// this second since 1970. Without an earlier checkpoint the witness begins to follow the log.
    ///
    /// # Errors
    /// A log that was altered or forked: nothing is signed.
    pub fn cosign(
        &self,
        folder: &Path,
        log: &PublicKey,
        earlier: Option<&[u8]>,
        at: u64,
    ) -> Result<Cosigned, VerifyError> {
        let found = verify::log(folder, log, earlier)?;
        let text = verify::signed(&found.note, log)?.text;
        let signature = self.key.sign(&message(&text, at));
        let bytes = [&at.to_be_bytes(), signature.to_bytes().as_slice()].concat();
        let line = Signature::new(self.name.clone(), key_id(&self.name, &self.public().bytes()), bytes)
            .map_err(|_| VerifyError::Signature(self.name.clone()))?;
        let line = String::from_utf8_lossy(&line.to_bytes()).into_owned();
        Ok(Cosigned { line, note: found.note, size: found.size })
    }
}

/// Takes witnesses' lines into the checkpoint of a log that nobody writes to; see [`Ledger::cosign`](crate::Ledger::cosign),
/// and [`Writer::cosign`](crate::Writer::cosign) for one that somebody does.
///
/// # Errors
/// As there, or another process that writes the log.
pub fn add(
    folder: &Path,
    log: &PublicKey,
    lines: &str,
    witnesses: &[WitnessKey],
) -> Result<Vec<Cosignature>, LedgerError> {
    // A folder that is no log gets no lock.
    fs::metadata(folder.join("checkpoint")).map_err(file_error(&folder.join("checkpoint")))?;
    let _held = files::lock(folder)?;
    merge(folder, log, lines, witnesses)
}

pub(crate) fn merge(
    folder: &Path,
    log: &PublicKey,
    lines: &str,
    witnesses: &[WitnessKey],
) -> Result<Vec<Cosignature>, LedgerError> {
    let path = folder.join("checkpoint");
    let Signed { text, own, others, .. } = verify::signed(&fs::read(&path).map_err(file_error(&path))?, log)?;
    independent(log, witnesses)?;
    let malformed = |why: &str| VerifyError::Malformed { what: "cosignature", why: why.to_owned() };
    let lines = lines.rsplit_once("\n\n").map_or(lines, |(_, lines)| lines);
    let mut taken = Vec::new();
    let mut said = Vec::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let line =
            Signature::from_bytes(line.as_bytes()).map_err(|_| malformed("a line that is no signature"))?;
        if let Some(valid) = witnesses.iter().find_map(|witness| witness.check(&text, &line)) {
            said.push(valid?);
            taken.push(line);
        }
    }
    if taken.is_empty() {
        return Err(malformed("no line is by a witness whose key was given").into());
    }
    let of = |line: &Signature| (line.name().to_owned(), line.id());
    let replaced = |line: &&Signature| taken.iter().any(|new| of(new) == of(line));
    let kept = own.iter().chain(others.iter().filter(|line| !replaced(line))).chain(&taken);
    let note = Note::new(&text, &kept.cloned().collect::<Vec<_>>()).map_err(|e| malformed(&e.to_string()))?;
    files::put(folder, &[("checkpoint".to_owned(), note.to_bytes())])?;
    Ok(said)
}

/// A log cannot be its own witness: with the same key, its operator could sign two histories.
pub(crate) fn independent(log: &PublicKey, witnesses: &[WitnessKey]) -> Result<(), VerifyError> {
    let own = parts(log.text()).map(|(_, _, bytes)| bytes).unwrap_or_default();
    if witnesses.iter().all(|witness| own.get(1..) != Some(witness.key.as_bytes().as_slice())) {
        return Ok(());
    }
    Err(VerifyError::Malformed { what: "witness's key", why: "it is the log's own key".to_owned() })
}

/// What is signed: the note's text under a head with the time (C2SP tlog-cosignature §Ed25519 signed message).
fn message(text: &[u8], at: u64) -> Vec<u8> {
    [format!("cosignature/v1\ntime {at}\n").as_bytes(), text].concat()
}

/// Name, number and key of `name+id+key`.
fn parts(text: &str) -> Option<(&str, u32, Vec<u8>)> {
    let (name, rest) = text.trim().split_once('+')?;
    let (id, key) = rest.split_once('+')?;
    let id = u32::from_str_radix(id, 16).ok().filter(|_| id.len() == 8)?;
    is_key_name_valid(name).then_some((name, id, STANDARD.decode(key).ok()?))
}
