//! Who somebody is, what is held about him, and where.

use std::collections::BTreeSet;

use incamera_model::DatumId;
use incamera_rights::{Export, Index, Whom};
use incamera_store::{Col, kernel::backups};

use crate::{
    installation::{Engine, Installation, WORDS, fill},
    population::{disclose, hold, invite, request, subscribe},
};

fn tables(index: &Index) -> BTreeSet<&str> {
    index.held.iter().map(|found| found.table).collect()
}

/// proves: DSR-29
#[tokio::test]
async fn somebody_is_found_by_every_address_he_gave() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let studio = fill(&here.kernel).await;
        let kernel = &here.kernel;
        let [mail, other] = [WORDS[1], "new@somewhere.example"];
        assert_eq!(kernel.who(Whom::Email(" Ada@Quintessence.EXAMPLE ")).await.unwrap(), [studio.ada].into());
        assert!(kernel.who(Whom::Email(other)).await.unwrap().is_empty());
        // A request without an account, an invitation and a subscription, each of somebody who may be another.
        let (asking, invited, reading) = (kernel.person(), kernel.person(), kernel.person());
        request(kernel, asking, mail, "What do you hold?").await;
        invite(kernel, studio.ada, invited, studio.workspace, other).await;
        subscribe(kernel, reading, other).await;
        assert_eq!(kernel.who(Whom::Email(mail)).await.unwrap(), [studio.ada, asking].into());
        assert_eq!(kernel.who(Whom::Email(other)).await.unwrap(), [invited, reading].into());
        let found = kernel.find(Whom::Email(other), "eu").await.unwrap();
        assert_eq!(found.iter().map(|index| index.held.len()).collect::<Vec<_>>(), [1, 1]);
        // Who invited is named there, and only that.
        let ada = kernel.subject(studio.ada, "eu").await.unwrap();
        let line = ada.held.iter().find(|found| found.table == "invitations").unwrap();
        assert_eq!((line.tie, line.named[0].column, line.named[0].edge), (None, "inviter", "mentions"));
        let text = serde_json::to_string(&ada).unwrap();
        for word in WORDS {
            assert!(!text.contains(word), "an index holds facts, not {word}");
        }
    }
}

/// proves: DSR-29, TRF-04
#[tokio::test]
async fn each_thing_says_where_it_lies_how_long_and_who_had_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let studio = fill(&here.kernel).await;
        let kernel = &here.kernel;
        disclose(kernel, studio.ada, studio.workspace, Some(studio.alone)).await;
        let backup = |id: DatumId, gone: bool| backups::Model {
            id: Col(id),
            made: Col(kernel.now()),
            bytes: 1,
            tested: None,
            gone: gone.then(|| Col(kernel.now())),
        };
        let unit = kernel.store().begin().await.unwrap();
        let (kept, gone) = (kernel.id(), kernel.id());
        unit.note_backup(backup(kept, false)).await.unwrap();
        unit.note_backup(backup(gone, true)).await.unwrap();
        unit.commit().await.unwrap();
        let index = kernel.subject(studio.ada, "eu").await.unwrap();
        let all = ["people", "members", "rushes", "cuts", "reviews", "notes", "disclosures"];
        assert!(all.iter().all(|table| tables(&index).contains(table)), "{:?}", tables(&index));
        let of = |id| index.held.iter().find(|found| found.datum == id).unwrap();
        let together = of(studio.together);
        assert_eq!((together.tie, together.others), (Some("shares"), 1));
        let alone = of(studio.alone);
        assert_eq!((alone.region.as_str(), alone.workspace), ("eu", studio.workspace));
        assert_eq!(alone.since.unwrap(), kernel.now());
        assert_eq!((alone.kept.keep.as_str(), alone.kept.until), ("term", None));
        assert_eq!(alone.copies.backups, [kept]);
        assert_eq!(alone.copies.backups_gone.unwrap().to_string(), "2027-02-10T09:00:00Z");
        assert_eq!(alone.disclosed.len(), 1);
        assert_eq!(alone.disclosed[0].recipient, "platform-one");
        // It shows nobody, and she brought it.
        let empty = of(studio.empty);
        assert_eq!((empty.tie, empty.named[0].column), (None, "uploader"));
        let line = index.held.iter().find(|found| found.table == "disclosures").unwrap();
        assert_eq!(line.kept.until.unwrap().to_string(), "2028-01-11T09:00:00Z");
        assert!(!index.held.iter().any(|found| found.datum == studio.message_of_ben));
        // What keeps it is told wherever it lies; what an authority keeps, not to the person.
        assert!(index.held.iter().all(|found| !found.held && found.holds.is_empty()));
        hold(kernel, studio.ada, studio.workspace, "dispute").await;
        hold(kernel, studio.ada, studio.workspace, "enforcement").await;
        let index = kernel.subject(studio.ada, "eu").await.unwrap();
        let about = index.held.iter().filter(|found| found.tie.is_some());
        assert!(about.clone().any(|found| found.table == "people"));
        for found in about {
            let grounds: BTreeSet<&str> = found.holds.iter().map(|hold| hold.ground.as_str()).collect();
            assert_eq!(grounds, ["dispute", "enforcement"].into(), "{}", found.table);
        }
        let mut zip = Vec::new();
        kernel.export(&Export::of(studio.ada, "eu"), &mut zip).await.unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
        let told = std::io::read_to_string(zip.by_name("data/index.json").unwrap()).unwrap();
        assert!(told.contains("dispute") && !told.contains("enforcement"));
    }
}
