//! Picture and sound stay together, and joints cannot be heard.

use std::{path::Path, process::Command};

use crate::desk::Desk;
use crate::footage::{Film, PLAIN, Shot, Shown};

/// Samples a second.
const RATE: f64 = 48_000.0;

/// One channel of a file's sound with the times a player would give it: its first sample is at zero.
fn samples(path: &Path) -> Vec<f32> {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-v", "warning", "-i"]).arg(path);
    let done = ffmpeg.args(["-map", "0:a:0", "-ac", "1", "-f", "f32le", "-"]).output().unwrap();
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
    let rush = samples(&desk.path("rush.mp4"));
    let at = |frame: u64| (frame as f64 * 1001.0 / 30_000.0 * RATE).round() as usize;
    for (mode, most) in [("smart", 513), ("full", 0)] {
        let film = Film::render(&desk, "all.cut.json", &format!("{mode}.mp4"), &["--render", mode]);
        let numbers = Shown::numbers(&film.path, "null");
        let sound = samples(&film.path);
        let placed = film.cut.placed();
        assert!(placed.len() > 14, "{} pieces", placed.len());
        for piece in placed {
            let middle = piece.film.start + piece.film.len() / 2;
            let shown = numbers[middle as usize];
            let start = at(middle);
            let lag = lag(&rush, &sound[start..start + 4096], at(shown));
            assert!(lag.abs() <= most, "{mode}: {lag} samples off at frame {middle}, which shows {shown}");
        }
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
        |path: &Path| samples(path).windows(2).skip(4800).map(|w| (w[1] - w[0]).abs()).fold(0.0, f32::max);
    let smooth = jump(&desk.path("rush.mp4"));
    for mode in ["smart", "full"] {
        let film = Film::render(&desk, "all.cut.json", &format!("{mode}.mp4"), &["--render", mode]);
        assert!(film.cut.placed().len() > 8);
        let found = jump(&film.path);
        assert!(found < 2.0 * smooth, "{mode}: a jump of {found}; the sine itself makes {smooth}");
    }
}
