//! A password, kept as argon2id with the house's pepper.

use incamera_model::PersonId;
use incamera_rights::{Kernel, RightsError};
use incamera_vault::Password;
use unicode_normalization::UnicodeNormalization;

use super::credential;

/// Characters a password has at least.
pub const LEAST: usize = 12;
/// More is no password: hashing it is work.
const MOST: usize = 256;

/// A hash of nobody's password: whoever gives an address that nobody has waits as long as everybody else.
#[derive(Clone, Debug)]
pub struct Decoy(String);

impl Decoy {
    /// Makes one.
    ///
    /// # Errors
    /// No memory; a keyring that was altered.
    pub fn new(kernel: &Kernel) -> Result<Self, RightsError> {
        let nobody = kernel.secret::<16>();
        Ok(Self(kernel.vault().hash_password(&hex::encode(nobody))?))
    }
}

/// Whether this can be a password.
///
/// # Errors
/// It is too short or too long.
pub fn fits_password(password: &str) -> Result<(), RightsError> {
    prepared(password).map(|_| ())
}

/// Sets somebody's password.
///
/// # Errors
/// One that is too short or too long; a database that would not.
pub async fn set_password(kernel: &Kernel, person: PersonId, password: &str) -> Result<(), RightsError> {
    let password = prepared(password)?;
    let hash = kernel.vault().hash_password(&password)?;
    let unit = kernel.store().begin().await?;
    credential::keep(kernel, &unit, person, "password", &hash).await?;
    Ok(unit.commit().await?)
}

/// Compares a password with somebody's; of somebody nobody knows, with the decoy: it takes the same time.
///
/// # Errors
/// A keyring or a database that would not. A wrong password is no error.
pub async fn check_password(
    kernel: &Kernel,
    person: Option<PersonId>,
    password: &str,
    decoy: &Decoy,
) -> Result<bool, RightsError> {
    let Ok(password) = prepared(password) else {
        // Too short to be anybody's; the work is done all the same.
        kernel.vault().verify_password("", &decoy.0)?;
        return Ok(false);
    };
    let known = match person {
        Some(person) => credential::of(kernel, person, "password").await?,
        None => None,
    };
    let Some(known) = known else {
        kernel.vault().verify_password(&password, &decoy.0)?;
        return Ok(false);
    };
    match kernel.vault().verify_password(&password, &known.secret)? {
        Password::Wrong => Ok(false),
        Password::Right => Ok(true),
        Password::Outdated => {
            let hash = kernel.vault().hash_password(&password)?;
            let unit = kernel.store().begin().await?;
            credential::change(kernel, &unit, &known, &hash, true).await?;
            unit.commit().await?;
            Ok(true)
        }
    }
}

/// As it is hashed: the same password typed on another machine may come as other bytes (RFC 8265).
fn prepared(password: &str) -> Result<String, RightsError> {
    let password: String = password.nfkc().collect();
    let long = password.chars().count();
    if (LEAST..=MOST).contains(&long) {
        return Ok(password);
    }
    Err(RightsError::Said(format!("a password has {LEAST} to {MOST} characters: choose another")))
}
