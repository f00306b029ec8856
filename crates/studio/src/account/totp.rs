//! The second factor: codes of RFC 6238 (SHA-1, six digits, thirty seconds: what every authenticator speaks), each good once; and
//! recovery codes for whoever lost his phone, each good once too.

use hmac::{Hmac, KeyInit, Mac};
use incamera_model::PersonId;
use incamera_rights::{Kernel, RightsError};
use serde::{Deserialize, Serialize};
use sha1::Sha1;

use super::credential::{self, Known};

/// Seconds a code is shown.
const STEP: i64 = 30;
/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;
/// Letters of a recovery code: none that look alike.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// What came of a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    /// It is he.
    Right,
    /// It is he, by a code for lost phones: so many are left.
    Recovered {
        /// How many.
        left: usize,
    },
    /// It is not, or the code was used before.
    Wrong,
}

#[derive(Serialize, Deserialize)]
struct Secret {
    /// In hexadecimal digits.
    secret: String,
    /// The step of the last code that was taken: nothing up to it is taken again.
    last: i64,
}

/// Whether somebody has a second factor.
///
/// # Errors
/// A database that would not.
pub async fn has_totp(kernel: &Kernel, person: PersonId) -> Result<bool, RightsError> {
    Ok(credential::of(kernel, person, "totp").await?.is_some())
}

/// The code of a secret at a step.
///
/// # Panics
/// Never: HMAC takes keys of any length.
pub fn code_at(secret: &[u8], step: i64) -> String {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("a key of any length");
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 0xf);
    let number =
        u32::from_be_bytes([digest[at], digest[at + 1], digest[at + 2], digest[at + 3]]) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// Whether a code is one of this secret now.
pub fn fits_totp(kernel: &Kernel, secret: &[u8], code: &str) -> bool {
    step_of(kernel, secret, code, i64::MIN).is_some()
}

/// Sets somebody's second factor once he has shown a code of it, and gives him recovery codes: they are shown now and never again.
/// None: the code is not of this secret.
///
/// # Errors
/// A database that would not.
pub async fn set_totp(
    kernel: &Kernel,
    person: PersonId,
    secret: &[u8],
    code: &str,
) -> Result<Option<Vec<String>>, RightsError> {
    let Some(step) = step_of(kernel, secret, code, i64::MIN) else { return Ok(None) };
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code(kernel)).collect();
    let kept = codes.iter().map(|code| digest(kernel, code)).collect::<Result<Vec<_>, _>>()?;
    let unit = kernel.store().begin().await?;
    let secret = text(&Secret { secret: hex::encode(secret), last: step })?;
    credential::keep(kernel, &unit, person, "totp", &secret).await?;
    credential::keep(kernel, &unit, person, "recovery", &text(&kept)?).await?;
    unit.commit().await?;
    Ok(Some(codes))
}

/// Compares a code with somebody's second factor, or with his recovery codes. What was taken is not taken again, whoever asks at
/// the same time.
///
/// # Errors
/// A database that would not. A wrong code is no error.
pub async fn check_second(kernel: &Kernel, person: PersonId, code: &str) -> Result<Second, RightsError> {
    let code: String =
        code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_lowercase();
    let method =
        if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) { "totp" } else { "recovery" };
    let Some(known) = credential::of(kernel, person, method).await? else { return Ok(Second::Wrong) };
    let unit = kernel.store().begin().await?;
    let Some(known) = credential::again(kernel, &unit, known.datum.id, method).await? else {
        return Ok(Second::Wrong);
    };
    let (outcome, secret) = match method {
        "totp" => one_time(kernel, &known, &code)?,
        _ => recovery(kernel, &known, &code)?,
    };
    if let Some(secret) = secret {
        credential::change(kernel, &unit, &known, &secret, true).await?;
        unit.commit().await?;
    }
    Ok(outcome)
}

fn one_time(kernel: &Kernel, known: &Known, code: &str) -> Result<(Second, Option<String>), RightsError> {
    let mut kept: Secret = read(&known.secret)?;
    let secret = hex::decode(&kept.secret).map_err(|_| spoilt())?;
    let Some(step) = step_of(kernel, &secret, code, kept.last) else { return Ok((Second::Wrong, None)) };
    kept.last = step;
    Ok((Second::Right, Some(text(&kept)?)))
}

fn recovery(kernel: &Kernel, known: &Known, code: &str) -> Result<(Second, Option<String>), RightsError> {
    let mut kept: Vec<String> = read(&known.secret)?;
    let digest = digest(kernel, code)?;
    // Keyed digests: how long a comparison takes tells nothing of the code.
    let Some(at) = kept.iter().position(|one| *one == digest) else { return Ok((Second::Wrong, None)) };
    kept.remove(at);
    Ok((Second::Recovered { left: kept.len() }, Some(text(&kept)?)))
}

/// The step whose code this is: now, one before or one after, for clocks differ; none that was taken before.
fn step_of(kernel: &Kernel, secret: &[u8], code: &str, last: i64) -> Option<i64> {
    let now = kernel.now().as_second().div_euclid(STEP);
    (now - 1..=now + 1).filter(|step| *step > last).find(|step| same(&code_at(secret, *step), code))
}

/// Equal, in a time that does not tell how far.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// Twelve letters in threes of four: sixty bits.
fn recovery_code(kernel: &Kernel) -> String {
    let drawn = kernel.secret::<12>();
    let letters: Vec<char> = drawn.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

fn digest(kernel: &Kernel, code: &str) -> Result<String, RightsError> {
    let plain: String = code.chars().filter(|c| *c != '-').collect();
    Ok(hex::encode(kernel.vault().token_digest("recovery", plain.as_bytes())?))
}

fn text(kept: &impl Serialize) -> Result<String, RightsError> {
    serde_json::to_string(kept).map_err(|_| spoilt())
}

fn read<T: for<'de> Deserialize<'de>>(kept: &str) -> Result<T, RightsError> {
    serde_json::from_str(kept).map_err(|_| spoilt())
}

fn spoilt() -> RightsError {
    RightsError::Said("what is kept of this second factor is none: an admin sets it anew".to_owned())
}

#[cfg(test)]
mod tests {
    use super::code_at;

    /// The vectors of RFC 6238, appendix B, by their last six digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        let secret = b"12345678901234567890";
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000_i64, "353130")] {
            assert_eq!(code_at(secret, time / 30), code);
        }
    }
}
