//! Many keys, and whole workspaces, destroyed.

use std::{collections::BTreeSet, fs};

use incamera_gate::{Actor, Datum, Erase, Permit, Read, Write};
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_vault::{Under, VaultError};

use crate::{Studio, film, holds, objects, person, rush};

/// proves: SEC-19, RET-13
#[test]
fn many_keys_go_at_once_and_the_bytes_after_them() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let data: Vec<Datum> = (0..1_000).map(|n| rush(n, 1)).collect();
    let ids: Vec<DatumId> = data.iter().map(|d| d.id).collect();
    vault.prepare(data[0].workspace, &[person(1)], &ids).unwrap();
    for datum in &data[..20] {
        studio.put(&vault, datum, &film(500));
    }
    let title = vault.seal_field(&studio.permit::<Write>(&data[3]), Under::Datum, "title", "Roses").unwrap();
    let before = fs::read(studio.at("keyring")).unwrap();
    let permits: Vec<Permit<'_, Erase>> = data[..999].iter().map(|d| studio.permit(d)).collect();
    assert_eq!(vault.shred(&permits).unwrap(), 999 + 20);
    assert_eq!(vault.shred(&permits).unwrap(), 0, "asked again");
    assert!(matches!(studio.get(&vault, &data[3]), Err(VaultError::NoKey(_))));
    let opened = vault.open_field(&studio.permit::<Read>(&data[3]), "title", &title);
    assert!(matches!(opened, Err(VaultError::NoKey(_))));
    // Nothing of a destroyed slot is left; the others stand as they were.
    let after = fs::read(studio.at("keyring")).unwrap();
    let slots = |of: &[u8]| of.chunks(128).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let changed = slots(&before).into_iter().zip(slots(&after)).filter(|(was, is)| was != is);
    assert_eq!(changed.filter(|(was, is)| is[..] == [0; 128] && !holds(&after, &was[34..])).count(), 1_019);
    assert_eq!(objects(&studio).len(), 20, "bytes that nothing opens");
    for permit in &permits[..20] {
        vault.remove(permit).unwrap();
        vault.remove(permit).unwrap();
    }
    assert_eq!(objects(&studio).len(), 0);
    drop(vault);
    let vault = studio.open().unwrap();
    assert!(vault.has_subject(data[0].workspace, person(1)));
    // The places are taken again.
    vault.prepare(data[0].workspace, &[], &ids).unwrap();
    assert!(fs::metadata(studio.at("keyring")).unwrap().len() as usize <= before.len());
}

/// proves: SEC-03, SEC-19
#[test]
fn a_workspace_goes_whole_and_the_next_one_stays() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    let (gone, kept) = (rush(1, 1), rush(2, 2));
    for datum in [&gone, &kept] {
        studio.put(&vault, datum, &film(500));
        vault.prepare(datum.workspace, &[person(1), person(2)], &[datum.id]).unwrap();
    }
    let actor = |role: &str, workspace| Actor {
        person: PersonId::new(98, [0; 10]),
        role: role.to_owned(),
        workspace,
        projects: BTreeSet::new(),
        elevated: false,
    };
    let setting =
        Datum { class: "configuration".to_owned(), about: BTreeSet::new(), project: None, ..gone.clone() };
    let itself = Datum { id: DatumId::of(gone.workspace.uuid()), ..setting.clone() };
    let permit = |datum| studio.gate.decide::<Erase>(&actor("machine", None), datum, &studio.intent).unwrap();
    assert!(matches!(vault.destroy_workspace(&permit(&setting)), Err(VaultError::NotTheWorkspace(_))));
    let named = Datum { about: BTreeSet::from([person(1)]), ..itself.clone() };
    assert!(matches!(vault.destroy_workspace(&permit(&named)), Err(VaultError::NotTheWorkspace(_))));
    // What nobody does by hand: the studio's own job, once the customer's term is over.
    for role in ["admin", "producer"] {
        let somebody = actor(role, Some(gone.workspace));
        assert!(studio.gate.decide::<Erase>(&somebody, &itself, &studio.intent).is_err());
    }
    assert_eq!(vault.destroy_workspace(&permit(&itself)).unwrap(), 5);
    assert_eq!(vault.destroy_workspace(&permit(&itself)).unwrap(), 0);
    drop(vault);
    let vault = studio.open().unwrap();
    assert!(matches!(studio.get(&vault, &gone), Err(VaultError::NoKey(_))));
    assert!(matches!(vault.commitment(gone.workspace, None, b""), Err(VaultError::NoKey(_))));
    assert_eq!(studio.get(&vault, &kept).unwrap(), film(500));
    assert!(vault.commitment(kept.workspace, Some(person(2)), b"").is_ok());
    assert!(!holds(&fs::read(studio.at("keyring")).unwrap(), WorkspaceId::uuid(gone.workspace).as_bytes()));
}
