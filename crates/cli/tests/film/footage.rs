//! Rushes whose every frame carries its number as a bar code, and films read back.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use incamera_model::Cut;

use crate::boxes;
use crate::desk::{Desk, Told, interview};

const BITS: usize = 16;
/// Lines of the bar code, and of its complement below it.
const BAR: usize = 12;
/// The size of pictures that say nothing else, and of every picture read back.
pub(crate) const SIZE: [usize; 2] = [160, 96];

/// Twenty seconds of somebody speaking, with pauses and then three seconds of nothing.
pub(crate) const SPEECH: &str = "speech";
/// Noise that repeats nowhere.
pub(crate) const NOISE: &str = "anoisesrc=c=pink:r=48000:a=0.5:seed=7";

/// What a rush is made of.
#[derive(Clone, Copy)]
pub(crate) struct Shot {
    /// Number of its first frame.
    pub(crate) first: u64,
    /// How many.
    pub(crate) frames: u64,
    /// Frames a second, as FFmpeg spells it.
    pub(crate) rate: &'static str,
    /// Width and height.
    pub(crate) size: [usize; 2],
    /// [`SPEECH`], or a source of sound in FFmpeg's words.
    pub(crate) sound: &'static str,
    /// FFmpeg's options, parted by `|`.
    pub(crate) coding: &'static str,
}

/// Ten seconds at 30 frames a second, encoded at x264's own default quality, B-frames in pyramids, keyframes 40 frames apart.
pub(crate) const PLAIN: Shot = Shot {
    first: 0,
    frames: 300,
    rate: "30",
    size: SIZE,
    sound: NOISE,
    coding: "-c:v|libx264|-preset|fast|-crf|23|-g|40|-bf|3",
};

impl Shot {
    /// Encodes the rush.
    pub(crate) fn write(&self, path: &Path) {
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg.args(["-nostdin", "-v", "error", "-y", "-f", "rawvideo", "-pixel_format", "yuv420p"]);
        ffmpeg.args(["-video_size", &format!("{}x{}", self.size[0], self.size[1])]);
        ffmpeg.args(["-framerate", self.rate, "-i", "-"]);
        match self.sound {
            SPEECH => ffmpeg.arg("-i").arg(interview()),
            source => ffmpeg.args(["-f", "lavfi", "-i", source]),
        };
        ffmpeg.args(["-map", "0:v", "-map", "1:a", "-shortest", "-c:a", "aac", "-b:a", "96k"]);
        ffmpeg.args(self.coding.split('|')).arg(path);
        let mut child = ffmpeg.stdin(Stdio::piped()).spawn().expect("./test installs ffmpeg");
        let mut input = child.stdin.take().unwrap();
        let shot = *self;
        let drawing = thread::spawn(move || {
            for number in 0..shot.frames {
                // FFmpeg says itself why it takes no more.
                if input.write_all(&shot.picture(shot.first + number)).is_err() {
                    break;
                }
            }
        });
        assert!(child.wait().unwrap().success(), "{}", path.display());
        drawing.join().unwrap();
    }

    /// Hills that wander, and above them the number in bars.
    fn picture(&self, number: u64) -> Vec<u8> {
        let [width, height] = self.size;
        let (unit, bar) = (width / BITS, height * BAR / SIZE[1]);
        let mut out = Vec::with_capacity(width * height * 3 / 2);
        let time = number as f32;
        for y in 0..height {
            for x in 0..width {
                out.push(if y < 2 * bar {
                    let bit = number >> (x / unit).min(BITS - 1) & 1;
                    if (bit == 1) == (y < bar) { 235 } else { 16 }
                } else {
                    let hill = ((x as f32 + 2.0 * time) * 0.21).sin() + ((y as f32 - time) * 0.17).cos();
                    (126.0 + 50.0 * hill) as u8
                });
            }
        }
        for plane in [0.07, 0.11] {
            for y in 0..height / 2 {
                for x in 0..width / 2 {
                    let wave = ((x + y) as f32 * plane + time * 0.05).sin();
                    out.push(if y < bar { 128 } else { (128.0 + 40.0 * wave) as u8 });
                }
            }
        }
        out
    }
}

/// A film or rush as a player shows it.
pub(crate) struct Shown {
    /// The number each picture carries.
    pub(crate) numbers: Vec<u64>,
    /// When each is shown, in seconds.
    pub(crate) times: Vec<f64>,
    /// Digest of each as decoded.
    pub(crate) digests: Vec<String>,
}

impl Shown {
    /// Plays a file. A player that grumbles fails the test.
    pub(crate) fn of(path: &Path) -> Self {
        Self::through(path, "null")
    }

    /// Plays a file whose pictures must pass a filter before their bars can be read.
    pub(crate) fn through(path: &Path, filter: &str) -> Self {
        let numbers = Self::numbers(path, filter);
        let list = String::from_utf8(play(path, &["-f", "framehash", "-hash", "md5", "-"])).unwrap();
        let tick = list.lines().find_map(|l| l.strip_prefix("#tb 0: ")).unwrap();
        let (num, den) = tick.split_once('/').unwrap();
        let tick = num.parse::<f64>().unwrap() / den.parse::<f64>().unwrap();
        let (mut times, mut digests) = (Vec::new(), Vec::new());
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split(',').map(str::trim).collect();
            times.push(fields[2].parse::<f64>().unwrap() * tick);
            digests.push(fields[5].to_owned());
        }
        Self { numbers, times, digests }
    }

    /// The number on the screen `time` seconds after the first picture.
    pub(crate) fn at(&self, time: f64) -> u64 {
        let shown = self.times.iter().take_while(|t| **t - self.times[0] <= time).count();
        self.numbers[shown - 1]
    }

    /// Only the numbers.
    pub(crate) fn numbers(path: &Path, filter: &str) -> Vec<u64> {
        let [width, height] = SIZE;
        let read = format!("{filter},scale={width}:{height}:flags=neighbor,format=gray");
        let pictures = play(path, &["-vf", &read, "-f", "rawvideo", "-"]);
        pictures.chunks_exact(width * height).map(number).collect()
    }
}

/// What `ffprobe` says of the streams of a kind.
pub(crate) fn streams(path: &Path, kind: &str, entries: &str) -> String {
    let mut ffprobe = Command::new("ffprobe");
    ffprobe.args(["-v", "error", "-select_streams", kind, "-of", "csv=p=0", "-show_entries", entries]);
    String::from_utf8(ffprobe.arg(path).output().unwrap().stdout).unwrap().trim().to_owned()
}

/// Plays the pictures of a file, each as often as it stands there.
fn play(path: &Path, out: &[&str]) -> Vec<u8> {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-v", "warning", "-xerror", "-threads", "1", "-copyts", "-i"]).arg(path);
    let done = ffmpeg
        .args(["-map", "0:v:0", "-fps_mode", "passthrough", "-enc_time_base", "-1"])
        .args(out)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{}", path.display());
    assert!(done.status.success(), "{}", path.display());
    done.stdout
}

/// The number in the bars; both rows must say the same.
fn number(picture: &[u8]) -> u64 {
    let row = |line: usize| -> u64 {
        let light = |bit: usize| picture[line * SIZE[0] + bit * SIZE[0] / BITS + SIZE[0] / BITS / 2] > 126;
        (0..BITS).map(|bit| u64::from(light(bit)) << bit).sum()
    };
    let (above, below) = (row(BAR / 2), row(BAR + BAR / 2));
    assert_eq!(above ^ below, (1 << BITS) - 1, "the bars cannot be read");
    above
}

/// A film and what was said about it.
pub(crate) struct Film {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The decisions it was made by.
    pub(crate) cut: Cut,
    /// Frames copied.
    pub(crate) copied: u64,
    /// Frames encoded.
    pub(crate) encoded: u64,
}

impl Film {
    /// `incamera cut` with these words; the film is `name`.
    pub(crate) fn cut(desk: &Desk, rushes: &[&str], name: &str, words: &[&str]) -> Self {
        let told = desk.run(&[&["cut", "--json", "-o", name], rushes, words].concat()).well();
        let document = Path::new(name).with_extension("cut.json");
        Self::told(desk, name, document.to_str().unwrap(), &told)
    }

    /// `incamera render` of a cut document.
    pub(crate) fn render(desk: &Desk, document: &str, name: &str, words: &[&str]) -> Self {
        let told = desk.run(&[&["render", "--json", document, "-o", name], words].concat()).well();
        Self::told(desk, name, document, &told)
    }

    fn told(desk: &Desk, name: &str, document: &str, told: &Told) -> Self {
        let last = told.json().pop().unwrap();
        let frames = |field: &str| last["render"][field].as_u64().unwrap();
        let cut: Cut = serde_json::from_value(desk.cut(document)).unwrap();
        cut.check().unwrap();
        if Path::new(name).extension().is_some_and(|ending| ending == "mp4" || ending == "mov") {
            boxes::check(&desk.path(name));
        }
        Self {
            path: desk.path(name),
            cut,
            copied: frames("copied_frames"),
            encoded: frames("encoded_frames"),
        }
    }

    /// For each frame of the film, which frame of which rush the cut document puts there: the one on the screen in the
    /// middle of the film's frame.
    pub(crate) fn wanted(&self) -> Vec<(usize, u64)> {
        let mut out = Vec::new();
        for placed in self.cut.placed() {
            let (rush, span) = (placed.segment.rush, placed.segment.span);
            let (from, to) = (self.cut.rushes[rush].rate.per_second(), self.cut.rate.per_second());
            let frame = |k: u64| span.start + ((k as f64 + 0.5) / to * from) as u64;
            out.extend((0..placed.film.len()).map(|k| (rush, frame(k).min(span.end - 1))));
        }
        out
    }
}
