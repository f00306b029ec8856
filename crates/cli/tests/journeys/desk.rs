//! A folder with real footage and the real program in it.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

/// The first 20 s of the repository's small rush: speech with pauses, then three seconds of silence.
pub(crate) fn interview() -> PathBuf {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rush/interview.mp4");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let short = folder.join("interview-20s.mp4");
    if !short.exists() {
        // Several tests may want it at once: each makes its own, the last one's stays.
        let part = tempfile::Builder::new().suffix(".mp4").tempfile_in(folder).unwrap().into_temp_path();
        let mut copy = Command::new("ffmpeg");
        copy.args(["-nostdin", "-v", "error", "-y", "-t", "20", "-i"]).arg(whole);
        assert!(copy.args(["-c", "copy"]).arg(&part).status().unwrap().success());
        part.persist(&short).unwrap();
    }
    short
}

/// A desk: a folder of its own, with its own cache and no models.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let base = Path::new(env!("CARGO_TARGET_TMPDIR"));
        Self { folder: tempfile::tempdir_in(base).unwrap() }
    }

    /// With the small rush under this name.
    pub(crate) fn with_rush(name: &str) -> Self {
        let desk = Self::new();
        fs::copy(interview(), desk.path(name)).unwrap();
        desk
    }

    /// A path on the desk.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, about to be run on the desk.
    pub(crate) fn incamera(&self, words: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_incamera"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env("INCAMERA_CACHE", self.path("cache"))
            .env("INCAMERA_MODELS", self.path("models"))
            .env("LC_ALL", "C.UTF-8")
            .stdin(std::process::Stdio::null());
        command
    }

    /// Runs it and hears what it says.
    pub(crate) fn run(&self, words: &[&str]) -> Told {
        Told(self.incamera(words).output().unwrap())
    }

    /// Names on the desk, hidden ones too; without the cache.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|n| n != "cache")
            .collect();
        names.sort();
        names
    }

    /// The cut document.
    pub(crate) fn cut(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Frames of a film's picture, counted by decoding it.
    pub(crate) fn frames(&self, film: &str) -> u64 {
        let counted = Command::new("ffprobe")
            .args(["-v", "error", "-count_frames", "-select_streams", "v:0"])
            .args(["-show_entries", "stream=nb_read_frames", "-of", "csv=p=0"])
            .arg(self.path(film))
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&counted.stderr), "", "{film} plays without a word");
        String::from_utf8(counted.stdout).unwrap().trim().trim_end_matches(',').parse().unwrap()
    }
}

/// What the program said.
pub(crate) struct Told(pub(crate) Output);

impl Told {
    /// Exit code.
    pub(crate) fn code(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    /// Standard output.
    pub(crate) fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    /// Standard error.
    pub(crate) fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// Ended well; everything it said, if not.
    pub(crate) fn well(self) -> Self {
        assert_eq!(self.code(), 0, "{}{}", self.out(), self.err());
        self
    }

    /// Standard output as JSON lines.
    pub(crate) fn json(&self) -> Vec<Value> {
        self.out().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}
