//! What people get about themselves: all of it, or a reason; nothing of others; and the proof of both.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read as _, Write as _},
    iter,
};

use incamera_charter::shipped;
use incamera_model::{DatumId, PersonId};
use incamera_rights::{Ccpa, Export, Exported, Index, Kernel, Shut, Unverified, verify};
use incamera_store::{Mark, tables};
use serde_json::Value;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    installation::{Engine, Installation, WORDS, fill, holds},
    population::{Draw, consent, disclose, mark, populate},
};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

async fn pack(kernel: &Kernel, export: &Export<'_>) -> (Exported, Vec<u8>) {
    let mut zip = Vec::new();
    let exported = kernel.export(export, &mut zip).await.unwrap();
    (exported, zip)
}

/// Every file of a zip.
fn files(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut all = BTreeMap::new();
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        all.insert(file.name().unwrap().into_owned(), bytes);
    }
    all
}

fn json(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&files[name]).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Names of the rows that are given.
fn given(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Value> {
    let mut rows = BTreeMap::new();
    for table in tables() {
        let name = format!("data/{}.json", table.name);
        if files.contains_key(&name) {
            for row in json(files, &name)["@graph"].as_array().unwrap() {
                rows.insert(row["@id"].as_str().unwrap().to_owned(), row.clone());
            }
        }
    }
    rows
}

/// Everything in the index is given, or withheld for a reason; and the zip says the same of itself.
fn nothing_is_missing(index: &Index, files: &BTreeMap<String, Vec<u8>>) {
    let rows = given(files);
    let withheld = json(files, "data/withheld.json");
    let withheld = withheld.as_array().unwrap();
    let reasons = |id: &str| -> Vec<&Value> { withheld.iter().filter(|w| w["datum"] == id).collect() };
    let lines = json(files, "data/index.json");
    let lines = lines.as_array().unwrap();
    assert_eq!(lines.len(), index.held.len());
    for (found, line) in index.held.iter().zip(lines) {
        let id = found.datum.to_string();
        assert_eq!(line["datum"], id.as_str());
        let row = rows.get(&format!("urn:uuid:{id}"));
        let why = reasons(&id);
        match line["given"].as_str().unwrap() {
            "whole" => assert!(row.is_some() && why.is_empty(), "{} {id} is whole", found.table),
            "part" => assert!(row.is_some() && !why.is_empty(), "{} {id} is in part", found.table),
            "withheld" => assert!(row.is_none() && !why.is_empty(), "{} {id} is withheld", found.table),
            other => panic!("{other}"),
        }
        for one in why {
            assert!(!one["reason"].as_str().unwrap().is_empty());
            assert!(one["promise"].as_str().unwrap().contains('.'), "{one}");
        }
        // Its object too.
        if found.object.is_some() {
            let media = row.and_then(|row| row["media"].as_str());
            let kept = reasons(&id).iter().any(|w| w["part"] == "media" || w["part"] == "everything");
            assert!(media.is_some_and(|name| files.contains_key(name)) != kept, "{} {id}", found.table);
        }
    }
}

/// proves: DSR-17, DSR-20, DSR-21, DSR-29
#[tokio::test]
async fn an_export_and_its_reasons_are_all_that_is_held() {
    for engine in ENGINES {
        for seed in 1..=3 {
            let here = Installation::begin(engine).await;
            let (kernel, mut draw) = (&here.kernel, Draw(seed * 0x9e37_79b9));
            let all = populate(kernel, &mut draw, 4).await;
            let mut seen = BTreeSet::new();
            for somebody in &all.people {
                let index = kernel.subject(somebody.id, "eu").await.unwrap();
                let listed: BTreeSet<DatumId> = index.held.iter().map(|found| found.datum).collect();
                for (datum, about) in &all.about {
                    assert!(!about.contains(&somebody.id) || listed.contains(datum), "{datum} is listed");
                }
                let (exported, zip) = pack(kernel, &Export::of(somebody.id, "eu")).await;
                assert_eq!(exported.whole + exported.part + exported.withheld, index.held.len());
                let files = files(&zip);
                nothing_is_missing(&index, &files);
                let text: Vec<u8> = files.values().flatten().copied().collect::<Vec<u8>>();
                // His own words are there, and nobody else's words, names or ids.
                let rows = given(&files).values().map(Value::to_string).collect::<Vec<_>>().join("\n");
                for word in &somebody.words {
                    let told = serde_json::to_string(word).unwrap();
                    assert!(rows.contains(&told), "{told} is given");
                }
                for other in all.people.iter().filter(|other| other.id != somebody.id) {
                    assert!(!holds(&text, other.id.to_string().as_bytes()), "an id of somebody else");
                    for word in &other.words {
                        let told = serde_json::to_string(word).unwrap();
                        for form in [word.as_str(), &told[1..told.len() - 1]] {
                            assert!(!holds(&text, form.as_bytes()), "{form} of somebody else");
                        }
                    }
                }
                // What is about him alone is there to the last byte; what others are in is not there at all.
                for (id, bytes) in &all.media {
                    let file = files
                        .iter()
                        .find(|(name, _)| name.starts_with("media/") && name.contains(&id.to_string()));
                    if let Some((name, found)) = file {
                        assert_eq!(found, bytes, "{name}");
                        let about = kernel.subject(somebody.id, "eu").await.unwrap().held;
                        assert_eq!(about.iter().find(|f| f.datum == *id).unwrap().others, 0, "{name}");
                        seen.insert(*id);
                    } else {
                        assert!(bytes.len() < 64 || !holds(&text, &bytes[..64]), "frames of others");
                    }
                }
                assert!(!holds(&text, b"$argon2id$"), "no credential leaves");
                assert!(!holds(&text, b"Court file"), "no case leaves");
                let key = kernel.ledger().log().key().clone();
                let verified = verify(Cursor::new(&zip), Some(&key)).unwrap();
                assert_eq!(verified.manifest, exported.parcel.manifest);
                assert!(verified.trusted);
            }
            assert!(!seen.is_empty() || seed > 1, "some media is somebody's alone");
        }
    }
}

/// proves: DSR-17
#[tokio::test]
async fn the_page_is_itself_alone_and_says_nothing_it_did_not_write() {
    let here = Installation::begin(Engine::Sqlite).await;
    let mut draw = Draw(77);
    let all = populate(&here.kernel, &mut draw, 3).await;
    for (somebody, language, word) in
        [(&all.people[0], "en", "everything held about you"), (&all.people[1], "fr", "conservé sur vous")]
    {
        let (_, zip) = pack(&here.kernel, &Export::of(somebody.id, "eu")).await;
        let files = files(&zip);
        let page = String::from_utf8(files["index.html"].clone()).unwrap();
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        assert!(page.contains(word));
        assert!(page.contains("prefers-color-scheme:dark") && page.contains("color-scheme:light dark"));
        // Names hold markup: it is shown, and is none.
        assert!(page.contains("&lt;b&gt;&amp;&quot;&#39;") && !page.contains("<b>"));
        for word in ["<script", "javascript:", "src=", "http://", "https://", "@import", "url("] {
            assert!(!page.contains(word), "the page holds {word}");
        }
        balanced(&page);
        let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
        assert!(readme.contains("manifest.json") && readme.contains(here.kernel.ledger().log().key().text()));
    }
    // Another language can be asked for.
    let export = Export { language: Some("fr-CA"), ..Export::of(all.people[0].id, "eu") };
    let (_, zip) = pack(&here.kernel, &export).await;
    assert!(holds(&files(&zip)["index.html"], b"<html lang=\"fr\">"));
}

/// Every tag that is opened is closed, in order.
fn balanced(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in page.split('<').skip(1) {
        let tag = part.split('>').next().unwrap();
        if tag.starts_with("!doctype") || tag.starts_with("meta ") {
            continue;
        }
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None => open.push(tag.split([' ', '\n']).next().unwrap()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// A zip with one file changed.
fn with(zip: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>, added: Option<&str>) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files(zip) {
        if let Some(bytes) = change(&name, bytes) {
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(&bytes).unwrap();
        }
    }
    if let Some(name) = added {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// proves: EVD-03, DSR-17
#[tokio::test]
async fn whoever_changes_an_export_is_found_out() {
    let here = Installation::begin(Engine::Sqlite).await;
    let studio = fill(&here.kernel).await;
    let (exported, zip) = pack(&here.kernel, &Export::of(studio.ada, "eu")).await;
    let key = here.kernel.ledger().log().key().clone();
    let said = verify(Cursor::new(&zip), None).unwrap();
    assert!(!said.trusted);
    assert_eq!(said.index, exported.parcel.index);
    assert_eq!(said.key, key.text());
    assert_eq!(said.entry.promise.to_string(), "right.access");
    // Written anew without a change it still holds.
    verify(Cursor::new(with(&zip, |_, bytes| Some(bytes), None)), Some(&key)).unwrap();
    let all = files(&zip);
    for name in all.keys() {
        let altered = with(
            &zip,
            |n, mut bytes| {
                if n == name {
                    let at = bytes.len() / 2;
                    bytes[at] ^= 1;
                }
                Some(bytes)
            },
            None,
        );
        assert!(verify(Cursor::new(altered), Some(&key)).is_err(), "{name} altered");
        let gone = with(&zip, |n, bytes| (n != name).then_some(bytes), None);
        let gone = verify(Cursor::new(gone), Some(&key));
        assert!(matches!(gone, Err(Unverified::Missing(missing)) if missing == *name), "{name} taken out");
    }
    for name in ["data/more.json", "proofs/more", "more"] {
        let added = verify(Cursor::new(with(&zip, |_, bytes| Some(bytes), Some(name))), Some(&key));
        assert!(matches!(added, Err(Unverified::Added(more)) if more == name), "{name} put in");
    }
    for length in [0, 10, zip.len() / 2, zip.len() - 1] {
        assert!(verify(Cursor::new(&zip[..length]), Some(&key)).is_err(), "cut at {length}");
    }
    // Another export's receipt proves another export.
    let (_, second) = pack(&here.kernel, &Export::of(studio.ben, "eu")).await;
    let second = files(&second);
    let swapped = with(
        &zip,
        |n, b| Some(second.get(n).filter(|_| n.starts_with("proofs/")).cloned().unwrap_or(b)),
        None,
    );
    assert!(matches!(verify(Cursor::new(swapped), Some(&key)), Err(Unverified::OtherManifest)));
    let other = Installation::begin(Engine::Sqlite).await;
    let key = other.kernel.ledger().log().key().clone();
    assert!(matches!(verify(Cursor::new(&zip), Some(&key)), Err(Unverified::OtherKey { .. })));
}

/// proves: DSR-17, SEC-02
#[tokio::test]
async fn an_export_can_be_shut_for_one_receiver() {
    let here = Installation::begin(Engine::Sqlite).await;
    let studio = fill(&here.kernel).await;
    let identity = age::x25519::Identity::generate();
    let recipient = Shut::Recipient(identity.to_public().to_string());
    let words = age::secrecy::SecretString::from("four words for nobody".to_owned());
    let scrypt = age::scrypt::Identity::new(words);
    let opens: [(Shut, &dyn age::Identity); 2] =
        [(recipient, &identity), (Shut::Passphrase("four words for nobody".to_owned()), &scrypt)];
    for (shut, identity) in opens {
        let export = Export { shut: Some(shut), ..Export::of(studio.ada, "eu") };
        let (exported, sealed) = pack(&here.kernel, &export).await;
        assert!(sealed.starts_with(b"age-encryption.org/v1\n") && !holds(&sealed, b"index.html"));
        let mut zip = Vec::new();
        let opened = age::Decryptor::new(&sealed[..]).unwrap().decrypt(iter::once(identity));
        opened.unwrap().read_to_end(&mut zip).unwrap();
        assert_eq!(verify(Cursor::new(&zip), None).unwrap().manifest, exported.parcel.manifest);
        assert!(holds(&files(&zip)["data/people.json"], WORDS[0].as_bytes()));
    }
    for shut in [Shut::Recipient("age1nobody".to_owned()), Shut::Passphrase(String::new())] {
        let export = Export { shut: Some(shut), ..Export::of(studio.ada, "eu") };
        assert!(here.kernel.export(&export, &mut Vec::new()).await.is_err());
    }
}

/// proves: DSR-14, DSR-15, DSR-16
#[tokio::test]
async fn california_gets_five_parts_and_two_lists_of_one_year() {
    for engine in ENGINES {
        let here = Installation::begin(engine).await;
        let studio = fill(&here.kernel).await;
        let old = disclose(&here.kernel, studio.ada, studio.workspace, Some(studio.alone)).await;
        here.hands.days(400);
        let new = disclose(&here.kernel, studio.ada, studio.workspace, Some(studio.note_of_ada)).await;
        let received = here.kernel.now();
        let report = async |since| {
            let ccpa = Some(Ccpa { received, since });
            let (_, zip) = pack(&here.kernel, &Export { ccpa, ..Export::of(studio.ada, "eu") }).await;
            json(&files(&zip), "ccpa.json")
        };
        let year = report(None).await;
        let pieces = |report: &Value| -> Vec<String> {
            let all = report["pieces"].as_array().unwrap().iter();
            all.map(|piece| piece["datum"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(pieces(&year), [format!("urn:uuid:{new}")]);
        assert_eq!(year["sold"], Value::Array(Vec::new()));
        let disclosed = year["disclosed"].as_array().unwrap();
        assert_eq!(disclosed.len(), 1);
        assert_eq!(disclosed[0]["times"], 1);
        assert_eq!(disclosed[0]["categories"][0], "records");
        assert_eq!(year["third_parties"][0], "other");
        let categories = year["categories"].as_array().unwrap();
        assert_eq!(categories.len(), 11);
        let collected: Vec<&str> = categories
            .iter()
            .filter(|row| row["collected"] == true)
            .map(|row| row["category"].as_str().unwrap())
            .collect();
        assert_eq!(collected, ["activity"]);
        // Asked for everything, everything is there.
        let whole = report(Some("2022-01-01T00:00:00Z".parse().unwrap())).await;
        assert!(pieces(&whole).contains(&format!("urn:uuid:{old}")));
        assert!(pieces(&whole).contains(&format!("urn:uuid:{}", studio.alone)));
        assert_eq!(whole["disclosed"][0]["times"], 2);
        let (_, zip) = pack(&here.kernel, &Export::of(studio.ada, "eu")).await;
        let files = files(&zip);
        assert!(!files.contains_key("ccpa.json"));
        let sheet = String::from_utf8(files["disclosures.csv"].clone()).unwrap();
        assert_eq!(sheet.lines().count(), 3, "{sheet}");
        assert!(sheet.contains("platform-one"));
    }
}

/// proves: DSR-17, PRV-18, PRV-20
#[tokio::test]
async fn a_yes_comes_with_its_words_and_with_what_became_of_it() {
    for engine in ENGINES {
        let here = Installation::begin(engine).await;
        let studio = fill(&here.kernel).await;
        let (kernel, ada) = (&here.kernel, studio.ada);
        let wording = "May a model learn from your footage?";
        let yes = consent(kernel, ada, studio.workspace, "given", None, wording).await;
        here.hands.days(3);
        consent(kernel, ada, studio.workspace, "withdrawn", Some(yes), "Take it back").await;
        let (_, zip) = pack(kernel, &Export::of(ada, "eu")).await;
        let files = files(&zip);
        let record = json(&files, &format!("consents/{yes}.json"));
        assert_eq!(record["@type"], "dpv:ConsentRecord");
        assert_eq!(record["dpv:hasConsentStatus"], "dpv:ConsentWithdrawn");
        let events = record["events"].as_array().unwrap();
        assert_eq!(events.len(), 2);
        assert_eq!(events[0]["dpv:hasNotice"]["dct:description"], wording);
        assert_eq!(events[0]["dpv:isIndicatedAtTime"], "2027-01-11T09:00:00Z");
        assert_eq!(events[1]["dpv:hasConsentStatus"], "dpv:ConsentWithdrawn");
        assert_eq!(files.keys().filter(|name| name.starts_with("consents/")).count(), 1);
        for name in
            ["ropa.csv", "processing/ropa.json", "processing/processors.json", "processing/dpv.jsonld"]
        {
            assert!(files.contains_key(name), "{name}");
        }
    }
}

/// proves: DSR-21
#[tokio::test]
async fn what_is_shared_comes_without_the_others() {
    for engine in ENGINES {
        let here = Installation::begin(engine).await;
        let studio = fill(&here.kernel).await;
        let (_, zip) = pack(&here.kernel, &Export::of(studio.ben, "eu")).await;
        let files = files(&zip);
        let rows = given(&files);
        let rush = &rows[&format!("urn:uuid:{}", studio.together)];
        // Who brought it is a number; its name is sealed under the datum; the picture stays.
        assert_eq!(rush["uploader"], "#person-1");
        assert_eq!(rush["name"], WORDS[5]);
        assert_eq!(rush["media"], Value::Null);
        let cut = &rows[&format!("urn:uuid:{}", studio.cut)];
        assert_eq!(cut["author"], "#you");
        let withheld = json(&files, "data/withheld.json");
        let why = |id: DatumId| {
            let id = id.to_string();
            withheld.as_array().unwrap().iter().find(|w| w["datum"] == id.as_str()).unwrap().clone()
        };
        assert_eq!(why(studio.together)["part"], "media");
        assert_eq!(why(studio.together)["reason"], "others");
        assert_eq!(why(studio.together)["promise"], "role.person");
        assert!(!holds(&files["data/index.json"], studio.alone.to_string().as_bytes()));
        assert!(!rows.contains_key(&format!("urn:uuid:{}", studio.note_of_ada)));
        // Erased, it is gone for the export, too, and says so.
        mark(&here.kernel, studio.together, Mark::Erased).await;
        let (_, zip) = pack(&here.kernel, &Export::of(studio.ben, "eu")).await;
        let erased = json(&self::files(&zip), "data/withheld.json");
        let erased = erased.as_array().unwrap().clone();
        let line = erased.iter().find(|w| w["datum"] == studio.together.to_string().as_str()).unwrap();
        assert_eq!((line["part"].as_str(), line["reason"].as_str()), (Some("everything"), Some("erased")));
    }
}

/// Nobody is known: the export says so, and is whole.
#[tokio::test]
async fn of_nobody_nothing_is_held() {
    let here = Installation::begin(Engine::Sqlite).await;
    fill(&here.kernel).await;
    let nobody: PersonId = here.kernel.person();
    let (exported, zip) = pack(&here.kernel, &Export::of(nobody, "eu")).await;
    assert_eq!((exported.whole, exported.part, exported.withheld), (0, 0, 0));
    verify(Cursor::new(&zip), None).unwrap();
    nothing_is_missing(&here.kernel.subject(nobody, "eu").await.unwrap(), &files(&zip));
}

/// Every table, column, reason and head has a word in both languages, and nothing else has.
#[test]
fn the_page_has_a_word_for_everything() {
    let spoken: BTreeSet<String> = tables()
        .iter()
        .flat_map(|table| {
            let columns = table.columns.iter().map(|column| format!("column-{}", column.name));
            columns.chain([format!("table-{}", table.name)])
        })
        .chain(["column-media", "column-everything"].map(str::to_owned))
        .collect();
    for language in ["en", "fr"] {
        let words = shipped::words(&format!("{language}/export.ftl")).unwrap().text;
        let written: BTreeSet<&str> = words
            .lines()
            .filter_map(|line| line.strip_prefix("export-")?.split_once(" ="))
            .map(|(name, _)| name)
            .collect();
        for table in tables() {
            assert!(written.contains(format!("table-{}", table.name).as_str()), "{}", table.name);
        }
        for name in written.iter().filter(|name| name.starts_with("table-") || name.starts_with("column-")) {
            assert!(spoken.contains(*name), "{language}: export-{name} is written but never said");
        }
        let reasons = written.iter().filter(|name| name.starts_with("reason-")).count();
        assert_eq!(reasons, 9, "{language}: one for each reason");
    }
}
