//! What is measured in a rush, on clips that the ffmpeg program writes and partly measures as well.

use std::{path::Path, process::Command};

use incamera_media::{Cancel, Media, Settings, Source};
use incamera_model::{Micros, Picture, Reason, Span};

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/rush/pictures");

fn media() -> Media {
    let program = env!("CARGO_BIN_EXE_media-worker").into();
    Media::new(Settings { program, ..Settings::default() }, Cancel::default())
}

/// Runs ffmpeg in `folder` and returns what it says.
fn ffmpeg(folder: &Path, arguments: &str) -> String {
    let done = Command::new("ffmpeg")
        .args(["-nostdin", "-hide_banner", "-y"])
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output()
        .expect("the ffmpeg program");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{arguments}\n{said}");
    said
}

/// The picture of a clip that ffmpeg writes with these arguments.
fn seen(arguments: &str) -> Picture {
    let folder = tempfile::tempdir().expect("a folder");
    ffmpeg(folder.path(), &format!("{arguments} clip.mp4"));
    let source = Source::open(&folder.path().join("clip.mp4")).expect("what ffmpeg wrote");
    media().picture(&source, |_, _| {}).expect("a picture")
}

fn found(picture: &Picture, reason: Reason) -> Vec<Span> {
    picture.spans.iter().filter(|s| s.reason == reason).map(|s| s.span).collect()
}

/// A real picture at 30 frames a second under `filters`, encoded with groups of two seconds.
fn filmed(name: &str, filters: &str) -> Picture {
    seen(&format!(
        "-stream_loop -1 -i {PICTURES}/{name}.mp4 -map 0:v:0 -t 6 -vf fps=30,scale=640:-2,{filters} -c:v libx264 \
         -preset veryfast -g 60 -bf 2 -pix_fmt yuv420p"
    ))
}

/// Four fifths of the picture, seen through a hole at `x`, `y`: shares of its width that depend on the frame `n`.
fn through(x: &str, y: &str) -> String {
    format!("crop=w=iw*0.8:h=ih*0.8:x='iw*(0.1+{x})':y='ih*0.1+iw*({y})'")
}

/// proves: EDT-01 (unusable takes are found, with reasons): thrown about from frame 60 to 120.
#[test]
fn a_shaken_camera_is_found_where_it_shakes() {
    for name in ["flower", "his-girl-friday"] {
        let planted = "between(n\\,60\\,119)";
        let x = format!("{planted}*0.02*sin(n*2.3)");
        let y = format!("{planted}*0.015*(sin(n*0.9)+sin(n*1.7))");
        let picture = filmed(name, &through(&x, &y));
        let spans = found(&picture, Reason::Shake);
        let [span] = spans[..] else { panic!("{name}: {picture:?}") };
        assert!(span.start.abs_diff(60) <= 2 && span.end.abs_diff(120) <= 2, "{name}: {span:?}");
        let shake = picture.spans.iter().find(|s| s.reason == Reason::Shake).expect("it was there");
        assert!(shake.confidence >= 65 && shake.measured.is_some_and(|m| m >= 80), "{name}: {shake:?}");
    }
}

/// A pan, a whipped pan, a camera carried by somebody who walks, a knock, a picture that stands still: none is shaking.
#[test]
fn movement_that_is_meant_is_no_shaking() {
    let still = "trim=end_frame=1,loop=-1:1,setpts=N/30/TB,";
    let paths = [
        ("pan", "0.001*(n-90)", "0", ""),
        ("whip", "0.1*sin(n*0.12)", "0", ""),
        ("steps", "0.02*sin(n*0.21)", "0.015*sin(n*0.42)", ""),
        ("knock", "0.02*between(n\\,60\\,65)*sin(n*2.3)", "0", ""),
        ("still", "0", "0", still),
        ("pan over a still", "0.001*(n-90)", "0", still),
    ];
    for (what, x, y, before) in paths {
        let picture = filmed("his-girl-friday", &format!("{before}{}", through(x, y)));
        assert_eq!(found(&picture, Reason::Shake), [], "{what}: {picture:?}");
    }
}

/// Somebody walks through the picture of a camera that stands: a bright figure that hops.
#[test]
fn who_walks_by_shakes_nothing() {
    let picture = seen(&format!(
        "-i {PICTURES}/flower.mp4 -f lavfi -i color=white:s=110x300:r=30:d=6 -filter_complex \
         [0:v]fps=30,scale=640:-2,trim=end_frame=1,loop=-1:1,setpts=N/30/TB[back];[back][1:v]overlay=x='n*3-60':\
         y='60+12*sin(n*1.3)' -t 6 -c:v libx264 -preset veryfast -g 60 -pix_fmt yuv420p"
    ));
    assert_eq!(found(&picture, Reason::Shake), [], "{picture:?}");
}

/// Two shots; in the second the picture goes black, stands still, and loses its focus. Groups may be far longer than any of
/// it: everything lies between key pictures.
///
/// proves: EDT-01 (unusable takes are found, with reasons)
#[test]
fn shots_black_frozen_and_blurred_spans_are_exact() {
    let picture = seen(&format!(
        "-i {PICTURES}/his-girl-friday.mp4 -stream_loop -1 -i {PICTURES}/flower.mp4 -filter_complex \
         [0:v]fps=30,scale=640:360,setsar=1,trim=end_frame=80,setpts=N/30/TB[a];\
         [1:v]fps=30,scale=640:360,setsar=1,trim=end_frame=100,setpts=N/30/TB,noise=alls=4:allf=t:all_seed=1[b];\
         [2:v]null[c];[1:v]fps=30,scale=640:360,setsar=1,trim=end_frame=60,setpts=N/30/TB,noise=alls=4:allf=t:all_seed=2[d];\
         [1:v]fps=30,scale=640:360,setsar=1,trim=end_frame=60,setpts=N/30/TB,gblur=sigma=8[e];\
         [1:v]fps=30,scale=640:360,setsar=1,trim=start_frame=59:end_frame=60,setpts=N/30/TB,loop=60:1,trim=end_frame=60,setpts=N/30/TB[f];\
         [1:v]fps=30,scale=640:360,setsar=1,trim=start_frame=60:end_frame=120,setpts=N/30/TB,noise=alls=4:allf=t:all_seed=3[g];\
         [a][b][c][d][e][f][g]concat=n=7 -f lavfi -i color=black:s=640x360:r=30:d=1.5,setsar=1 -c:v libx264 -preset \
         veryfast -g 250 -bf 2 -pix_fmt yuv420p"
    ));
    assert_eq!(found(&picture, Reason::Black), [Span::new(180, 225)], "{picture:?}");
    assert_eq!(found(&picture, Reason::Blur), [Span::new(285, 345)], "{picture:?}");
    assert_eq!(found(&picture, Reason::Frozen), [Span::new(345, 405)], "{picture:?}");
    assert_eq!(picture.shots.first_chunk(), Some(&[0, 80]), "{picture:?}");
}

/// Loudness is what ffmpeg's own meter says; levels, waveform and length are those of the tone.
#[test]
fn loudness_and_levels_agree_with_ffmpeg() {
    let folder = tempfile::tempdir().expect("a folder");
    // Ten seconds soft, ten seconds loud, 48 kHz stereo.
    let said = ffmpeg(
        folder.path(),
        "-f lavfi -i sine=f=997:r=48000:d=20 -filter_complex \
         [0:a]volume=volume='if(lt(t\\,10)\\,0.2\\,1)':eval=frame,aformat=channel_layouts=stereo,asplit[a][b];\
         [b]ebur128=framelog=verbose,anullsink -map [a] -c:a pcm_s16le tone.wav",
    );
    let summary = said.rsplit("Summary:").next().expect("a summary").to_owned();
    let number = |name: &str| -> f64 {
        let rest = summary.split(name).nth(1).expect(name);
        rest.split_whitespace().next().and_then(|n| n.parse().ok()).expect(name)
    };
    let (integrated, range) = (number("I:"), number("LRA:"));
    let source = Source::open(&folder.path().join("tone.wav")).expect("what ffmpeg wrote");
    let mut samples = Vec::new();
    let sound = media().sound(&source, |some| samples.extend_from_slice(some), |_, _| {}).expect("sound");
    assert!(
        (f64::from(sound.loudness.integrated) / 100.0 - integrated).abs() <= 0.1,
        "{integrated}: {sound:?}"
    );
    assert!((f64::from(sound.loudness.range) / 100.0 - range).abs() <= 0.2, "{range}: {:?}", sound.loudness);
    assert_eq!((sound.length, samples.len()), (Micros(20_000_000), 320_000));
    assert_eq!((sound.levels.len(), sound.peaks.len()), (2_000, 1_000));
    // ffmpeg's sine has an amplitude of 1/8, in stereo 3 dB less in each channel: a level of −24 dBFS, and 14 dB less
    // before.
    assert_eq!([sound.levels[500], sound.levels[1500]], [38, 24]);
    assert!((22..=23).contains(&sound.peaks[750]), "{}", sound.peaks[750]);
    assert!((sound.loudness.peak + 2107).abs() <= 2, "{:?}", sound.loudness);
}
