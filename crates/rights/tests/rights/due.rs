//! What is due is done: once, whatever is killed; and what is not done is loud.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use incamera_ledger::{Entry, Kind};
use incamera_model::DatumId;
use incamera_rights::{Layout, owe};
use incamera_store::{Col, kernel::obligations};
use jiff::Timestamp;
use uuid::Uuid;

use crate::installation::{Engine, Hands, Installation, open};

const BEGUN: &str = "2027-01-11T09:00:00Z";
const HOURS: u64 = 30 * 24;
/// The clock goes on by so many hours at once.
const STEP: u64 = 6;

/// Entries of a log, as they lie in its bundles.
pub(crate) fn entries(ledger: &Path) -> Vec<Entry> {
    let mut found = HashMap::new();
    let mut folders = vec![ledger.join("tile/entries")];
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let (bytes, mut at) = (std::fs::read(&path).unwrap(), 0);
            let bundle = path.to_string_lossy().split(".p/").next().unwrap().to_owned();
            let mut all = Vec::new();
            while at + 2 <= bytes.len() {
                let length = usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
                all.push(Entry::read(&bytes[at + 2..at + 2 + length]).unwrap());
                at += 2 + length;
            }
            // A crash may leave a narrower bundle beside the one that counts.
            let known: &mut Vec<Entry> = found.entry(bundle).or_default();
            if all.len() > known.len() {
                *known = all;
            }
        }
    }
    found.into_values().flatten().collect()
}

/// The same test binary, doing one thing with an installation until it is killed or done.
pub(crate) fn child(what: &str, layout: &Layout, words: &[&str]) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", what, "--nocapture"])
        .env("INCAMERA_CHILD", layout.keys.parent().unwrap())
        .env("INCAMERA_ROWS", &layout.rows)
        .env("INCAMERA_WORDS", words.join(" "))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a child was told; none if this is no child.
pub(crate) fn told() -> Option<(Layout, Vec<String>)> {
    let folder = std::env::var("INCAMERA_CHILD").ok()?;
    let mut layout = Layout::under(&Path::new(&folder).join("studio"));
    layout.rows = std::env::var("INCAMERA_ROWS").unwrap();
    let words = std::env::var("INCAMERA_WORDS").unwrap();
    Some((layout, words.split(' ').map(str::to_owned).collect()))
}

/// Not a test by itself: sweeps from an hour on, and says how far it is.
#[tokio::test]
async fn sweeping_child() {
    let Some((layout, words)) = told() else { return };
    let hands = Hands::at(BEGUN);
    let from: u64 = words[0].parse().unwrap();
    hands.forward(Duration::from_hours(from));
    let kernel = open(&layout, &hands).await;
    for hour in (from..=HOURS).step_by(STEP as usize) {
        println!("\nhour {hour}");
        kernel.sweep().await.unwrap();
        hands.forward(Duration::from_hours(STEP));
    }
    println!("\ndone");
}

fn warnings(count: u64, begun: Timestamp) -> Vec<obligations::Model> {
    let due = |n: u64| {
        let at = begun.as_millisecond() as u64 + n * HOURS * 3_600_000 / count;
        let target = DatumId::of(Uuid::from_u128(u128::from(n) << 64 | 7));
        owe("answer", "warn", target, Timestamp::from_millisecond(at as i64).unwrap()).unwrap()
    };
    (0..count).map(due).collect()
}

/// proves: RET-15, BRC-10
#[tokio::test]
async fn nothing_is_missed_and_nothing_met_twice_whenever_it_is_killed() {
    for (engine, count, kills) in [(Engine::Sqlite, 100_000, 25), (Engine::Postgres, 10_000, 8)] {
        let here = Installation::begin(engine).await;
        let all = warnings(count, here.kernel.now());
        let unit = here.kernel.store().begin().await.unwrap();
        unit.owe(all.clone()).await.unwrap();
        // Owed again, it is owed once.
        unit.owe(all[..1000].to_vec()).await.unwrap();
        unit.commit().await.unwrap();
        let (layout, folder) = (here.layout.clone(), here.folder);
        drop(here.kernel);
        let (mut hour, mut killed, mut random) = (0_u64, 0, 0x9e37_79b9_7f4a_7c15_u64);
        loop {
            let mut sweeping = child("due::sweeping_child", &layout, &[&hour.to_string()]);
            let mut lines = BufReader::new(sweeping.stdout.take().unwrap()).lines().map_while(Result::ok);
            let mut steps = 1 + HOURS / STEP / (kills + 1);
            let mut done = false;
            for line in &mut lines {
                done |= line == "done";
                if let Some(at) = line.strip_prefix("hour ") {
                    hour = at.parse().unwrap();
                    steps = steps.saturating_sub(1);
                }
                if steps == 0 && killed < kills {
                    random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    thread::sleep(Duration::from_micros(random >> 48));
                    sweeping.kill().unwrap();
                    killed += 1;
                    break;
                }
            }
            sweeping.wait().unwrap();
            if done {
                break;
            }
        }
        assert_eq!(killed, kills);
        // What a killed sweep had claimed last comes back.
        let hands = Hands::at(BEGUN);
        hands.days(31);
        let kernel = open(&layout, &hands).await;
        let swept = kernel.sweep().await.unwrap();
        assert!(swept.overdue.is_empty() && swept.failed.is_empty());
        drop(kernel);
        let mut receipts: HashMap<Uuid, u32> = HashMap::new();
        for entry in entries(&layout.ledger) {
            *receipts.entry(entry.id).or_default() += 1;
        }
        let (mut missed, mut twice) = (0, 0);
        for obligation in &all {
            match receipts.get(&obligation.id.uuid()) {
                None => missed += 1,
                Some(1) => {}
                Some(_) => twice += 1,
            }
        }
        assert_eq!((missed, twice), (0, 0), "{engine:?}");
        drop(folder);
    }
}

/// proves: BRC-10, PRV-33
#[tokio::test]
async fn what_is_not_done_is_loud() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        assert_eq!(kernel.sweep().await.unwrap().gap, None);
        let (target, now) = (kernel.id(), kernel.now());
        let later = owe("review.access", "review", target, now).unwrap();
        let strange = owe("answer", "fly", target, now).unwrap();
        let failing = owe("backup", "rotate", target, now).unwrap();
        // A backup's file that cannot be removed: it is a folder.
        std::fs::create_dir_all(kernel.backup_file(target).unwrap().join("in the way")).unwrap();
        let unit = kernel.store().begin().await.unwrap();
        unit.owe([later.clone(), strange.clone(), failing.clone()]).await.unwrap();
        unit.commit().await.unwrap();
        let first = kernel.sweep().await.unwrap();
        assert_eq!(first.waiting.len(), 1);
        assert_eq!(first.unknown[0].obligation.id, strange.id);
        assert!(first.unknown[0].why.contains("knows no task `fly`"), "{}", first.unknown[0].why);
        assert_eq!(first.failed[0].obligation.id, failing.id);
        assert!(first.alarms() && first.overdue.is_empty());
        // Put off, not lost: nothing is claimed again at once, and after an hour all three are overdue.
        let again = kernel.sweep().await.unwrap();
        assert!(again.waiting.is_empty() && again.unknown.is_empty() && again.failed.is_empty());
        here.hands.forward(Duration::from_hours(2));
        std::fs::remove_dir_all(kernel.backup_file(target).unwrap()).unwrap();
        let late = kernel.sweep().await.unwrap();
        assert_eq!(late.met.get("rotate"), Some(&1));
        assert_eq!(late.overdue.len(), 2);
        let gap = late.gap.unwrap();
        assert_eq!(gap.to.duration_since(gap.from), jiff::SignedDuration::from_hours(2));
        // People did it; its receipt bears its name.
        kernel.reviewed(&later).await.unwrap();
        assert!(kernel.reviewed(&later).await.is_err());
        kernel.ship().await.unwrap();
        let log = entries(&here.layout.ledger);
        assert!(log.iter().any(|entry| entry.id == later.id.uuid() && entry.kind == Kind::Write));
        assert!(log.iter().filter(|entry| entry.kind == Kind::Incident).count() >= 4);
    }
}

/// proves: RES-01, PRV-33
#[tokio::test]
async fn the_plan_is_owed_once() {
    let here = Installation::begin(Engine::Sqlite).await;
    let kernel = &here.kernel;
    let count = kernel.plan().await.unwrap();
    assert!(count > kernel.charter().classes.len());
    assert_eq!(kernel.plan().await.unwrap(), count);
    let house = DatumId::of(Uuid::from_u128(1));
    assert_eq!(kernel.store().owed(house).await.unwrap().len(), count);
    // Three days later, after a night that nobody was there: each task is met once, and owed for the next night.
    here.hands.days(3);
    let swept = kernel.sweep().await.unwrap();
    assert_eq!(swept.met.get("backup"), Some(&1));
    assert_eq!(swept.met.get("retain").copied(), Some(kernel.charter().classes.len() as u64));
    assert!(swept.failed.is_empty(), "{:?}", swept.failed);
    let next: Vec<_> =
        kernel.store().owed(house).await.unwrap().into_iter().filter(|o| o.done.is_none()).collect();
    assert!(next.iter().any(|o| *o.task == *"backup" && o.due > Col(kernel.now())));
}
