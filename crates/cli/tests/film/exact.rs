//! Every frame of the film is the one the cut document names; what was not encoded is the rush's own, bit by bit.

use std::{path::Path, process::Command};

use crate::desk::Desk;
use crate::footage::{Film, PLAIN, SPEECH, Shot, Shown};

/// Frames dropped by hand: odd places, one frame alone, neighbours of a keyframe, a long stretch.
const BY_HAND: [&str; 6] =
    ["r1@0:00.4-0:01.1", "r1@1.9-2.55", "r1@77f-78f", "r1@119f-121f", "r1@140f-161f", "r1@0:07,3-0:08,35"];

/// The film shows what its cut document says, at the times it says.
fn follows(film: &Film, shown: &Shown, first: &[u64]) {
    let wanted: Vec<u64> = film.wanted().iter().map(|(rush, frame)| first[*rush] + frame).collect();
    let wrong = shown.numbers.iter().zip(&wanted).position(|(a, b)| a != b);
    assert_eq!(shown.numbers.len(), wanted.len(), "frames of {}", film.path.display());
    assert_eq!(wrong.map(|i| (i, shown.numbers[i], wanted[i])), None, "{}", film.path.display());
    assert_eq!(film.copied + film.encoded, wanted.len() as u64);
    let rate = film.cut.rate.per_second();
    for (i, time) in shown.times.iter().enumerate() {
        let off = (time - i as f64 / rate).abs();
        assert!(off < 0.0006, "frame {i} of {} is shown {off} s off", film.path.display());
    }
}

/// What the program says it copied is the rush's own, and what it encoded looks like it.
fn faithful(film: &Film, shown: &Shown, rush: &Path, source: &Shown) {
    let frames: Vec<u64> = film.wanted().iter().map(|(_, frame)| *frame).collect();
    let same = |(i, frame): (usize, &u64)| shown.digests[i] == source.digests[*frame as usize];
    let changed: Vec<usize> = frames.iter().enumerate().filter(|f| !same(*f)).map(|f| f.0).collect();
    assert!(changed.len() as u64 <= film.encoded, "{} of {} frames differ", changed.len(), film.encoded);
    let likeness = likeness(&film.path, rush, &frames);
    let encoded: Vec<f64> = changed.iter().map(|i| likeness[*i]).collect();
    let worst = encoded.iter().copied().fold(1.0, f64::min);
    assert!(worst >= 0.98, "{}: SSIM {encoded:?}", film.path.display());
}

/// SSIM of each frame of a film with the frame of the rush it was made from.
fn likeness(film: &Path, rush: &Path, frames: &[u64]) -> Vec<f64> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for &frame in frames {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == frame => *end = frame,
            _ => runs.push((frame, frame)),
        }
    }
    let kept: Vec<String> = runs.iter().map(|(a, b)| format!("between(n,{a},{b})")).collect();
    let graph = format!(
        "[1:v]select='{}',setpts=N/TB/25[rush];[0:v]setpts=N/TB/25[film];[film][rush]ssim=stats_file=-",
        kept.join("+")
    );
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-v", "error", "-i"]).arg(film).arg("-i").arg(rush);
    let done = ffmpeg.args(["-lavfi", &graph, "-f", "null", "-"]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let all = |line: &str| line.split("All:").nth(1)?.split(' ').next()?.parse().ok();
    let found: Vec<f64> = String::from_utf8(done.stdout).unwrap().lines().filter_map(all).collect();
    assert_eq!(found.len(), frames.len());
    found
}

/// Cuts one rush by hand and by itself, copying and encoding, and looks at every frame of the four films.
fn exact(name: &str, shot: &Shot) {
    let desk = Desk::new();
    let shot = Shot { frames: shot.frames.max(600), sound: SPEECH, ..*shot };
    shot.write(&desk.path(name));
    let source = Shown::of(&desk.path(name));
    let numbers: Vec<u64> = (shot.first..shot.first + shot.frames).collect();
    assert!(numbers.starts_with(&source.numbers), "the rush itself can be read");

    let ending = Path::new(name).extension().unwrap().to_str().unwrap();
    let called = |what: &str| format!("{what}.{ending}");
    let alone = Film::cut(&desk, &[name], &called("alone"), &[]);
    assert!(alone.wanted().len() < shot.frames as usize, "silences are dropped");
    Film::cut(&desk, &[name], &called("all"), &["--preset", "raw"]);
    desk.run(&[&["drop", "all.cut.json"][..], &BY_HAND].concat()).well();
    let hand = Film::render(&desk, "all.cut.json", &called("hand"), &[]);
    assert!(hand.cut.segments().len() > 5);
    for film in [&alone, &hand] {
        assert!(film.copied > 0, "{}", film.path.display());
        assert_eq!(film.copied > film.encoded, !shot.coding.contains("open-gop"), "{}", film.path.display());
        let shown = Shown::of(&film.path);
        follows(film, &shown, &[shot.first]);
        faithful(film, &shown, &desk.path(name), &source);
    }
    let full = Film::render(&desk, "all.cut.json", &called("full"), &["--render", "full"]);
    assert_eq!(full.copied, 0);
    follows(&full, &Shown::of(&full.path), &[shot.first]);
}

/// proves: EDT-03
#[test]
fn pyramids_of_b_frames() {
    exact("rush.mp4", &PLAIN);
}

/// proves: EDT-03
#[test]
fn open_groups() {
    let coding = "-c:v|libx264|-preset|fast|-crf|16|-g|25|-bf|3|-x264-params|open-gop=1:b-pyramid=normal";
    exact("rush.mov", &Shot { rate: "25", coding, ..PLAIN });
}

/// proves: EDT-03
#[test]
fn television_rate() {
    exact("rush.mp4", &Shot { rate: "30000/1001", first: 1000, ..PLAIN });
}

/// proves: EDT-03
#[test]
fn fifty_frames_a_second_in_matroska() {
    exact("rush.mkv", &Shot { rate: "50", frames: 1000, ..PLAIN });
}

/// proves: EDT-03
#[test]
fn hevc() {
    let coding =
        "-c:v|libx265|-preset|ultrafast|-crf|16|-tag:v|hvc1|-x265-params|keyint=40:bframes=3:log-level=none";
    exact("rush.mp4", &Shot { coding, ..PLAIN });
}
