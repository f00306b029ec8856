//! What is said about people stands nowhere in the clear: not in the database, its log, or its server's folder.

use std::{fs, path::Path};

use incamera_gate::{Erase, Read, Write};
use incamera_store::{Col, Filing, Reads as _, rows};
use incamera_trial::Postgres;
use incamera_vault::{Root, SystemRandom, Under, Vault};

use crate::studio::{NOW, Studio, at, datum, id, permit, person, project, sealed, term, wait};

const NAME: &str = "Wilhelmina Featherstonehaugh";
const MAIL: &str = "wilhelmina@featherstonehaugh.example";
const TEXT: &str = "Please cut the scene in which my grandmother falls";

/// How often a word stands in the files of a folder.
fn stands(folder: &Path, word: &[u8]) -> usize {
    let mut found = 0;
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found += stands(&path, word);
        } else if let Ok(bytes) = fs::read(&path) {
            found += memmem(&bytes, word);
        }
    }
    found
}

fn memmem(bytes: &[u8], word: &[u8]) -> usize {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == word[0]);
    starts.filter(|(at, _)| bytes[*at..].starts_with(word)).count()
}

async fn written_and_erased(studio: &Studio, folder: &Path) {
    let secrets = tempfile::tempdir().unwrap();
    let random = || Box::new(SystemRandom::new());
    let root = Root::file(&secrets.path().join("root"), &SystemRandom::new()).unwrap();
    let vault = Vault::open(
        incamera_vault::Objects::folder(&secrets.path().join("objects")).unwrap(),
        &secrets.path().join("keys"),
        root,
        random(),
    )
    .unwrap();
    let (own, said) = (datum(1, "account", &[1]), datum(2, "message", &[1]));
    let unit = studio.store.begin().await.unwrap();
    let seal = |datum, field, text| {
        Col(vault.seal_field(&permit::<Write>(datum), Under::Person(person(1)), field, text).unwrap())
    };
    let account = rows::people::Model {
        id: Col(id(1)),
        person: Col(person(1)),
        email: seal(&own, "email", MAIL),
        email_trace: Col(vault.blind_index("email", MAIL).unwrap()),
        name: seal(&own, "name", NAME),
        language: term("en"),
        country: None,
        created: Col(NOW),
        closed: None,
    };
    let message = rows::messages::Model {
        id: Col(id(2)),
        project: Col(project(1)),
        author: Col(person(1)),
        text: seal(&said, "text", TEXT),
        written: Col(NOW),
    };
    let filing = Filing::from_person(NOW);
    unit.insert::<rows::people::Entity>(&permit::<Write>(&own), account.clone(), filing).await.unwrap();
    unit.insert::<rows::messages::Entity>(&permit::<Write>(&said), message, filing).await.unwrap();
    unit.update::<rows::people::Entity>(
        &permit::<Write>(&own),
        rows::people::Model { closed: Some(Col(at(1))), ..account.clone() },
    )
    .await
    .unwrap();
    // One that was never sealed: that it is found shows that this looks in the right place.
    let leak = rows::messages::Model {
        id: Col(id(3)),
        project: Col(project(1)),
        author: Col(person(1)),
        text: Col(incamera_model::Sealed::of(b"a leak on purpose".to_vec())),
        written: Col(NOW),
    };
    let leaked = datum(3, "message", &[1]);
    unit.insert::<rows::messages::Entity>(&permit::<Write>(&leaked), leak, filing).await.unwrap();
    unit.commit().await.unwrap();
    let held = studio.store.fetch::<rows::people::Entity>(id(1), NOW).await.unwrap().unwrap();
    let facts = held.datum().clone();
    let reading = permit::<Read>(&facts);
    let row = held.open(&reading).unwrap();
    assert_eq!(vault.open_field(&reading, "name", &row.name).unwrap(), NAME);
    if !studio.is_lite() {
        Postgres::shared().checkpoint().unwrap();
    }
    let nowhere = |when: &str| {
        for word in [NAME, MAIL, TEXT, "Wilhelmina", "featherstonehaugh", "grandmother"] {
            assert_eq!(stands(folder, word.as_bytes()), 0, "{word}, {when}");
        }
    };
    nowhere("written");
    assert!(stands(folder, b"a leak on purpose") > 0);
    let unit = studio.store.begin().await.unwrap();
    let (own, said) = (studio.fact(1).await, studio.fact(2).await);
    unit.remove(&[permit::<Erase>(&own), permit::<Erase>(&said), permit::<Erase>(&leaked)]).await.unwrap();
    unit.commit().await.unwrap();
    studio.store.settle().await.unwrap();
    nowhere("erased");
    if studio.is_lite() {
        assert_eq!(stands(folder, b"a leak on purpose"), 0, "SQLite overwrites what it deletes");
        assert_eq!(stands(folder, account.name.bytes()), 0);
        assert_eq!(stands(folder, sealed("hello").bytes()), 0);
    }
}

/// proves: SEC-02, SEC-05
#[test]
fn nothing_about_people_is_in_sqlites_files() {
    wait(async {
        let studio = Studio::lite().await;
        written_and_erased(&studio, studio.folder.path()).await;
    });
}

/// proves: SEC-02, SEC-05
#[test]
fn nothing_about_people_is_in_the_servers_folder() {
    wait(async {
        let studio = Studio::postgres().await;
        written_and_erased(&studio, Postgres::shared().folder()).await;
    });
}
