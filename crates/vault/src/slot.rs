//! A wrapped key, as it lies in the keyring's file.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    digest, hkdf,
};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{derive::Length, error::VaultError, key::Key};

/// Bytes of a slot.
pub(crate) const SLOT: usize = 128;
pub(crate) const SALT: usize = 24;
/// Where a slot's check of the key's name stands; the check of all before it follows.
const NAME: usize = 106;
const WHOLE: usize = 112;
const LIVE: u8 = 1;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A tenant's: wraps the keys of its people and objects.
    Workspace = 1,
    /// A person's in a workspace: what is about him alone.
    Subject = 2,
    /// An object's.
    Asset = 3,
    /// The installation's: what traces and passwords are made with.
    Pepper = 4,
    /// What covers a datum's fields that are about several people.
    Fields = 5,
    /// What is the installation's own: a backup.
    House = 6,
}

/// A key, wrapped, and where.
pub(crate) struct Slot {
    pub(crate) at: u64,
    pub(crate) kind: u8,
    pub(crate) parent: Uuid,
    pub(crate) salt: [u8; SALT],
    wrapped: [u8; 48],
}

/// What stands at a slot's place.
pub(crate) enum Found {
    /// Nothing: a key may be written there.
    Free,
    /// A key.
    Key(Uuid, Box<Slot>),
    /// What was a key, or was nothing, before somebody altered it.
    Altered(Altered),
}

/// A slot that is not what was written.
pub(crate) struct Altered {
    pub(crate) at: u64,
    /// Nothing was there but a few bytes: whatever is written there next mends it.
    pub(crate) free: bool,
    id: Uuid,
    name: [u8; WHOLE - NAME],
}

impl Altered {
    /// Whether it was the slot of this key. Name and check of the name are not both altered by one byte.
    pub(crate) fn is_of(&self, id: Uuid) -> bool {
        !self.free && (self.id == id || self.name == name(id))
    }
}

impl Slot {
    /// Wraps a key. The salt is random and never used twice.
    pub(crate) fn wrap(
        at: u64,
        (kind, id, parent): (u8, Uuid, Uuid),
        salt: [u8; SALT],
        above: &Key,
        key: &Key,
    ) -> Result<Self, VaultError> {
        let failed = |_| VaultError::Cipher;
        let mut slot = Self { at, kind, parent, salt, wrapped: [0; 48] };
        let (cipher, nonce) = slot.cipher(above)?;
        let mut body = key.clone();
        let aad = Aad::from(about(kind, id, parent));
        let tag = cipher.seal_in_place_separate_tag(nonce, aad, body.as_mut()).map_err(failed)?;
        slot.wrapped[..32].copy_from_slice(body.as_ref());
        slot.wrapped[32..].copy_from_slice(tag.as_ref());
        Ok(slot)
    }

    pub(crate) fn unwrap(&self, id: Uuid, above: &Key) -> Result<Key, VaultError> {
        let (cipher, nonce) = self.cipher(above)?;
        let mut key = Key::empty();
        let (body, tag) = self.wrapped.split_at(32);
        let aad = Aad::from(about(self.kind, id, self.parent));
        cipher.open_separate_gather(nonce, aad, body, tag, key.as_mut()).map_err(|_| VaultError::WrongKey)?;
        Ok(key)
    }

    /// A key and a nonce of its own for each wrapping, from the key above and the salt: no nonce is ever drawn at random.
    fn cipher(&self, above: &Key) -> Result<(LessSafeKey, Nonce), VaultError> {
        let failed = |_| VaultError::Cipher;
        let mut derived = Zeroizing::new([0; 44]);
        hkdf::Prk::new_less_safe(hkdf::HKDF_SHA256, above.as_ref())
            .expand(&[b"incamera keyring wrap 1\0", &self.salt], Length(derived.len()))
            .and_then(|okm| okm.fill(derived.as_mut()))
            .map_err(failed)?;
        let key = UnboundKey::new(&AES_256_GCM, &derived[..32]).map_err(failed)?;
        let nonce = Nonce::try_assume_unique_for_key(&derived[32..]).map_err(failed)?;
        Ok((LessSafeKey::new(key), nonce))
    }

    /// Salt and wrapped key, for a file that holds nothing else.
    pub(crate) fn parts(&self) -> [u8; SALT + 48] {
        let mut parts = [0; SALT + 48];
        parts[..SALT].copy_from_slice(&self.salt);
        parts[SALT..].copy_from_slice(&self.wrapped);
        parts
    }

    /// The slot of these [`parts`](Self::parts).
    pub(crate) fn of(parts: &[u8; SALT + 48]) -> Self {
        let mut slot = Self { at: 0, kind: 0, parent: Uuid::nil(), salt: [0; SALT], wrapped: [0; 48] };
        slot.salt.copy_from_slice(&parts[..SALT]);
        slot.wrapped.copy_from_slice(&parts[SALT..]);
        slot
    }

    pub(crate) fn bytes(&self, id: Uuid) -> [u8; SLOT] {
        let mut bytes = [0; SLOT];
        bytes[0] = LIVE;
        bytes[1..34].copy_from_slice(&about(self.kind, id, self.parent));
        bytes[34..NAME].copy_from_slice(&self.parts());
        bytes[NAME..WHOLE].copy_from_slice(&name(id));
        let whole = check(&bytes[..WHOLE]);
        bytes[WHOLE..].copy_from_slice(&whole);
        bytes
    }

    /// Reads what stands at `at`. The checks need no key and find what befell a disk; whoever alters a slot and its checks is
    /// found when the key is used.
    pub(crate) fn read(bytes: &[u8; SLOT], at: u64) -> Found {
        if *bytes == [0; SLOT] {
            return Found::Free;
        }
        let mut parts = [0; SALT + 48];
        parts.copy_from_slice(&bytes[34..NAME]);
        let uuid = |from: usize| Uuid::from_slice(&bytes[from..from + 16]).unwrap_or_default();
        let (id, parent) = (uuid(2), uuid(18));
        if bytes[0] == LIVE && bytes[WHOLE..] == check(&bytes[..WHOLE]) {
            return Found::Key(id, Box::new(Self { at, kind: bytes[1], parent, ..Self::of(&parts) }));
        }
        let mut name = [0; WHOLE - NAME];
        name.copy_from_slice(&bytes[NAME..WHOLE]);
        // Wrapped bytes are zero one time in 256.
        let free = bytes.iter().map(|byte| usize::from(*byte == 0)).sum::<usize>() > SLOT / 2;
        Found::Altered(Altered { at, free, id, name })
    }
}

fn about(kind: u8, id: Uuid, parent: Uuid) -> [u8; 33] {
    let mut about = [0; 33];
    about[0] = kind;
    about[1..17].copy_from_slice(id.as_bytes());
    about[17..].copy_from_slice(parent.as_bytes());
    about
}

fn check(bytes: &[u8]) -> [u8; SLOT - WHOLE] {
    let mut check = [0; SLOT - WHOLE];
    check.copy_from_slice(&digest::digest(&digest::SHA256, bytes).as_ref()[..SLOT - WHOLE]);
    check
}

fn name(id: Uuid) -> [u8; WHOLE - NAME] {
    let mut name = [0; WHOLE - NAME];
    name.copy_from_slice(&check(id.as_bytes())[..WHOLE - NAME]);
    name
}
