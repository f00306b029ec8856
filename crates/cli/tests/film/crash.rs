//! A run that is killed at any moment leaves whole files or none, and the next one makes what it would have made.

use std::{
    fs,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::desk::Desk;
use crate::footage::{PLAIN, SPEECH, Shot};

const CUT: [&str; 5] = ["cut", "rush.mp4", "-o", "film.mp4", "--yes"];
/// What a run makes, and what stood in its place before.
const MADE: [(&str, &[u8]); 2] = [("film.mp4", b"an older film"), ("film.cut.json", b"an older cut")];

/// Sends a signal to a process, or to a group of processes by its negative number. False when there is none.
fn signal(process: i32, signal: &str) -> bool {
    let mut kill = Command::new("kill");
    let kill = kill.args(["-s", signal, "--", &process.to_string()]).stderr(Stdio::null());
    kill.status().unwrap().success()
}

/// proves: EDT-01
#[test]
fn killed_at_any_moment() {
    let desk = Desk::new();
    Shot { frames: 360, sound: SPEECH, ..PLAIN }.write(&desk.path("rush.mp4"));
    let began = Instant::now();
    desk.run(&CUT).well();
    let whole = began.elapsed();
    let wanted = MADE.map(|(name, _)| fs::read(desk.path(name)).unwrap());
    let names = ["film.cut.json", "film.mp4", "rush.mp4"];
    assert_eq!(desk.names(), names);

    // Eight moments spread over the run, each somewhere in its eighth.
    let mut seed = 7_u64;
    let mut cut_short = 0;
    for moment in 0..8 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let wait = whole * (moment * 1000 + (seed >> 33) as u32 % 1000) / 8_000;
        let kill = moment % 3 != 2;
        fs::remove_dir_all(desk.path("cache")).unwrap();
        for (name, old) in MADE {
            fs::write(desk.path(name), old).unwrap();
        }
        let mut job = desk.incamera(CUT);
        let mut child = job.process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let group = -i32::try_from(child.id()).unwrap();
        thread::sleep(wait);
        // A keyboard speaks to all processes of a job; the kernel, when memory runs out, kills one.
        if kill {
            signal(-group, "KILL")
        } else {
            signal(group, "INT")
        };
        let ended = child.wait().unwrap();
        cut_short += u32::from(!ended.success());
        assert!(ended.success() || ended.code() == Some(130) || ended.signal().is_some(), "{ended}");
        let given_up = Instant::now() + Duration::from_secs(20);
        while signal(group, "0") {
            assert!(Instant::now() < given_up, "its workers live on after {wait:?}");
            thread::sleep(Duration::from_millis(5));
        }
        for ((name, old), wanted) in MADE.iter().zip(&wanted) {
            let found = fs::read(desk.path(name)).unwrap();
            assert!(found == *old || found == *wanted, "{name} is half a file, ended after {wait:?}");
            assert!(ended.success() || kill || found == *old, "{name} was replaced by a run that gave up");
        }
        desk.run(&CUT).well();
        for ((name, _), wanted) in MADE.iter().zip(&wanted) {
            assert!(fs::read(desk.path(name)).unwrap() == *wanted, "{name} differs after {wait:?}");
        }
        assert_eq!(desk.names(), names, "left behind, ended after {wait:?}");
        let cached = fs::read_dir(desk.path("cache")).unwrap().map(|e| e.unwrap().file_name());
        let parts: Vec<_> = cached.filter(|n| n.as_encoded_bytes().starts_with(b".")).collect();
        assert!(parts.is_empty(), "{parts:?} left in the cache, ended after {wait:?}");
    }
    assert!(cut_short >= 2, "only {cut_short} of 8 runs ended early");
}

/// Parts of files that a killed run could not take away are gone after the next run; those of a run that lives are not.
#[test]
fn what_the_dead_left_is_swept_away() {
    let desk = Desk::with_rush("rush.mp4");
    desk.run(&["scan", "rush.mp4", "--only", "sound"]).well();
    let [dead, living] =
        [1, 2].map(|run| [format!(".incamera.part-{run}-0"), format!("cache/.part-{run}-0")]);
    for part in dead.iter().chain(&living) {
        fs::write(desk.path(part), "half").unwrap();
    }
    let held = living.each_ref().map(|part| fs::File::open(desk.path(part)).unwrap());
    for part in &held {
        part.lock().unwrap();
    }
    desk.run(&CUT).well();
    assert!(dead.iter().all(|part| !desk.path(part).exists()));
    assert!(living.iter().all(|part| desk.path(part).exists()));
    drop(held);
    desk.run(&CUT).well();
    assert_eq!(desk.names(), ["film.cut.json", "film.mp4", "rush.mp4"]);
    assert!(!desk.path(&living[1]).exists());
}
