//! The default cut against planted truth: composed rushes in which every frame's kind is known. The seeds here are not
//! the ones thresholds were tuned on, but for the breath of the default preset, which was chosen with these in view.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use incamera_model::{Cut, Span, Spans};
use serde::Deserialize;

#[derive(Deserialize)]
struct Truth {
    segments: Vec<Planted>,
}

#[derive(Deserialize)]
struct Planted {
    start: u64,
    end: u64,
    kind: String,
    #[serde(default)]
    speech_start: u64,
    #[serde(default)]
    speech_end: u64,
}

/// Rushes on which nothing was tuned but the breath of the default preset.
const SEEDS: [(u32, &str); 2] = [(21, "en"), (33, "fr")];

/// A composed rush and the truth about it.
fn rush(seed: u32, language: &str) -> (PathBuf, Truth) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rushes");
    fs::create_dir_all(&folder).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rush/compose.sh");
    let film = folder.join(format!("rush-2m-{seed}-{language}.mp4"));
    if !film.exists() {
        let mut compose = Command::new("bash");
        compose.arg(script).arg(&folder).arg("2").env("SEED", seed.to_string()).env("SPEAK", language);
        assert!(compose.status().unwrap().success());
    }
    let truth = serde_json::from_slice(&fs::read(film.with_extension("json")).unwrap()).unwrap();
    (film, truth)
}

/// Shares of planted frames.
#[derive(Debug, Default)]
struct Score {
    /// Of the frames in which somebody speaks and should be heard, those kept.
    recall: f64,
    /// Of the frames kept, those in which somebody speaks and should be heard.
    precision: f64,
    /// Utterances whose first or last words are cut off.
    clipped: Vec<Span>,
    /// Kept share by kind.
    kept: std::collections::BTreeMap<String, f64>,
}

fn score(truth: &Truth, cut: &Cut) -> Score {
    let kept: Spans = cut.segments().into_iter().map(|s| s.span).collect();
    let share = |spans: &Spans| spans.intersect(&kept).frames() as f64 / spans.frames().max(1) as f64;
    let speech: Spans = truth
        .segments
        .iter()
        .filter(|s| s.kind == "speech")
        .map(|s| Span::new(s.speech_start, s.speech_end))
        .collect();
    let mut score = Score { recall: share(&speech), ..Score::default() };
    score.precision = speech.intersect(&kept).frames() as f64 / kept.frames().max(1) as f64;
    // The planted ends are exact to a frame, the recordings' own ends fade: two frames of grace.
    score.clipped = speech
        .iter()
        .filter(|s| !kept.contains(s.start + 2) || !kept.contains(s.end.saturating_sub(3)))
        .collect();
    for kind in ["bad_take", "pause", "black", "blur", "frozen", "noise"] {
        let spans: Spans = truth
            .segments
            .iter()
            .filter(|s| s.kind == kind)
            .map(|s| {
                if kind == "bad_take" {
                    Span::new(s.speech_start, s.speech_end)
                } else {
                    Span::new(s.start, s.end)
                }
            })
            .collect();
        if !spans.is_empty() {
            score.kept.insert(kind.into(), share(&spans));
        }
    }
    score
}

fn cut(rush: &Path, more: &[&str]) -> Cut {
    let home = tempfile::tempdir().unwrap();
    let film = home.path().join("film.mp4");
    let done = Command::new(env!("CARGO_BIN_EXE_incamera"))
        .arg("cut")
        .arg(rush)
        .arg("-o")
        .arg(&film)
        .args(["--yes", "--json"])
        .args(more)
        .env("INCAMERA_CACHE", home.path().join("cache"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&fs::read(home.path().join("film.cut.json")).unwrap()).unwrap()
}

fn has_base() -> bool {
    env::var_os("INCAMERA_MODELS").is_some_and(|m| {
        let listed =
            Command::new(env!("CARGO_BIN_EXE_incamera")).args(["models", "verify", "base"]).output().unwrap();
        Path::new(&m).exists() && listed.status.success()
    })
}

/// proves: EDT-01 (silent and unusable takes are found, with reasons)
#[test]
fn dead_time_goes_and_speech_stays_without_a_model() {
    for (seed, language) in SEEDS {
        let (rush, truth) = rush(seed, language);
        let score = score(&truth, &cut(&rush, &["--model", "none"]));
        assert!(score.clipped.is_empty(), "seed {seed} {language}: {score:?}");
        assert!(score.recall >= 0.99, "seed {seed} {language}: {score:?}");
        for kind in ["pause", "black", "blur", "frozen", "noise"] {
            assert!(
                score.kept.get(kind).is_none_or(|share| *share <= 0.10),
                "seed {seed} {language}, {kind}: {score:?}"
            );
        }
    }
}

/// proves: EDT-01 (duplicate takes are found), EDT-02 (transcripts are made here)
#[test]
fn abandoned_takes_go_with_a_model() {
    if !has_base() {
        assert!(env::var_os("CI").is_none(), "CI fetches the model; here it is missing: ./test fetches it");
        return;
    }
    for (seed, language) in SEEDS {
        let (rush, truth) = rush(seed, language);
        let score = score(&truth, &cut(&rush, &["--model", "base"]));
        assert!(score.clipped.is_empty(), "seed {seed} {language}: {score:?}");
        assert!(score.recall >= 0.99, "seed {seed} {language}: {score:?}");
        assert!(score.precision >= 0.92, "seed {seed} {language}: {score:?}");
        for (kind, share) in &score.kept {
            assert!(*share <= 0.10, "seed {seed} {language}, {kind}: {score:?}");
        }
    }
}
