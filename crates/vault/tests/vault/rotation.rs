//! Rotation, killed at any moment.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use aws_lc_rs::rand::SystemRandom;
use incamera_gate::{Read, Write};
use incamera_vault::{Objects, Root, Under, Vault, VaultError};

use crate::{Studio, film, person, rush};

/// Opens with whichever root was used last, and makes that the only one: what a start after a killed rotation does.
fn settle(folder: &Path) -> Result<Vault, VaultError> {
    let (root, next) = (folder.join("root"), folder.join("root.next"));
    let open = |path: &Path| {
        let random = SystemRandom::new();
        let root = Root::file(path, &random)?;
        Vault::open(
            Objects::folder(&folder.join("objects"))?,
            &folder.join("keyring"),
            root,
            Box::new(random),
        )
    };
    match open(&root) {
        Ok(vault) => {
            if next.exists() {
                fs::remove_file(&next)?;
            }
            Ok(vault)
        }
        Err(_) if next.exists() => {
            let vault = open(&next)?;
            fs::rename(&next, &root)?;
            Ok(vault)
        }
        Err(e) => Err(e),
    }
}

/// What a child process does until it is killed.
#[test]
#[ignore = "run by a_rotation_killed_at_any_moment_leaves_one_root_that_opens_all"]
fn rotate_child() {
    let folder = PathBuf::from(std::env::var_os("VAULT").unwrap());
    let vault = settle(&folder).unwrap();
    println!("opened");
    loop {
        let next = folder.join("root.next");
        vault.rotate(Root::file(&next, &SystemRandom::new()).unwrap()).unwrap();
        fs::rename(&next, folder.join("root")).unwrap();
        println!("rotated");
    }
}

/// proves: SEC-19
#[test]
fn a_rotation_killed_at_any_moment_leaves_one_root_that_opens_all() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let people: Vec<_> = (1..=60).map(person).collect();
    vault.prepare(rush(1, 1).workspace, &people, &[]).unwrap();
    for n in 0..6 {
        studio.put(&vault, &rush(n, 1 + n as u8 % 3), &film(2_000));
    }
    let datum = rush(1, 1);
    let name =
        vault.seal_field(&studio.permit::<Write>(&datum), Under::Person(person(1)), "name", "Ada").unwrap();
    let mail = vault.blind_index("mail", "ada@example.test").unwrap();
    let tied: Vec<[u8; 32]> =
        people.iter().map(|p| vault.commitment(datum.workspace, Some(*p), b"x").unwrap()).collect();
    drop(vault);
    let mut rotated = 0;
    for round in 0..20_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["rotation::rotate_child", "--exact", "--ignored", "--nocapture"])
            .env("VAULT", studio.folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(25 + round * 37 % 101));
        child.kill().unwrap();
        let told = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
        rotated += told.lines().filter(|line| *line == "rotated").count();
        let vault = settle(studio.folder.path()).unwrap();
        assert!(!studio.at("keyring.new").exists() && !studio.at("root.next").exists());
        for n in 0..6 {
            assert_eq!(studio.get(&vault, &rush(n, 1 + n as u8 % 3)).unwrap(), film(2_000));
        }
        assert_eq!(vault.open_field(&studio.permit::<Read>(&datum), "name", &name).unwrap(), "Ada");
        assert_eq!(vault.blind_index("mail", "ada@example.test").unwrap(), mail);
        for (person, tie) in people.iter().zip(&tied) {
            assert_eq!(vault.commitment(datum.workspace, Some(*person), b"x").unwrap(), *tie);
        }
    }
    assert!(rotated > 10, "{rotated} rotations were seen to end");
}
