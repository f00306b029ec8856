//! Passwords: argon2id with a salt of their own and the pepper, which no database holds.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use aws_lc_rs::constant_time;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use zeroize::Zeroizing;

use crate::{error::VaultError, key::Key, vault::Vault};

const PEPPER: &[u8] = b"incamera password pepper 1";

/// What a guess costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    /// KiB of memory.
    pub(crate) memory: u32,
    /// Passes over it.
    pub(crate) passes: u32,
    /// Lanes; computed one after another.
    pub(crate) lanes: u32,
}

/// The first of OWASP's choices for argon2id (Password Storage Cheat Sheet, 2025): a sign-in takes 19 MiB for some 20 ms.
const COST: Cost = Cost { memory: 19_456, passes: 2, lanes: 1 };

impl Cost {
    /// Whether a text that somebody may have altered asks for no more than this machine should give: 1 GiB, 16 passes.
    pub(crate) fn is_sane(self) -> bool {
        (8..=1 << 20).contains(&self.memory)
            && (1..=16).contains(&self.passes)
            && (1..=16).contains(&self.lanes)
    }
}

/// What a password turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Password {
    /// Not the one.
    Wrong,
    /// The one.
    Right,
    /// The one, hashed when less was asked of a hash: hash it anew and keep that.
    Outdated,
}

impl Vault {
    /// Hashes a password for keeping, in the PHC string format. Normalise it first if it may be typed on several machines
    /// (NFKC, RFC 8265).
    ///
    /// # Errors
    /// No memory or randomness; a keyring that was altered.
    pub fn hash_password(&self, password: &str) -> Result<String, VaultError> {
        let mut salt = [0; 16];
        self.random().fill(&mut salt).map_err(|_| VaultError::Cipher)?;
        let digest = stretch(password, &salt, Some(&self.pepper(PEPPER)?), COST)?;
        let Cost { memory, passes, lanes } = COST;
        let (salt, digest) = (BASE64.encode(salt), BASE64.encode(digest.as_ref()));
        Ok(format!("$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${digest}"))
    }

    /// Compares a password with what was kept, in a time that does not depend on it. For a name that nobody has, verify against
    /// some hash all the same: else the time says that nobody has it.
    ///
    /// # Errors
    /// A text that is no hash of ours; no memory; a keyring that was altered.
    pub fn verify_password(&self, password: &str, hash: &str) -> Result<Password, VaultError> {
        let (cost, salt, kept) = read(hash).ok_or(VaultError::NoHash)?;
        let digest = stretch(password, &salt, Some(&self.pepper(PEPPER)?), cost)?;
        Ok(match constant_time::verify_slices_are_equal(digest.as_ref(), &kept) {
            Err(_) => Password::Wrong,
            Ok(()) if cost == COST => Password::Right,
            Ok(()) => Password::Outdated,
        })
    }
}

fn read(hash: &str) -> Option<(Cost, Vec<u8>, Vec<u8>)> {
    let mut parts = hash.strip_prefix("$argon2id$v=19$")?.split('$');
    let mut costs = parts.next()?.split(',');
    let mut cost = |name: &str| costs.next()?.strip_prefix(name)?.parse().ok();
    let cost = Cost { memory: cost("m=")?, passes: cost("t=")?, lanes: cost("p=")? };
    let salt = BASE64.decode(parts.next()?).ok()?;
    let kept = BASE64.decode(parts.next()?).ok()?;
    let whole = parts.next().is_none() && costs.next().is_none();
    (whole && cost.is_sane() && (8..=64).contains(&salt.len()) && kept.len() == 32)
        .then_some((cost, salt, kept))
}

/// argon2id, version 0x13. The memory it used is wiped.
pub(crate) fn stretch(
    password: &str,
    salt: &[u8],
    secret: Option<&Key>,
    cost: Cost,
) -> Result<Key, VaultError> {
    let failed = |_| VaultError::Cipher;
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(failed)?;
    let secret = secret.map_or(&[][..], |key| key.as_slice());
    let argon2 =
        Argon2::new_with_secret(secret, Algorithm::Argon2id, Version::V0x13, params).map_err(failed)?;
    let mut memory = Zeroizing::new(vec![Block::default(); argon2.params().block_count()]);
    let mut key = Key::empty();
    argon2
        .hash_password_into_with_memory(password.as_bytes(), salt, key.as_mut(), &mut memory[..])
        .map_err(failed)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;

    use super::*;
    use crate::root::Root;

    /// proves: SEC-06
    #[test]
    fn a_hash_of_yesterday_is_right_and_outdated() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name| folder.path().join(name);
        let random = Box::new(SystemRandom::new());
        let root = Root::new(random.as_ref()).unwrap();
        let vault =
            Vault::open(crate::Objects::folder(&at("objects")).unwrap(), &at("keyring"), root, random)
                .unwrap();
        let cost = Cost { memory: 4_096, passes: 1, lanes: 1 };
        let digest = stretch("x", &[7; 16], Some(&vault.pepper(PEPPER).unwrap()), cost).unwrap();
        let (salt, digest) = (BASE64.encode([7; 16]), BASE64.encode(digest.as_ref()));
        let hash = format!("$argon2id$v=19$m=4096,t=1,p=1${salt}${digest}");
        assert_eq!(vault.verify_password("x", &hash).unwrap(), Password::Outdated);
        assert_eq!(vault.verify_password("y", &hash).unwrap(), Password::Wrong);
    }
}
