//! Roots: a file, a file with a passphrase, and a key in a PKCS#11 token (`SoftHSM2`, which says itself that it is software).

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use aws_lc_rs::rand::SystemRandom;
use incamera_vault::{Objects, Root, RootFacts, TokenKey, Vault, VaultError};

use crate::{Studio, film, holds, rush};

const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";

impl Studio {
    pub(crate) fn open_with(&self, root: Root) -> Result<Vault, VaultError> {
        Vault::open(
            Objects::folder(&self.at("objects"))?,
            &self.at("keyring"),
            root,
            Box::new(SystemRandom::new()),
        )
    }
}

/// proves: SEC-04
#[test]
fn a_passphrase_seals_the_root() {
    let studio = Studio::new();
    let path = studio.at("sealed-root");
    let root = |passphrase: &str| Root::passphrase(&path, passphrase, &SystemRandom::new());
    let made = root("six words that nobody guesses soon").unwrap();
    let RootFacts::Passphrase { memory: 65_536, passes: 3, .. } = made.describe() else {
        panic!("{:?}", made.describe())
    };
    assert!(made.describe().is_software());
    let vault = studio.open_with(made).unwrap();
    studio.put(&vault, &rush(1, 1), &film(100));
    drop(vault);
    let vault = studio.open_with(root("six words that nobody guesses soon").unwrap()).unwrap();
    assert_eq!(studio.get(&vault, &rush(1, 1)).unwrap(), film(100));
    let said = |root: Result<Root, VaultError>| root.err().unwrap().to_string();
    assert!(said(root("six words that somebody guesses")).contains("does not open this root key"));
    assert!(said(root("")).contains("empty"));
    assert!(said(Root::file(&path, &SystemRandom::new())).contains("sealed with a passphrase"));
    let plain = Root::passphrase(&studio.at("root"), "x", &SystemRandom::new());
    assert!(plain.is_ok(), "a new one");
    Root::file(&studio.at("plain"), &SystemRandom::new()).unwrap();
    assert!(said(Root::passphrase(&studio.at("plain"), "x", &SystemRandom::new())).contains("not sealed"));
    // Altered, or asking for all memory there is.
    let text = fs::read_to_string(&path).unwrap();
    for altered in [text.replace("65536", "4294967295"), text.replace(" 3 ", " 2 "), text[..60].to_owned()] {
        fs::write(&path, altered).unwrap();
        assert!(matches!(root("six words that nobody guesses soon"), Err(VaultError::Keyring { .. })));
    }
}

/// proves: SEC-04
#[test]
fn a_root_that_was_half_made_is_made_again_and_never_overwritten() {
    let studio = Studio::new();
    fs::write(studio.at("root.making"), b"0123").unwrap();
    let vault = studio.open().unwrap();
    studio.put(&vault, &rush(1, 1), b"x");
    drop(vault);
    let before = fs::read(studio.at("root")).unwrap();
    drop(studio.open().unwrap());
    assert_eq!(fs::read(studio.at("root")).unwrap(), before);
}

fn token<'a>(token: &'a str, key: &'a str, pin: &'a str) -> TokenKey<'a> {
    TokenKey { module: Path::new(MODULE), token, key, pin }
}

/// What the test below does with a folder of tokens in its environment.
#[test]
#[ignore = "run by a_root_in_a_token_never_leaves_it"]
fn token_child() {
    let studio = Studio::new();
    let root = |key| Root::token(&token("studio", key, "1234"));
    let first = root("root 2026").unwrap();
    let RootFacts::Token { token: label, key, maker, hardware, .. } = first.describe() else { panic!() };
    assert_eq!((label.as_str(), key.as_str(), *hardware), ("studio", "root 2026", false));
    assert!(maker.contains("SoftHSM"), "{maker}");
    assert!(first.describe().is_software(), "it declares itself");
    let vault = studio.open_with(first).unwrap();
    studio.put(&vault, &rush(1, 1), &film(30_000));
    studio.put(&vault, &rush(2, 2), &film(10));
    vault.prepare(rush(1, 1).workspace, &[crate::person(1)], &[]).unwrap();
    let kept = vault.commitment(rush(1, 1).workspace, Some(crate::person(1)), b"x").unwrap();
    drop(vault);
    // The same key again; another one opens nothing.
    let vault = studio.open_with(root("root 2026").unwrap()).unwrap();
    assert_eq!(studio.get(&vault, &rush(1, 1)).unwrap(), film(30_000));
    drop(vault);
    assert!(matches!(studio.open_with(root("root 2027").unwrap()), Err(VaultError::Keyring { .. })));
    // Token to token, token to file, file to token.
    let vault = studio.open_with(root("root 2026").unwrap()).unwrap();
    vault.rotate(root("root 2027").unwrap()).unwrap();
    assert_eq!(studio.get(&vault, &rush(2, 2)).unwrap(), film(10));
    drop(vault);
    assert!(studio.open_with(root("root 2026").unwrap()).is_err());
    let vault = studio.open_with(root("root 2027").unwrap()).unwrap();
    vault.rotate(Root::file(&studio.at("root"), &SystemRandom::new()).unwrap()).unwrap();
    drop(vault);
    let vault = studio.open().unwrap();
    vault.rotate(root("root 2027").unwrap()).unwrap();
    assert_eq!(studio.get(&vault, &rush(1, 1)).unwrap(), film(30_000));
    assert_eq!(vault.commitment(rush(1, 1).workspace, Some(crate::person(1)), b"x").unwrap(), kept);
    vault.export_keyring(&studio.at("copy")).unwrap();
    assert_eq!(Vault::check_keyring(&studio.at("copy"), &root("root 2027").unwrap()).unwrap().objects, 2);
    // What is wrong is said in words.
    for (label, key, pin, word) in [
        ("studio", "root 2027", "4321", "PIN"),
        ("another", "root 2027", "1234", "no token with this label"),
        ("studio", "loose", "1234", "could leave the token"),
    ] {
        // A session of ours is signed in already: a wrong PIN is noticed by the first.
        if word != "PIN" {
            let said = Root::token(&token(label, key, pin)).err().unwrap().to_string();
            assert!(said.contains(word), "{said}");
        }
    }
    println!("token tried");
}

#[test]
#[ignore = "run by a_root_in_a_token_never_leaves_it"]
fn token_child_with_a_wrong_pin() {
    let said = Root::token(&token("studio", "root 2027", "4321")).err().unwrap().to_string();
    assert!(said.contains("PIN is wrong"), "{said}");
    let nothing = TokenKey { module: Path::new("/nowhere.so"), ..token("studio", "x", "1234") };
    assert!(matches!(Root::token(&nothing), Err(VaultError::Token { .. })));
    println!("token tried");
}

/// proves: SEC-04
#[test]
fn a_root_in_a_token_never_leaves_it() {
    let folder = tempfile::tempdir().unwrap();
    let tokens: PathBuf = folder.path().join("tokens");
    fs::create_dir(&tokens).unwrap();
    let conf = folder.path().join("softhsm2.conf");
    fs::write(&conf, format!("directories.tokendir = {}\nobjectstore.backend = file\n", tokens.display()))
        .unwrap();
    let tool = |name: &str, args: &[&str]| {
        let out = Command::new(name).args(args).env("SOFTHSM2_CONF", &conf).output().unwrap();
        assert!(out.status.success(), "{name} {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    };
    tool(
        "softhsm2-util",
        &["--init-token", "--free", "--label", "studio", "--pin", "1234", "--so-pin", "5678"],
    );
    // A key that was brought from outside, and so is elsewhere too.
    let loose = folder.path().join("loose");
    fs::write(&loose, b"0123456789abcdef0123456789abcdef").unwrap();
    tool(
        "softhsm2-util",
        &[
            "--import",
            loose.to_str().unwrap(),
            "--aes",
            "--token",
            "studio",
            "--label",
            "loose",
            "--id",
            "01",
            "--pin",
            "1234",
        ],
    );
    let me = std::env::current_exe().unwrap();
    let me = me.to_str().unwrap();
    for child in ["roots::token_child", "roots::token_child_with_a_wrong_pin"] {
        let told = tool(me, &[child, "--exact", "--ignored", "--nocapture"]);
        assert!(holds(&told, b"token tried"), "{}", String::from_utf8_lossy(&told));
    }
}
