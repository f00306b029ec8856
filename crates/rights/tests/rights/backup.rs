//! Backups: made, read back, restored; and what was erased since stays erased.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use incamera_gate::Read;
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_rights::{Journal, Kernel, Layout, Restored, RightsError, restore};
use incamera_store::{Col, Reads, kernel::tombstones, rows::notes};

use crate::{
    due::{child, entries, told},
    installation::{
        Dice, Engine, FRAMES, Hands, Installation, Studio, WORDS, charter, desk, fill, holds, open,
    },
};

/// A new place under the same keys.
fn place(here: &Layout, folder: &Path, engine: Engine) -> Layout {
    let mut into = Layout::under(folder);
    into.keys.clone_from(&here.keys);
    if engine == Engine::Postgres {
        into.rows = incamera_trial::Postgres::shared().database().unwrap();
    }
    into
}

async fn restored(file: &Path, into: &Layout, hands: &Hands) -> Result<Restored, RightsError> {
    if let Some(folder) = into.ledger.parent() {
        fs::create_dir_all(folder).unwrap();
    }
    Box::pin(restore(file, into, Box::new(|_| Ok(charter())), Box::new(hands.clone()), Box::new(Dice))).await
}

async fn note(kernel: &Kernel, studio: &Studio, id: DatumId) -> Option<String> {
    let editor = desk(kernel, studio.ben, "editor", studio.workspace, [studio.project], "service");
    let held = kernel.store().fetch::<notes::Entity>(id, kernel.now()).await.unwrap()?;
    let permit = editor.may::<Read>(held.datum()).ok()?;
    let note = held.open(&permit).unwrap();
    kernel.vault().open_field(&permit, "text", &note.text).ok()
}

async fn frames(kernel: &Kernel, studio: &Studio, id: DatumId) -> Option<Vec<u8>> {
    let producer = desk(kernel, studio.ada, "producer", studio.workspace, [studio.project], "service");
    let known = kernel.store().datum(id, kernel.now()).await.unwrap()?;
    let permit = producer.may::<Read>(&known.datum).ok()?;
    let opened = kernel.vault().open_object(&permit).ok()?;
    let mut bytes = vec![0; opened.length() as usize];
    opened.read_at(&mut bytes, 0).unwrap();
    Some(bytes)
}

fn tombstone(kernel: &Kernel, workspace: WorkspaceId, reach: &str, target: DatumId) -> tombstones::Model {
    tombstones::Model {
        id: Col(kernel.id()),
        workspace: Col(workspace),
        reach: Col(reach.parse().unwrap()),
        target: Col(target),
        promise: Col("right.erasure".parse().unwrap()),
        request: None,
        at: Col(kernel.now()),
        done: None,
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

/// What lies where the objects do; nothing where no place was made for them yet.
fn objects(into: &Layout) -> Vec<PathBuf> {
    let folder = into.ledger.with_file_name("objects");
    if folder.exists() { files(&folder) } else { Vec::new() }
}

/// proves: RET-03, RES-01
#[tokio::test]
async fn what_was_backed_up_comes_back_on_either_engine() {
    for (from, to) in [(Engine::Sqlite, Engine::Postgres), (Engine::Postgres, Engine::Sqlite)] {
        let here = Installation::begin(from).await;
        let studio = fill(&here.kernel).await;
        let backup = here.kernel.backup().await.unwrap();
        assert!(backup.tested.is_some());
        assert_eq!(here.kernel.backups().await.unwrap(), std::slice::from_ref(&backup));
        here.kernel.ship().await.unwrap();
        assert!(entries(&here.layout.ledger).iter().any(|entry| entry.kind == Kind::BackedUp));
        let file = here.kernel.backup_file(*backup.id).unwrap();
        assert_eq!(files(&here.layout.backups), std::slice::from_ref(&file), "nothing else is left");
        // Nothing of it can be read, neither a word nor whose it is; and no key lies in it.
        let bytes = fs::read(&file).unwrap();
        assert_eq!(bytes.len() as i64, backup.bytes);
        let id = studio.workspace.uuid();
        for word in WORDS.iter().map(|word| word.as_bytes()).chain([FRAMES, id.as_bytes(), b"incamera"]) {
            assert!(!holds(&bytes, word));
        }
        let (layout, hands, folder) = (here.layout.clone(), here.hands.clone(), here.folder);
        drop(here.kernel);
        let into = place(&layout, &folder.path().join("elsewhere"), to);
        let back = restored(&file, &into, &hands).await.unwrap();
        assert_eq!((back.objects, back.replayed.tombstones, back.ended), (4, 0, 0));
        let kernel = open(&into, &hands).await;
        assert_eq!(note(&kernel, &studio, studio.note_of_ada).await.as_deref(), Some(WORDS[6]));
        assert_eq!(frames(&kernel, &studio, studio.alone).await, Some(FRAMES.repeat(1000)));
        assert!(entries(&into.ledger).iter().any(|entry| entry.kind == Kind::Restored));
        // The place is taken: nothing is restored over it.
        drop(kernel);
        let taken = restored(&file, &into, &hands).await.unwrap_err().to_string();
        assert!(taken.contains("not empty: restore into a new place"), "{taken}");
        assert!(!into.ledger.join("restoring").exists());
    }
}

/// proves: RET-13, RET-14, T-26
#[tokio::test]
async fn what_was_erased_since_stays_erased_even_under_older_keys() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let studio = fill(kernel).await;
        let backup = kernel.backup().await.unwrap();
        let file = kernel.backup_file(*backup.id).unwrap();
        // The keyring as it was then: the worst that a restore can be done with.
        let keyring = here.layout.keys.join("keyring");
        let older = fs::read(&keyring).unwrap();
        here.hands.days(1);
        let (ben, alone) = (DatumId::of(studio.ben.uuid()), studio.alone);
        let gone = [
            tombstone(kernel, studio.workspace, "person", ben),
            tombstone(kernel, studio.workspace, "datum", alone),
        ];
        kernel.remember(&gone).unwrap();
        let live = kernel.replay(&gone).await.unwrap();
        assert!(live.ended >= 4, "{live:?}");
        assert_eq!(kernel.replay(&gone).await.unwrap().ended, 0);
        let (layout, hands, folder) = (here.layout.clone(), here.hands.clone(), here.folder);
        drop(here.kernel);
        assert_eq!(Journal::beside(&layout.keys).read().unwrap(), gone);
        for (name, keys) in [("now", None), ("older", Some(&older))] {
            if let Some(older) = keys {
                fs::write(&keyring, older).unwrap();
            }
            let into = place(&layout, &folder.path().join(name), engine);
            let back = restored(&file, &into, &hands).await.unwrap();
            assert_eq!(back.replayed.tombstones, 2);
            assert_eq!(back.replayed.ended, live.ended, "{name}");
            let kernel = open(&into, &hands).await;
            let ada = desk(&kernel, studio.ada, "producer", studio.workspace, [studio.project], "service");
            for id in [studio.note_of_ben, studio.message_of_ben, alone] {
                assert!(kernel.store().datum(id, kernel.now()).await.unwrap().is_none());
            }
            assert!(kernel.vault().shredded(alone));
            assert!(!kernel.vault().has_subject(studio.workspace, studio.ben));
            assert_eq!(frames(&kernel, &studio, alone).await, None);
            // What is Ada's, and what they share, is there; it knows nothing of Ben any more.
            let shared = kernel.store().datum(studio.together, kernel.now()).await.unwrap().unwrap();
            assert_eq!(shared.datum.about.iter().copied().collect::<Vec<PersonId>>(), [studio.ada]);
            assert!(ada.may::<Read>(&shared.datum).is_ok());
            assert!(
                kernel
                    .store()
                    .about(studio.ben, Some(studio.workspace), kernel.now())
                    .await
                    .unwrap()
                    .is_empty()
            );
        }
    }
}

/// proves: RET-14
#[tokio::test]
async fn a_restore_that_was_not_finished_answers_nothing() {
    let here = Installation::begin(Engine::Sqlite).await;
    let studio = fill(&here.kernel).await;
    for n in 0..12 {
        let producer = desk(&here.kernel, studio.ada, "producer", studio.workspace, [], "service");
        let rush = incamera_studio::Rush { name: "more.mov", filmed: &[], duration: n };
        let bytes = FRAMES.repeat(20_000);
        incamera_studio::receive(&producer, studio.workspace, studio.project, &rush, &mut bytes.as_slice())
            .await
            .unwrap();
    }
    let backup = here.kernel.backup().await.unwrap();
    let file = here.kernel.backup_file(*backup.id).unwrap();
    here.kernel.remember(&[tombstone(&here.kernel, studio.workspace, "datum", studio.alone)]).unwrap();
    let (layout, hands, folder) = (here.layout.clone(), here.hands.clone(), here.folder);
    drop(here.kernel);
    let (mut refused, mut random) = (0, 0x1234_5678_u64);
    for (round, engine) in [Engine::Sqlite, Engine::Postgres].into_iter().cycle().take(8).enumerate() {
        let elsewhere = folder.path().join(format!("round{round}"));
        let into = place(&layout, &elsewhere, engine);
        let words = [file.display().to_string(), into.rows.clone(), elsewhere.display().to_string()];
        for _ in 0..3 {
            let begun = Instant::now();
            let mut restoring = child("backup::restoring_child", &layout, &[&words[0], &words[1], &words[2]]);
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            while begun.elapsed() < Duration::from_secs(20) && !into.ledger.exists() {
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(Duration::from_micros(random >> 46));
            restoring.kill().unwrap();
            restoring.wait().unwrap();
            if into.ledger.join("restoring").exists() {
                let open = Kernel::open(&into, charter(), Box::new(hands.clone()), Box::new(Dice)).await;
                let why = open.err().unwrap().to_string();
                assert!(why.contains("not finished: run `incamera backup restore`"), "{why}");
                refused += 1;
            }
        }
        if into.ledger.join("restoring").exists() || objects(&into).is_empty() {
            restored(&file, &into, &hands).await.unwrap();
        }
        let kernel = open(&into, &hands).await;
        assert_eq!(kernel.vault().copies().unwrap().len(), 15);
        assert_eq!(frames(&kernel, &studio, studio.empty).await, Some(FRAMES.repeat(1000)));
        assert_eq!(frames(&kernel, &studio, studio.alone).await, None);
    }
    assert!(refused > 3, "it was killed on the way {refused} times");
}

/// Not a test by itself: restores until it is killed.
#[tokio::test]
async fn restoring_child() {
    let Some((layout, words)) = told() else { return };
    let mut into = Layout::under(Path::new(&words[2]));
    (into.rows, into.keys) = (words[1].clone(), layout.keys);
    restored(Path::new(&words[0]), &into, &Hands::at("2027-01-11T09:00:00Z")).await.unwrap();
}

/// proves: RET-03
#[tokio::test]
async fn an_altered_byte_is_named_and_nothing_is_touched() {
    let here = Installation::begin(Engine::Sqlite).await;
    fill(&here.kernel).await;
    let backup = here.kernel.backup().await.unwrap();
    let file = here.kernel.backup_file(*backup.id).unwrap();
    let bytes = fs::read(&file).unwrap();
    let (layout, hands, folder) = (here.layout.clone(), here.hands.clone(), here.folder);
    drop(here.kernel);
    let altered = folder.path().join(file.file_name().unwrap());
    let into = place(&layout, &folder.path().join("elsewhere"), Engine::Sqlite);
    let mut parts = Vec::new();
    for n in 0..40 {
        let at = n * (bytes.len() - 1) / 39;
        let mut wrong = bytes.clone();
        wrong[at] ^= 0x40;
        fs::write(&altered, wrong).unwrap();
        let RightsError::Backup { part, why, .. } = restored(&altered, &into, &hands).await.unwrap_err()
        else {
            panic!("byte {at}: another error");
        };
        assert!(!why.is_empty());
        parts.push(part);
        assert!(!into.ledger.join("restoring").exists() && objects(&into).is_empty());
    }
    assert!(parts.iter().any(|part| part.starts_with("objects/")), "{parts:?}");
    fs::write(&altered, &bytes[..bytes.len() - 9]).unwrap();
    assert!(restored(&altered, &into, &hands).await.is_err());
    fs::write(&altered, &bytes).unwrap();
    restored(&altered, &into, &hands).await.unwrap();
}

/// Not a test by itself: makes backups until it is killed.
#[tokio::test]
async fn backing_child() {
    let Some((layout, _)) = told() else { return };
    let kernel = open(&layout, &Hands::at("2027-01-11T09:00:00Z")).await;
    println!("\nopen");
    loop {
        kernel.backup().await.unwrap();
    }
}

/// proves: RET-03, RES-01
#[tokio::test]
async fn no_half_backup_has_a_name() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        fill(&here.kernel).await;
        let (layout, hands, _folder) = (here.layout.clone(), here.hands.clone(), here.folder);
        drop(here.kernel);
        let mut random = 0x9876_5432_u64;
        for _ in 0..8 {
            let mut backing = child("backup::backing_child", &layout, &[]);
            let output = backing.stdout.take().unwrap();
            let mut lines = std::io::BufRead::lines(std::io::BufReader::new(output));
            while lines.next().is_some_and(|line| line.unwrap() != "open") {}
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            thread::sleep(Duration::from_micros(random >> 44));
            backing.kill().unwrap();
            backing.wait().unwrap();
        }
        let kernel = open(&layout, &hands).await;
        let there = files(&layout.backups);
        assert!(!there.is_empty());
        for file in there {
            let id: DatumId = file.file_stem().unwrap().to_str().unwrap().parse().unwrap();
            kernel.read_back(id, &file).await.unwrap();
        }
        // Whatever became of them, none is older than the window.
        hands.days(31);
        let swept = kernel.sweep().await.unwrap();
        assert!(swept.failed.is_empty(), "{:?}", swept.failed);
        assert!(files(&layout.backups).is_empty());
        assert!(kernel.backups().await.unwrap().iter().all(|backup| backup.gone.is_some()));
    }
}

/// proves: RET-03, RET-13
#[tokio::test]
async fn a_backup_is_gone_after_thirty_days_in_every_copy() {
    let here = Installation::begin(Engine::Sqlite).await;
    fill(&here.kernel).await;
    here.kernel.plan().await.unwrap();
    let first = here.kernel.backup().await.unwrap();
    let file = here.kernel.backup_file(*first.id).unwrap();
    let copy = here.folder.path().join(file.file_name().unwrap());
    fs::copy(&file, &copy).unwrap();
    for _ in 0..29 {
        here.hands.days(1);
        assert_eq!(here.kernel.sweep().await.unwrap().met.get("backup"), Some(&1));
    }
    assert!(file.exists());
    here.hands.days(1);
    here.kernel.sweep().await.unwrap();
    assert!(!file.exists());
    assert_eq!(files(&here.layout.backups).len(), 30);
    let why = here.kernel.read_back(*first.id, &copy).await.unwrap_err().to_string();
    assert!(why.contains("destroyed"), "{why}");
}
