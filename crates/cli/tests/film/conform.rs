//! Rushes of different kinds in one film: one format, every picture and every sound in its place.

use std::process::Command;

use incamera_model::Rate;

use crate::desk::Desk;
use crate::footage::{Film, PLAIN, Shot, Shown, streams};
use crate::sync::{HALF_PACKET, MILLISECOND, samples, together};

/// Adds a second sound track to a rush, or takes the only one away.
fn tracks(desk: &Desk, words: &str) {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.current_dir(desk.path("")).args(["-nostdin", "-v", "error", "-y"]).args(words.split('|'));
    assert!(ffmpeg.status().unwrap().success(), "{words}");
}

/// Five cameras: H.264 with stereo at 48 kHz; HEVC of another size and rate with one channel at 44.1 kHz; one without
/// sound; one with two tracks; one at the rate of films.
fn cameras(desk: &Desk) {
    let coding = "-ac|2|-c:v|libx264|-preset|fast|-crf|16|-g|40|-bf|3";
    let wide = Shot { size: [320, 192], frames: 100, coding, ..PLAIN };
    wide.write(&desk.path("a.mp4"));
    let coding =
        "-ac|1|-ar|44100|-c:v|libx265|-preset|ultrafast|-crf|16|-x265-params|keyint=50:log-level=none";
    Shot { first: 1000, frames: 75, rate: "25", coding, ..PLAIN }.write(&desk.path("b.mov"));
    Shot { first: 2000, ..wide }.write(&desk.path("heard.mp4"));
    tracks(desk, "-i|heard.mp4|-map|0:v|-c|copy|c.mp4");
    Shot { first: 3000, ..wide }.write(&desk.path("d.mp4"));
    tracks(
        desk,
        "-i|d.mp4|-f|lavfi|-i|anoisesrc=c=white:r=48000:a=0.3:seed=3:d=5|-map|0|-map|1|-c|copy|-c:a:1|aac|two.mp4",
    );
    std::fs::rename(desk.path("two.mp4"), desk.path("d.mp4")).unwrap();
    Shot { first: 4000, frames: 72, rate: "24000/1001", ..PLAIN }.write(&desk.path("e.mp4"));
    tracks(desk, "-i|e.mp4|-c|copy|e.mkv");
}

/// Frames dropped of each.
const DROPS: [&[&str]; 5] = [&["40f-61f"], &["20f-33f"], &["17f-90f"], &["0f-12f", "70f-75f"], &["31f-44f"]];
const NAMES: [&str; 5] = ["a.mp4", "b.mov", "c.mp4", "d.mp4", "e.mkv"];

/// Cuts the cameras in this order into the film `name` with `tracks` of sound. Every picture is the one the cut document
/// puts there, at `rate`; every sound is beside its own picture, and nothing is heard where a rush has none.
fn conforms(
    desk: &Desk,
    name: &str,
    order: [usize; 5],
    words: &[&str],
    rate: Rate,
    (tracks, most): (usize, i64),
) -> Film {
    let rushes: Vec<String> = (0..).zip(order).map(|(i, r)| format!("{name}-{i}-{}", NAMES[r])).collect();
    for (rush, of) in rushes.iter().zip(order) {
        std::fs::copy(desk.path(NAMES[of]), desk.path(rush)).unwrap();
    }
    let named: Vec<&str> = rushes.iter().map(String::as_str).collect();
    Film::cut(desk, &named, &format!("{name}-all.mp4"), &["--preset", "raw"]);
    let document = format!("{name}-all.cut.json");
    let drops: Vec<String> =
        (1..).zip(order).flat_map(|(i, r)| DROPS[r].iter().map(move |d| format!("r{i}@{d}"))).collect();
    let drop = ["drop", &document].into_iter().chain(drops.iter().map(String::as_str));
    desk.run(&drop.collect::<Vec<_>>()).well();
    let mut film = Film::render(desk, &document, &format!("{name}.mp4"), words);
    // A format of its own may have another rate than the first camera.
    film.cut.rate = rate;

    let shown = Shown::of(&film.path);
    let wanted: Vec<u64> = film.wanted().iter().map(|(rush, n)| 1000 * order[*rush] as u64 + n).collect();
    let wrong = shown.numbers.iter().zip(&wanted).position(|(a, b)| a != b);
    assert_eq!(wrong.map(|i| (i, shown.numbers[i], wanted[i])), None, "{name}");
    assert_eq!(shown.numbers.len(), wanted.len(), "{name}");
    let rate = film.cut.rate.per_second();
    assert!(shown.times.iter().enumerate().all(|(i, t)| (t - i as f64 / rate).abs() < 0.0006));
    for track in 0..tracks {
        let heard = |rush: usize| match NAMES[rush] {
            "c.mp4" => Vec::new(),
            "d.mp4" => samples(&desk.path("d.mp4"), track),
            _ if track > 0 => Vec::new(),
            "e.mkv" => samples(&desk.path("e.mp4"), 0),
            other => samples(&desk.path(other), 0),
        };
        let sounds = order.map(heard);
        together(&film, track, most, &sounds.each_ref().map(|s| (s.as_slice(), 0.0)));
    }
    film
}

/// proves: EDT-03
#[test]
fn the_first_camera_decides_the_format() {
    let desk = Desk::new();
    cameras(&desk);
    let picture = "stream=codec_name,width,height,pix_fmt,avg_frame_rate";
    let sound = "stream=codec_name,sample_rate,channels";
    for (name, order, mode, pictures, tracks) in [
        ("plain", [0, 1, 2, 3, 4], "smart", "h264,320,192,yuv420p,30/1", &["aac,48000,2"][..]),
        ("other", [1, 0, 3, 2, 4], "smart", "hevc,160,96,yuv420p,25/1", &["aac,44100,1"]),
        ("two", [3, 2, 0, 1, 4], "full", "h264,320,192,yuv420p,30/1", &["aac,48000,2", "aac,48000,1"]),
        ("silent", [2, 1, 0, 4, 3], "full", "h264,320,192,yuv420p,30/1", &["aac,44100,1"]),
        ("asked", [0, 4, 1, 2, 3], "480x288@50", "h264,480,288,yuv420p,50/1", &["aac,48000,2"]),
    ] {
        // What is copied stands half a packet off at most; at 44.1 kHz that is longer.
        let most = match mode {
            "full" => MILLISECOND,
            _ => HALF_PACKET * if tracks[0].contains("44100") { 480 } else { 441 } / 441,
        };
        let words = if mode.contains('@') { ["--format", mode] } else { ["--render", mode] };
        let (num, den) = pictures.rsplit(',').next().unwrap().split_once('/').unwrap();
        let rate = Rate::new(num.parse().unwrap(), den.parse().unwrap()).unwrap();
        let film = conforms(&desk, name, order, &words, rate, (tracks.len(), most));
        assert_eq!(film.copied > 0, mode == "smart", "{name}: {} copied", film.copied);
        assert_eq!(streams(&film.path, "v", picture), pictures, "{name}");
        assert_eq!(streams(&film.path, "a", sound), tracks.join("\n"), "{name}");
    }
}
