//! Fields and commitments: what opens with whose key, and with nobody's.

use std::collections::BTreeSet;

use incamera_gate::{Datum, Erase, Read, Write};
use incamera_model::{DatumId, PersonId, Sealed};
use incamera_vault::{Under, Vault, VaultError};

use crate::{Studio, holds, person, rush};

fn seal(studio: &Studio, vault: &Vault, datum: &Datum, under: Under, field: &str) -> Sealed {
    vault.seal_field(&studio.permit::<Write>(datum), under, field, "Ada").unwrap()
}

/// proves: SEC-03
#[test]
fn no_field_opens_as_another() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let (mine, other, abroad) = (rush(1, 1), rush(2, 1), rush(1, 2));
    let hers = Datum { about: BTreeSet::from([person(2)]), ..rush(1, 1) };
    for under in [Under::Person(person(1)), Under::Datum, Under::Workspace] {
        let name = seal(&studio, &vault, &mine, under, "name");
        // The others have keys as well, so that no refusal is for want of one.
        let other_name = seal(&studio, &vault, &other, under, "name");
        seal(&studio, &vault, &abroad, Under::Workspace, "name");
        seal(&studio, &vault, &hers, Under::Person(person(2)), "name");
        let open = |datum: &Datum, field, sealed: &Sealed| {
            vault.open_field(&studio.permit::<Read>(datum), field, sealed)
        };
        assert_eq!(open(&mine, "name", &name).unwrap(), "Ada");
        assert!(matches!(open(&mine, "mail", &name), Err(VaultError::WrongKey)), "another column");
        assert!(matches!(open(&other, "name", &name), Err(VaultError::WrongKey)), "another row");
        assert!(open(&abroad, "name", &name).is_err(), "another workspace");
        assert_eq!(open(&other, "name", &other_name).unwrap(), "Ada");
        if under == Under::Person(person(1)) {
            assert!(matches!(open(&hers, "name", &name), Err(VaultError::WrongKey)), "another person");
        }
        for at in 0..name.bytes().len() {
            let mut altered = name.bytes().to_vec();
            altered[at] ^= 1;
            assert!(open(&mine, "name", &Sealed::of(altered)).is_err(), "{under:?}: byte {at}");
        }
        for length in 0..name.bytes().len() {
            assert!(open(&mine, "name", &Sealed::of(name.bytes()[..length].to_vec())).is_err());
        }
    }
    let mail = |text| vault.blind_index("mail", text).unwrap();
    assert_eq!(mail("ada@example.test"), mail("ada@example.test"));
    assert_ne!(mail("ada@example.test"), mail("eve@example.test"));
    assert_ne!(mail("ada"), vault.blind_index("name", "ada").unwrap());
}

/// proves: SEC-05, SEC-19, RET-13
#[test]
fn a_shared_row_opens_for_all_it_is_about_until_a_key_goes() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let both = Datum { about: BTreeSet::from([person(1), person(2)]), ..rush(1, 1) };
    let of = |n| seal(&studio, &vault, &both, Under::Person(person(n)), "name");
    let (hers, his) = (of(1), of(2));
    let title = seal(&studio, &vault, &both, Under::Datum, "title");
    let setting = seal(&studio, &vault, &both, Under::Workspace, "setting");
    let named = [(1, "name"), (2, "name")].map(|(n, field)| {
        let permit = studio.permit::<Write>(&both);
        let stranger = vault.seal_field(&permit, Under::Person(person(n + 5)), field, "x");
        assert!(matches!(stranger, Err(VaultError::NotAbout { .. })));
        person(n)
    });
    for sealed in [&hers, &his, &title, &setting] {
        let ids = named.iter().map(|p| *p.uuid().as_bytes());
        assert!(ids.chain([*both.id.uuid().as_bytes()]).all(|id| !holds(sealed.bytes(), &id)));
    }
    let read = studio.permit::<Read>(&both);
    for (field, sealed) in [("name", &hers), ("name", &his), ("title", &title), ("setting", &setting)] {
        assert_eq!(vault.open_field(&read, field, sealed).unwrap(), "Ada", "{field}");
    }
    let alone = Datum { about: BTreeSet::from([person(2)]), ..rush(9, 1) };
    vault.forget(&studio.permit::<Erase>(&alone), person(2)).unwrap();
    assert!(!vault.has_subject(both.workspace, person(2)) && vault.has_subject(both.workspace, person(1)));
    assert!(matches!(vault.open_field(&read, "name", &his), Err(VaultError::NoKey(_))));
    assert_eq!(vault.open_field(&read, "name", &hers).unwrap(), "Ada");
    // The object is sealed under a key of its own, before the fields or after them.
    studio.put(&vault, &both, b"film");
    assert_eq!(vault.shred(&[studio.permit::<Erase>(&both)]).unwrap(), 2);
    assert!(matches!(vault.open_field(&read, "title", &title), Err(VaultError::NoKey(_))));
    assert!(matches!(studio.get(&vault, &both), Err(VaultError::NoKey(_))));
    assert_eq!(vault.open_field(&read, "name", &hers).unwrap(), "Ada");
    assert_eq!(vault.open_field(&read, "setting", &setting).unwrap(), "Ada");
}

/// proves: SEC-05
#[test]
fn the_same_secret_twice_is_two_texts_that_nothing_on_a_dump_opens() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let datum = rush(1, 1);
    let token = "ya29.an-oauth-token-of-somebody";
    let seal = || {
        let permit = studio.permit::<Write>(&datum);
        vault.seal_field(&permit, Under::Person(person(1)), "token", token).unwrap()
    };
    let (first, second) = (seal(), seal());
    // A salt for each record; and so nothing in common from the salt on.
    assert_eq!(first.bytes()[..2], second.bytes()[..2]);
    let alike = first.bytes()[2..].iter().zip(&second.bytes()[2..]).filter(|(a, b)| a == b).count();
    assert!(alike < 10, "{alike} bytes alike");
    assert!(!holds(first.bytes(), token.as_bytes()));
    // A dump without this keyring: another installation with a root of its own.
    let elsewhere = Studio::new();
    let other = elsewhere.open().unwrap();
    other.prepare(datum.workspace, &[person(1)], &[]).unwrap();
    let opened = other.open_field(&elsewhere.permit::<Read>(&datum), "token", &first);
    assert!(matches!(opened, Err(VaultError::WrongKey)));
    assert_eq!(vault.open_field(&studio.permit::<Read>(&datum), "token", &second).unwrap(), token);
}

/// proves: SEC-14, RET-13
#[test]
fn a_commitment_ties_nobody_once_the_key_is_gone() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let datum = rush(1, 1);
    let (here, there) = (datum.workspace, rush(1, 2).workspace);
    let commit = |person| vault.commitment(here, person, b"consent given");
    assert!(matches!(commit(None), Err(VaultError::NoKey(_))), "it makes no key");
    assert!(matches!(commit(Some(person(1))), Err(VaultError::NoKey(_))));
    assert_eq!(vault.prepare(here, &[person(1), person(1), person(2)], &[]).unwrap(), 3);
    assert_eq!(vault.prepare(here, &[person(1)], &[]).unwrap(), 0);
    vault.prepare(there, &[person(1)], &[]).unwrap();
    let all: BTreeSet<[u8; 32]> = [
        commit(None),
        commit(Some(person(1))),
        commit(Some(person(2))),
        vault.commitment(there, Some(person(1)), b"consent given"),
        vault.commitment(here, Some(person(1)), b"consent taken back"),
    ]
    .map(Result::unwrap)
    .into();
    assert_eq!(all.len(), 5);
    let mine = commit(Some(person(1))).unwrap();
    drop(vault);
    let vault = studio.open().unwrap();
    let commit = |person| vault.commitment(here, person, b"consent given");
    assert_eq!(commit(Some(person(1))).unwrap(), mine);
    vault.forget(&studio.permit::<Erase>(&datum), person(1)).unwrap();
    assert!(matches!(commit(Some(person(1))), Err(VaultError::NoKey(_))), "not made anew by asking");
    assert!(commit(Some(person(2))).is_ok() && commit(None).is_ok());
    // Whoever comes back is somebody new to the ledger.
    vault.prepare(here, &[person(1)], &[]).unwrap();
    assert_ne!(commit(Some(person(1))).unwrap(), mine);
}

/// proves: SEC-03
#[test]
fn another_workspace_takes_no_key_of_this_one() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let (here, there) = (rush(1, 1), rush(1, 2));
    seal(&studio, &vault, &here, Under::Datum, "title");
    let permit = studio.permit::<Write>(&there);
    let sealed = vault.seal_field(&permit, Under::Datum, "title", "x");
    assert!(matches!(sealed, Err(VaultError::WrongKey)));
}

/// proves: SEC-19
#[test]
fn ten_thousand_keys_are_made_together() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let workspace = rush(1, 1).workspace;
    let people: Vec<PersonId> = (0..10_000).map(|n| PersonId::new(n, [7; 10])).collect();
    let data: Vec<DatumId> = (0..100).map(|n| DatumId::new(n, [8; 10])).collect();
    assert_eq!(vault.prepare(workspace, &people, &data).unwrap(), 10_101);
    drop(vault);
    let vault = studio.open().unwrap();
    assert!(people.iter().all(|p| vault.has_subject(workspace, *p)));
    let tied: BTreeSet<[u8; 32]> =
        people.iter().map(|p| vault.commitment(workspace, Some(*p), b"").unwrap()).collect();
    assert_eq!(tied.len(), people.len());
}
