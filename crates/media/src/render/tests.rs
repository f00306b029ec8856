//! Films read back: every frame carries its number as a bar code, every packet its digest, every sample its place.

use std::{
    collections::HashSet,
    fs::File,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use incamera_model::{Segment, Span};
use incamera_worker::{PlainFile, ReadAt};

use super::render;
use crate::job::{FullBecause, Mode, Render, RenderRush, Rendered};

const WIDTH: usize = 160;
const HEIGHT: usize = 96;
const BITS: usize = 16;

/// Runs FFmpeg's command line program and gives what it wrote.
fn ffmpeg(arguments: &str) -> Vec<u8> {
    let done = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "warning", "-y"])
        .args(arguments.split('|').map(str::trim))
        .output()
        .expect("the ffmpeg program is installed by ./test");
    assert!(done.status.success(), "{arguments}: {}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Ten seconds of moving pictures with their numbers, and noise that repeats nowhere; sound in Opus in `WebM`, else
    /// in AAC.
    fn rush(&self, name: &str, rate: &str, pixel: &str, video: &str, sound: &str) -> PathBuf {
        let path = self.path(name);
        let codec = if name.ends_with("webm") { "libopus" } else { "aac" };
        let bars = format!(
            "geq=lum='if(lt(Y,24),16+219*mod(floor(N/pow(2,floor(X/10))),2),lum(X,Y))'\
             :cb='if(lt(Y,16),128,cb(X,Y))':cr='if(lt(Y,16),128,cr(X,Y))',format={pixel}"
        );
        ffmpeg(&format!(
            "-f|lavfi|-i|testsrc2=s={WIDTH}x{HEIGHT}:r={rate}:d=10|-f|lavfi|-i|{sound}|-vf|{bars}|{video}|\
             -c:a|{codec}|-b:a|128k|-shortest|{}",
            path.display()
        ));
        path
    }

    /// Makes the film and gives it with the report.
    fn film(&self, rushes: &[&Path], segments: &[(usize, u64, u64)], container: &str) -> (PathBuf, Rendered) {
        let open =
            |path: &Path| -> Arc<dyn ReadAt> { Arc::new(PlainFile::new(File::open(path).unwrap()).unwrap()) };
        let about: Vec<RenderRush> = rushes
            .iter()
            .map(|path| RenderRush { probe: crate::probe::probe(open(path), &mut |_| Ok(())).unwrap() })
            .collect();
        let rate = about[0].probe.picture().unwrap().rate;
        let segments =
            segments.iter().map(|(rush, start, end)| Segment { rush: *rush, span: Span::new(*start, *end) });
        let request = Render {
            rushes: about,
            segments: segments.collect(),
            rate,
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
            container: container.to_owned(),
        };
        let film = self.path(&format!("film.{container}"));
        let sources = rushes.iter().map(|path| open(path)).collect();
        let done =
            render(sources, &request, Arc::new(File::create(&film).unwrap()), &mut |_| Ok(())).unwrap();
        (film, done)
    }
}

const NOISE: &str = "anoisesrc=d=10:c=pink:r=48000:a=0.5:seed=7";

/// The numbers of all frames, in showing order. A decoder that grumbles fails the test.
fn numbers(path: &Path) -> Vec<u64> {
    let done = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "warning", "-i"])
        .arg(path)
        .args(["-map", "0:v:0", "-fps_mode", "passthrough", "-vf"])
        .arg(format!("scale={WIDTH}:{HEIGHT}:flags=neighbor,format=gray"))
        .args(["-f", "rawvideo", "-"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{}", path.display());
    let bit = |picture: &[u8], bit: usize| u64::from(picture[12 * WIDTH + bit * 10 + 5] > 128) << bit;
    done.stdout.chunks_exact(WIDTH * HEIGHT).map(|picture| (0..BITS).map(|b| bit(picture, b)).sum()).collect()
}

/// Digests of the packets of a stream, in file order.
fn packets(path: &Path, stream: &str) -> Vec<String> {
    let list = ffmpeg(&format!("-i|{}|-map|{stream}|-c|copy|-f|framehash|-hash|md5|-", path.display()));
    let digest = |line: &str| line.rsplit(',').next().unwrap_or_default().trim().to_owned();
    String::from_utf8(list).unwrap().lines().filter(|l| !l.starts_with('#')).map(digest).collect()
}

/// Decoded samples of the first channel.
fn samples(path: &Path) -> Vec<f32> {
    let bytes = ffmpeg(&format!("-i|{}|-map|0:a:0|-ac|1|-f|f32le|-c:a|pcm_f32le|-", path.display()));
    bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

/// Stretches of `frames` frames at random places, the same for the same seed.
fn cut(seed: u64, frames: u64) -> Vec<(usize, u64, u64)> {
    let mut state = seed;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut edges: Vec<u64> = (0..10).map(|_| random(frames)).collect();
    edges.sort_unstable();
    edges.dedup();
    edges.chunks_exact(2).map(|edge| (0, edge[0], edge[1])).collect()
}

/// Cuts a rush at random and finds every frame where it must be, and the copied packets unchanged. `entries_change` when
/// the first packet of each copied run must say something of its own (parameter sets, a broken link).
fn exact(bench: &Bench, rush: &Path, container: &str, entries_change: bool) {
    let all = numbers(rush);
    for seed in 1..=3 {
        let cut = cut(seed, all.len() as u64);
        let (film, done) = bench.film(&[rush], &cut, container);
        let wanted: Vec<u64> =
            cut.iter().flat_map(|(_, start, end)| all[*start as usize..*end as usize].to_vec()).collect();
        assert_eq!(numbers(&film), wanted, "{} cut at {cut:?}", rush.display());
        assert_eq!((done.frames, done.copied + done.encoded), (wanted.len() as u64, wanted.len() as u64));
        assert_eq!(done.full_because, None);
        assert!(done.copied > 0, "nothing was copied: {cut:?}");
        let of_rush: HashSet<String> = packets(rush, "0:v:0").into_iter().collect();
        let same = packets(&film, "0:v:0").iter().filter(|p| of_rush.contains(*p)).count();
        let changed = if entries_change { cut.len() } else { 0 };
        assert!(
            same + changed >= done.copied as usize,
            "{same} of {} copied packets are unchanged",
            done.copied
        );
    }
}

/// proves: EDT-03
#[test]
fn every_frame_of_h264_is_where_the_cut_says() {
    let bench = Bench::new();
    let x264 = "-c:v|libx264|-preset|fast|-g|40";
    let plain = bench.rush("plain.mp4", "30", "yuv420p", &format!("{x264}|-bf|0"), NOISE);
    exact(&bench, &plain, "mp4", false);
    let pyramid = format!("{x264}|-bf|3|-x264-params|b-pyramid=normal");
    let pyramid = bench.rush("pyramid.mp4", "30000/1001", "yuv420p", &pyramid, NOISE);
    exact(&bench, &pyramid, "mp4", false);
    exact(&bench, &pyramid, "matroska", false);
    let deep = bench.rush("deep.mp4", "25", "yuv420p10le", &format!("{x264}|-bf|2"), NOISE);
    exact(&bench, &deep, "mov", false);
    let stream = bench.rush("stream.mkv", "30000/1001", "yuv420p", &format!("{x264}|-bf|2"), NOISE);
    exact(&bench, &stream, "mp4", false);
}

/// A file cut by stream copy begins with pictures that its edit list hides.
///
/// proves: EDT-03
#[test]
fn hidden_pictures_stay_hidden() {
    let bench = Bench::new();
    let whole = bench.rush("whole.mp4", "30", "yuv420p", "-c:v|libx264|-g|50|-bf|2", NOISE);
    let path = bench.path("hidden.mp4");
    ffmpeg(&format!("-ss|1.3|-i|{}|-c|copy|{}", whole.display(), path.display()));
    exact(&bench, &path, "mp4", false);
}

/// proves: EDT-03
#[test]
fn every_frame_of_hevc_is_where_the_cut_says() {
    let bench = Bench::new();
    for (pixel, open) in [("yuv420p", 0), ("yuv420p10le", 1)] {
        let video = format!(
            "-c:v|libx265|-preset|ultrafast|-x265-params|keyint=30:open-gop={open}:bframes=3:log-level=none"
        );
        let rush = bench.rush(&format!("{pixel}.mp4"), "30", pixel, &video, NOISE);
        exact(&bench, &rush, "mp4", true);
        exact(&bench, &rush, "matroska", true);
    }
}

/// The second rush has another size and rate: it is brought to the first one's.
///
/// proves: EDT-03
#[test]
fn rushes_of_two_kinds_become_one_film() {
    let bench = Bench::new();
    let first = bench.rush("first.mp4", "30", "yuv420p", "-c:v|libx264|-g|30|-bf|2", NOISE);
    let second = bench.path("second.mp4");
    ffmpeg(&format!(
        "-i|{}|-vf|scale=320:192:flags=neighbor,fps=15|-c:v|libx264|-g|30|-c:a|aac|-ar|44100|{}",
        first.display(),
        second.display()
    ));
    let (film, done) = bench.film(&[&first, &second], &[(0, 7, 100), (1, 20, 40), (0, 120, 150)], "mp4");
    let all = numbers(&first);
    let half = numbers(&second);
    let mut wanted = all[7..100].to_vec();
    wanted.extend(half[20..40].iter().flat_map(|n| [*n, *n]));
    wanted.extend(&all[120..150]);
    assert_eq!(numbers(&film), wanted);
    assert!(done.copied > 60 && done.encoded >= 40, "{done:?}");
}

/// Two cameras of one make, whose parameter sets differ: those stand in front of each group then.
///
/// proves: EDT-03
#[test]
fn rushes_with_parameter_sets_of_their_own_become_one_film() {
    let bench = Bench::new();
    let video = |more: &str| format!("-c:v|libx264|-preset|fast|-g|30|-bf|2|-x264-params|{more}");
    let first = bench.rush("first.mp4", "30", "yuv420p", &video("ref=1"), NOISE);
    let second = bench.rush("second.mp4", "30", "yuv420p", &video("ref=4"), NOISE);
    let (one, two) = (numbers(&first), numbers(&second));
    for container in ["mp4", "matroska"] {
        let cut = [(0, 7, 100), (1, 20, 95), (0, 120, 170)];
        let (film, done) = bench.film(&[&first, &second], &cut, container);
        assert!(first_sound(&film).starts_with("-0.021"), "{}", first_sound(&film));
        assert_eq!(numbers(&film), [&one[7..100], &two[20..95], &one[120..170]].concat());
        assert!(done.full_because.is_none() && done.copied > 100, "{done:?}");
    }
}

/// proves: EDT-03
#[test]
fn vp9_is_copied_between_keyframes_and_encoded_otherwise() {
    let bench = Bench::new();
    let video = "-c:v|libvpx-vp9|-deadline|realtime|-cpu-used|8|-g|30";
    let rush = bench.rush("rush.mkv", "30", "yuv420p", video, NOISE);
    let all = numbers(&rush);
    let (film, done) = bench.film(&[&rush], &[(0, 30, 77), (0, 120, 133)], "matroska");
    assert_eq!(numbers(&film), [&all[30..77], &all[120..133]].concat());
    assert_eq!((done.encoded, done.full_because), (0, None));
    let (film, done) = bench.film(&[&rush], &[(0, 31, 77)], "matroska");
    assert_eq!(numbers(&film), &all[31..77]);
    assert_eq!((done.copied, done.full_because), (0, Some(FullBecause::Codec)));
}

/// proves: EDT-03
#[test]
fn a_film_in_webm_is_copied_where_it_can_be_and_encoded_otherwise() {
    let bench = Bench::new();
    let video = "-c:v|libvpx-vp9|-deadline|realtime|-cpu-used|8|-g|30";
    let rush = bench.rush("rush.webm", "30", "yuv420p", video, NOISE);
    let all = numbers(&rush);
    let sound = samples(&rush);
    for (cut, because) in
        [([(0, 30, 77), (0, 120, 150)], None), ([(0, 31, 78), (0, 121, 151)], Some(FullBecause::Codec))]
    {
        let (film, done) = bench.film(&[&rush], &cut, "webm");
        assert_eq!(done.full_because, because);
        let wanted: Vec<u64> =
            cut.iter().flat_map(|(_, from, to)| all[*from as usize..*to as usize].to_vec()).collect();
        assert_eq!(numbers(&film), wanted);
        let made = samples(&film);
        assert!(made.len().abs_diff(77 * 1600) < 960, "{}", made.len());
        for (in_film, in_rush) in [(20, cut[0].1 as usize + 20), (60, cut[1].1 as usize + 13)] {
            // FFmpeg 5.1 lets pictures begin as much later as the sound begins earlier, and rounds to milliseconds.
            assert!((250..=340).contains(&lag(&made[in_film * 1600..], &sound, in_rush * 1600)));
        }
    }
    let h264 = bench.rush("rush.mp4", "30", "yuv420p", "-c:v|libx264|-preset|ultrafast|-g|30", NOISE);
    let (film, done) = bench.film(&[&h264], &[(0, 7, 50)], "webm");
    assert_eq!((numbers(&film), done.full_because), (all[7..50].to_vec(), Some(FullBecause::Container)));
    assert_eq!(lag(&samples(&film)[20 * 1600..], &samples(&h264), 27 * 1600), 0);
    // What comes before the film prepares the decoder: 312 samples.
    assert_eq!(first_sound(&film), "-0.007000");
}

/// When the first packet of sound is heard, in seconds.
fn first_sound(film: &Path) -> String {
    let probe = ["-v", "error", "-select_streams", "a:0", "-show_entries", "packet=pts_time"];
    let done = Command::new("ffprobe").args(probe).args(["-of", "csv=p=0"]).arg(film).output().unwrap();
    String::from_utf8(done.stdout).unwrap().lines().next().unwrap_or_default().to_owned()
}

/// By how many samples the beginning of `sound` lies beside `near` in `whole`, where both are most alike.
fn lag(sound: &[f32], whole: &[f32], near: usize) -> i64 {
    let like = |lag: i64| -> f32 {
        let from = near.saturating_add_signed(lag as isize);
        sound[..4000].iter().zip(&whole[from..]).map(|(a, b)| a * b).sum()
    };
    (-1000..=1000).max_by(|a, b| like(*a).total_cmp(&like(*b))).unwrap()
}

/// proves: EDT-03
#[test]
fn av1_is_copied_into_any_container_that_holds_it() {
    let bench = Bench::new();
    let rush = bench.rush("rush.mkv", "30", "yuv420p", "-c:v|libsvtav1|-preset|12|-g|30", NOISE);
    let all = numbers(&rush);
    for container in ["mp4", "matroska", "webm"] {
        let (film, done) = bench.film(&[&rush], &[(0, 30, 77), (0, 120, 133)], container);
        assert_eq!(numbers(&film), [&all[30..77], &all[120..133]].concat());
        assert_eq!((done.encoded, done.full_because), (0, None), "{container}");
    }
}

/// Sound stays within half a packet of its picture however many joints there are, and what is copied is the rush's own,
/// sample for sample.
///
/// proves: EDT-03
#[test]
fn sound_keeps_its_place_and_its_samples() {
    let bench = Bench::new();
    let rush = bench.rush("rush.mp4", "30", "yuv420p", "-c:v|libx264|-preset|ultrafast|-g|30", NOISE);
    let cut: Vec<(usize, u64, u64)> = (0..6).map(|i| (0, 11 + 47 * i, 11 + 47 * i + 31)).collect();
    let (film, done) = bench.film(&[&rush], &cut, "mp4");
    let (source, made) = (samples(&rush), samples(&film));
    for (i, (_, start, _)) in cut.iter().enumerate() {
        // The middle of the stretch, 15 frames in.
        let (at, from) = ((i * 31 + 15) * 1600, (*start as usize + 15) * 1600);
        let found = (from - 512..=from + 512).find(|from| made[at..at + 4000] == source[*from..from + 4000]);
        assert!(found.is_some(), "stretch {i} is not where it should be");
    }
    assert!(done.copied_packets > 5 * done.encoded_packets, "{done:?}");
}

/// A tone that breaks off at each joint goes on without a step larger than its own.
///
/// proves: EDT-03
#[test]
fn joints_do_not_click() {
    let bench = Bench::new();
    let tone = "aevalsrc='0.5*sin(2*PI*700*t)':s=48000:d=10";
    let rush = bench.rush("rush.mp4", "30", "yuv420p", "-c:v|libx264|-preset|ultrafast|-g|30", tone);
    let cut: Vec<(usize, u64, u64)> = (0..7).map(|i| (0, 5 + 41 * i, 5 + 41 * i + 23)).collect();
    let (film, _) = bench.film(&[&rush], &cut, "mp4");
    let step = |samples: &[f32]| samples.windows(2).map(|w| (w[1] - w[0]).abs()).fold(0.0, f32::max);
    let (source, made) = (samples(&rush), samples(&film));
    let (own, ours) = (step(&source[4800..source.len() - 9600]), step(&made));
    assert!(ours <= own * 1.1, "a step of {ours} in the film, {own} in the rush");
}
