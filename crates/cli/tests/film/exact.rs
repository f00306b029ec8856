//! Every frame of the film is the one the cut document names; what was not encoded is the rush's own, bit by bit.

use std::{collections::HashSet, path::Path, process::Command};

use crate::desk::Desk;
use crate::footage::{Film, PLAIN, SPEECH, Shot, Shown, streams};

/// A picture at which HEVC can be entered, but not everything that follows be shown.
const CRA: u8 = 21;
/// A picture that cannot be shown when decoding began at the CRA picture before it.
const RASL: u8 = 9;
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
fn exact(name: &str, shot: &Shot) -> Desk {
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
        // H.264 without IDR pictures is nearly all encoded.
        let open = shot.coding.contains("x264-params|open-gop");
        assert_eq!(film.copied > film.encoded, !open, "{}", film.path.display());
        let shown = Shown::of(&film.path);
        follows(film, &shown, &[shot.first]);
        faithful(film, &shown, &desk.path(name), &source);
    }
    let full = Film::render(&desk, "all.cut.json", &called("full"), &["--render", "full"]);
    assert_eq!(full.copied, 0);
    follows(&full, &Shown::of(&full.path), &[shot.first]);
    desk
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

/// Types of the units of a rush in HEVC (ITU-T H.265, table 7-1).
fn units(desk: &Desk, rush: &str) -> HashSet<u8> {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-v", "error", "-i"]).arg(desk.path(rush));
    let done = ffmpeg.args(["-map", "0:v", "-c", "copy", "-f", "hevc", "-"]).output().unwrap();
    done.stdout.windows(4).filter(|w| w[..3] == [0, 0, 1]).map(|w| w[3] >> 1).collect()
}

/// proves: EDT-03
#[test]
fn hevc() {
    let coding = "-c:v|libx265|-preset|ultrafast|-crf|16|-tag:v|hvc1|-x265-params|\
                  keyint=40:bframes=3:open-gop=0:log-level=none";
    let desk = exact("rush.mp4", &Shot { coding, ..PLAIN });
    assert!(!units(&desk, "rush.mp4").contains(&CRA));
}

/// Groups that begin with CRA pictures, and pictures shown before those that refer to the group before.
///
/// proves: EDT-03
#[test]
fn open_groups_of_hevc() {
    let coding = "-c:v|libx265|-preset|ultrafast|-crf|16|-x265-params|\
                  keyint=40:min-keyint=40:scenecut=0:bframes=3:open-gop=1:log-level=none";
    let desk = exact("rush.mp4", &Shot { rate: "30000/1001", coding, ..PLAIN });
    assert!(units(&desk, "rush.mp4").is_superset(&HashSet::from([CRA, RASL])));
}

/// What a camera of ten bits says of its colours stands in every film made of it, whoever encoded the picture.
///
/// proves: EDT-03
#[test]
fn ten_bits_of_hevc_keep_their_colours() {
    let coding = "-c:v|libx265|-preset|ultrafast|-crf|16|-pix_fmt|yuv420p10le|-color_range|tv|-color_primaries|\
                  bt2020|-color_trc|smpte2084|-colorspace|bt2020nc|-x265-params|keyint=40:bframes=3:log-level=none";
    let desk = exact("rush.mp4", &Shot { rate: "25", coding, ..PLAIN });
    let stream = "stream=codec_name,profile,pix_fmt,color_range,color_space,color_transfer,color_primaries";
    let frame = "frame=pix_fmt,color_range,color_space,color_primaries,color_transfer";
    for film in ["rush.mp4", "alone.mp4", "hand.mp4", "full.mp4"] {
        for (entries, wanted) in [
            (stream, "hevc,Main 10,yuv420p10le,tv,bt2020nc,smpte2084,bt2020"),
            (frame, "yuv420p10le,tv,bt2020nc,bt2020,smpte2084"),
        ] {
            let told = streams(&desk.path(film), "v:0", entries);
            let mut lines =
                told.lines().map(|line| line.trim_end_matches(',')).filter(|line| !line.is_empty());
            let other = lines.find(|line| *line != wanted);
            assert!(!told.is_empty() && other.is_none(), "{film}: {other:?}");
        }
    }
}
