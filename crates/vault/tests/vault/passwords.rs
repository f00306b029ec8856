//! Passwords and tokens: what is kept of them opens nothing.

use std::fs;

use incamera_vault::{Password, VaultError};

use crate::Studio;

/// proves: SEC-06
#[test]
fn a_password_is_salted_peppered_and_hard_to_guess() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let password = "correct horse battery staple";
    let hash = vault.hash_password(password).unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    assert_ne!(hash, vault.hash_password(password).unwrap(), "a salt of its own");
    assert_eq!(vault.verify_password(password, &hash).unwrap(), Password::Right);
    for wrong in ["", "correct horse battery stapl", "Correct horse battery staple"] {
        assert_eq!(vault.verify_password(wrong, &hash).unwrap(), Password::Wrong);
    }
    // Another installation has another pepper: a stolen table of hashes is not guessed elsewhere.
    let elsewhere = Studio::new();
    let other = elsewhere.open().unwrap();
    assert_eq!(other.verify_password(password, &hash).unwrap(), Password::Wrong);
    // The pepper outlives rotation.
    let next = incamera_vault::Root::new(&aws_lc_rs::rand::SystemRandom::new()).unwrap();
    vault.rotate(next).unwrap();
    assert_eq!(vault.verify_password(password, &hash).unwrap(), Password::Right);
}

/// proves: SEC-06
#[test]
fn a_hash_that_is_none_or_asks_for_too_much_is_refused() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let hash = vault.hash_password("x").unwrap();
    let with = |costs: &str| hash.replace("m=19456,t=2,p=1", costs);
    // Weaker costs than today's are computed as they stand, for whoever comes with an old hash; so its digest is another.
    assert_eq!(vault.verify_password("x", &with("m=4096,t=3,p=1")).unwrap(), Password::Wrong);
    let bad =
        ["m=4294967295,t=2,p=1", "m=19456,t=4294967295,p=1", "m=0,t=0,p=0", "m=1,t=1", "t=2,m=19456,p=1"];
    let bad = bad.map(with).into_iter().chain([
        String::new(),
        "$2b$12$abcdefghijklmnopqrstuv".to_owned(),
        hash.replace("argon2id", "argon2i"),
        hash[..hash.len() - 3].to_owned(),
        format!("{hash}$x"),
    ]);
    for hash in bad {
        assert!(matches!(vault.verify_password("x", &hash), Err(VaultError::NoHash)), "{hash}");
    }
}

/// proves: SEC-05, SEC-06
#[test]
fn a_token_is_found_by_a_digest_that_needs_the_pepper() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let digest = |kind, token: &[u8]| vault.token_digest(kind, token).unwrap();
    let session = digest("session", b"0123456789abcdef");
    assert_eq!(session, digest("session", b"0123456789abcdef"));
    assert_ne!(session, digest("api", b"0123456789abcdef"), "one sort does not pass as another");
    assert_ne!(digest("a", b"bc"), digest("ab", b"c"));
    assert_ne!(session, *vault.blind_index("session", "0123456789abcdef").unwrap().bytes());
    drop(vault);
    let vault = studio.open().unwrap();
    assert_eq!(vault.token_digest("session", b"0123456789abcdef").unwrap(), session);
    drop(vault);
    fs::remove_file(studio.at("keyring")).unwrap();
    let vault = studio.open().unwrap();
    assert_ne!(vault.token_digest("session", b"0123456789abcdef").unwrap(), session);
}
