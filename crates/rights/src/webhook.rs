//! Signed calls as the specification Standard Webhooks has them: `webhook-id`, `webhook-timestamp` and `webhook-signature`, which
//! is `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. While keys change, a call bears a signature under each.
//!
//! Source: <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

use crate::error::RightsError;

/// How far a call's time may lie from ours.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// A key that both ends know.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Reads `whsec_` and base64, 24 to 64 bytes, as the specification writes them.
    ///
    /// # Errors
    /// A text that is none.
    pub fn read(text: &str) -> Result<Self, RightsError> {
        let bytes = text.strip_prefix("whsec_").and_then(|text| STANDARD.decode(text).ok());
        let bytes = bytes.filter(|bytes| (24..=64).contains(&bytes.len()));
        let why = "no secret of a webhook: use `whsec_` and 24 to 64 bytes in base64";
        bytes.map(Self).ok_or_else(|| RightsError::Said(why.to_owned()))
    }

    fn mac(&self, id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
        // INVARIANT: HMAC takes a key of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { unreachable!("HMAC takes any key") };
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        mac
    }
}

/// A call, ready to go: headers and body go as they stand here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Header `webhook-id`: the same each time the same thing is said.
    pub id: String,
    /// Header `webhook-timestamp`: seconds since 1970.
    pub timestamp: String,
    /// Header `webhook-signature`.
    pub signature: String,
    /// JSON.
    pub body: String,
}

impl Call {
    /// Signs a call under each of these keys, the newest first.
    ///
    /// # Errors
    /// No key at all.
    pub fn sign(id: String, at: Timestamp, body: String, keys: &[Secret]) -> Result<Self, RightsError> {
        if keys.is_empty() {
            return Err(RightsError::Said("a webhook without a secret is not sent: give it one".to_owned()));
        }
        let timestamp = at.as_second().to_string();
        let signed = keys.iter().map(|key| {
            let mac = key.mac(&id, &timestamp, body.as_bytes()).finalize();
            format!("v1,{}", STANDARD.encode(mac.into_bytes()))
        });
        let signature = signed.collect::<Vec<_>>().join(" ");
        Ok(Self { id, timestamp, signature, body })
    }

    /// Whether a call that came in is from who knows one of the keys, and not older or newer than five minutes. Who answers for
    /// it remembers its id for that long, so that it counts once.
    pub fn verify(&self, now: Timestamp, keys: &[Secret]) -> bool {
        let sent = self.timestamp.parse().ok().and_then(|at| Timestamp::from_second(at).ok());
        if sent.is_none_or(|sent| now.duration_since(sent).abs() > WINDOW) {
            return false;
        }
        let signatures = self.signature.split(' ').filter_map(|one| one.strip_prefix("v1,"));
        let signatures: Vec<Vec<u8>> = signatures.filter_map(|one| STANDARD.decode(one).ok()).collect();
        keys.iter().any(|key| {
            let mac = key.mac(&self.id, &self.timestamp, self.body.as_bytes());
            signatures.iter().any(|signature| mac.clone().verify_slice(signature).is_ok())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    fn call() -> Call {
        let at = Timestamp::from_second(1_614_265_330).unwrap();
        let body = r#"{"test": 2432232314}"#.to_owned();
        Call::sign("msg_p5jXN8AQM9LWM0D4loKWxJek".to_owned(), at, body, &[Secret::read(KEY).unwrap()])
            .unwrap()
    }

    /// The example of the reference implementations' own tests.
    #[test]
    fn it_signs_as_others_do() {
        assert_eq!(call().signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /// proves: INT-07
    #[test]
    fn altered_old_and_foreign_calls_are_refused() {
        let (call, key) = (call(), Secret::read(KEY).unwrap());
        let other = Secret::read(&format!("whsec_{}", STANDARD.encode([7; 32]))).unwrap();
        let at = |second: i64| Timestamp::from_second(1_614_265_330 + second).unwrap();
        let both = [other.clone(), key.clone()];
        assert!(call.verify(at(0), &both) && call.verify(at(300), &both) && call.verify(at(-300), &both));
        assert!(!call.verify(at(301), &both) && !call.verify(at(-301), &both));
        assert!(!call.verify(at(0), std::slice::from_ref(&other)) && !call.verify(at(0), &[]));
        for altered in [
            Call { body: r#"{"test": 1}"#.to_owned(), ..call.clone() },
            Call { id: "msg_other".to_owned(), ..call.clone() },
            Call { timestamp: "1614265331".to_owned(), ..call.clone() },
            Call { signature: call.signature.replace("v1,", "v0,"), ..call.clone() },
            Call { signature: String::new(), ..call.clone() },
        ] {
            assert!(!altered.verify(at(0), &both));
        }
        // While keys change, either end may still have the old one.
        let rotating = Call::sign(call.id.clone(), at(0), call.body.clone(), &both).unwrap();
        assert!(rotating.verify(at(0), &[key]) && rotating.verify(at(0), &[other]));
        assert!(Secret::read("whsec_c2hvcnQ=").is_err() && Secret::read("secret").is_err());
        assert!(Call::sign(call.id, at(0), call.body, &[]).is_err());
    }
}
