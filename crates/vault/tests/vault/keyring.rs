//! The keyring as a file: altered, copied, restored.

use std::fs;

use aws_lc_rs::rand::SystemRandom;
use incamera_gate::{Erase, Read, Write};
use incamera_model::{DatumId, PersonId, Sealed};
use incamera_vault::{Keys, Root, RootFacts, Under, Vault, VaultError};

use crate::{Studio, film, holds, person, rush};

/// A vault with two workspaces, and in the first an object, a person and a datum's fields.
fn filled(studio: &Studio) -> (Sealed, Sealed) {
    let vault = studio.open().unwrap();
    studio.put(&vault, &rush(1, 1), &film(10));
    studio.put(&vault, &rush(2, 2), &film(20));
    let datum = rush(1, 1);
    let seal = |under| vault.seal_field(&studio.permit::<Write>(&datum), under, "name", "Ada").unwrap();
    (seal(Under::Person(person(1))), seal(Under::Datum))
}

/// What is still served: both objects, a person's field, a datum's, and the pepper.
fn served(studio: &Studio, vault: &Vault, hers: &Sealed, its: &Sealed) -> [Result<(), VaultError>; 5] {
    let datum = rush(1, 1);
    let open = |sealed| vault.open_field(&studio.permit::<Read>(&datum), "name", sealed).map(|_| ());
    [
        studio.get(vault, &rush(1, 1)).map(|bytes| assert_eq!(bytes, film(10))),
        studio.get(vault, &rush(2, 2)).map(|bytes| assert_eq!(bytes, film(20))),
        open(hers),
        open(its),
        vault.blind_index("mail", "x").map(|_| ()),
    ]
}

/// proves: SEC-19, SEC-04
#[test]
fn an_altered_byte_of_the_keyring_is_named_and_the_rest_is_served() {
    let studio = Studio::new();
    let (hers, its) = filled(&studio);
    let whole = fs::read(studio.at("keyring")).unwrap();
    assert_eq!(whole.len(), 8 * 128, "head, pepper, 2 workspaces, 2 objects, a person, fields");
    let root = || Root::file(&studio.at("root"), &SystemRandom::new()).unwrap();
    // Which of the five each slot takes along when it is gone.
    let mut falls = [false; 5];
    for at in 0..whole.len() {
        for bit in [1, 0x80] {
            let mut altered = whole.clone();
            altered[at] ^= bit;
            fs::write(studio.at("keyring"), altered).unwrap();
            let vault = studio.open().unwrap();
            let slot = (at / 128 * 128) as u64;
            assert_eq!(vault.status().unwrap().altered, [slot], "byte {at}");
            let results = served(&studio, &vault, &hers, &its);
            let failed: Vec<usize> = (0..5).filter(|n| results[*n].is_err()).collect();
            match slot {
                0 => assert!(failed.is_empty(), "the head opens nothing"),
                _ => assert!((1..=3).contains(&failed.len()), "byte {at}: {failed:?}"),
            }
            for (n, result) in results.into_iter().enumerate() {
                if let Err(error) = result {
                    falls[n] = true;
                    let said = error.to_string();
                    assert!(said.contains(&format!("byte {slot})")), "byte {at}: {said}");
                    assert!(said.contains("own backup"), "{said}");
                }
            }
            // Nothing is put in its place, copied over a good copy, or wrapped anew.
            if failed.contains(&2) {
                let datum = rush(1, 1);
                let permit = studio.permit::<Write>(&datum);
                assert!(vault.seal_field(&permit, Under::Person(person(1)), "name", "x").is_err());
            }
            assert!(vault.export_keyring(&studio.at("copy")).is_err());
            assert!(vault.rotate(Root::new(&SystemRandom::new()).unwrap()).is_err());
            // The machine had new work all the while.
            vault.prepare(rush(1, 7).workspace, &[person(5)], &[]).unwrap();
            drop(vault);
            assert!(Vault::check_keyring(&studio.at("keyring"), &root()).is_err());
        }
    }
    assert_eq!(falls, [true; 5]);
    fs::write(studio.at("keyring"), whole).unwrap();
    assert_eq!(Vault::check_keyring(&studio.at("keyring"), &root()).unwrap().objects, 2);
}

/// proves: SEC-19, RET-13
#[test]
fn an_altered_key_is_destroyed_like_another() {
    let studio = Studio::new();
    filled(&studio);
    let mut bytes = fs::read(studio.at("keyring")).unwrap();
    let datum = rush(1, 1);
    let slot = bytes.chunks(128).position(|s| s[2..18] == *datum.id.uuid().as_bytes()).unwrap();
    bytes[slot * 128 + 60] ^= 1;
    fs::write(studio.at("keyring"), &bytes).unwrap();
    let vault = studio.open().unwrap();
    assert_eq!(vault.status().unwrap().altered, [slot as u64 * 128]);
    assert_eq!(vault.shred(&[studio.permit::<Erase>(&datum)]).unwrap(), 2);
    assert!(vault.status().unwrap().altered.is_empty());
    assert!(matches!(studio.get(&vault, &datum), Err(VaultError::NoKey(_))));
    let after = fs::read(studio.at("keyring")).unwrap();
    assert_eq!(after[slot * 128..][..128], [0; 128]);
}

/// proves: SEC-19, RET-13
#[test]
fn what_was_altered_is_mended_from_a_copy_and_nothing_destroyed_comes_back() {
    let studio = Studio::new();
    let (hers, its) = filled(&studio);
    let vault = studio.open().unwrap();
    studio.put(&vault, &rush(8, 1), b"gone");
    studio.put(&vault, &rush(9, 1), b"gone too");
    vault.export_keyring(&studio.at("copy")).unwrap();
    // One place is taken by another key since, one is empty; and a key is younger than the copy.
    vault.shred(&[studio.permit::<Erase>(&rush(8, 1)), studio.permit::<Erase>(&rush(9, 1))]).unwrap();
    studio.put(&vault, &rush(10, 1), &film(30));
    drop(vault);
    let whole = fs::read(studio.at("keyring")).unwrap();
    let alter = |slots: &[usize]| {
        let mut bytes = whole.clone();
        for slot in slots {
            bytes[slot * 128 + 70] ^= 1;
        }
        fs::write(studio.at("keyring"), bytes).unwrap();
    };
    let of = |n| whole.chunks(128).position(|slot| slot[2..18] == *rush(n, 1).id.uuid().as_bytes());
    let (young, empty) = (of(10).unwrap(), whole.chunks(128).position(|slot| slot == [0; 128]).unwrap());
    let old: Vec<usize> = (0..whole.len() / 128).filter(|slot| *slot != young).collect();
    for slot in old {
        alter(&[slot]);
        let vault = studio.open().unwrap();
        assert_eq!(vault.mend_keyring(&studio.at("copy")).unwrap(), 1, "slot {slot}");
        assert!(vault.status().unwrap().altered.is_empty());
        assert!(served(&studio, &vault, &hers, &its).iter().all(Result::is_ok));
        drop(vault);
        assert_eq!(fs::read(studio.at("keyring")).unwrap(), whole, "slot {slot}");
    }
    alter(&[young, empty]);
    let vault = studio.open().unwrap();
    assert_eq!(vault.mend_keyring(&studio.at("copy")).unwrap(), 1, "the empty one");
    assert_eq!(vault.status().unwrap().altered, [young as u64 * 128], "it is not in the copy");
    for n in [8, 9] {
        assert!(matches!(studio.get(&vault, &rush(n, 1)), Err(VaultError::NoKey(_))), "{n} stays gone");
    }
    assert!(studio.get(&vault, &rush(10, 1)).is_err());
}

/// proves: SEC-05
#[test]
fn the_keyring_alone_names_nobody() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let ada = PersonId::new(1_700_000_000_000, *b"lovelace!!");
    let workspace = rush(1, 1).workspace;
    vault.prepare(workspace, &[ada], &[]).unwrap();
    let bytes = fs::read(studio.at("keyring")).unwrap();
    // Neither an id nor what is left of one when the workspace's is taken off it.
    let (who, of) = (ada.uuid().as_u128(), workspace.uuid().as_u128());
    for trace in [who, who ^ of, who ^ of.rotate_left(64)] {
        assert!(!holds(&bytes, &trace.to_be_bytes()));
    }
}

/// proves: SEC-19
#[test]
fn where_nothing_was_a_flipped_bit_does_no_harm() {
    let studio = Studio::new();
    let (hers, its) = filled(&studio);
    let vault = studio.open().unwrap();
    studio.put(&vault, &rush(9, 1), b"x");
    vault.erase(&studio.permit::<Erase>(&rush(9, 1))).unwrap();
    drop(vault);
    let mut bytes = fs::read(studio.at("keyring")).unwrap();
    let free = bytes.chunks(128).position(|slot| slot == [0; 128]).unwrap();
    bytes[free * 128] ^= 1;
    fs::write(studio.at("keyring"), bytes).unwrap();
    let vault = studio.open().unwrap();
    assert_eq!(vault.status().unwrap().altered, [free as u64 * 128]);
    assert!(served(&studio, &vault, &hers, &its).iter().all(Result::is_ok));
    studio.put(&vault, &rush(10, 1), b"x");
    assert!(vault.status().unwrap().altered.is_empty(), "mended by what was written there");
    drop(vault);
    assert_eq!(studio.get(&studio.open().unwrap(), &rush(10, 1)).unwrap(), b"x");
}

/// proves: SEC-19, RET-03
#[test]
fn a_copy_of_the_keyring_is_whole_checked_and_opens_what_was_there() {
    let studio = Studio::new();
    let (hers, its) = filled(&studio);
    let random = SystemRandom::new();
    let root = || Root::file(&studio.at("root"), &random).unwrap();
    let vault = studio.open().unwrap();
    let copy = studio.at("copy");
    vault.export_keyring(&copy).unwrap();
    assert!(!studio.at("copy.new").exists());
    let counted = Keys { workspaces: 2, people: 1, objects: 2, fields: 1, peppers: 1 };
    assert_eq!(Vault::check_keyring(&copy, &root()).unwrap(), counted);
    let status = vault.status().unwrap();
    assert_eq!((status.keys, status.altered.len()), (counted, 0));
    assert_eq!(status.root, RootFacts::File { path: studio.at("root") });
    assert!(status.root.is_software());
    assert!(status.made.is_none_or(|made| made <= status.written));
    // Another root does not open it, and what is no keyring is none.
    let stranger = Root::new(&random).unwrap();
    assert!(matches!(Vault::check_keyring(&copy, &stranger), Err(VaultError::Keyring { .. })));
    assert!(Vault::check_keyring(&studio.at("root"), &root()).is_err());
    // The keyring is lost with all that was made since; the copy is put in its place. And it brings an erased key back: that is
    // why copies do not grow old, and erasures are done again.
    vault.erase(&studio.permit::<Erase>(&rush(1, 1))).unwrap();
    vault.prepare(rush(1, 1).workspace, &[], &[DatumId::new(77, [7; 10])]).unwrap();
    drop(vault);
    fs::copy(&copy, studio.at("keyring")).unwrap();
    let vault = studio.open().unwrap();
    let [object, other, ..] = served(&studio, &vault, &hers, &its);
    assert!(matches!(object, Err(VaultError::NoObject(_))), "the key is back, the bytes are not");
    other.unwrap();
    vault.erase(&studio.permit::<Erase>(&rush(1, 1))).unwrap();
    assert!(matches!(studio.get(&vault, &rush(1, 1)), Err(VaultError::NoKey(_))));
}
