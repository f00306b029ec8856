//! Picture and sound stay together, and joints cannot be heard.

use std::{path::Path, process::Command};

use crate::desk::Desk;
use crate::footage::{Film, PLAIN, Shot, Shown};

/// Samples a second.
const RATE: f64 = 48_000.0;
/// As far as copied sound may stand off its picture, in samples.
pub(crate) const HALF_PACKET: i64 = 513;
/// As exactly as edit lists and Matroska say when a rush's sound begins, in samples.
pub(crate) const MILLISECOND: i64 = 48;

/// A sound track of a file, its channels mixed, with the times a player would give it: its first sample is at zero.
pub(crate) fn samples(path: &Path, track: usize) -> Vec<f32> {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-v", "warning", "-i"]).arg(path);
    let done = ffmpeg
        .args(["-map", &format!("0:a:{track}"), "-ac", "1", "-ar", "48000", "-f", "f32le", "-"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{}", path.display());
    done.stdout.chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect()
}

/// Where `part` lies in `whole` nearest to sample `about`, in samples: the best of 600 on either side.
fn lag(whole: &[f32], part: &[f32], about: usize) -> i64 {
    let alike = |lag: i64| -> f64 {
        let at = (about as i64 + lag) as usize;
        whole[at..at + part.len()].iter().zip(part).map(|(a, b)| f64::from(a * b)).sum()
    };
    (-600..=600).max_by(|a, b| alike(*a).total_cmp(&alike(*b))).unwrap()
}

/// The sound of a track in the middle of every piece of a film is at most `most` samples off what is seen. Each rush is
/// given with sound that is known to be right, and the time there of its first picture, in seconds; where it has no
/// sound, nothing is heard.
pub(crate) fn together(film: &Film, track: usize, most: i64, rushes: &[(&[f32], f64)]) {
    let sound = samples(&film.path, track);
    for piece in film.cut.placed() {
        let rush = piece.segment.rush;
        let time = (piece.film.start + piece.film.len() / 2) as f64 / film.cut.rate.per_second();
        let since = time - piece.film.start as f64 / film.cut.rate.per_second();
        let (whole, first) = rushes[rush];
        let there = first + piece.segment.span.start as f64 / film.cut.rushes[rush].rate.per_second() + since;
        let [here, there] = [time, there].map(|t| (t * RATE).round() as usize);
        if whole.is_empty() {
            let loudest = sound[here..here + 4096].iter().fold(0.0, |a: f32, b| a.max(b.abs()));
            assert!(loudest < 0.001, "{loudest} is heard {time} s into {}", film.path.display());
            continue;
        }
        let lag = lag(whole, &sound[here..here + 4096], there);
        assert!(lag.abs() <= most, "{lag} samples off {time} s into {}", film.path.display());
    }
}

/// The sound under every piece of film is the sound of the frames it shows, from the first joint to the last:
/// copied packets may stand half a packet off (10.7 ms), never more however many joints came before; a full render
/// copies none and is exact to the sample.
///
/// proves: EDT-03
#[test]
fn sound_stays_with_its_picture() {
    let desk = Desk::new();
    Shot { rate: "30000/1001", frames: 3 * 1798, ..PLAIN }.write(&desk.path("rush.mp4"));
    Film::cut(&desk, &["rush.mp4"], "all.mp4", &["--preset", "raw"]);
    let dropped = |i: u64| format!("r1@{}f-{}f", i * 299 - 100, i * 299 - 61 + 7 * (i % 5));
    let drops: Vec<String> = (1..=17).map(dropped).collect();
    let words: Vec<&str> =
        ["drop", "all.cut.json"].into_iter().chain(drops.iter().map(String::as_str)).collect();
    desk.run(&words).well();
    let rush = samples(&desk.path("rush.mp4"), 0);
    for (mode, most) in [("smart", HALF_PACKET), ("full", 0)] {
        let film = Film::render(&desk, "all.cut.json", &format!("{mode}.mp4"), &["--render", mode]);
        let wanted: Vec<u64> = film.wanted().iter().map(|(_, frame)| *frame).collect();
        assert_eq!(Shown::numbers(&film.path, "null"), wanted);
        assert!(film.cut.placed().len() > 14);
        together(&film, 0, most, &[(&rush, 0.0)]);
    }
}

/// proves: EDT-03
#[test]
fn joints_do_not_click() {
    let desk = Desk::new();
    Shot { sound: "sine=frequency=217:sample_rate=48000", ..PLAIN }.write(&desk.path("rush.mp4"));
    Film::cut(&desk, &["rush.mp4"], "all.mp4", &["--preset", "raw"]);
    let drops: Vec<String> = (0..12).map(|i| format!("r1@{}f-{}f", 10 + i * 23, 17 + i * 24)).collect();
    let words: Vec<&str> =
        ["drop", "all.cut.json"].into_iter().chain(drops.iter().map(String::as_str)).collect();
    desk.run(&words).well();
    let jump =
        |path: &Path| samples(path, 0).windows(2).skip(4800).map(|w| (w[1] - w[0]).abs()).fold(0.0, f32::max);
    let smooth = jump(&desk.path("rush.mp4"));
    for mode in ["smart", "full"] {
        let film = Film::render(&desk, "all.cut.json", &format!("{mode}.mp4"), &["--render", mode]);
        assert!(film.cut.placed().len() > 8);
        let found = jump(&film.path);
        assert!(found < 2.0 * smooth, "{mode}: a jump of {found}; the sine itself makes {smooth}");
    }
}
