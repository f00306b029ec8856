//! A root key in a PKCS#11 token: the key is made there and never leaves it.
//!
//! The token computes a wrapping key for each slot: NIST SP 800-108 in counter mode with AES-CMAC as PRF, over the slot's salt.
//! Every token has AES-CMAC, while some forbid AES-GCM with a nonce of the caller's, and a key that serves for years should see no
//! random nonce. Only keys right under the root, workspaces' and the pepper, are wrapped so; each is asked for once a start.

use std::path::Path;

use cryptoki::{
    context::{CInitializeArgs, CInitializeFlags, Pkcs11},
    error::{Error, RvError},
    mechanism::Mechanism,
    object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle},
    session::{Session, UserType},
    types::AuthPin,
};
use zeroize::Zeroizing;

use crate::{error::VaultError, key::Key, root::RootFacts, slot::SALT};

/// Which key of which token.
pub struct TokenKey<'a> {
    /// The module that speaks to the token: `/usr/lib/softhsm/libsofthsm2.so`.
    pub module: &'a Path,
    /// The token's label.
    pub token: &'a str,
    /// The key's label. A key with this label is made if there is none.
    pub key: &'a str,
    /// The user's PIN.
    pub pin: &'a str,
}

/// A session with the token. It ends with the process or when the root is dropped.
pub(crate) struct Token {
    session: Session,
    key: ObjectHandle,
    label: String,
}

const LABEL: &[u8] = b"incamera root 1";

impl Token {
    pub(crate) fn open(at: &TokenKey<'_>) -> Result<(Self, RootFacts), VaultError> {
        let wrong = |why: String| VaultError::Token { token: at.token.to_owned(), why };
        let failed = |e: Error| wrong(format!("{e}: check the module, and that the token is there"));
        let module = Pkcs11::new(at.module).map_err(failed)?;
        match module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            // By another root of this process. Nobody ends it: that would end the other's sessions.
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
            Err(e) => return Err(failed(e)),
        }
        let slots = module.get_slots_with_initialized_token().map_err(failed)?;
        let mut found = None;
        for slot in slots {
            let info = module.get_token_info(slot).map_err(failed)?;
            if info.label() == at.token && found.replace((slot, info)).is_some() {
                return Err(wrong("two tokens have this label: give one of them another".to_owned()));
            }
        }
        let (slot, info) = found.ok_or_else(|| {
            wrong(format!(
                "no token with this label behind {}: plug it in or initialise one",
                at.module.display()
            ))
        })?;
        let hardware = module.get_slot_info(slot).map_err(failed)?.hardware_slot();
        let session = module.open_rw_session(slot).map_err(failed)?;
        match session.login(UserType::User, Some(&AuthPin::new(at.pin.into()))) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {}
            Err(Error::Pkcs11(RvError::PinIncorrect | RvError::PinLenRange, _)) => {
                return Err(wrong("the PIN is wrong: too many wrong ones lock the token".to_owned()));
            }
            Err(Error::Pkcs11(RvError::PinLocked, _)) => {
                return Err(wrong(
                    "the PIN is locked: have the token's security officer set a new one".to_owned(),
                ));
            }
            Err(e) => return Err(failed(e)),
        }
        let key = key(&session, at.key, &wrong)?;
        let facts = RootFacts::Token {
            token: at.token.to_owned(),
            key: at.key.to_owned(),
            maker: info.manufacturer_id().to_owned(),
            model: info.model().to_owned(),
            serial: info.serial_number().to_owned(),
            hardware,
        };
        Ok((Self { session, key, label: at.token.to_owned() }, facts))
    }

    pub(crate) fn above(&self, salt: &[u8; SALT]) -> Result<Key, VaultError> {
        let failed = |e: Error| VaultError::Token {
            token: self.label.clone(),
            why: format!("{e}: plug it in again and restart"),
        };
        let mut key = Key::empty();
        for (half, count) in key.chunks_exact_mut(16).zip(1_u32..) {
            let message =
                [&count.to_be_bytes(), LABEL, &[0], salt.as_slice(), &256_u32.to_be_bytes()].concat();
            let signed = self.session.sign(&Mechanism::AesCMac, self.key, &message).map_err(failed)?;
            let signed = Zeroizing::new(signed);
            if signed.len() != half.len() {
                return Err(VaultError::Cipher);
            }
            half.copy_from_slice(&signed);
        }
        Ok(key)
    }
}

fn key(
    session: &Session,
    label: &str,
    wrong: &dyn Fn(String) -> VaultError,
) -> Result<ObjectHandle, VaultError> {
    let failed = |e: Error| wrong(format!("{e}: the token would not give the key `{label}`"));
    let mut template = vec![
        Attribute::Class(ObjectClass::SECRET_KEY),
        Attribute::KeyType(KeyType::AES),
        Attribute::Token(true),
        Attribute::Label(label.as_bytes().to_vec()),
    ];
    let there = session.find_objects(&template).map_err(failed)?;
    match there[..] {
        [] => {
            template.extend([
                Attribute::Private(true),
                Attribute::Sensitive(true),
                Attribute::Extractable(false),
                Attribute::Sign(true),
                Attribute::ValueLen(32.into()),
            ]);
            session.generate_key(&Mechanism::AesKeyGen, &template).map_err(failed)
        }
        [key] => {
            let asked = [AttributeType::NeverExtractable, AttributeType::AlwaysSensitive];
            let said = session.get_attributes(key, &asked).map_err(failed)?;
            let kept = said.iter().filter(|a| {
                matches!(a, Attribute::NeverExtractable(true) | Attribute::AlwaysSensitive(true))
            });
            if kept.count() == asked.len() {
                Ok(key)
            } else {
                Err(wrong(format!(
                    "the key `{label}` could leave the token, now or once: name another, which is made there"
                )))
            }
        }
        _ => Err(wrong(format!("several keys are named `{label}`: name another"))),
    }
}
