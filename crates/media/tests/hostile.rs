//! Hostile and odd files (`testdata/hostile`, made by its `make.py`), through the real confined child: each gets a
//! clear failure or a warned, right answer; nothing panics, nothing hangs, no neighbour is read.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use incamera_media::{
    Cancel, Failure, Media, MediaError, Mode, PlainFile, Render, RenderRush, Settings, Sink, Source,
    WorkerError,
};
use incamera_model::{Micros, Probe, Segment, Span, Warning};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/hostile")
}

fn media() -> Media {
    let program = env!("CARGO_BIN_EXE_media-worker").into();
    Media::new(
        Settings { program, patience: Duration::from_mins(2), ..Settings::default() },
        Cancel::default(),
    )
}

fn probe(name: &str) -> Result<Probe, MediaError> {
    media().probe(&Source::open(&corpus().join(name)).expect("a file of the corpus"))
}

/// What a hostile file may do to its worker: be refused in words, or starve it. Anything else is a bug of ours.
fn is_clear(error: &MediaError) -> bool {
    match error {
        MediaError::Failed(failure) => !failure.to_string().trim().is_empty(),
        MediaError::Worker(error) => matches!(error, WorkerError::OutOfMemory),
    }
}

/// Some frames of the shown picture as a film.
fn copied(probe: &Probe, span: Span) -> Render {
    Render {
        segments: vec![Segment { rush: 0, span }],
        rate: probe.picture().expect("a moving picture").rate,
        rushes: vec![RenderRush { probe: probe.clone() }],
        picture: true,
        mode: Mode::Smart,
        captions: Vec::new(),
        font: Vec::new(),
        loudness: None,
        measured: None,
        denoise: false,
        aspect: None,
        height: None,
        size: None,
        container: "mp4".into(),
    }
}

#[test]
fn what_is_no_rush_is_refused_in_words() {
    for name in [
        "empty.mp4",
        "text.mp4",
        "ffconcat.mp4",
        "playlist.mp4",
        "playlist.m3u8",
        "session.sdp",
        "manifest.mpd",
        "cut-head.mp4",
        "no-index.mp4",
        "noise.mp4",
        "wide.avi",
        "nested.mp4",
        "bomb.mov",
        "too-big.mkv",
        "big.mp4",
    ] {
        match probe(name) {
            Err(error) => assert!(is_clear(&error), "{name}: {error:?}"),
            Ok(probe) => panic!("{name} was taken for a rush: {probe:?}"),
        }
    }
}

#[test]
fn text_is_not_a_video_whatever_its_name() {
    for name in ["text.mp4", "ffconcat.mp4", "playlist.mp4", "playlist.m3u8", "session.sdp"] {
        assert!(
            matches!(probe(name), Err(MediaError::Failed(Failure::NotMedia))),
            "{name}: {:?}",
            probe(name)
        );
    }
}

#[test]
fn a_recording_cut_off_is_told_from_no_recording() {
    let error = probe("no-index.mp4").unwrap_err();
    assert!(
        matches!(&error, MediaError::Failed(Failure::Unusable(why)) if why.contains("cut off")),
        "{error:?}"
    );
}

#[test]
fn odd_but_right() {
    let check = |name: &str, frames: u64, warnings: &[Warning]| {
        let probe = probe(name).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(probe.picture().map_or(0, |v| v.frames), frames, "{name}: {probe:?}");
        assert_eq!(probe.warnings, warnings, "{name}: {probe:?}");
        probe
    };
    check("neighbour.mp4", 25, &[]);
    check("reference.mov", 25, &[]);
    check("no-sound.mp4", 25, &[Warning::NoAudio]);
    check("no-picture.m4a", 0, &[Warning::NoVideo]);
    check("cover.m4a", 0, &[Warning::NoVideo]);
    check("index.avi", 25, &[Warning::BrokenIndex]);
    check("one-frame.mp4", 1, &[Warning::NoAudio]);
    check("negative.mov", 25, &[]);
    assert_eq!(check("channels-64.wav", 0, &[Warning::NoVideo]).audio[0].channels, 64);
    // What the index names but the file has not is not counted; the last packet is half there.
    check("cut-tail.mp4", 13, &[Warning::Truncated, Warning::Damaged]);
}

#[test]
fn impossible_rates_are_replaced_and_said() {
    for name in ["rate-0.mp4", "rate-100000.mp4"] {
        let probe = probe(name).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(probe.warnings.contains(&Warning::ImpossibleRate), "{name}: {probe:?}");
        assert!(probe.video[0].rate.per_second() <= 240.0, "{name}: {probe:?}");
        assert!((1..=50).contains(&probe.video[0].frames), "{name}: {probe:?}");
    }
}

/// Two recordings of a second each in one transport stream, the second on another clock: later, earlier, or the same
/// once more. Sound and picture go on together.
#[test]
fn a_clock_that_jumps_is_said_and_mended() {
    let bytes = fs::read(corpus().join("jump.ts")).unwrap();
    let (late, early) = bytes.split_at(bytes.len() / 2);
    assert!(early[0] == 0x47 && early.len() == late.len(), "two whole streams of packets");
    for (name, parts) in [("back", [late, early]), ("forward", [early, late]), ("the same", [early, early])] {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, &parts.concat()).unwrap();
        let rush = Source::open(file.path()).unwrap();
        let probe = media().probe(&rush).unwrap();
        assert!(probe.warnings.contains(&Warning::JumpingTime), "{name}: {probe:?}");
        assert_eq!(probe.video[0].frames, 50, "{name}: {probe:?}");
        let sound = media().sound(&rush, |_| {}, |_, _| {}).unwrap();
        assert!((2_000_000..2_200_000).contains(&sound.length.0), "{name}: {:?}", sound.length);
        let picture = media().picture(&rush, |_, _| {}).unwrap();
        assert_eq!(picture.joints.entries.last(), Some(&45), "{name}: every group of 5 can be entered");
        let small = media().thumbnails(&rush, &[10, 40], 32).unwrap();
        assert_eq!(small.len(), 2, "{name}: pictures of both parts are found");
        let sink = Sink::plain(tempfile::tempfile().unwrap());
        let render = copied(&probe, Span::new(10, 40));
        let made = media().render(&[rush], render, &sink, |_, _| {}).unwrap();
        assert_eq!(made.frames, 30, "{name}");
    }
}

/// Positions and serial numbers are in the file; nothing said about it holds them.
///
/// proves: STU-13
#[test]
fn positions_and_serials_are_not_carried() {
    let bytes = fs::read(corpus().join("located.mov")).unwrap();
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
    assert!(holds(b"+48.8584") && holds(b"SERIAL-0123456789"), "the test file lost what it is for");
    let probe = probe("located.mov").unwrap();
    let said = format!("{probe:?}");
    assert!(!said.contains("48.8584") && !said.contains("SERIAL") && !said.contains("Maker"), "{said}");
    assert_eq!(probe.created.as_deref(), Some("2024-05-01T12:03:01Z"));
}

/// Every job on every file: an answer or words, never a panic, a forbidden call or a hang. Served through the parent
/// as sealed footage will be.
#[test]
fn every_job_survives_every_file() {
    let media = media();
    let mut files: Vec<PathBuf> = fs::read_dir(corpus()).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 30);
    for path in files {
        if path.extension().is_some_and(|e| e == "py") {
            continue;
        }
        let file = fs::File::open(&path).unwrap();
        let rush = Source::served(Arc::new(PlainFile::new(file).unwrap()));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let check = |job: &str, done: Result<(), MediaError>| {
            if let Err(error) = done {
                assert!(is_clear(&error), "{job} of {name}: {error:?}");
            }
        };
        check("sound", media.sound(&rush, |_| {}, |_, _| {}).map(drop));
        check("picture", media.picture(&rush, |_, _| {}).map(drop));
        check("samples", media.samples(&rush, Micros(0), Micros::SECOND).map(drop));
        check("thumbnails", media.thumbnails(&rush, &[0, 1, 1 << 40], 32).map(drop));
        let Ok(probe) = media.probe(&rush) else { continue };
        let Some(picture) = probe.picture() else { continue };
        let output = tempfile::tempfile().unwrap();
        let render = copied(&probe, Span::new(0, picture.frames.min(20)));
        check("render", media.render(&[rush], render, &Sink::plain(output), |_, _| {}).map(drop));
    }
}

/// Random damage, the same on every run.
#[test]
fn damaged_bytes_are_survived() {
    let media = media();
    let whole = fs::read(corpus().join("neighbour.mp4")).unwrap();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move || {
        // xorshift64
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for round in 0..40 {
        let mut bytes = whole.clone();
        for _ in 0..=random() % 8 {
            let at = (random() % bytes.len() as u64) as usize;
            bytes[at] = random() as u8;
        }
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, &bytes).unwrap();
        if let Err(error) = media.probe(&Source::open(file.path()).unwrap()) {
            assert!(is_clear(&error), "round {round}: {error:?}");
        }
    }
}

#[test]
fn a_name_may_hold_anything() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a\nb.mp4", "it's \"quoted\".mp4", "-i.mp4", "%d.mp4", "concat:a|b.mp4", "\u{1f3ac}.mp4"] {
        let path = folder.path().join(name);
        fs::copy(corpus().join("neighbour.mp4"), &path).unwrap();
        assert_eq!(media().probe(&Source::open(&path).unwrap()).unwrap().video[0].frames, 25, "{name}");
    }
}
