//! What an operator and a data protection officer do at the terminal: begin, find, erase, back up, restore, answer.

use std::{fs, path::Path};

use serde_json::Value;

use crate::desk::{Desk, interview};

/// Words that stand nowhere in clear.
const WORDS: [&str; 5] =
    ["Ada Martin", "ada@studio.example", "Ben Osei", "ben@studio.example", "The gulls are lovely"];

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

fn scan(folder: &Path, look: &mut impl FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            scan(&path, look);
        } else if let Ok(bytes) = fs::read(&path) {
            look(&path, &bytes);
        }
    }
}

fn filled() -> Desk {
    let desk = Desk::new();
    fs::copy(interview(), desk.path("a.mp4")).unwrap();
    desk.run(&["init", "--data", "studio", "--demo", "a.mp4"]).well();
    desk
}

/// proves: DSR-29, DSR-19, RET-12, SEC-02, SEC-05, SEC-14
#[test]
fn somebody_is_found_shown_what_goes_and_erased_with_proof() {
    let desk = filled();
    // Not a name, not an address, not a word, not a frame in any file.
    let film = fs::read(desk.path("a.mp4")).unwrap();
    let frame = &film[film.len() / 2..film.len() / 2 + 32];
    let mut files = 0;
    scan(&desk.path("studio"), &mut |path, bytes| {
        files += 1;
        for word in WORDS {
            assert!(!holds(bytes, word.as_bytes()), "{} holds {word}", path.display());
        }
        assert!(!holds(bytes, frame), "{} holds a frame", path.display());
    });
    assert!(files > 4);

    let found = desk.run(&["subject", "find", "ben@studio.example", "--data", "studio", "--json"]).well();
    let index = &found.json()[0];
    let tables: Vec<&str> =
        index["held"].as_array().unwrap().iter().map(|held| held["table"].as_str().unwrap()).collect();
    for table in ["people", "members", "notes", "messages", "rushes", "cuts"] {
        assert!(tables.contains(&table), "{tables:?}");
    }

    // The plan first: nothing happens.
    let plan = desk.run(&["subject", "erase", "ben@studio.example", "--data", "studio", "--dry-run"]).well();
    assert!(plan.out().contains("messages"), "{}", plan.out());
    desk.run(&["subject", "find", "ben@studio.example", "--data", "studio"]).well();
    // Nobody said yes: nothing happens either.
    assert_eq!(desk.run(&["subject", "erase", "ben@studio.example", "--data", "studio"]).code(), 2);

    let erased =
        ["subject", "erase", "ben@studio.example", "--data", "studio", "--yes", "-o", "receipt.json"];
    desk.run(&erased).well();
    let receipt: Value = serde_json::from_slice(&fs::read(desk.path("receipt.json")).unwrap()).unwrap();
    for erasure in receipt.as_array().unwrap() {
        for target in erasure["targets"].as_array().unwrap() {
            assert_eq!(target["state"], "done", "{receipt}");
        }
    }
    assert_eq!(desk.run(&["subject", "find", "ben@studio.example", "--data", "studio"]).code(), 1);
    // Ada is whole.
    desk.run(&["subject", "find", "ada@studio.example", "--data", "studio"]).well();
    // What happened stands in the ledger, for anyone with the public key.
    desk.run(&["ledger", "verify", "studio/ledger", "--key", "studio/ledger/key"]).well();
}

/// proves: RET-14, RES-01, T-26
#[test]
fn a_restore_brings_nobody_back_who_was_erased() {
    let desk = filled();
    let made = desk.run(&["backup", "create", "--data", "studio", "--json"]).well();
    let id = made.json()[0]["backup"].as_str().unwrap().to_owned();
    desk.run(&["subject", "erase", "ben@studio.example", "--data", "studio", "--yes"]).well();
    // Another machine: the file, and the keys from their own backup.
    fs::create_dir_all(desk.path("other.keys")).unwrap();
    for key in fs::read_dir(desk.path("studio.keys")).unwrap().map(|key| key.unwrap().path()) {
        fs::copy(&key, desk.path("other.keys").join(key.file_name().unwrap())).unwrap();
    }
    let file = format!("studio/backups/{id}.backup");
    let restored = desk.run(&["backup", "restore", &file, "--data", "other", "--json"]).well();
    assert!(restored.json()[0]["tombstones"].as_u64().unwrap() >= 2, "{}", restored.out());
    assert_eq!(desk.run(&["subject", "find", "ben@studio.example", "--data", "other"]).code(), 1);
    desk.run(&["subject", "find", "ada@studio.example", "--data", "other"]).well();
}

/// proves: SEC-19, SEC-04, EVD-03, DSR-20
#[test]
fn keys_are_rotated_and_everything_opens() {
    let desk = filled();
    let before = fs::read(desk.path("studio.keys/root")).unwrap();
    let status = desk.run(&["keys", "status", "--data", "studio", "--json"]).well();
    assert_eq!(status.json()[0]["software"], true);
    desk.run(&["keys", "rotate", "--data", "studio"]).well();
    assert_ne!(fs::read(desk.path("studio.keys/root")).unwrap(), before);
    desk.run(&["subject", "export", "ada@studio.example", "--data", "studio", "-o", "ada.zip"]).well();
    let zip = fs::read(desk.path("ada.zip")).unwrap();
    assert!(holds(&zip, b"index.html"));
    // Anybody checks it: with nothing else, and with the key he kept.
    desk.run(&["ledger", "verify", "ada.zip"]).well();
    desk.run(&["ledger", "verify", "ada.zip", "--key", "studio/ledger/key"]).well();
    desk.run(&["evidence", "-o", "evidence.zip", "--data", "studio"]).well();
    desk.run(&["ledger", "verify", "evidence.zip", "--key", "studio/ledger/key"]).well();
    let mut altered = zip;
    let place = altered.len() / 2;
    altered[place] ^= 1;
    fs::write(desk.path("altered.zip"), altered).unwrap();
    assert_eq!(desk.run(&["ledger", "verify", "altered.zip"]).code(), 1);
}

/// proves: DSR-01, DSR-03, DSR-04, DSR-27
#[test]
fn a_request_that_came_by_letter_is_taken_down_and_listed() {
    let desk = filled();
    let ask =
        ["request", "open", "access", "--contact", "ben@studio.example", "--from", "FR", "--lang", "fr"];
    let opened = desk.run(&[ask.as_slice(), &["--data", "studio", "--json"]].concat()).well();
    let letter = opened.json().into_iter().find(|line| line["letter"].is_string()).unwrap();
    assert_eq!(letter["language"], "fr");
    let listed = desk.run(&["request", "list", "--data", "studio", "--json"]).well();
    assert_eq!(listed.json()[0]["right"], "access");
    assert_eq!(listed.json()[0]["overdue"], false);
    assert_eq!(
        desk.run(&["request", "open", "happiness", "--contact", "x@y.example", "--data", "studio"]).code(),
        1
    );
}

/// proves: RET-15, RET-17
#[test]
fn what_is_due_is_done_and_said() {
    let desk = filled();
    desk.run(&["sweep", "--data", "studio"]).well();
    assert_eq!(desk.run(&["sweep", "--data", "nowhere"]).code(), 1);
    let outside =
        desk.run(&["sweep", "--data", "studio", "--database", "postgres://nobody@127.0.0.1:1/none"]);
    assert_eq!(outside.code(), 4, "{}", outside.err());
}

/// proves: POL-01, RES-01
#[test]
fn an_installation_lives_under_its_own_versions_and_says_what_was_reviewed() {
    let desk = Desk::new();
    desk.run(&["init", "--data", "studio"]).well();
    let versions = desk.run(&["charter", "versions", "studio/ledger/charter", "--json"]).well();
    assert_eq!(versions.json()[0]["version"], 1, "{}", versions.out());
    // Whoever alters what was promised is not let in.
    let file = desk.path("studio/ledger/charter/1.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("30", "90", 1)).unwrap();
    let altered = desk.run(&["sweep", "--data", "studio"]);
    assert_ne!(altered.code(), 0);
    fs::write(&file, text).unwrap();

    let nothing = desk.run(&["sweep", "--data", "studio", "--reviewed", "review.nothing"]);
    assert_ne!(nothing.code(), 0);
    desk.run(&["sweep", "--data", "studio"]);
    let done = desk.run(&["sweep", "--data", "studio", "--reviewed", "review.cookies"]);
    assert!(done.out().contains("review.cookies"), "{}", done.out());
}
