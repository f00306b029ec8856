//! Rushes as phones and other programs leave them: frames of uneven length, edit lists, turned pictures.

use std::process::Command;

use crate::desk::Desk;
use crate::footage::{Film, PLAIN, Shot, Shown};
use crate::sync::{HALF_PACKET, MILLISECOND, samples, together};

/// Frames dropped by hand; the first and the last too.
const BY_HAND: [&str; 5] = ["r1@0f-5f", "r1@31f-52f", "r1@77f-78f", "r1@119f-161f", "r1@199f-206f"];

/// Runs FFmpeg's command line program on the desk; its words are parted by `|`.
fn ffmpeg(desk: &Desk, words: &str) {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.current_dir(desk.path("")).args(["-nostdin", "-v", "error", "-y"]);
    assert!(ffmpeg.args(words.split('|')).status().unwrap().success(), "{words}");
}

/// Cuts the rush `name` by hand, copying and encoding. Pictures pass `filter` before their bars are read; the sound of
/// the rush is that of `whole`, whose time `first` is that of the first picture. Gives the rush and the copied film with
/// what they show.
fn odd(desk: &Desk, name: &str, filter: &str, whole: &str, first: f64) -> (Shown, Film, Shown) {
    let source = Shown::through(&desk.path(name), filter);
    Film::cut(desk, &[name], "all.mp4", &["--preset", "raw"]);
    desk.run(&[&["drop", "all.cut.json"][..], &BY_HAND].concat()).well();
    let sound = samples(&desk.path(whole), 0);
    let [smart, full] = ["smart", "full"].map(|mode| {
        let film = Film::render(desk, "all.cut.json", &format!("{mode}.mp4"), &["--render", mode]);
        let shown = Shown::through(&film.path, filter);
        assert!(film.cut.placed().len() >= 5);
        for (i, (_, frame)) in film.wanted().into_iter().enumerate() {
            let middle = |frame: u64| (frame as f64 + 0.5) / film.cut.rate.per_second();
            let (here, there) = (shown.at(middle(i as u64)), source.at(middle(frame)));
            assert_eq!(here, there, "{mode}: frame {i} of the film, {frame} of {name}");
        }
        let most = if mode == "full" { MILLISECOND } else { HALF_PACKET };
        together(&film, 0, most, &[(&sound, first)]);
        (film, shown)
    });
    assert_eq!(full.0.copied, 0);
    assert!(smart.0.copied > 50, "{} copied, {} encoded", smart.0.copied, smart.0.encoded);
    (source, smart.0, smart.1)
}

/// A phone whose frames come when they can: none stands where a clock would put it, and some never come.
///
/// proves: EDT-03
#[test]
fn uneven_frames() {
    let desk = Desk::new();
    let coding = "-vf|select='not(eq(mod(n,13),5)+between(mod(n,71),30,33))',\
                  settb=1/90000,setpts='PTS+(0.21*mod(N*7,5)-0.4)/30/TB'|-fps_mode|passthrough|-enc_time_base|1:90000|\
                  -video_track_timescale|90000|-c:v|libx264|-preset|fast|-crf|16|-g|40|-bf|2";
    let rush = Shot { coding, ..PLAIN };
    rush.write(&desk.path("rush.mp4"));

    let (source, film, shown) = odd(&desk, "rush.mp4", "null", "rush.mp4", 0.0);
    assert!(source.numbers.len() < 280, "some are missing: {}", source.numbers.len());
    // What is copied keeps its own times, counted from the beginning of its piece.
    let began = |number: u64| {
        let place = source.numbers.iter().position(|n| *n == number).unwrap();
        source.times[place] - source.times[0]
    };
    let rate = film.cut.rate.per_second();
    let mut off_grid = 0;
    for piece in film.cut.placed() {
        let (from, to) = (piece.film.start as f64 / rate, piece.film.end as f64 / rate);
        let inside = |time: f64| (from - 0.5 / rate..to - 0.5 / rate).contains(&time);
        for (number, time) in
            shown.numbers.iter().zip(&shown.times).filter(|(_, time)| inside(**time)).skip(1)
        {
            let there = began(*number) - piece.segment.span.start as f64 / rate;
            assert!((time - from - there).abs() < 0.001, "{number}: {time}, not {}", from + there);
            off_grid += u32::from((time * rate - (time * rate).round()).abs() > 0.05);
        }
    }
    assert!(off_grid > 50, "{off_grid} frames lie off the grid");
}

/// A file cut by stream copy: its edit list hides the pictures before the place asked for.
///
/// proves: EDT-03
#[test]
fn edit_lists() {
    let desk = Desk::new();
    Shot { frames: 345, ..PLAIN }.write(&desk.path("whole.mp4"));
    ffmpeg(&desk, "-ss|1.7|-i|whole.mp4|-c|copy|rush.mp4");
    let (source, ..) = odd(&desk, "rush.mp4", "null", "whole.mp4", 51.0 / 30.0);
    assert_eq!(source.numbers[0], 51, "the edit list begins between two keyframes");
}

/// Sound that begins later than the picture, or earlier, or much earlier.
///
/// proves: EDT-03
#[test]
fn streams_that_begin_at_different_times() {
    let desk = Desk::new();
    PLAIN.write(&desk.path("whole.mp4"));
    for (late, later) in [("0.43", "1:a"), ("0.61", "0:v")] {
        let (picture, sound) = if later == "1:a" { ("0:v", "1:a") } else { ("1:v", "0:a") };
        ffmpeg(
            &desk,
            &format!(
                "-i|whole.mp4|-itsoffset|{late}|-i|whole.mp4|-map|{picture}|-map|{sound}|-c|copy|rush.mp4"
            ),
        );
        let late: f64 = late.parse().unwrap();
        let offset = if later == "1:a" { -late } else { late };
        odd(&desk, "rush.mp4", "null", "whole.mp4", offset);
        std::fs::remove_dir_all(desk.path("cache")).unwrap();
        for film in ["all.mp4", "all.cut.json", "smart.mp4", "full.mp4"] {
            std::fs::remove_file(desk.path(film)).unwrap();
        }
    }
}

/// A phone held upright: players turn its pictures, and so must they turn the film; beside it one that was upright all
/// along.
///
/// proves: EDT-03
#[test]
fn turned_pictures() {
    let desk = Desk::new();
    PLAIN.write(&desk.path("flat.mp4"));
    for (tag, back) in [("90", "transpose=clock"), ("270", "transpose=cclock"), ("180", "hflip,vflip")] {
        ffmpeg(&desk, &format!("-i|flat.mp4|-c|copy|-metadata:s:v|rotate={tag}|r{tag}.mp4"));
        let name = format!("r{tag}.mp4");
        if tag == "90" {
            odd(&desk, &name, back, "flat.mp4", 0.0);
            continue;
        }
        let film = Film::cut(&desk, &[&name], &format!("film{tag}.mp4"), &["--preset", "raw"]);
        assert_eq!(Shown::numbers(&film.path, back), (0..300).collect::<Vec<_>>());
        assert_eq!(film.encoded, 0);
    }
    let upright =
        Shot { first: 1000, frames: 60, coding: "-vf|transpose=cclock|-c:v|libx264|-crf|16", ..PLAIN };
    upright.write(&desk.path("upright.mp4"));
    for rushes in [["r90.mp4", "upright.mp4"], ["upright.mp4", "r90.mp4"]] {
        let film = Film::cut(&desk, &rushes, "both.mp4", &["--preset", "raw", "--yes"]);
        let mut wanted: Vec<u64> = (0..300).collect();
        let first = film.cut.rushes[0].path == "upright.mp4";
        wanted.splice(if first { 0..0 } else { 300..300 }, 1000..1060);
        assert_eq!(Shown::numbers(&film.path, "transpose=clock"), wanted, "{rushes:?}");
    }
}

/// Two pictures with one timestamp, as some recorders write when they stumble: nothing can be copied, yet the film is made
/// and says why it took so long.
///
/// proves: EDT-03
#[test]
fn doubled_timestamps() {
    let desk = Desk::new();
    let coding = "-c:v|libx264|-preset|ultrafast|-bf|0|-g|40";
    Shot { coding, ..PLAIN }.write(&desk.path("whole.mkv"));
    let twice = "setts=pts=if(eq(N\\,130)\\,PREV_OUTPTS\\,PTS):dts=if(eq(N\\,130)\\,PREV_OUTDTS\\,DTS)";
    ffmpeg(&desk, &format!("-i|whole.mkv|-c|copy|-bsf:v|{twice}|rush.mkv"));
    let told = desk.run(&["cut", "rush.mkv", "-o", "film.mp4", "--preset", "raw"]).well();
    assert!(told.out().contains("out of order"), "{}", told.out());
    let numbers = Shown::numbers(&desk.path("film.mp4"), "null");
    assert_eq!(numbers.len(), 300);
    let off = numbers.iter().zip(0..).find(|(shown, frame)| shown.abs_diff(*frame) > 1);
    assert_eq!(off, None, "each frame shows its own picture, or its neighbour's where two share a time");
}
