//! Whole films made by a full render, their pictures read back by the `ffmpeg` command.

use std::{fs::File, path::Path, process::Command};

use incamera_model::{Caption, Segment, Span};
use incamera_worker::{PlainFile, ReadAt, WriteAt};

use super::*;
use crate::job::{Mode, RenderRush, Rendered};

/// Runs `ffmpeg`.
fn ffmpeg(arguments: &[&str], more: &[&Path]) -> Vec<u8> {
    let out = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-y"])
        .args(arguments)
        .args(more)
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}

/// Each picture bears its number in its upper half: 16 columns, white for one, lowest bit first.
const NUMBERED: &str =
    "geq=lum='if(lt(Y,H/2),if(mod(floor(N/pow(2,floor(X*16/W))),2),200,40),110)':cb=128:cr=128";

/// A rush of numbered pictures.
fn rush(path: &Path, size: &str, rate: &str, frames: u64, more: &[&str]) -> RenderRush {
    let source = format!("color=gray:s={size}:r={rate},format=yuv420p,{NUMBERED}");
    let count = frames.to_string();
    let mut arguments =
        vec!["-f", "lavfi", "-i", &source, "-frames:v", &count, "-c:v", "libx264", "-g", "24"];
    arguments.extend(more);
    ffmpeg(&arguments, &[path]);
    probed(path)
}

fn source(path: &Path) -> Arc<dyn ReadAt> {
    Arc::new(PlainFile::new(File::open(path).unwrap()).unwrap())
}

fn probed(path: &Path) -> RenderRush {
    RenderRush { probe: crate::probe::probe(source(path), &mut |_| Ok(())).unwrap() }
}

fn request(rushes: Vec<RenderRush>, segments: &[(usize, u64, u64)]) -> Render {
    Render {
        rate: rushes[0].probe.video[0].rate,
        rushes,
        segments: segments
            .iter()
            .map(|(rush, start, end)| Segment { rush: *rush, span: Span::new(*start, *end) })
            .collect(),
        picture: true,
        mode: Mode::Full,
        captions: Vec::new(),
        font: std::fs::read("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").unwrap(),
        loudness: None,
        measured: None,
        denoise: false,
        aspect: None,
        height: None,
        size: None,
        container: "mp4".into(),
    }
}

/// Makes the film.
fn render(request: &Render, rushes: &[&Path], film: &Path) -> Rendered {
    let sources = rushes.iter().map(|p| source(p)).collect();
    let sink: Arc<dyn WriteAt> = Arc::new(File::create(film).unwrap());
    crate::render::render(sources, request, sink, &mut |_| Ok(())).unwrap()
}

/// The luma of each picture of a film.
fn pictures(film: &Path, width: usize, height: usize) -> Vec<Vec<u8>> {
    let raw = ffmpeg(
        &[
            "-i",
            film.to_str().unwrap(),
            "-f",
            "rawvideo",
            "-pix_fmt",
            "gray",
            "-fps_mode",
            "passthrough",
            "-",
        ],
        &[],
    );
    assert_eq!(raw.len() % (width * height), 0);
    raw.chunks(width * height).map(<[u8]>::to_vec).collect()
}

/// The number a picture bears.
fn number(picture: &[u8], width: usize) -> u64 {
    let height = picture.len() / width;
    (0..16).map(|bit| u64::from(picture[height / 4 * width + (2 * bit + 1) * width / 32] > 120) << bit).sum()
}

/// proves: EDT-08 (every frame of a full render is the frame the cut names)
#[test]
fn every_frame_is_the_one_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second, film) =
        (dir.path().join("a.mp4"), dir.path().join("b.mkv"), dir.path().join("film.mp4"));
    let rushes = vec![rush(&first, "320x180", "30", 200, &[]), rush(&second, "320x180", "30", 90, &[])];
    let segments = [(0, 3, 20), (0, 22, 60), (0, 150, 171), (1, 0, 1), (1, 40, 90), (0, 199, 200), (0, 5, 8)];
    render(&request(rushes, &segments), &[&first, &second], &film);
    let shown: Vec<u64> = pictures(&film, 320, 180).iter().map(|p| number(p, 320)).collect();
    let asked: Vec<u64> = segments.into_iter().flat_map(|(_, start, end)| start..end).collect();
    assert_eq!(shown, asked);
}

/// Mean luma of a box of a picture.
fn mean(picture: &[u8], width: usize, [left, top, right, bottom]: [usize; 4]) -> f64 {
    let rows = picture.chunks(width).take(bottom).skip(top);
    let inside: Vec<f64> = rows.flat_map(|r| &r[left..right]).map(|s| f64::from(*s)).collect();
    inside.iter().sum::<f64>() / inside.len() as f64
}

/// proves: EDT-08 (a burnt caption stands on its frames only, and only at the bottom)
#[test]
fn captions_are_burnt_on_their_frames() {
    let dir = tempfile::tempdir().unwrap();
    let (first, with, without) =
        (dir.path().join("a.mp4"), dir.path().join("with.mp4"), dir.path().join("without.mp4"));
    let mut request = request(vec![rush(&first, "640x360", "30", 90, &[])], &[(0, 10, 40), (0, 60, 90)]);
    render(&request, &[&first], &without);
    request.captions =
        vec![Caption { span: Span::new(20, 45), lines: vec!["Rushes in,".into(), "film out".into()] }];
    render(&request, &[&first], &with);
    let (with, without) = (pictures(&with, 640, 360), pictures(&without, 640, 360));
    assert_eq!((with.len(), without.len()), (60, 60));
    for (i, (with, without)) in with.iter().zip(&without).enumerate() {
        let differs = |within| {
            (0..360 * 640)
                .filter(|at| {
                    let [left, top, right, bottom]: [usize; 4] = within;
                    (left..right).contains(&(at % 640))
                        && (top..bottom).contains(&(at / 640))
                        && with[*at].abs_diff(without[*at]) > 40
                })
                .count()
        };
        assert_eq!(differs([0, 0, 640, 260]), 0, "frame {i}: above the caption");
        assert_eq!(differs([200, 270, 440, 345]) > 500, (20..45).contains(&i), "frame {i}");
    }
}

/// proves: EDT-09 (an upright film of a wide rush shows what moves)
#[test]
fn an_upright_film_follows_what_moves() {
    let dir = tempfile::tempdir().unwrap();
    let (first, film) = (dir.path().join("a.mp4"), dir.path().join("film.mp4"));
    // A bright square that stands, walks from left to right, stands.
    let moving = "geq=lum='if(between(X-40-clip((N-30)*4\\,0\\,460),0,60)*between(Y-150+4*mod(N\\,2),0,60),220,90)':\
                  cb=128:cr=128";
    let source = format!("color=gray:s=640x360:r=30,format=yuv420p,{moving}");
    ffmpeg(&["-f", "lavfi", "-i", &source, "-frames:v", "180", "-c:v", "libx264", "-crf", "12"], &[&first]);
    let mut request = request(vec![probed(&first)], &[(0, 0, 180)]);
    request.aspect = Some([9, 16]);
    render(&request, &[&first], &film);
    let shown = pictures(&film, 202, 360);
    assert_eq!(shown.len(), 180);
    for (i, picture) in shown.iter().enumerate() {
        let bright = picture.iter().filter(|s| **s > 170).count();
        assert!(bright > 60 * 60 * 9 / 10, "frame {i}: {bright} of 3600 pixels of the square are shown");
    }
}

/// A rush turned by its camera is made upright; another size stands between bars, another rate keeps its time.
#[test]
fn rushes_of_different_kinds_become_one_film() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second, film) =
        (dir.path().join("a.mov"), dir.path().join("b.mp4"), dir.path().join("film.mp4"));
    let raw = dir.path().join("raw.mp4");
    rush(&raw, "640x360", "30", 30, &[]);
    ffmpeg(&["-i", raw.to_str().unwrap(), "-c", "copy", "-metadata:s:v", "rotate=270"], &[&first]);
    let rushes = vec![probed(&first), rush(&second, "320x180", "15", 30, &[])];
    let request = request(rushes, &[(0, 0, 30), (1, 5, 20)]);
    render(&request, &[&first, &second], &film);
    let shown = pictures(&film, 360, 640);
    assert_eq!(shown.len(), 60);
    // The numbers stand in the upper half, which a turn to the right puts on the right.
    assert!((mean(&shown[3], 360, [20, 20, 160, 620]) - 110.0).abs() < 6.0);
    // 360 pixels of width for 16:9 make 202 lines, between black bars.
    let wide = &shown[45];
    assert!(mean(wide, 360, [0, 0, 360, 210]) < 20.0 && mean(wide, 360, [0, 430, 360, 640]) < 20.0);
    assert!((mean(wide, 360, [10, 325, 350, 415]) - 110.0).abs() < 6.0);
    let strip = |p: &[u8]| p[219 * 360..421 * 360].to_vec();
    let numbers: Vec<u64> = shown[30..].iter().map(|p| number(&strip(p), 360)).collect();
    assert_eq!(numbers, (5..20).flat_map(|n| [n, n]).collect::<Vec<_>>());
}

/// proves: EDT-08 (a scaled film has the lines asked for)
#[test]
fn scales_to_the_lines_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let (first, film) = (dir.path().join("a.mp4"), dir.path().join("film.mp4"));
    let mut request = request(vec![rush(&first, "640x360", "30", 40, &[])], &[(0, 30, 40)]);
    request.height = Some(240);
    render(&request, &[&first], &film);
    let numbers: Vec<u64> = pictures(&film, 426, 240).iter().map(|p| number(p, 426)).collect();
    assert_eq!(numbers, (30..40).collect::<Vec<_>>());
}

/// proves: EDT-08 (with captions, only groups of pictures that one touches are encoded; the others are the rush's own)
#[test]
fn only_touched_groups_are_encoded() {
    let dir = tempfile::tempdir().unwrap();
    let (first, film) = (dir.path().join("a.mp4"), dir.path().join("film.mp4"));
    let mut request = request(vec![rush(&first, "320x180", "30", 240, &[])], &[(0, 0, 240)]);
    request.mode = Mode::Smart;
    let caption =
        |start, end| Caption { span: Span::new(start, end), lines: vec!["Rushes in, film out".into()] };
    request.captions = vec![caption(0, 6), caption(98, 110)];
    let done = render(&request, &[&first], &film);
    assert_eq!((done.frames, done.full_because), (240, None));
    // Groups begin every 24 frames; reordering may ask for a few frames before a caption.
    assert!(done.encoded <= 24 + 4 + 22, "{done:?}");
    let (shown, own) = (pictures(&film, 320, 180), pictures(&first, 320, 180));
    assert_eq!(shown.iter().map(|p| number(p, 320)).collect::<Vec<_>>(), (0..240).collect::<Vec<_>>());
    for (frame, (shown, own)) in (0..).zip(shown.iter().zip(&own)) {
        let captioned = request.captions.iter().any(|c| c.span.contains(frame));
        let encoded = done.encoded_spans.iter().any(|s| s.contains(frame));
        let white = |p: &[u8]| p[120 * 320..].iter().filter(|s| **s > 180).count();
        assert_eq!(white(shown) > 60, captioned, "frame {frame}");
        assert_eq!(white(own), 0);
        assert!(encoded || shown == own, "frame {frame} is the rush's own");
    }
}

/// proves: EDT-09 (loudness of the film as a person measures it; sound and picture keep together)
#[test]
fn a_film_has_its_loudness_and_its_sound_in_place() {
    let dir = tempfile::tempdir().unwrap();
    let (silent, first, film) =
        (dir.path().join("silent.mp4"), dir.path().join("a.mp4"), dir.path().join("film.mp4"));
    rush(&silent, "320x180", "30", 360, &[]);
    let speech = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rush/speech/fleurs-en-001.ogg");
    ffmpeg(
        &[
            "-i",
            silent.to_str().unwrap(),
            "-stream_loop",
            "3",
            "-i",
            speech.to_str().unwrap(),
            "-map",
            "0:v",
            "-map",
            "1:a",
            "-c:v",
            "copy",
            "-af",
            "volume=-6dB,aresample=48000",
            "-ac",
            "2",
            "-t",
            "12",
        ],
        &[&first],
    );
    let mut request = request(vec![probed(&first)], &[(0, 15, 105), (0, 120, 345)]);
    request.loudness = Some(-1_400);
    request.measured = Some(-2_800);
    render(&request, &[&first], &film);
    let pcm = |path: &Path| -> Vec<f32> {
        let raw =
            ffmpeg(&["-i", path.to_str().unwrap(), "-ac", "1", "-ar", "48000", "-f", "f32le", "-"], &[]);
        raw.chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect()
    };
    let stereo = ffmpeg(&["-i", film.to_str().unwrap(), "-ac", "2", "-ar", "48000", "-f", "f32le", "-"], &[]);
    let mut meter = ebur128::EbuR128::new(2, 48_000, ebur128::Mode::I).unwrap();
    let samples: Vec<f32> =
        stereo.chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect();
    meter.add_frames_f32(&samples).unwrap();
    let loudness = meter.loudness_global().unwrap();
    assert!((loudness + 14.0).abs() < 0.5, "{loudness:.2} LUFS");
    // Where the sound of each segment stands in the film, by correlation: 1600 samples are one frame.
    let (own, made) = (pcm(&first), pcm(&film));
    for (from, at) in [(30u64, 15u64), (200, 170), (320, 290)] {
        let piece = &own[from as usize * 1600..][..24_000];
        let lag = (-2_000i64..2_000)
            .max_by_key(|lag| {
                let place = (at as i64 * 1600 + lag) as usize;
                let sum: f64 =
                    piece.iter().zip(&made[place..]).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
                (sum * 1e6) as i64
            })
            .unwrap();
        assert!(lag.abs() < 48, "less than a millisecond: {lag} samples at frame {at}");
    }
    assert_eq!(pictures(&film, 320, 180).len(), 315);
}
