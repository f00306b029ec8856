//! The map of what is stored, and the pack that an auditor takes home.

use std::{collections::BTreeMap, io::Cursor};

use incamera_charter::Ccpa;
use incamera_rights::{Export, Kernel, verify};
use incamera_store::tables;
use serde_json::Value;

use crate::{
    installation::{Engine, Installation, WORDS, fill, holds},
    population::{Draw, populate},
};

/// proves: PRV-05, PRV-06, PRV-07
#[tokio::test]
async fn the_map_is_what_is_stored() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let empty = here.kernel.data_map().await.unwrap();
        assert!(empty.categories.iter().all(|row| !row.collected));
        let mut draw = Draw(5);
        let all = populate(&here.kernel, &mut draw, 3).await;
        let map = here.kernel.data_map().await.unwrap();
        // Every column of every table, with everything that is promised of it.
        let listed: usize = tables().iter().map(|table| table.columns.len()).sum();
        assert_eq!(map.tables.iter().map(|table| table.columns.len()).sum::<usize>(), listed);
        for table in &map.tables {
            assert!(!table.terms.is_empty() && !table.purposes.is_empty() && table.keep != "unknown");
        }
        let people = map.tables.iter().find(|table| table.table == "people").unwrap();
        assert_eq!(people.stored.len(), 1);
        assert_eq!((people.stored[0].rows, people.stored[0].region.as_str()), (3, "eu"));
        let filled: BTreeMap<_, _> = people.columns.iter().map(|c| (c.column, c.filled)).collect();
        assert_eq!((filled["email"], filled["country"]), (3, 0));
        let rushes = map.tables.iter().find(|table| table.table == "rushes").unwrap();
        assert_eq!(rushes.stored.iter().map(|lot| lot.objects).sum::<u64>(), 8);
        // Collected is what is there; of six categories nothing can be.
        let rows: BTreeMap<_, _> = map.categories.iter().map(|row| (row.category, row)).collect();
        assert_eq!(rows.len(), 11);
        for never in [Ccpa::Traits, Ccpa::Biometric, Ccpa::Location, Ccpa::Professional, Ccpa::Education] {
            assert!(rows[never.word()].tables.is_empty() && !rows[never.word()].collected);
        }
        assert!(rows["sensory"].collected && rows["identifiers"].collected);
        assert!(!rows["commercial"].collected, "no bill is stored");
        let sheet = map.csv();
        assert_eq!(sheet.lines().count(), listed + 1);
        let text = serde_json::to_string(&map).unwrap();
        for somebody in &all.people {
            assert!(!text.contains(&somebody.name) && !text.contains(&somebody.id.to_string()));
        }
    }
}

async fn pack(kernel: &Kernel, earlier: Option<&str>) -> Vec<u8> {
    let mut zip = Vec::new();
    kernel.evidence(earlier, &mut zip).await.unwrap();
    zip
}

/// proves: EVD-03, PRV-18, PRV-20
#[tokio::test]
async fn an_auditor_takes_home_what_he_can_check() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let studio = fill(&here.kernel).await;
        here.kernel.ship().await.unwrap();
        let earlier = here.kernel.ledger().log().checkpoint().unwrap();
        // The log grows past a full bundle meanwhile.
        for _ in 0..12 {
            here.kernel.export(&Export::of(studio.ada, "eu"), &mut Vec::new()).await.unwrap();
        }
        let zip = pack(&here.kernel, Some(&earlier)).await;
        let key = here.kernel.ledger().log().key().clone();
        let verified = verify(Cursor::new(&zip), Some(&key)).unwrap();
        assert_eq!(verified.entry.promise.to_string(), "purpose.legal");
        let mut archive = zip::ZipArchive::new(Cursor::new(&zip)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        for name in [
            "charter.json",
            "data-map.json",
            "purge.json",
            "registers/ropa.json",
            "registers/ropa.fr.csv",
            "consistency.json",
        ] {
            assert!(names.iter().any(|known| known == name), "{name}");
        }
        let charter: Value = serde_json::from_reader(archive.by_name("charter.json").unwrap()).unwrap();
        assert_eq!(charter["version"], here.kernel.charter().version);
        for name in &names {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
            for word in WORDS {
                assert!(!holds(&bytes, word.as_bytes()), "{name} holds {word}");
            }
            for person in [studio.ada, studio.ben] {
                assert!(!holds(&bytes, person.to_string().as_bytes()), "{name} names somebody");
            }
        }
        // A checkpoint of another log leads nowhere.
        let other = Installation::begin(Engine::Sqlite).await;
        let foreign = other.kernel.ledger().log().checkpoint().unwrap();
        assert!(here.kernel.evidence(Some(&foreign), &mut Vec::new()).await.is_err());
    }
}
