//! What is said of a rush, on files that the ffmpeg program writes, and thumbnails of them.

use std::{path::Path, process::Command};

use incamera_media::{Cancel, Media, Settings, Source};
use incamera_model::{FieldOrder, Hdr, Probe, Rate, Warning};

fn media() -> Media {
    let program = env!("CARGO_BIN_EXE_media-worker").into();
    Media::new(Settings { program, ..Settings::default() }, Cancel::default())
}

fn ffmpeg(folder: &Path, name: &str, arguments: &str) -> Source {
    let path = folder.join(name);
    let done = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-y"])
        .args(arguments.split_whitespace())
        .arg(&path)
        .current_dir(folder)
        .status()
        .expect("the ffmpeg program");
    assert!(done.success(), "{arguments}");
    Source::open(&path).expect("what ffmpeg wrote")
}

fn probe(name: &str, arguments: &str) -> Probe {
    let folder = tempfile::tempdir().expect("a folder");
    media().probe(&ffmpeg(folder.path(), name, arguments)).expect("a probe")
}

fn rate(num: u32, den: u32) -> Rate {
    Rate::new(num, den).expect("a rate")
}

/// Frames and rate are exact in every container, whatever its clock.
#[test]
fn frames_and_rates_are_exact() {
    for (container, base) in [("mp4", 1), ("mov", 1), ("mkv", 1), ("ts", 1), ("avi", 1), ("webm", 1)] {
        for (num, den) in [(24000, 1001), (25, 1), (30000, 1001), (30, 1), (60000, 1001)] {
            let codec = if container == "webm" {
                "libvpx -deadline realtime"
            } else {
                "libx264 -preset ultrafast -bf 2"
            };
            let probe = probe(
                &format!("a.{container}"),
                &format!(
                    "-f lavfi -i testsrc2=s=64x48:r={num}/{den} -frames:v 97 -pix_fmt yuv420p -c:v {codec}"
                ),
            );
            let video = &probe.video[0];
            assert_eq!(
                (video.rate, video.frames),
                (rate(num, den), 97),
                "{container} {num}/{den}: {probe:?}"
            );
            assert!(!video.variable_rate, "{container} {num}/{den}");
            assert_eq!(probe.warnings, [Warning::NoAudio], "{container} {base}");
        }
    }
}

#[test]
fn a_variable_rate_is_seen_and_counted_on_a_grid() {
    let probe = probe(
        "a.mp4",
        "-f lavfi -i testsrc2=s=64x48:r=30:d=4 -vf select='not(eq(mod(n\\,7)\\,3))' -fps_mode vfr -c:v libx264 \
         -preset ultrafast",
    );
    let video = &probe.video[0];
    assert!(video.variable_rate && probe.warnings.contains(&Warning::VariableRate), "{probe:?}");
    assert_eq!((video.rate, video.frames), (rate(30, 1), 120), "{probe:?}");
}

#[test]
fn an_edit_list_hides_its_frames() {
    let folder = tempfile::tempdir().unwrap();
    ffmpeg(
        folder.path(),
        "whole.mp4",
        "-f lavfi -i testsrc2=s=64x48:r=25:d=4 -f lavfi -i sine=r=48000:d=4 -c:v libx264 -g 50 -bf 2 -c:a aac",
    );
    let cut = ffmpeg(folder.path(), "cut.mp4", "-ss 1.2 -i whole.mp4 -c copy");
    let probe = media().probe(&cut).unwrap();
    let video = &probe.video[0];
    assert!(video.edit_list, "{probe:?}");
    assert_eq!(video.frames, 70, "{probe:?}");
    assert_eq!(video.time.start, 0);
}

#[test]
fn timecode_rotation_fields_colour_and_time_of_recording() {
    let drop = probe(
        "a.mov",
        "-f lavfi -i testsrc2=s=64x48:r=30000/1001:d=1 -c:v libx264 -timecode 01:00:00;00 -metadata \
         creation_time=2024-05-01T12:03:01Z",
    );
    let timecode = drop.timecode.unwrap();
    assert_eq!((timecode.text.as_str(), timecode.frame), ("01:00:00;00", 107_892));
    assert_eq!(drop.created.as_deref(), Some("2024-05-01T12:03:01Z"));

    let folder = tempfile::tempdir().unwrap();
    ffmpeg(folder.path(), "flat.mp4", "-f lavfi -i testsrc2=s=64x48:r=25:d=1 -c:v libx264");
    for (tag, turn) in [(0, 0), (90, 270), (180, 180), (270, 90)] {
        // FFmpeg 5.1 takes this tag as a turn against the clock.
        let arguments = format!("-i flat.mp4 -c copy -metadata:s:v rotate={tag}");
        let rush = ffmpeg(folder.path(), "turned.mp4", &arguments);
        assert_eq!(media().probe(&rush).unwrap().video[0].rotation, turn, "{tag}");
        // Upright is what ffmpeg itself shows.
        let (width, height) = if turn % 180 == 0 { (64, 48) } else { (48, 64) };
        let shown = Command::new("ffmpeg")
            .args("-v error -i turned.mp4 -frames:v 1 -f rawvideo -pix_fmt rgb24 -".split(' '))
            .current_dir(folder.path())
            .output()
            .unwrap()
            .stdout;
        let thumbnail = media().thumbnails(&rush, &[0], width).unwrap().remove(0);
        assert_eq!((thumbnail.width, thumbnail.height, thumbnail.rgb.len()), (width, height, shown.len()));
        let off: u64 = shown.iter().zip(&thumbnail.rgb).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        assert!(off / (shown.len() as u64) < 4, "{tag}: {off} over {} bytes", shown.len());
    }

    let fields = probe(
        "a.mp4",
        "-f lavfi -i testsrc2=s=64x48:r=25:d=1 -c:v libx264 -flags +ildct+ilme -x264opts tff=1",
    );
    assert_eq!(fields.video[0].field_order, FieldOrder::Interlaced, "{fields:?}");

    let high = probe(
        "a.mp4",
        "-f lavfi -i testsrc2=s=64x48:r=25:d=1 -c:v libx265 -x265-params log-level=none -pix_fmt yuv420p10le \
         -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc",
    );
    let video = &high.video[0];
    assert_eq!((video.hdr, video.bit_depth), (Some(Hdr::Pq), 10), "{high:?}");
    assert_eq!((video.colour.primaries.as_str(), video.colour.matrix.as_str()), ("bt2020", "bt2020nc"));

    let wide = probe("a.mp4", "-f lavfi -i testsrc2=s=72x48:r=25:d=1 -vf setsar=16/15 -c:v libx264");
    assert_eq!(wide.video[0].sample_aspect, [16, 15]);
}

#[test]
fn several_tracks_are_told_apart() {
    let probe = probe(
        "a.mkv",
        "-f lavfi -i testsrc2=s=64x48:r=25:d=1 -f lavfi -i testsrc2=s=128x96:r=25:d=1 -f lavfi -i \
         anullsrc=cl=5.1:r=48000:d=1 -f lavfi -i anullsrc=cl=mono:r=44100:d=1 -map 0 -map 1 -map 2 -map 3 -t 1 -c:v \
         libx264 -c:a:0 ac3 -c:a:1 flac -metadata:s:a:0 language=fre",
    );
    assert_eq!(probe.picture().unwrap().width, 128);
    let said: Vec<_> = probe
        .audio
        .iter()
        .map(|a| (a.codec.as_str(), a.channels, a.layout.as_str(), a.sample_rate))
        .collect();
    assert_eq!(said, [("ac3", 6, "5.1(side)", 48000), ("flac", 1, "mono", 44100)], "{probe:?}");
    assert_eq!(probe.audio[0].language.as_deref(), Some("fre"));
}

/// Each frame of the source has a brightness of its own; each thumbnail has that of the frame it names.
#[test]
fn thumbnails_are_of_the_named_frames() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.mp4", "a.mkv", "turned.mp4"] {
        let mut rush = ffmpeg(
            folder.path(),
            name,
            "-f lavfi -i color=black:s=320x160:r=25:d=8 -vf geq=lum='20+mod(37*N\\,200)':cb=128:cr=128 -c:v libx264 \
             -preset ultrafast -qp 4 -g 60 -bf 2 -pix_fmt yuv420p",
        );
        let turned = name == "turned.mp4";
        if turned {
            rush = ffmpeg(folder.path(), "copy.mp4", "-i turned.mp4 -c copy -metadata:s:v rotate=90");
        }
        let frames = [0, 1, 59, 60, 61, 130, 131, 199];
        let thumbnails = media().thumbnails(&rush, &frames, 64).unwrap();
        assert_eq!(thumbnails.iter().map(|t| t.frame).collect::<Vec<_>>(), frames);
        for thumbnail in thumbnails {
            let size = if turned { (64, 128) } else { (64, 32) };
            assert_eq!((thumbnail.width, thumbnail.height), size, "{name}");
            assert_eq!(thumbnail.rgb.len(), (size.0 * size.1 * 3) as usize);
            // Limited-range brightness as full-range grey; frames side by side are 43 apart.
            let expected = (4.0 + (37 * thumbnail.frame % 200) as f64) * 255.0 / 219.0;
            let middle = f64::from(thumbnail.rgb[thumbnail.rgb.len() / 2]);
            assert!((middle - expected).abs() < 3.0, "{name} {}: {middle}, not {expected}", thumbnail.frame);
        }
    }
}
