//! Fields of rows, sealed one by one.

use std::io::{self, Write};

use incamera_gate::{Action, Opens, Permit, Write as Writes};
use incamera_model::{DatumId, PersonId, Sealed, WorkspaceId};
use uuid::Uuid;

use crate::{
    chunked::{Opened, ReadAt, Sealer},
    derive::derive,
    error::VaultError,
    key::Key,
    keyring::Keyring,
    names,
    slot::Kind,
    vault::Vault,
};

/// Whose key a field is sealed under: with that key it is destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// The key, in this workspace, of somebody the datum is about: what is about him alone.
    Person(PersonId),
    /// A key of the datum's own: what is about several people.
    Datum,
    /// The workspace's key: what is about nobody. It is destroyed with the whole workspace and not before.
    Workspace,
}

/// What stands in front of a sealed field: under which sort of key it is. Which person's is said nowhere; the key that opens it
/// is told by the commitment in its head.
#[derive(Clone, Copy)]
enum Mark {
    Person = 1,
    Datum = 2,
    Workspace = 3,
}

const ABOUT_NOBODY: &[u8] = b"incamera workspace fields 1";

impl Vault {
    /// Seals a field of a datum. What it needs of keys is made.
    ///
    /// # Errors
    /// Somebody the datum is not about; a machine that would not.
    pub fn seal_field(
        &self,
        permit: &Permit<'_, Writes>,
        under: Under,
        field: &str,
        text: &str,
    ) -> Result<Sealed, VaultError> {
        let datum = permit.datum();
        let (mark, wanted) = match under {
            Under::Person(person) if !datum.about.contains(&person) => {
                return Err(VaultError::NotAbout { datum: datum.id, person });
            }
            Under::Person(person) => {
                (Mark::Person, Some((Kind::Subject, names::subject(datum.workspace, person))))
            }
            Under::Datum => (Mark::Datum, Some((Kind::Fields, names::fields(datum.id)))),
            Under::Workspace => (Mark::Workspace, None),
        };
        let key = {
            let mut keyring = self.keyring();
            keyring.want(&[(Kind::Workspace, datum.workspace.uuid())], Uuid::nil(), self.random())?;
            keyring.want(wanted.as_slice(), datum.workspace.uuid(), self.random())?;
            match wanted {
                Some((_, id)) => of(&mut keyring, id, datum.workspace)?,
                None => derive(&keyring.key(datum.workspace.uuid())?, ABOUT_NOBODY)?,
            }
        };
        let to = vec![mark as u8];
        let mut sealer = Sealer::new(to, &key, self.salt()?, &context(permit, mark, field))?;
        sealer.write_all(text.as_bytes())?;
        Ok(Sealed::of(sealer.finish()?))
    }

    /// Opens a field of a datum: also of a shared one, whomever of those it is about the field is sealed under.
    ///
    /// # Errors
    /// A key that is gone; a field of another row, column or workspace, or of somebody the datum is not about; bytes that were
    /// altered.
    pub fn open_field<A: Opens>(
        &self,
        permit: &Permit<'_, A>,
        field: &str,
        sealed: &Sealed,
    ) -> Result<String, VaultError> {
        let datum = permit.datum();
        let (mark, body) = match sealed.bytes() {
            [1, body @ ..] => (Mark::Person, body),
            [2, body @ ..] => (Mark::Datum, body),
            [3, body @ ..] => (Mark::Workspace, body),
            [other, ..] => return Err(VaultError::Format(*other)),
            [] => return Err(VaultError::Cut),
        };
        let keys: Vec<Result<Key, VaultError>> = {
            let mut keyring = self.keyring();
            match mark {
                Mark::Person => {
                    let ids = datum.about.iter().map(|person| names::subject(datum.workspace, *person));
                    ids.map(|id| of(&mut keyring, id, datum.workspace)).collect()
                }
                Mark::Datum => vec![of(&mut keyring, names::fields(datum.id), datum.workspace)],
                Mark::Workspace => {
                    vec![keyring.key(datum.workspace.uuid()).and_then(|key| derive(&key, ABOUT_NOBODY))]
                }
            }
        };
        let context = context(permit, mark, field);
        // The commitment tells the key. If none of them is it, what cannot be looked at may be why.
        let mut missed = VaultError::WrongKey;
        for key in keys {
            match key.and_then(|key| Opened::new(Body(body), &key, &context)) {
                Ok(opened) => {
                    let mut text = vec![0; opened.length() as usize];
                    opened.read_at(&mut text, 0)?;
                    return String::from_utf8(text).map_err(|_| VaultError::WrongKey);
                }
                Err(VaultError::WrongKey) => {}
                Err(gone @ (VaultError::NoKey(_) | VaultError::Keyring { .. })) => missed = gone,
                Err(other) => return Err(other),
            }
        }
        Err(missed)
    }

    /// Whose key a field is sealed under, without opening it: what somebody gets of a shared datum goes by that.
    ///
    /// # Errors
    /// As [`open_field`](Self::open_field).
    pub fn whose<A: Opens>(
        &self,
        permit: &Permit<'_, A>,
        field: &str,
        sealed: &Sealed,
    ) -> Result<Under, VaultError> {
        let datum = permit.datum();
        let body = match sealed.bytes() {
            [1, body @ ..] => body,
            [2, ..] => return Ok(Under::Datum),
            [3, ..] => return Ok(Under::Workspace),
            [other, ..] => return Err(VaultError::Format(*other)),
            [] => return Err(VaultError::Cut),
        };
        let context = context(permit, Mark::Person, field);
        for person in &datum.about {
            let key = of(&mut self.keyring(), names::subject(datum.workspace, *person), datum.workspace);
            let Ok(key) = key else { continue };
            match Opened::new(Body(body), &key, &context) {
                Ok(_) => return Ok(Under::Person(*person)),
                Err(VaultError::WrongKey) => {}
                Err(other) => return Err(other),
            }
        }
        Err(VaultError::WrongKey)
    }

    /// Makes what keys are missing for these people and these data's own fields, with one write to the disk where sealing field
    /// by field waits for the disk each time. Says how many it made. Whoever's key was destroyed has a new one then, which opens
    /// nothing of what the old one sealed: do not name somebody who was forgotten.
    ///
    /// # Errors
    /// A machine that would not.
    pub fn prepare(
        &self,
        workspace: WorkspaceId,
        people: &[PersonId],
        data: &[DatumId],
    ) -> Result<usize, VaultError> {
        let subjects = people.iter().map(|person| (Kind::Subject, names::subject(workspace, *person)));
        let own = data.iter().map(|datum| (Kind::Fields, names::fields(*datum)));
        let wanted: Vec<(Kind, Uuid)> = subjects.chain(own).collect();
        let mut keyring = self.keyring();
        let tenant = keyring.want(&[(Kind::Workspace, workspace.uuid())], Uuid::nil(), self.random())?;
        Ok(tenant + keyring.want(&wanted, workspace.uuid(), self.random())?)
    }

    /// Whether somebody has a key in a workspace: not before something of his was sealed or [`prepare`](Self::prepare)d, and no
    /// more once he was forgotten.
    pub fn has_subject(&self, workspace: WorkspaceId, person: PersonId) -> bool {
        self.keyring().has(names::subject(workspace, person))
    }
}

/// A key of this workspace; what another workspace's key wraps is none.
pub(crate) fn of(keyring: &mut Keyring, id: Uuid, workspace: WorkspaceId) -> Result<Key, VaultError> {
    match keyring.parent(id) {
        Some(parent) if parent != workspace.uuid() => Err(VaultError::WrongKey),
        _ => keyring.key(id),
    }
}

/// What a field belongs to: workspace, datum, sort of key, and column. None of them opens as another, nor as an object.
fn context<A: Action>(permit: &Permit<'_, A>, mark: Mark, field: &str) -> Vec<u8> {
    let mut context = crate::vault::context(permit, "field\0");
    context.push(mark as u8);
    context.extend(field.as_bytes());
    context
}

/// Sealed bytes behind their mark.
struct Body<'a>(&'a [u8]);

impl ReadAt for Body<'_> {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        self.0.read_at(into, offset)
    }

    fn length(&self) -> io::Result<u64> {
        self.0.length()
    }
}
